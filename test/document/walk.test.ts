import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Block, Field, Span } from '../../src/document/document.ts'
import { uniqueIds } from '../../src/document/plain-text.ts'
import { allBlocks, allFields, headingIds, mapBlocks, mapSpans } from '../../src/document/walk.ts'

const words = (text: string): Span[] => [{ text }]
const field = (id: string): Field => ({ id, kind: 'text', label: id })
const heading = (id: string): Block => ({ type: 'heading', level: 2, id, spans: words(`heading ${id}`) })
const table: Block = {
  type: 'table',
  id: 't',
  caption: words('caption'),
  captionVisible: true,
  header: [words('header')],
  shares: [1],
  rows: [{ cells: [{ spans: words('cell'), more: [words('more')], field: field('cell') }] }],
}

/** Every type of block once, nested where it can be. */
const blocks: readonly Block[] = [
  { type: 'cover', eyebrow: words('eyebrow'), title: words('title'), lines: [words('cover line')] },
  { type: 'paragraph', spans: [{ text: '', field: field('sentence') }, ...words('paragraph')] },
  { type: 'list', ordered: false, items: [[{ type: 'paragraph', spans: words('item') }, heading('a')]] },
  table,
  {
    type: 'facts',
    id: 'f',
    rows: [{ label: words('label'), value: { spans: words('value'), field: field('fact') } }],
  },
  { type: 'callout', kind: 'note', title: words('callout'), blocks: [heading('a'), table] },
  { type: 'address', zone: 'sender', lines: [words('address')] },
  { type: 'page-break' },
  { type: 'sheet', id: 's', blocks: [heading('a'), { type: 'list', ordered: true, items: [[table]] }] },
  {
    type: 'timeline',
    id: 'tl',
    caption: words('timeline'),
    alt: '',
    periods: [],
    to: isoDay('2027-01-01'),
    rows: [],
    legend: [],
    labelHeading: '',
  },
]

describe('walks of a document', () => {
  it('see blocks in reading order, at any depth', () => {
    expect([...allBlocks(blocks)].map(({ type }) => type)).toEqual(
      (
        'cover paragraph list paragraph heading table facts callout heading table address page-break ' +
        'sheet heading list table timeline'
      ).split(' '),
    )
    expect(headingIds(blocks)).toEqual(['a', 'a', 'a'])
  })

  it('see the fields of sentences and of cells', () => {
    expect([...allFields(blocks)].map(({ id }) => id)).toEqual(['sentence', 'cell', 'fact', 'cell', 'cell'])
  })

  it('reach every word', () => {
    const seen: string[] = []
    const same = mapSpans(blocks, (spans) => {
      seen.push(...spans.map(({ text }) => text).filter((text) => text !== ''))
      return spans
    })
    const ofTable = ['caption', 'header', 'cell', 'more']
    expect(seen).toEqual([
      ...['eyebrow', 'title', 'cover line', 'paragraph', 'item', 'heading a', ...ofTable, 'label', 'value', 'callout'],
      ...['heading a', ...ofTable, 'address', 'heading a', ...ofTable, 'timeline'],
    ])
    expect(same).toEqual(blocks)
  })

  it('replace blocks by none or several, inner ones first', () => {
    const less = mapBlocks(blocks, (block) => (block.type === 'table' ? [] : [block]))
    expect([...allBlocks(less)].some(({ type }) => type === 'table')).toBe(false)
    const twice = mapBlocks([table], (block) => [block, block])
    expect(twice).toHaveLength(2)
  })

  it('make ids of headings unique wherever they are, also in boxes and lists', () => {
    expect(headingIds(uniqueIds(blocks))).toEqual(['a', 'a-2', 'a-3'])
  })
})
