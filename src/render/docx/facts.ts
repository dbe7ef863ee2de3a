/**
 * Names and values as paragraphs with a tab, ruled below. Not a table: it has no header row, and Word's accessibility
 * checker rightly asks every table for one.
 *
 * @module
 */
import type { Facts } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import type { BodyContext } from './body-context.ts'
import { control } from './controls.ts'
import { paragraph } from './paragraph.ts'
import { roughWidthPt } from './rough-width.ts'
import { lineBreak, run, runLines, runs, tab } from './runs.ts'
import { eighths, hex, twips } from './units.ts'

const labelShare = 0.4

export function facts(block: Facts, context: BodyContext): string {
  const { theme } = context
  const width = context.widthTwips - context.indentTwips
  const labelTwips = Math.round(width * labelShare)
  const written = block.rows.map(({ label, value }, i) => {
    const name = runs(
      label.map((span) => ({ ...span, marks: [...(span.marks ?? []), 'strong'] as const })),
      context,
    )
    // A name too long for its column gets a line of its own.
    const beside = roughWidthPt(spansText(label), theme.bodyPt * 1.08) < labelTwips / 20 - theme.bodyPt / 2
    const lines = [...(value.spans ? [value.spans] : []), ...(value.more ?? [])]
    const field = value.field ? control(value.field, true, context) : ''
    const gap = lines.length === 0 || field === '' ? '' : value.field?.kind === 'check' ? run(' ') : lineBreak
    const content = `${runLines(lines, context)}${gap}${field}`
    const penRoom = ((value.field?.lines ?? 1) - 1) * theme.bodyPt * theme.lineHeight * 1.2
    const above = twips(theme.paragraphGapPt * 0.4)
    const gapBelow = i === block.rows.length - 1 ? theme.paragraphGapPt * 1.5 : 0
    const ruled = {
      style: 'Fact',
      beforeTwips: above,
      borders: ruleBelow(theme.colours.line),
      afterTwips: twips(penRoom + gapBelow),
    }
    if (beside)
      return paragraph(context, `${name}${tab}${content}`, { ...ruled, hangingTwips: labelTwips, tabTwips: labelTwips })
    return (
      paragraph(context, name, { style: 'Fact', keepNext: true, beforeTwips: above }) +
      paragraph(context, content, ruled)
    )
  })
  return written.join('')
}

function ruleBelow(colour: string): string {
  const rule = (side: string): string =>
    `<w:${side} w:val="single" w:sz="${eighths(0.5)}" w:space="3" w:color="${hex(colour)}"/>`
  return `<w:pBdr>${rule('bottom')}${rule('between')}</w:pBdr>`
}
