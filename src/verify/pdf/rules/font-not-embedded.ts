import type { Rule } from '../../rule.ts'
import type { PdfFile } from '../pdf-file.ts'
import type { PdfSubject } from '../pdf-subject.ts'
import { nameOf, type PdfDict } from '../pdf-value.ts'

export const fontNotEmbedded: Rule<PdfSubject> = {
  id: 'font-not-embedded',
  why: 'A font that is not in the file is replaced on the next computer, and lines and letters change.',
  *check({ file, events }) {
    const fonts = new Set(events.flatMap((event) => (event.kind === 'text' && event.visible ? [event.font] : [])))
    for (const font of fonts)
      if (!isEmbedded(file, font))
        yield { message: `Font \`${nameOf(file.entry(font, 'BaseFont')) ?? 'without a name'}\` is not in the file` }
  },
}

function isEmbedded(file: PdfFile, font: PdfDict): boolean {
  if (nameOf(file.entry(font, 'Subtype')) === 'Type3') return true
  const [descendant] = file.list(file.entry(font, 'DescendantFonts'))
  const descriptor = file.dict(file.entry(descendant ?? font, 'FontDescriptor'))
  return ['FontFile', 'FontFile2', 'FontFile3'].some((key) => descriptor.entries.has(key))
}
