import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { ConditionInfo, SourceInfo } from '../../src/model/guide.ts'
import { readPage } from '../../src/markdown/read-page.ts'
import { readGuideTables, type TablePage } from '../../src/guide/guide-tables.ts'

const condition = (id: string, name: string): ConditionInfo => ({ id, name, question: '', switchesOn: '' })
const conditions = [
  condition('call_boards', 'Call boards'),
  condition('self_check_in', 'Self check-in'),
  condition('tpp_involved', 'SystmOne is the current or the new system'),
]

const source = (id: string): SourceInfo => ({
  id,
  short: id,
  title: id,
  edition: '',
  address: '',
  lastSeen: '2026-11-20',
  status: 'current',
  caveat: '',
})
const data = { conditions, phases: [], sources: [source('p2020')] }

function page(text: string): TablePage {
  const { blocks, source } = readPage('types.md', text)
  return {
    file: 'types.md',
    blocks,
    sources: [],
    placeOf: (words) => source.place(Math.max(0, source.text.indexOf(words))),
  }
}

const types = (...rows: string[]): string =>
  [
    '| Type of data | During cutover | After go live | Paper log | Applies to |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n')
const expression = (words: string) =>
  readGuideTables([page(types(`| A | b | c | none | ${words} |`))], data).dataTypes[0]?.condition?.expression

describe('the tables of data types and links', () => {
  it('are found by the names of their columns, wherever they stand', () => {
    const text = `Some words.\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n${types('| Home visits | Keep a *list*. | Use it. | Visits | every practice |')}\n`
    const [line] = readGuideTables([page('Nothing here.'), page(text)], data).dataTypes
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
    const { dataTypes, findings } = readGuideTables([page(types('| A | b | c | none | Call bords |'))], data)
    expect(dataTypes).toHaveLength(1)
    expect(findings[0]).toMatchObject({ rule: 'unknown-condition', severity: 'error', place: { line: 3 } })
    expect(findings[0]?.message).toMatch(/Call bords.*Did you mean `Call boards`/)
  })

  it('of our guide name only conditions that there are', () => {
    const guide = join(import.meta.dirname, '../../guide')
    const yaml = readFileSync(join(guide, 'conditions.yaml'), 'utf8')
    const known = [...yaml.matchAll(/- id: (\w+)\n\s+name: (.+)/g)].map(([, id = '', name = '']) => condition(id, name))
    const pages = ['data-types.md', 'links.md'].map((file) => page(readFileSync(join(guide, file), 'utf8')))
    const listed = [...readFileSync(join(guide, 'sources.yaml'), 'utf8').matchAll(/- id: (.+)/g)]
    const sources = listed.map(([, id = '']) => source(id))
    const { dataTypes, externalLinks, findings } = readGuideTables(pages, { conditions: known, phases: [], sources })
    expect(findings).toEqual([])
    expect(dataTypes.length).toBeGreaterThan(15)
    expect(externalLinks.length).toBeGreaterThan(20)
  })
})

const links = (header: string, ...rows: string[]): string =>
  [header, header.replace(/[^|]+/g, ' --- '), ...rows].join('\n')
const WITH_DAYS = '| link | who to tell | off | on | while it is off | test after go live | source | applies to |'
const row = (off: string, on: string, from = 'p2020') =>
  `| Results | the laboratory | ${off} | ${on} | paper | one arrives | ${from} | every practice |`
const linesOf = (text: string) => readGuideTables([page(text)], data)

describe('the days of a link', () => {
  it('are words of the timing grammar, or somebody to ask, or none because it stays on', () => {
    const { externalLinks, findings } = linesOf(
      links(
        WITH_DAYS,
        row('on links off', '2 working days after go live'),
        row('ask the current supplier', 'Stays on'),
        row('ask', 'not known: ask the ICB'),
      ),
    )
    expect(findings).toEqual([])
    expect(externalLinks.map(({ off, on }) => [off, on])).toEqual([
      [
        { kind: 'rule', rule: { sense: 'event', anchor: { milestone: 'links-off' }, landing: 'back' } },
        {
          kind: 'rule',
          rule: {
            sense: 'deadline',
            offset: { value: 2, unit: 'working-day', side: 'after' },
            anchor: { milestone: 'go-live' },
            landing: 'on',
          },
        },
      ],
      [{ kind: 'ask', whom: 'the current supplier' }, { kind: 'stays-on' }],
      [
        { kind: 'ask', whom: null },
        { kind: 'ask', whom: 'the ICB' },
      ],
    ])
    expect(externalLinks[0]?.sources).toEqual(['p2020'])
  })

  it('are not known in a table without their columns: another guide’s table still is one', () => {
    const header = '| link | who to tell | while it is off | test after go live | applies to |'
    const { externalLinks, findings } = linesOf(links(header, '| A | b | c | d | every practice |'))
    expect(findings).toEqual([])
    const unknown = { kind: 'ask', whom: null }
    expect(externalLinks).toMatchObject([{ id: 'a', off: unknown, on: unknown, sources: [] }])
  })

  it('that cannot be understood are findings, and then not known', () => {
    const { externalLinks, findings } = linesOf(
      links(WITH_DAYS, row('on link off', 'from links off until go live', 'p2021')),
    )
    expect(externalLinks).toMatchObject([{ off: { kind: 'ask' }, on: { kind: 'ask' } }])
    expect(findings.map(({ rule, place }) => [rule, place?.line])).toEqual([
      ['unreadable-timing', 3],
      ['unreadable-timing', 3],
      ['unknown-source', 3],
    ])
    expect(findings[1]?.message).toContain('one day, not a span')
  })
})

describe('what stops', () => {
  const LINKS = links(WITH_DAYS, row('on links off', 'on links on'))
  const stops = (...rows: string[]) =>
    [
      '| for patients | from | until | meanwhile | link | applies to |',
      '| --- | --- | --- | --- | --- | --- |',
      ...rows,
    ].join('\n')

  it('takes the days of the links that it names, and has days of its own otherwise', () => {
    const { stops: found, findings } = linesOf(
      `${LINKS}\n\n${stops('| Results | when they go off | when they are on again | paper | results | every practice |', '| Joining | on final data production | ask the ICB | forms | none | every practice |')}`,
    )
    expect(findings).toEqual([])
    expect(found).toMatchObject([
      { id: 'results', who: 'patients', from: { kind: 'link' }, until: { kind: 'link' }, links: ['results'] },
      { id: 'joining', from: { kind: 'rule' }, until: { kind: 'ask', whom: 'the ICB' }, links: [] },
    ])
  })

  it('reports a link that the list of links lacks, with the one that was probably meant', () => {
    const { findings } = linesOf(
      `${LINKS}\n\n${stops('| Results | when they go off | when they are on again | paper | Result | every practice |')}`,
    )
    expect(findings).toMatchObject([{ rule: 'unknown-link', severity: 'error' }])
    expect(findings[0]?.message).toMatch(/“Result”.*Did you mean `Results`/)
  })
})
