/**
 * A timeline as a table: a row for each bar, a column for each period, shaded where something happens and with its days in
 * words there. So it is text, can be edited, and reads in black and white and aloud.
 *
 * @module
 */
import type { Cell, Table, Timeline, TimelineKind } from '../../document/document.ts'
import type { BodyContext } from './body-context.ts'
import { paragraph } from './paragraph.ts'
import { runs } from './runs.ts'
import { table } from './table.ts'
import { twips } from './units.ts'

/** Dark for a day or a stretch that counts, light for what only sources say. */
const shades: Readonly<Record<TimelineKind, NonNullable<Cell['shade']>>> = {
  work: 'dark',
  training: 'dark',
  moment: 'dark',
  'open-moment': 'light',
  limit: 'light',
}

export function timeline(block: Timeline, context: BodyContext): string {
  const caption = paragraph(context, runs(block.caption, context), {
    style: 'TableCaption',
    keepNext: true,
    beforeTwips: twips(context.theme.paragraphGapPt),
  })
  return caption + table(asTable(block), context)
}

function asTable({ id, alt, periods, rows, labelHeading }: Timeline): Table {
  return {
    type: 'table',
    id,
    caption: [{ text: alt }],
    captionVisible: false,
    header: [[{ text: labelHeading }], ...periods.map(({ label }) => [{ text: label }])],
    shares: [3.2, ...periods.map(() => 1)],
    rowHeader: 0,
    rows: rows.map((row) => {
      const [mark] = row.marks
      const shade = mark === undefined ? 'light' : shades[mark.kind]
      return {
        id: row.id,
        cells: [
          { spans: [{ text: row.label }] },
          ...periods.map((_, i): Cell => {
            const words = row.cells[i] ?? ''
            return words === '' ? {} : { spans: [{ text: words }], shade }
          }),
        ],
      }
    }),
  }
}
