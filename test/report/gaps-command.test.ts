import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../support/leave-out.ts'

const root = join(import.meta.dirname, '../..')
const guide = join(import.meta.dirname, 'work-list/guide')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-gaps-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function gaps(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], {
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, stdout, stderr }
}
const report = (...args: string[]) => gaps('gaps', '--guide', guide, '--as-of', '2026-11-21', ...args)

describe('practice-packs gaps', () => {
  it('fails only for what it is told to fail for', () => {
    expect(report().status).toBe(0)
    expect(report('--fail-on', 'gap').status).toBe(1)
    expect(report('--fail-on', 'finding').status).toBe(1)
    expect(report('--fail-on', 'error').status).toBe(1)
    // A gate that has nothing to compare with must not open.
    const ungated = report('--fail-on', 'new')
    expect(ungated.status).toBe(4)
    expect(ungated.stderr).toMatch(/Nothing says which gaps are new/)
    expect(report('--write-baseline', 'known.yaml', '--reason', 'Asked')).toMatchObject({ status: 0, stdout: '' })
    expect(report('--baseline', 'known.yaml', '--fail-on', 'new').status).toBe(0)
    expect(report('--baseline', 'known.yaml', '--fail-on', 'gap').status).toBe(1)
  })

  it('says what is wrong with the way it was called', () => {
    expect(report('--format', 'word')).toMatchObject({ status: 2, stdout: '' })
    expect(report('--output', 'gaps.html').stderr).toMatch(/Write FORMAT=FILE, such as html=gaps\.html/)
    expect(report('--fail-on', 'anything').status).toBe(2)
    expect(report('--write-baseline', 'other.yaml').stderr).toMatch(/would enter the baseline without a reason/)
    expect(report('--baseline', 'nowhere.yaml')).toMatchObject({ status: 3 })
    expect(gaps('gaps', '--guide', 'nowhere')).toMatchObject({ status: 3, stdout: '' })
    expect(gaps('explain', 'broken-lnk').stderr).toMatch(/Did you mean `broken-link`\?/)
    expect(gaps('publish', '--guide', guide, '--out', join(guide, 'published')).status).toBe(2)
  })

  it('writes every format at once, the same bytes each time', () => {
    const formats = ['text', 'json', 'markdown', 'html', 'csv', 'xlsx', 'sarif', 'github', 'unix', 'docx', 'pdf']
    const write = (name: string) =>
      report(...formats.flatMap((format) => ['--output', `${format}=${name}/gaps.${format}`]))
    const first = write('one')
    expect(first).toMatchObject({ status: 0, stdout: '' })
    write('two')
    for (const format of formats) {
      const bytes = readFileSync(join(folder, 'one', `gaps.${format}`))
      expect(bytes.length, format).toBeGreaterThan(100)
      expect(bytes.equals(readFileSync(join(folder, 'two', `gaps.${format}`))), format).toBe(true)
    }
    const html = readFileSync(join(folder, 'one', 'gaps.html'), 'utf8')
    // One page: nothing is fetched, no script runs but the two whose hashes it names.
    const issue = '<a href="https://example.org/rooms/12?a=b&amp;c=d">'
    expect(html).toContain(issue)
    // The link of a marker is followed by a reader, never by the page.
    expect(html.replaceAll(issue, '<a>')).not.toMatch(/(?:src|href)="(?!#|data:)/)
    expect(html.match(/<script>/g)).toHaveLength(2)
    expect(/script-src ('sha256-[^']+' ?){2};/.test(html)).toBe(true)
    expect(html).toMatch(/<label for="filter-ask">Ask<\/label>/)
  })

  it('keeps results and words for people apart, and colours nothing that is not a terminal', () => {
    const { stdout, stderr } = report('--format', 'json', '--output', 'csv=gaps.csv')
    expect(JSON.parse(stdout)).toMatchObject({ summary: { GAP: 4, UPLIFT: 1 } })
    expect(stderr).toBe('wrote gaps.csv\n')
    expect(report().stdout).not.toContain('\u001b[')
    expect(report('--json').stdout).toBe(stdout)
  })

  it('counts the public guide’s markers', ({ skip }) => {
    skip(!HAS_CORPUS, NO_CORPUS)
    const counts = (revision: string) => {
      const json = JSON.parse(gaps('gaps', '--guide', join(CORPUS, revision), '--json').stdout) as {
        summary: unknown
        nearMisses: unknown[]
        markers: { place: { file: string; line: number }; hides: unknown }[]
      }
      return json
    }
    expect(counts('guide-2019-12-04').summary).toEqual({ GAP: 16, UPLIFT: 32 })
    const later = counts('guide-2020-03-25')
    expect(later.summary).toEqual({ GAP: 13, UPLIFT: 20 })
    expect(later.nearMisses).toHaveLength(10)
    const hiding = later.markers.find(
      ({ place }) => place.file === 'guide/09-end-of-your-migration.md' && place.line === 33,
    )
    expect(hiding?.hides).toMatchObject({ headings: ['Update the Catalogue'] })
  })
})
