/** Names of fields: no two of a document are the same, and each says where its field is. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { nameFields } from '../../src/compose/name-fields.ts'
import type { Block, Cell, Table } from '../../src/document/document.ts'
import { allFields } from '../../src/document/walk.ts'
import { DOCUMENT_CHOICES } from '../../src/document/document.ts'
import { planPractice, understand } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const understood = await understand({
  guide: join(root, 'guide'),
  templates: join(root, 'templates'),
  practices: join(root, 'practices/practices.csv'),
})
const named = (...blocks: Block[]): string[] =>
  [...allFields(nameFields(blocks, understood.words))].map(({ label }) => label)

const blank = (id: string, label: string): Cell => ({ field: { id, kind: 'text', label } })
const table = (id: string, caption: string, rows: readonly (readonly Cell[])[], rowHeader?: number): Table => ({
  type: 'table',
  id,
  caption: [{ text: caption }],
  captionVisible: true,
  header: [[{ text: 'Who' }], [{ text: 'Deputy' }]],
  shares: [1, 1],
  rows: rows.map((cells) => ({ cells })),
  ...(rowHeader === undefined ? {} : { rowHeader }),
})

describe('names of fields', () => {
  it('say what the row is about', () => {
    const rows = ['Morwenna Tully', 'Colin Ashdown'].map((who, at) => [
      { spans: [{ text: who }] },
      blank(`a:${at}`, 'Deputy'),
    ])
    expect(named(table('a', 'Contacts', rows, 0))).toEqual(['Deputy: Morwenna Tully', 'Deputy: Colin Ashdown'])
  })

  it('say the number of the row in an empty form, and the table where two have the same columns', () => {
    const rows = (id: string) =>
      [1, 2].map((at) => [blank(`${id}:${at}:1`, 'Who'), blank(`${id}:${at}:2`, `Only ${id} ${at}`)])
    expect(named(table('a', 'Calls', rows('a'), 0), table('b', 'Visits', rows('b')))).toEqual([
      'Who, row 1, Calls',
      'Only a 1',
      'Who, row 2, Calls',
      'Only a 2',
      'Who, row 1, Visits',
      'Only b 1',
      'Who, row 2, Visits',
      'Only b 2',
    ])
  })

  it('say the heading above, and only then a number', () => {
    const heading = (id: string): Block => ({ type: 'heading', level: 2, id, spans: [{ text: id }] })
    const line = (id: string): Block => ({
      type: 'paragraph',
      spans: [{ text: '', field: { id, kind: 'text', label: 'Rang at' } }],
    })
    expect(named(heading('Monday'), line('a'), heading('Tuesday'), line('b'), line('c'))).toEqual([
      'Rang at, Monday',
      'Rang at, Tuesday',
      'Rang at, Tuesday, 2',
    ])
  })

  it('are each only once in every document of every starter practice', () => {
    for (const practice of understood.practices) {
      const plan = planPractice(understood, practice, isoDay('2026-11-20'))
      const { documents } = composeDocuments(plan, understood, { documents: DOCUMENT_CHOICES, allowSuperseded: false })
      for (const { id, blocks } of documents) {
        const labels = [...allFields(blocks)].map(({ label }) => label)
        const repeated = labels.filter((label, at) => labels.indexOf(label) !== at)
        expect(repeated, `${practice.ods} ${id}`).toEqual([])
        // A sentence of words.yaml with a field of the wrong name.
        expect(
          labels.filter((label) => /\b(false|undefined|null)\b/.test(label)),
          `${practice.ods} ${id}`,
        ).toEqual([])
      }
    }
  })
})
