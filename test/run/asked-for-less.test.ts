/** A run that asks for less takes no document away in silence, and nobody calls what is left a whole pack. */
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeEach, describe, expect, it } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import { build, hashes, practicesFile, temporary } from './support.ts'

const FOLDER = 'Z90000-invented-surgery-0'
const CHECKLIST = '1 Plan/Z90000 Checklist.html'
const PLAN = '2 Cutover days/Z90000 Cutover plan.html'
const WHOLE = ['--documents', 'checklist,cutover-plan']

interface Said {
  readonly packs: readonly {
    readonly files: readonly { readonly path: string; readonly earlier?: true }[]
    readonly findings: readonly Finding[]
  }[]
}

describe('a run that asks for less', () => {
  let folder = ''
  let out = ''
  let practices = ''
  const run = (...more: string[]) => {
    const { status, stdout, summary } = build(practices, out, '--formats', 'html', ...more)
    expect(status).toBe(0)
    const [pack] = (JSON.parse(stdout) as Said).packs
    const kept = pack?.findings.filter(({ rule }) => rule === 'earlier-files-kept').map(({ message }) => message)
    return { summary, kept, earlier: pack?.files.filter(({ earlier }) => earlier === true).map(({ path }) => path) }
  }
  const has = (name: string): boolean => existsSync(join(out, FOLDER, name))
  const results = () => parse(readFileSync(join(out, 'results.csv')), { bom: true, columns: true }) as unknown[]
  beforeEach(() => {
    folder = temporary()
    out = join(folder, 'out')
    practices = practicesFile(folder, 1)
    expect(run(...WHOLE)).toMatchObject({ kept: [], earlier: [] })
  })

  it('keeps what it does not ask for, says so each time, and names the pack as what it is', () => {
    const before = hashes(join(out, FOLDER))
    const narrow = run()
    expect(has(PLAN)).toBe(true)
    expect(narrow.earlier).toContain(`${FOLDER}/${PLAN}`)
    expect(narrow.earlier).not.toContain(`${FOLDER}/${CHECKLIST}`)
    expect(narrow.kept).toEqual([expect.stringMatching(/^\d files of Z90000-\S+ were not asked for this time: /)])
    expect(run()).toEqual({ ...narrow, summary: expect.objectContaining({ unchanged: 1 }) })
    expect(results()).toMatchObject([
      { 'this run': 'unchanged', 'made for': 'checklist; html', 'earlier files': String(narrow.earlier?.length) },
    ])
    // The next whole run takes them for its own again.
    expect(run(...WHOLE)).toMatchObject({ kept: [], earlier: [] })
    expect(Object.keys(hashes(join(out, FOLDER)))).toEqual(Object.keys(before))
    expect(results()).toMatchObject([
      { 'this run': 'made', 'made for': 'checklist, cutover-plan; html', 'earlier files': '' },
    ])
  }, 60_000)

  it('--prune removes it, also where an earlier run has kept it', () => {
    expect(run('--prune')).toMatchObject({ kept: [], earlier: [] })
    expect({ plan: has(PLAN), checklist: has(CHECKLIST) }).toEqual({ plan: false, checklist: true })
    run(...WHOLE)
    run()
    expect(run('--prune')).toMatchObject({ summary: { built: 1 }, kept: [], earlier: [] })
    expect(has(PLAN)).toBe(false)
    expect(run('--prune').summary).toMatchObject({ unchanged: 1 })
  }, 60_000)

  it('--only-failed makes what a pack lacks, and leaves one alone that has more than is asked for', () => {
    expect(run('--only-failed').summary).toMatchObject({ built: 0, unchanged: 0 })
    run('--prune')
    expect(run('--only-failed').summary).toMatchObject({ built: 0, unchanged: 0 })
    expect(run('--only-failed', ...WHOLE).summary).toMatchObject({ built: 1 })
    rmSync(join(out, FOLDER, PLAN))
    expect(run('--only-failed', ...WHOLE).summary).toMatchObject({ built: 1 })
    expect(has(PLAN)).toBe(true)
  }, 60_000)

  it('other formats and views are kept too; what is asked for and no longer made goes', () => {
    const roles = '1 Plan/Z90000 Checklist by role.html'
    run(...WHOLE, '--views', 'role')
    expect(run(...WHOLE).earlier).toContain(`${FOLDER}/${roles}`)
    expect(run(...WHOLE, '--formats', 'docx').earlier).toEqual(
      expect.arrayContaining([`${FOLDER}/${roles}`, `${FOLDER}/${PLAN}`, `${FOLDER}/${CHECKLIST}`]),
    )
    expect(run(...WHOLE, '--formats', 'docx,html', '--views', 'role').earlier).toEqual([])
  }, 60_000)
})

it('to-send.csv has a line for each pack: to whom, what is missing, what is held back and why', () => {
  const folder = temporary()
  const out = join(folder, 'out')
  const practices = practicesFile(folder, 2, (row, n) => (n === 1 ? row.replace(/2027-\d\d-\d\d/, '2027-02-31') : row))
  const built = build(practices, out, '--guide', join(import.meta.dirname, '../../guide'), '--documents', 'letters')
  expect(built.status).toBe(5)
  const lines = parse(readFileSync(join(out, 'to-send.csv')), { bom: true }) as string[][]
  expect(lines).toHaveLength(2)
  const [code, name, dir, , email, missing, held] = lines[1] ?? []
  expect([code, name, dir, email]).toEqual(['Z90000', 'Invented Surgery 0', FOLDER, ''])
  expect(missing).toContain('practice_manager_name')
  expect(held).toContain('No message to patients was made')
}, 60_000)
