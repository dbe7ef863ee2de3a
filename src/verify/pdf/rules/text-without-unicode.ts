import type { Rule } from '../../rule.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { nameOf } from '../pdf-value.ts'

export const textWithoutUnicode: Rule<PdfSubject> = {
  id: 'text-without-unicode',
  why: 'Letters that are only shapes can be seen, but not read out, searched or copied.',
  *check({ file, events }) {
    const fonts = new Set(events.flatMap((event) => (event.kind === 'text' ? [event.font] : [])))
    for (const font of fonts)
      if (nameOf(file.entry(font, 'Subtype')) === 'Type0' && !font.entries.has('ToUnicode'))
        yield {
          message: `Font \`${nameOf(file.entry(font, 'BaseFont')) ?? ''}\` does not say which letters its shapes are`,
        }
  },
}
