/** The day at the foot of a page is the day on which the words last changed, not the day of the run. */
import { readFileSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { build, practicesFile, temporary } from './support.ts'

const checklist = (out: string, ods: string): string => {
  const folder = readdirSync(out).find((name) => name.startsWith(`${ods}-`)) ?? ''
  return readFileSync(join(out, folder, '1 Plan', `${ods} Checklist.html`), 'utf8')
}

it('moves only with the words, whatever else makes a run render anew', () => {
  const folder = temporary()
  const out = join(folder, 'out')
  build(practicesFile(folder, 2), out, '--as-of', '2026-11-21')
  expect(checklist(out, 'Z90000')).toContain('Pack Z90000-1, issued 21 November 2026')

  const moved = practicesFile(folder, 2, (row, n) => (n === 1 ? row.replace('2027-05-11', '2027-05-12') : row))
  build(moved, out, '--as-of', '2026-11-23')
  expect(checklist(out, 'Z90001')).toContain('Pack Z90001-2, issued 23 November 2026')
  expect(checklist(out, 'Z90000')).toContain('Pack Z90000-1, issued 21 November 2026')

  expect(build(moved, out, '--as-of', '2026-11-24', '--force').summary).toMatchObject({ built: 2 })
  expect(build(moved, out, '--as-of', '2026-11-25', '--large-print').summary).toMatchObject({ built: 2 })
  expect(checklist(out, 'Z90001')).toContain('Pack Z90001-2, issued 23 November 2026')
  expect(checklist(out, 'Z90000')).toContain('Pack Z90000-1, issued 21 November 2026')
}, 60_000)

it('is kept for documents that one run leaves out, and for those of a pack that lost a file', () => {
  const folder = temporary()
  const out = join(folder, 'out')
  const practices = practicesFile(folder, 1)
  const posterOf = (): string => {
    const pack = readdirSync(out).find((name) => name.startsWith('Z90000-')) ?? ''
    return join(out, pack, '1 Plan', 'Z90000 Wall poster.html')
  }
  build(practices, out, '--as-of', '2026-11-21', '--views', 'poster')
  build(practices, out, '--as-of', '2026-11-22')
  build(practices, out, '--as-of', '2026-11-23', '--views', 'poster')
  expect(readFileSync(posterOf(), 'utf8')).toContain('Pack Z90000-1, issued 21 November 2026')
  rmSync(posterOf())
  build(practices, out, '--as-of', '2026-11-24', '--views', 'poster')
  expect(readFileSync(posterOf(), 'utf8')).toContain('Pack Z90000-1, issued 21 November 2026')
  expect(checklist(out, 'Z90000')).toContain('Pack Z90000-1, issued 21 November 2026')
}, 60_000)
