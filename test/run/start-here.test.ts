/** START HERE: in every pack, on one page, about what is there, and the same until something else is new. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { build, hashes, practicesFile, temporary } from './support.ts'

const FOLDER = 'Z90000-invented-surgery-0'

interface PackOfRun {
  readonly status: string
  readonly files: readonly {
    readonly path: string
    readonly folder: string
    readonly title: string
    readonly document: string
    readonly format: string
    readonly copy: string
    readonly pages: number | null
  }[]
}

function setUp(change?: (row: string) => string) {
  const folder = temporary()
  const out = join(folder, 'out')
  const practices = practicesFile(folder, 1, change)
  const made = (...more: readonly string[]): PackOfRun => {
    const { packs } = JSON.parse(build(practices, out, ...more).stdout) as { packs: [PackOfRun] }
    return packs[0]
  }
  const page = (): string => readFileSync(join(out, FOLDER, 'START HERE Z90000.html'), 'utf8')
  return { folder, out, pack: join(out, FOLDER), made, page }
}

describe('START HERE', () => {
  it('is first, one page, one file for paper and screen, whatever is asked for', () => {
    const { made, pack } = setUp()
    const { files } = made('--documents', 'cutover-plan', '--formats', 'pdf,docx,html')
    expect(files.slice(0, 3).map(({ folder, title, document }) => [folder, title, document])).toEqual(
      Array.from({ length: 3 }, () => ['', 'START HERE', 'start-here']),
    )
    expect(files[0]).toMatchObject({ format: 'pdf', copy: 'both', pages: 1 })
    // Nothing else is on the first level, least of all a machine's file.
    expect(readdirSync(pack).sort()).toEqual([
      '1 Plan',
      '2 Cutover days',
      '4 For the project',
      'START HERE Z90000.docx',
      'START HERE Z90000.html',
      'START HERE Z90000.pdf',
    ])
    const folders = files.map(({ folder }) => folder)
    expect(folders).toEqual([...folders].sort())
  }, 60_000)

  it('is one page for a practice with a very long name', () => {
    const long = `A ${'very long and winding '.repeat(8)}name`
    const { made } = setUp((row) => row.replace('Invented Surgery 0', long))
    expect(made('--formats', 'pdf').files[0]).toMatchObject({ document: 'start-here', pages: 1 })
  }, 60_000)

  it('links to files that are there, and to no other', () => {
    const { made, page, pack } = setUp()
    made('--documents', 'checklist,cutover-plan')
    const links = [...page().matchAll(/<a href="([^"#][^"]*)">/g)].map(([, link = '']) => decodeURIComponent(link))
    expect(links).toContain('1 Plan/Z90000 Checklist.html')
    expect(links).toContain('1 Plan/Z90000 Tasks.xlsx')
    expect(links.filter((link) => !existsSync(join(pack, link)))).toEqual([])
    made('--documents', 'checklist', '--views', 'whole', '--formats', 'html')
    expect(page()).not.toContain('Tasks.xlsx')
  }, 60_000)

  it('is no other page on a later day, unless something else is new', () => {
    const { folder, out, made, page } = setUp()
    made('--as-of', '2026-11-21')
    const before = hashes(out)
    expect(made('--as-of', '2026-12-21').status).toBe('unchanged')
    expect(hashes(out)).toEqual(before)
    practicesFile(folder, 1, (row) => row.replace('yes', 'no'))
    expect(made('--as-of', '2026-12-21').status).toBe('built')
    expect(page()).toContain('issued 21 December 2026')
  }, 60_000)

  it('begins with the week of the day of issue, and says first what is late', () => {
    const { made, page } = setUp()
    made('--as-of', '2026-11-21')
    const weeks = [...page().matchAll(/data-week="(\d[^"]+)"/g)].map(([, week = '']) => week)
    expect(weeks.length).toBeGreaterThan(0)
    expect(weeks).toEqual([...weeks].sort())
    expect(weeks.every((week) => week >= '2026-11-16')).toBe(true)
    expect(page()).not.toContain('Already due')
    // All weeks to the last: access to the old system ends long after go live.
    expect(page()).toContain('Old access ends')
    expect(weeks.at(-1)).toBe('2027-07-05')
    expect(new Set(weeks).size).toBe(weeks.length)
    const late = setUp()
    late.made('--as-of', '2027-04-06')
    expect(late.page().indexOf('Already due')).toBeGreaterThan(0)
    expect(late.page().indexOf('Already due')).toBeLessThan(late.page().indexOf('data-week="20'))
  }, 60_000)

  it('lets a browser run its own scripts and no other', () => {
    const { made, page } = setUp()
    made('--documents', 'checklist')
    const allowed = /script-src ([^;]*);/.exec(page())?.[1]?.split(' ') ?? []
    expect(allowed).toHaveLength([...page().matchAll(/<script>/g)].length)
    expect(allowed.every((source) => source.startsWith("'sha256-"))).toBe(true)
  }, 60_000)
})
