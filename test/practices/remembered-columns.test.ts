import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepColumns, openTable } from '../../src/app/remembered-columns.ts'
import { understandPractices } from '../../src/app/understand.ts'
import { guideData } from './guide-data.ts'
import { missingCharacter } from './words-of-findings.ts'
import { knownColumns } from '../../src/practices/columns.ts'
import { xlsx } from './workbooks.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'columns-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const NAMES = ['ods_code', 'name', 'current_system', 'new_system', 'Move: day']
const ROW = ['Z99901', 'Larkspur Hill Surgery', 'EMIS Web', 'TPP SystmOne', '2027-04-14']
const practices = () => join(folder, 'wave.csv')
const kept = () => join(folder, 'wave-columns.yaml')
const save = (names: readonly string[] = NAMES, file = practices()) =>
  writeFileSync(file, `${names.join(',')}\n${ROW.join(',')}\n`)

const read = (map: Readonly<Record<string, string>> = {}, file = practices()) =>
  understandPractices(
    { practices: file, templates: 'templates', map: new Map(Object.entries(map)) },
    guideData,
    missingCharacter,
  )

/** A run of a command that writes. */
async function run(map?: Readonly<Record<string, string>>, file?: string) {
  const understood = await read(map, file)
  const said = understood.columnsToKeep === null ? null : await keepColumns(understood.columnsToKeep)
  const used = understood.findings.filter(({ rule }) => rule === 'columns-remembered').map(({ message }) => message)
  return { days: understood.value.practices.map(({ goLive }) => goLive), said, used }
}

it('keeps what a column is beside the spreadsheet, and uses it again, also for its copies', async () => {
  save()
  await expect(read()).rejects.toThrow(/no column go_live/)
  expect(await run({ 'Move: day': 'go_live' })).toEqual({
    days: ['2027-04-14'],
    said: `Kept in ${kept()} for the next time: “Move: day” is go_live.`,
    used: [],
  })
  const used = ['wave-columns.yaml was used, which says: “Move: day” is go_live.']
  expect(await run()).toEqual({ days: ['2027-04-14'], said: null, used })
  const copy = join(folder, 'wave-with-answers-2.csv')
  save(NAMES, copy)
  expect(await run({}, copy)).toEqual({ days: ['2027-04-14'], said: null, used })
})

it('is written by no command that only looks', async () => {
  save()
  await read({ 'Move: day': 'go_live' })
  expect(existsSync(kept())).toBe(false)
})

it('lets the command win, and keeps that', async () => {
  save([...NAMES.slice(0, 4), 'Old day', 'New day'].slice(0, 5))
  await run({ 'Old day': 'go_live' })
  writeFileSync(practices(), `${NAMES.slice(0, 4).join(',')},Old day,New day\n${ROW.join(',')},2027-05-19\n`)
  expect((await run({ 'New day': 'go_live' })).days).toEqual(['2027-05-19'])
  expect(readFileSync(kept(), 'utf8')).toMatch(/^New day: go_live$/m)
  expect(readFileSync(kept(), 'utf8')).not.toContain('Old day')
  expect((await run()).days).toEqual(['2027-05-19'])
})

it.each([
  ['a column that is gone', 'Golive day: go_live\n', /line 1: .* has no column called “Golive day” any more\..*/],
  ['what no column is', 'Move: day\n', /line 1: there is no column named day, which “Move” is said to be/],
  ['a slip', '"Move: day": go_live_dat\n', /line 1: there is no column named go_live_dat/],
  ['no YAML', 'Move: day: go_live\n', /wave-columns\.yaml cannot be read: line 1/],
  ['a list', '- go_live\n', /line 1: it is not a column with what it is/],
  ['nothing after the colon', 'name:\n', /line 1: it does not say what the column is/],
])('refuses %s, with advice', async (_, text, message) => {
  save()
  writeFileSync(kept(), text)
  const error: unknown = await read().catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ kind: 'usage', message: expect.stringMatching(message) as string })
  expect(error).toHaveProperty('advice', expect.stringMatching(/line|delete/))
})

it('finds sheets by what their columns are said to be, and passes over other sheets where one is named', async () => {
  const names = (day: string) => ['ods_code', 'name', 'Here', 'There', day]
  const file = join(folder, 'waves.xlsx')
  const book = xlsx(
    { name: 'Wave 1', rows: [names('Day A'), ROW] },
    { name: 'Wave 2', rows: [names('Day B'), ['Z99902', ...ROW.slice(1)]] },
  )
  writeFileSync(file, book)
  const map = { Here: 'current_system', There: 'new_system', 'Day A': 'go_live', 'Day B': 'go_live' }
  expect((await run(map, file)).days).toHaveLength(2)
  const { table, findings } = await openTable({ practices: file, sheet: 'Wave 2' }, knownColumns(guideData))
  expect(table.rows).toHaveLength(1)
  expect(findings[0]?.message).toContain('“Day B” is go_live')
  expect(findings[0]?.message).not.toContain('Day A')
})
