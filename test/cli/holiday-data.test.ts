import { cpSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHolidays, takeHolidays } from '../../src/app/holiday-data.ts'
import { BUILT_IN_GUIDE } from '../../src/base/files.ts'
import { isoDay } from '../../src/base/day.ts'

const shipped = join(import.meta.dirname, '../../guide')
const TODAY = isoDay('2028-01-10')

const DAYS: readonly (readonly [string, string])[] = [
  ['01-03', 'New Year’s Day'],
  ['04-14', 'Good Friday'],
  ['04-17', 'Easter Monday'],
  ['05-01', 'Early May bank holiday'],
  ['05-29', 'Spring bank holiday'],
  ['08-28', 'Summer bank holiday'],
  ['12-25', 'Christmas Day'],
  ['12-26', 'Boxing Day'],
]

/** As gov.uk publishes it, for these years. */
function govUk(folder: string, years: readonly number[], without?: string): string {
  const events = years.flatMap((year) => DAYS.map(([day, title]) => ({ date: `${year}-${day}`, title, notes: '' })))
  const file = join(folder, 'bank-holidays.json')
  const kept = events.filter(({ date }) => date !== without)
  writeFileSync(file, JSON.stringify({ 'england-and-wales': { events: kept } }))
  return file
}

describe('a newer list of bank holidays', () => {
  const before = process.cwd()
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-holidays-'))
    process.chdir(folder)
  })
  afterEach(() => process.chdir(before))

  it('is kept in the current folder, where an update of the tool does not take it away', async () => {
    const was = readFileSync(join(BUILT_IN_GUIDE, 'bank-holidays.yaml'))
    const { file } = await takeHolidays(BUILT_IN_GUIDE, govUk(folder, [2028, 2029]), TODAY)
    expect(file).toBe('bank-holidays.yaml')
    expect(readFileSync(join(BUILT_IN_GUIDE, 'bank-holidays.yaml'))).toEqual(was)
    expect(await readHolidays(BUILT_IN_GUIDE)).toMatchObject({ to: '2029-12-31', lastSeen: TODAY })
    process.chdir(tmpdir())
    expect((await readHolidays(BUILT_IN_GUIDE)).lastSeen).not.toBe(TODAY)
  })

  it('gives way to a list of the tool that was compared with gov.uk later', async () => {
    await takeHolidays(BUILT_IN_GUIDE, govUk(folder, [2028, 2029]), isoDay('2020-01-10'))
    expect((await readHolidays(BUILT_IN_GUIDE)).to).not.toBe('2029-12-31')
  })

  it('stays with a guide of one’s own', async () => {
    const guide = join(folder, 'guide')
    cpSync(shipped, guide, { recursive: true })
    await takeHolidays(guide, govUk(folder, [2028, 2029]), TODAY)
    expect(existsSync('bank-holidays.yaml')).toBe(false)
    expect(await readHolidays(guide)).toMatchObject({ to: '2029-12-31', lastSeen: TODAY })
  })

  it.each([
    ['a day', [2028, 2029], '2028-05-01', /lacks days of 2028: Early May bank holiday/],
    ['a year', [2028, 2030], undefined, /lacks days of 2029: New Year's Day, Good Friday/],
  ])('is refused where it lacks %s, and nothing is changed', async (_, years, without, said) => {
    await expect(takeHolidays(BUILT_IN_GUIDE, govUk(folder, years, without), TODAY)).rejects.toThrow(said)
    expect(existsSync('bank-holidays.yaml')).toBe(false)
  })
})

it('does not count days from a last_seen that is no day', async () => {
  const guide = join(mkdtempSync(join(tmpdir(), 'practice-packs-holidays-')), 'guide')
  cpSync(shipped, guide, { recursive: true })
  const file = join(guide, 'bank-holidays.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^last_seen: .*$/m, 'last_seen: 2026-11-31'))
  await expect(readHolidays(guide)).rejects.toThrow('Unexpected day `2026-11-31`')
})
