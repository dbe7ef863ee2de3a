import type { Rule } from '../../rule.ts'
import { metadataProperty, metadataText } from '../metadata-text.ts'
import type { PdfSubject } from '../pdf-subject.ts'

export const claimMissing: Rule<PdfSubject> = {
  id: 'claim-missing',
  why: 'A file that does not say it is PDF/UA, or PDF/A, is treated as one that is not.',
  *check({ file, copy }) {
    const metadata = metadataText(file) ?? ''
    if (!metadataProperty(metadata, 'pdfuaid:part')) yield { message: 'The file does not claim PDF/UA' }
    const archive = metadataProperty(metadata, 'pdfaid:part')
    if (copy === 'print' && archive === undefined) yield { message: 'The print copy does not claim PDF/A' }
    // Acrobat opens PDF/A read-only until the reader enables editing.
    if (copy === 'fill-in' && archive !== undefined)
      yield { message: 'The fill-in copy claims PDF/A, so that readers open it as read-only' }
  },
}
