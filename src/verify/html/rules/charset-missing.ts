import type { Rule } from '../../rule.ts'
import { elementsIn } from '../../xml/find-elements.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const charsetMissing: Rule<HtmlSubject> = {
  id: 'charset-missing',
  why: 'A page opened from a disk without a character set shows Siân as SiÃ¢n.',
  *check({ root, source }) {
    const charset = [...elementsIn(root, 'meta')]
      .find((meta) => meta.attributes.has('charset'))
      ?.attributes.get('charset')
    if (charset?.toLowerCase() !== 'utf-8') yield { message: 'The page does not say that it is written in UTF-8' }
    // HTML Standard, 4.2.5.4: the declaration must stand within the first 1024 bytes.
    else if (Buffer.byteLength(source.slice(0, source.search(/<meta[^>]*charset/i))) > 1024)
      yield { message: 'The character set comes too late in the page to be seen' }
  },
}
