/**
 * What must be true of every layout, tried on documents that stretch it, in standard and large print.
 */
import { describe, expect, it } from 'vitest'
import type { Block, Document } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { A4, mm, type PageBoxes, type StructureTag } from '../../src/render/pdf/boxes.ts'
import { layoutDocument } from '../../src/render/pdf/render-pdf.ts'
import { allBoxes, ancestor, bodyBoxes, isText, pageLines, pathOf, textOf } from './pdf-pages.ts'
import { checklistSample, documents, everyBlock, hardToBreak, letter, LONG_NAME } from './samples.ts'

const cases = [...documents, checklistSample(7, LONG_NAME)].flatMap((document) =>
  [12, 16, 18].map((pt) => [`${document.id} of ${document.blocks.length} blocks, ${pt} pt`, document, pt] as const),
)
const layout = (document: Document, pt = 12): readonly PageBoxes[] => layoutDocument(document, themeFor(pt))

const paragraph = (text: string): Block => ({ type: 'paragraph', spans: [{ text }] })
const heading = (text: string): Block => ({ type: 'heading', level: 2, id: text, spans: [{ text }] })
const withBlocks = (blocks: readonly Block[]): Document => ({ ...everyBlock, blocks })

/** A document in which `blocks` stand at many different heights of a page. */
const atManyHeights = (blocks: readonly Block[]): readonly Document[] =>
  Array.from({ length: 12 }, (_, i) =>
    withBlocks([...Array.from({ length: 14 + 2 * i }, () => paragraph('Filling the page.')), ...blocks]),
  )

describe.each(cases)('%s', (_name, document, pt) => {
  const pages = layout(document, pt)

  it('says the words of the document, in its order, once', () => {
    const said = pages
      .flatMap(bodyBoxes)
      .filter(isText)
      // Marks of list items and words in pictures are each format's own.
      .filter(
        ({ owner }) =>
          typeof owner !== 'string' && ancestor(owner, 'Lbl') === undefined && ancestor(owner, 'Figure') === undefined,
      )
      .map(textOf)
      .join('')
    expect(said.replace(/\s/g, '')).toBe(plainText(document).join('').replace(/\s/g, ''))
  })

  it('keeps everything on the paper and inside the margins', () => {
    const { left, right } = document.letter?.marginsMm ?? themeFor(pt).marginsMm
    for (const page of pages)
      for (const box of allBoxes(page)) {
        if (!isText(box)) continue
        const width = box.words.reduce((sum, word) => sum + word.width, 0) * (box.size / 1000)
        const hanging =
          box.words.slice(-1).reduce((sum, word) => sum + word.width - word.inkWidth, 0) * (box.size / 1000)
        expect(box.x, textOf(box)).toBeGreaterThanOrEqual(mm(left) - 0.01)
        expect(box.x + width - hanging, textOf(box)).toBeLessThanOrEqual(page.size.width - mm(right) + 0.01)
        expect(box.y, textOf(box)).toBeGreaterThan(mm(5))
        expect(box.y, textOf(box)).toBeLessThan(page.size.height - mm(5))
      }
  })

  it('never sets words over other words', () => {
    for (const page of pages) {
      const boxes = allBoxes(page).filter(isText)
      for (const [i, a] of boxes.entries())
        for (const b of boxes.slice(i + 1)) {
          if (Math.abs(a.y - b.y) >= Math.min(a.size, b.size) * 0.9) continue
          const end = (box: typeof a): number =>
            box.x + box.words.reduce((sum, word) => sum + word.inkWidth, 0) * (box.size / 1000)
          const apart = end(a) <= b.x + 0.5 || end(b) <= a.x + 0.5
          expect(apart, `${textOf(a)} | ${textOf(b)}`).toBe(true)
        }
    }
  })

  it('prints nothing smaller than the reader asked for, but address lines', () => {
    for (const box of pages.flatMap(allBoxes).filter(isText)) {
      const inAddress = document.letter !== undefined && box.y < mm(document.letter.bodyFromMm)
      expect(box.size, textOf(box)).toBeGreaterThanOrEqual(inAddress ? 8 : pt)
    }
  })

  it('ends no page with a heading, a caption or the header row of a table', () => {
    for (const page of pages) {
      // Under the header of a sheet to write on there are only blanks.
      const last = bodyBoxes(page)
        .filter((box) => isText(box) || box.kind === 'blank')
        .at(-1)
      if (last === undefined || !isText(last)) continue
      expect(pathOf(last.owner)).not.toMatch(/H[1-4]$|Caption$|THead|repeated/)
    }
  })

  it('keeps each row on one page, with the header of its table above it', () => {
    const pageOf = new Map<StructureTag, number>()
    pages.forEach((page, index) => {
      const header = new Set<StructureTag | undefined>()
      let repeated = false
      for (const box of bodyBoxes(page)) {
        if (!isText(box)) continue
        if (box.owner === 'repeated') repeated = true
        const row = ancestor(box.owner, 'TR')
        const table = ancestor(box.owner, 'Table')
        if (row === undefined) continue
        if (ancestor(box.owner, 'THead') !== undefined) header.add(table)
        else if (table?.summary !== undefined)
          expect(header.has(table) || repeated, `page ${index + 1}: ${textOf(box)}`).toBe(true)
        if (document.id !== 'hard-to-break') expect(pageOf.get(row) ?? index, `row with ${textOf(box)}`).toBe(index)
        pageOf.set(row, index)
      }
    })
  })

  it('has no page without words', () => {
    for (const page of pages) expect(bodyBoxes(page).some(isText)).toBe(true)
  })
})

describe('at the end of a page', () => {
  const long = 'This sentence is long enough to wrap when it is said five times over. '.repeat(5)

  it('parts no fewer than two lines from a paragraph', () => {
    for (const document of atManyHeights([paragraph(long)])) {
      const counts = layout(document).map(
        (page) => bodyBoxes(page).filter((box) => isText(box) && long.includes(textOf(box).trim())).length,
      )
      for (const count of counts) expect(count).not.toBe(1)
    }
  })

  it('takes a heading along to the first lines of what follows', () => {
    for (const document of atManyHeights([heading('Alone?'), paragraph(long)]))
      for (const page of layout(document)) {
        const lines = pageLines(page)
        const at = lines.findIndex((line) => line.endsWith('Alone?'))
        if (at >= 0) expect(lines.length).toBeGreaterThan(at + 2)
      }
  })

  it('keeps a sentence that ends in a colon with its list', () => {
    const list: Block = { type: 'list', ordered: false, items: [[paragraph('one thing')], [paragraph('another')]] }
    for (const document of atManyHeights([paragraph('Have ready:'), list]))
      for (const page of layout(document)) expect(pageLines(page).at(-1)).not.toContain('Have ready:')
  })

  it('leaves no last row alone', () => {
    const rows = Array.from({ length: 9 }, (_, i) => ({ cells: [{ spans: [{ text: `row ${i}` }] }] }))
    const table: Block = {
      type: 'table',
      id: 't',
      caption: [{ text: 'Rows' }],
      captionVisible: false,
      header: [[{ text: 'Name' }]],
      shares: [1],
      rows,
    }
    for (const document of atManyHeights([table])) {
      const counts = layout(document).map((page) => pageLines(page).filter((line) => /: row \d/.test(line)).length)
      expect(counts.slice(1)).not.toContain(1)
    }
  })

  it('repeats the header row as something that is not read', () => {
    const again = layout(checklistSample(40))
      .flatMap(pageLines)
      .filter((line) => line.startsWith('(repeated)'))
    expect(again.length).toBeGreaterThan(0)
    expect(again[0]).toBe('(repeated): DoneTaskWhoByInitials')
  })

  it('makes no empty page of two breaks in a row', () => {
    const pages = layout(
      withBlocks([
        paragraph('one '.repeat(500)),
        { type: 'page-break' },
        { type: 'page-break' },
        { ...heading('two'), newPage: true } as Block,
      ]),
    )
    expect(pages).toHaveLength(2)
  })

  it('goes on where a new page would leave one nearly empty', () => {
    const after = (words: number): number =>
      layout(withBlocks([paragraph('one '.repeat(words)), { ...heading('two'), newPage: true } as Block])).length
    expect(after(100)).toBe(1)
    expect(after(500)).toBe(2)
  })

  it('never ends a line inside a date', () => {
    for (let before = 0; before < 40; before += 1) {
      const lines = layout(withBlocks([paragraph(`${'x '.repeat(before)}`.repeat(2) + 'on 14 April 2027 and later')]))
      expect(lines.flatMap(pageLines).join('\n')).toContain('14 April 2027')
    }
  })

  it('cuts a row that is taller than a page between its lines', () => {
    const pages = layout(hardToBreak)
    expect(pages.length).toBeGreaterThan(2)
    expect(pages.every((page) => pageLines(page).some((line) => line.includes('everyone wrote on paper')))).toBe(true)
  })
})

describe('a letter', () => {
  const profile = letter.letter
  it.each([12, 16, 18])('stands in its zones at %i pt', (pt) => {
    if (profile === undefined) throw new Error('The sample letter has no layout')
    const [first] = layout(letter, pt)
    const boxes = bodyBoxes(first ?? { size: A4, behind: [], body: [], furniture: [] }).filter(isText)
    const inside =
      (zone: typeof profile.address) =>
      (box: (typeof boxes)[number]): boolean =>
        box.x >= mm(zone.xMm) &&
        box.x < mm(zone.xMm + zone.widthMm) &&
        box.y > mm(zone.yMm) &&
        box.y < mm(zone.yMm + zone.heightMm)
    const recipient = boxes.filter(inside(profile.address))
    const sender = boxes.filter(inside(profile.sender))
    const body = boxes.filter((box) => box.y > mm(profile.bodyFromMm))
    expect(recipient.map(textOf).join('')).toBe('Ms Siân Ŵyn-O’Brien Flat 2 14 Tŷ Gwyn Road Riverside Anytown ZZ99 3AA')
    expect(sender.map(textOf)[0]).toBe('Riverside Surgery')
    expect(recipient.length + sender.length + body.length).toBe(boxes.length)
    for (const box of recipient) expect(box.size).toBeLessThanOrEqual(10)
  })

  it('shows the zones of a proof behind page one, and reads none of them', () => {
    if (profile === undefined) throw new Error('The sample letter has no layout')
    const zone = { xMm: 1.8, yMm: 1.8, widthMm: 15.2, heightMm: 6.1 }
    const proof = { ...letter, letter: { ...profile, shownZones: [{ kind: 'forbidden', name: 'tag', zone } as const] } }
    const [first] = layout(proof)
    const behind = (first?.behind ?? []).flatMap(({ boxes }) => boxes)
    expect(behind.filter(isText).map(textOf)).toEqual(['tag'])
    expect(behind.every((box) => 'owner' in box && box.owner === 'layout')).toBe(true)
    expect([first].map((page) => page && pageLines(page))).toEqual(layout(letter).map(pageLines))
  })

  it('has no header on its first page', () => {
    const [first] = layout(letter)
    const owners = (first?.furniture ?? []).flatMap(({ boxes }) =>
      boxes.map((box) => ('owner' in box ? box.owner : '')),
    )
    expect(owners).toContain('footer')
    expect(owners).not.toContain('header')
  })

  it('is refused when an address is taller than its zone', () => {
    const lines = Array.from({ length: 12 }, (_, i) => [{ text: `Line ${i + 1} of an address` }])
    const blocks = letter.blocks.map((block): Block => (block.type === 'address' ? { ...block, lines } : block))
    expect(() => layout({ ...letter, blocks })).toThrow(/recipient's address does not fit 95.4 by 26.8 mm/)
  })
})

describe('columns', () => {
  const column = (name: string, lines: number): readonly Block[] => [
    heading(name),
    ...Array.from({ length: lines }, (_, i) => paragraph(`${name} ${i}`)),
  ]
  const placed = (lines: number): readonly { readonly text: string; readonly x: number; readonly y: number }[] =>
    layout(withBlocks([{ type: 'columns', columns: [column('Do', lines), column('Log', lines)] }]))
      .flatMap(bodyBoxes)
      .filter(isText)
      .map((box) => ({ text: textOf(box), x: box.x, y: box.y }))
  const at = (lines: number, text: string): { readonly x: number; readonly y: number } => {
    const found = placed(lines).find((box) => box.text === text)
    if (!found) throw new Error(`Nothing says ${text}.`)
    return found
  }

  it('are side by side, and read out one after the other', () => {
    expect(at(3, 'Log').y).toBe(at(3, 'Do').y)
    expect(at(3, 'Log').x).toBeGreaterThan(at(3, 'Do').x + 100)
    expect(placed(1).map(({ text }) => text)).toEqual(['Do', 'Do 0', 'Log', 'Log 0'])
  })

  it('are one below the other where they would not fit on a page', () => {
    expect(at(60, 'Log').x).toBe(at(60, 'Do').x)
  })
})
