/**
 * How tables divide the width they have, and what they do when it is not enough.
 */
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import { columnWidths, fitColumns } from '../../src/render/fit-columns.ts'
import { inspectDocument } from '../../src/inspect/inspect-files.ts'
import { layoutDocument } from '../../src/render/pdf/render-pdf.ts'
import { renderDocument } from '../../src/render/render.ts'
import { ancestor, bodyBoxes, isText, pathOf, textOf } from './pdf-pages.ts'
import { checklistSample, everyBlock } from './samples.ts'

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

describe('column widths', () => {
  it('follow the shares where words have room', () => {
    expect(columnWidths([1, 3], [10, 10], 400)).toEqual([100, 300])
  })

  it('never divide a word that the table has room for', () => {
    const widths = columnWidths([1, 8, 1], [70, 50, 60], 300)
    expect(widths).toEqual([70, 170, 60])
  })

  it('divide one very long word rather than starve the others', () => {
    const widths = columnWidths([1, 1, 1], [2000, 50, 50], 300)
    expect(widths[0]).toBeLessThan(150)
    expect(sum(widths)).toBeCloseTo(300)
  })

  it('add up to what there is, however little', () => {
    expect(sum(columnWidths([1, 1, 1, 1], [90, 90, 90, 90], 200))).toBeCloseTo(200)
  })

  it('move to the column that saves lines by it', () => {
    const row = [
      { least: 20, lines: [[30]] },
      { least: 20, lines: [Array.from({ length: 45 }, () => 20)] },
    ]
    const { widths } = fitColumns([1, 1], [row, row, row], 0, 400)
    expect(widths[1]).toBeGreaterThan(260)
    expect(sum(widths)).toBeCloseTo(400)
  })
})

/** Where each word of the header rows starts, on all pages. */
const headerPlaces = (document: Document, pt: number): Map<string, Set<number>> => {
  const places = new Map<string, Set<number>>()
  for (const box of layoutDocument(document, themeFor(pt)).flatMap(bodyBoxes)) {
    if (!isText(box) || !(box.owner === 'repeated' || pathOf(box.owner).includes('THead'))) continue
    places.set(textOf(box), (places.get(textOf(box)) ?? new Set()).add(Math.round(box.x)))
  }
  return places
}

describe('tables of one kind', () => {
  it('have their columns in the same places on every page', () => {
    for (const [heading, places] of headerPlaces(checklistSample(60), 12)) expect([...places], heading).toHaveLength(1)
  })
})

describe('a table too narrow for its columns', () => {
  const narrow: Document = {
    ...everyBlock,
    blocks: [
      {
        type: 'table',
        id: 'narrow',
        caption: [{ text: 'Tasks' }],
        captionVisible: false,
        header: ['Done', 'Task', 'Owner', 'Due', 'Initials'].map((text) => [{ text }]),
        shares: [1, 6, 3, 3, 2],
        rowHeader: 1,
        rows: Array.from({ length: 8 }, (_, i) => ({
          cells: [
            { field: { id: `f${i}`, kind: 'check', label: `Done: task ${i}` } },
            {
              spans: [
                {
                  text: 'Ask the laboratory to hold its results, and write down with whom you spoke and when. '.repeat(
                    2,
                  ),
                },
              ],
            },
            { spans: [{ text: 'Representative of the practice manager' }] },
            {},
            { field: { id: `i${i}`, kind: 'text', label: `Initials of task ${i}` } },
          ],
        })),
      },
    ],
  }
  const pages = layoutDocument(narrow, themeFor(18))

  it('puts its last columns below its first ones, headings too', () => {
    const y = new Map(
      pages
        .flatMap((page) => bodyBoxes(page).slice(0, 12))
        .filter(isText)
        .map((box) => [textOf(box), box.y]),
    )
    expect(y.get('Done')).toBe(y.get('Task'))
    expect(y.get('Owner')).toBeGreaterThan(y.get('Task') ?? Infinity)
    expect(y.get('Initials')).toBe(y.get('Owner'))
  })

  it('is read cell by cell in the same order, empty cells included', () => {
    const [first] = pages
    const cells = (first ? bodyBoxes(first) : []).flatMap((box) =>
      'owner' in box && typeof box.owner !== 'string' && pathOf(box.owner).startsWith('Table TBody') ? [box] : [],
    )
    const rowOne = cells.slice(0, cells.findIndex((box) => box.kind === 'blank' && box.field.id === 'i0') + 1)
    expect(rowOne.map((box) => box.kind).filter((kind, i, all) => kind !== all[i - 1])).toEqual([
      'blank',
      'text',
      'empty',
      'blank',
    ])
    expect(rowOne.at(0)).toMatchObject({ field: { id: 'f0' } })
  })

  it('is not what standard print needs', () => {
    const [first] = layoutDocument(narrow, themeFor(12))
    const header = (first ? bodyBoxes(first) : []).filter(isText).slice(0, 5)
    expect(header.map(textOf)).toEqual(['Done', 'Task', 'Owner', 'Due', 'Initials'])
    expect(new Set(header.map((box) => box.y)).size).toBe(1)
  })
})

describe('a table without column names', () => {
  const document: Document = {
    ...everyBlock,
    blocks: [
      everyBlock.blocks[0] ?? { type: 'page-break' },
      {
        type: 'table',
        id: 'bare',
        caption: [{ text: 'Tasks of one week' }],
        captionVisible: false,
        header: [],
        shares: [9, 1],
        rowHeader: 0,
        rows: Array.from({ length: 90 }, (_, row) => ({
          id: `row-${row}`,
          cells: [
            {
              spans: [{ text: `Task ${row}` }],
              field: { id: `t${row}:done`, kind: 'check', label: `Done: Task ${row}` },
            },
            { field: { id: `t${row}:initials`, kind: 'text', label: `Initials and day: Task ${row}` } },
          ],
        })),
      },
    ],
  }

  it.each(['pdf', 'docx', 'html'] as const)('is named by its rows, and sound, in %s', async (format) => {
    const [made] = await renderDocument(document, [format], themeFor(12))
    if (made === undefined) throw new Error('nothing was made')
    const { problems } = await inspectDocument(`bare.${format}`, format, made.bytes)
    expect(problems).toEqual([])
  })

  it('has no row of names on any page, in PDF', () => {
    const boxes = layoutDocument(document, themeFor(12)).flatMap(bodyBoxes)
    expect(
      boxes.filter((box) => 'owner' in box && (box.owner === 'repeated' || ancestor(box.owner, 'THead') !== undefined)),
    ).toEqual([])
  })
})
