/** What `check` says to somebody at a terminal about their spreadsheet. */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { check, type CheckOptions } from '../../src/cli/input-commands.ts'
import { xlsx } from '../practices/workbooks.ts'

const HEADERS = ['ods_code', 'name', 'current_system', 'new_system', 'go_live', 'phone']
const row = (code: string, goLive: string, phone = '01632 960101') => [code, 'A', 'EMIS Web', 'Vision', goLive, phone]

let folder = ''
let said = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'))
  said = ''
  const write = (text: unknown): boolean => {
    said += String(text)
    return true
  }
  vi.spyOn(process.stdout, 'write').mockImplementation(write)
  vi.spyOn(process.stderr, 'write').mockImplementation(write)
})
afterEach(() => {
  vi.restoreAllMocks()
  process.exitCode = 0
  rmSync(folder, { recursive: true })
})

async function checked(rows: readonly (readonly string[])[], more: Partial<CheckOptions> = {}): Promise<string> {
  const practices = join(folder, 'wave 1.csv')
  writeFileSync(practices, [HEADERS, ...rows].map((cells) => cells.join(',')).join('\n'))
  const guide = 'test/cases/two-practices-one-condition/guide'
  await check({ guide, templates: 'templates', practices, asOf: isoDay('2026-11-28'), json: false, ...more })
  return said.replaceAll(`${folder}/`, '')
}

it('shows twenty of one kind in full, and where each of the others is', async () => {
  const rows = Array.from({ length: 23 }, (_, at) => row(`Z${99000 + at}`, '31/04/2027'))
  const words = await checked(rows)
  expect(words.match(/“31\/04\/2027”/g)).toHaveLength(20)
  expect(words).toContain('3 more of this kind: E22, E23, E24.')
  expect(words).not.toContain('(E22)')
})

it('says what it corrected, and gives the next command as it can be copied', async () => {
  const words = await checked([row('Z99901', '2027-04-14', '1632960101')])
  expect(words).toContain('had lost its leading zero')
  expect(words).toMatch(/Next: .*practice-packs build --practices ".*wave 1\.csv" --out packs/)
})

it('writes the rows to fix when it is asked to, and nothing else', async () => {
  const fixSheet = join(folder, 'fix.xlsx')
  await checked([row('Z99901', 'soon')])
  expect(existsSync(fixSheet)).toBe(false)
  const words = await checked([row('Z99901', 'soon')], { fixSheet })
  expect(existsSync(fixSheet)).toBe(true)
  expect(words).toContain('add --fixed fix.xlsx to the same command')
})

it('reads the sheet that is named, and names those that it did not read', async () => {
  const practices = join(folder, 'waves.xlsx')
  const [old, wave] = [row('Z99901', 'soon'), row('Z99902', '2027-04-14')]
  writeFileSync(practices, xlsx({ name: 'Old', rows: [HEADERS, old] }, { name: 'Wave 2', rows: [HEADERS, wave] }))
  // Both have the needed columns, so both are read.
  expect(await checked([], { practices })).toContain('1 practice can be planned, 1 cannot')
  said = ''
  expect(await checked([], { practices, sheet: 'Old' })).toContain('--sheet "Wave 2"')
  said = ''
  expect(await checked([], { practices, sheet: 'wave 2' })).toContain('1 practice can be planned, 0 cannot')
  await expect(checked([], { practices, sheet: 'Wave 3' })).rejects.toThrow('has no sheet “Wave 3”')
})
