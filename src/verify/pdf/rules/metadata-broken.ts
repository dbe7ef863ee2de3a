import { parseXml, XmlError } from '../../xml/parse-xml.ts'
import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { metadataText } from '../metadata-text.ts'

export const metadataBroken: Rule<PdfSubject> = {
  id: 'metadata-broken',
  why: 'Archives and accessibility checkers read these properties first and refuse the file when they cannot.',
  *check({ file }) {
    const metadata = metadataText(file)
    if (metadata === null) return yield { message: 'The file has no XMP metadata' }
    try {
      parseXml(metadata)
    } catch (error) {
      if (!(error instanceof XmlError)) throw error
      yield { message: `The XMP metadata is not well-formed XML: ${error.message}` }
    }
  },
}
