import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConditionInfo } from '../../src/model/guide.ts'
import { readPage } from '../../src/markdown/read-page.ts'
import { readGuideTables, type TablePage } from '../../src/guide/guide-tables.ts'

const condition = (id: string, name: string): ConditionInfo => ({ id, name, question: '', switchesOn: '' })
const conditions = [
  condition('call_boards', 'Call boards'),
  condition('self_check_in', 'Self check-in'),
  condition('tpp_involved', 'SystmOne is the current or the new system'),
]

function page(text: string): TablePage {
  const { blocks, source } = readPage('types.md', text)
  return { file: 'types.md', blocks, placeOf: (words) => source.place(Math.max(0, source.text.indexOf(words))) }
}

const types = (...rows: string[]): string =>
  [
    '| Type of data | During cutover | After go live | Paper log | Applies to |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
const expression = (words: string) =>
  readGuideTables([page(types(`| A | b | c | none | ${words} |`))], { conditions }).dataTypes[0]?.condition?.expression

describe('the tables of data types and links', () => {
  it('are found by the names of their columns, wherever they stand', () => {
    const text = `Some words.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n${types('| Home visits | Keep a *list*. | Use it. | Visits | every practice |')}\n`
    const [line] = readGuideTables([page('Nothing here.'), page(text)], { conditions }).dataTypes
    expect(line).toMatchObject({ id: 'home-visits', name: 'Home visits', log: 'Visits', condition: null })
    expect(line?.during.map(({ text: words }) => words).join('')).toBe('Keep a list.')
  })

  it('name conditions by their names, joined by “or” or “and”, even where a name holds one', () => {
    expect(expression('Call boards')).toEqual({ is: 'call_boards' })
    expect(expression('self check-in or call boards')).toEqual({ or: [{ is: 'self_check_in' }, { is: 'call_boards' }] })
    expect(expression('Self check-in and Call boards')).toEqual({
      and: [{ is: 'self_check_in' }, { is: 'call_boards' }],
    })
    expect(expression('SystmOne is the current or the new system')).toEqual({ is: 'tpp_involved' })
  })

  it('report a name that nobody knows, at its line, and keep the line', () => {
    const { dataTypes, findings } = readGuideTables([page(types('| A | b | c | none | Call bords |'))], { conditions })
    expect(dataTypes).toHaveLength(1)
    expect(findings[0]).toMatchObject({ rule: 'unknown-condition', severity: 'error', place: { line: 3 } })
    expect(findings[0]?.message).toMatch(/Call bords.*Did you mean `Call boards`/)
  })

  it('of our guide name only conditions that there are', () => {
    const guide = join(import.meta.dirname, '../../guide')
    const yaml = readFileSync(join(guide, 'conditions.yaml'), 'utf8')
    const known = [...yaml.matchAll(/- id: (\w+)\n\s+name: (.+)/g)].map(([, id = '', name = '']) => condition(id, name))
    const pages = ['data-types.md', 'links.md'].map((file) => page(readFileSync(join(guide, file), 'utf8')))
    const { dataTypes, externalLinks, findings } = readGuideTables(pages, { conditions: known })
    expect(findings).toEqual([])
    expect(dataTypes.length).toBeGreaterThan(15)
    expect(externalLinks.length).toBeGreaterThan(20)
  })
})
