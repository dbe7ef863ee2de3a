/** `docs/reference/files.md` against what a run writes. */
import { spawnSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readShapes } from '../support/shapes.ts'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/reference/files.md'), 'utf8')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-files-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const read = (file: string): string => readFileSync(join(folder, file), 'utf8')
const json = (file: string): unknown => JSON.parse(read(file))

interface Written {
  readonly name: string
  readonly document: string
  readonly format: string
  readonly copy: string
}

describe('docs/reference/files.md', () => {
  let pack = ''
  beforeAll(() => {
    const [head = '', first = ''] = readFileSync(join(root, 'practices/practices.csv'), 'utf8').split('\n')
    const bad = first.replace('Z99901', 'Z99909').replace('2027-04-14', '2027-02-31')
    const wave = (row: string): void =>
      writeFileSync(
        join(folder, 'wave.csv'),
        `${head},letter_dialect,large_print\n${row},"word, govuk-notify, nhs-notify",yes\n${bad}\n`,
      )
    const build = (...more: readonly string[]): void => {
      const args = ['build', '--practices', 'wave.csv', '--as-of', '2026-11-30', ...more]
      spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: folder })
    }
    const [documents, formats] = ['checklist,cutover-plan', 'html']
    const buildShare = (): void =>
      build('--out', 'share', '--shard', '1/1', '--documents', documents, '--formats', formats, '--views', 'role')
    wave(first)
    build('--out', 'packs', '--views', 'role,phase,poster')
    buildShare()
    pack = readdirSync(join(folder, 'packs')).find((name) => name.startsWith('Z99901-')) ?? ''
    // Another go-live: a file that somebody wrote in is kept, and entries of the calendar are no longer there.
    const edited = readdirSync(join(folder, 'share')).find((name) => name.startsWith('Z99901-')) ?? ''
    appendFileSync(join(folder, 'share', edited, '1 Plan/Z99901 Checklist.html'), '<!-- mine -->')
    wave(first.replaceAll(/,yes(?=,|$)/g, ',no').replace('2027-04-14', '2027-04-15'))
    buildShare()
    // Asked for less: the other files are from an earlier run.
    for (const some of [documents, 'checklist'])
      build('--out', 'less', '--documents', some, '--formats', formats, '--dialects', 'word')
  }, 120_000)

  it('has every file of the output folder', () => {
    const rows = tableOf('The output folder').map(([name = '']) => name.replaceAll('`', ''))
    const found = readdirSync(join(folder, 'packs')).map((name) => (name === pack ? '<ods>-<name>/' : name))
    expect(found.sort()).toEqual(rows.sort())
  })

  it('has every file of a pack, its kind and its formats', () => {
    const { files } = json(`packs/${pack}/4 For the project/manifest.json`) as { readonly files: readonly Written[] }
    const rows = tableOf('A pack').map(([name = '', kind = '', formats = '']) => ({
      name: name.replaceAll('`', ''),
      says: `${kind.replaceAll('`', '')}: ${formats}`,
    }))
    const patterns = rows.map(({ name }) => ({ name, pattern: patternOf(name) }))
    const found = new Map<string, { readonly kinds: Set<string>; readonly formats: Set<string> }>()
    for (const { name, document, format, copy } of files) {
      const bare = name.replace(/(?: fill-in)?\.[a-z]+$/, '')
      // The longest that fits: a letter in large print is no letter called “…-large-print”.
      const row = patterns.filter(({ pattern }) => pattern.test(bare)).sort((a, b) => b.name.length - a.name.length)[0]
      const entry = found.get(row?.name ?? bare) ?? { kinds: new Set(), formats: new Set() }
      entry.kinds.add(document)
      entry.formats.add(format === 'pdf' && copy === 'fill-in' ? 'pdf to fill in' : format)
      found.set(row?.name ?? bare, entry)
    }
    const written = [...found].map(([name, { kinds, formats }]) => ({
      name,
      says: `${[...kinds].join(', ')}: ${[...formats].sort(byFormat).join(', ')}`,
    }))
    const inOrder = (all: readonly { readonly name: string }[]) => [...all].sort((a, b) => (a.name < b.name ? -1 : 1))
    expect(inOrder(written)).toEqual(inOrder(rows.filter(({ name }) => !name.endsWith('manifest.json'))))
    expect(readdirSync(join(folder, 'packs', pack, '4 For the project'))).toContain('manifest.json')
  })

  it('is at most 40 files for a complete practice', () => {
    const practices = join(root, 'practices/practices.csv')
    const args = ['build', '--practices', practices, '--only', 'Z99901', '--as-of', '2026-11-30', '--out', 'plain']
    spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd: folder })
    const entries = readdirSync(join(folder, 'plain', pack), { recursive: true, withFileTypes: true })
    const names = entries.filter((entry) => entry.isFile()).map(({ name }) => name)
    expect(names).toContain('START HERE Z99901.pdf')
    expect(names.length).toBeLessThanOrEqual(40)
  }, 60_000)

  it('has the fields of manifest.json and run.json', () => {
    const shapes = readShapes(join(root, 'docs/reference/files.md'), join(root, 'docs/reference/json.md'))
    const second = readdirSync(join(folder, 'share')).find((name) => name.startsWith('Z99901-')) ?? ''
    expect([
      ...shapes.check(json(`packs/${pack}/4 For the project/manifest.json`), 'manifest.json'),
      ...shapes.check(json(`share/${second}/4 For the project/manifest.json`), 'manifest.json'),
      ...shapes.check(json(`less/${second}/4 For the project/manifest.json`), 'manifest.json'),
      ...shapes.check(json('packs/run.json'), 'run.json'),
      ...shapes.check(json('share/run.json'), 'run.json'),
    ]).toEqual([])
    const unseen = shapes.unseen().filter((field) => !field.startsWith('finding: '))
    expect(unseen).toEqual([])
  })

  it('has the columns of results.csv', () => {
    const columns = read('packs/results.csv').split('\r\n', 1)[0]?.split(',') ?? []
    const rows = tableOf('results.csv').map(([name = '']) => name.replaceAll('`', ''))
    expect(columns.slice(-rows.length)).toEqual(rows)
  })
})

const FORMATS = ['pdf', 'pdf to fill in', 'docx', 'md', 'html', 'ics', 'csv', 'xlsx', 'txt']
const byFormat = (a: string, b: string): number => FORMATS.indexOf(a) - FORMATS.indexOf(b)

const patternOf = (name: string): RegExp =>
  new RegExp(
    `^${name
      .replaceAll('<ods>', '[A-Z]\\d{5}')
      .replace('<role>', '[A-Za-z]+(?: \\(?[A-Za-z]+\\)?)*')
      .replace(/<[a-z]+>/g, '[A-Za-z]+(?: [a-z]+)*')}$`,
  )

/** The cells of the first table of a section, header left out. */
function tableOf(section: string): string[][] {
  const text = page.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  const rows = text.split('\n').filter((line) => line.startsWith('| `'))
  return rows.map((line) => line.slice(2, -2).split(' | '))
}
