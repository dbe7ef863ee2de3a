/** What `build` and its kin do with a guide that has mistakes: of ours nothing is made, of a public one everything. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-mistakes-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const practices = join(folder, 'practices.csv')
writeFileSync(
  practices,
  'ods_code,name,current_system,new_system,go_live\nZ99901,Larkspur Surgery,EMIS Web,TPP SystmOne,2027-04-14\n',
)
const guide = join(folder, 'guide')
const out = join(folder, 'out')

interface Said {
  readonly findings: readonly {
    readonly rule: string
    readonly place?: { readonly file: string; readonly line: number }
  }[]
  readonly summary?: Readonly<Record<string, number>>
  readonly packs?: readonly unknown[]
  readonly practices?: readonly unknown[]
}

function run(command: string, ...more: string[]) {
  const inputs = ['--guide', guide, '--templates', join(root, 'templates'), '--practices', practices]
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'dist/cli.js'), command, ...inputs, '--as-of', '2026-11-21', ...more],
    { encoding: 'utf8', cwd: folder },
  )
  return { status, stdout, stderr }
}
const build = (...more: string[]) =>
  run('build', '--out', out, '--documents', 'checklist', '--formats', 'html', ...more)

function addToGuide(file: string, text: string): void {
  const path = join(guide, file)
  writeFileSync(path, (existsSync(path) ? readFileSync(path, 'utf8') : '') + text)
}

beforeEach(() => {
  rmSync(guide, { recursive: true, force: true })
  rmSync(out, { recursive: true, force: true })
  cpSync(join(root, 'test/cases/two-practices-one-condition/guide'), guide, { recursive: true })
})
const [page = ''] = readdirSync(join(root, 'test/cases/two-practices-one-condition/guide')).filter(
  (name) => name.endsWith('.md') && name !== 'index.md',
)

/** A mistake for parsing and one for the rules of `guide/rules/`, with the rule that finds it. */
const MISTAKES = [
  ['unclosed-comment', '\n<!-- nobody closes this\n\n- [ ] Lost.\n'],
  ['task-without-owner', '\n- [ ] Nobody does this. <!-- id: nobody; due: 1 week before go-live -->\n'],
] as const

describe('a guide of our own kind that loses content', () => {
  it.each(MISTAKES)('is refused for %s: 2, the finding with file and line, and nothing written', (rule, text) => {
    addToGuide(page, text)
    mkdirSync(out)
    writeFileSync(join(out, 'theirs.txt'), 'theirs')
    const { status, stdout, stderr } = build()
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(new RegExp(`error +${page}:\\d+:\\d+ +${rule}\n`))
    expect(stderr).toContain('nothing was made')
    expect(readdirSync(out)).toEqual(['theirs.txt'])
  })

  it('leaves no output folder behind where there was none, and packs that stand as they are', () => {
    addToGuide(page, MISTAKES[0][1])
    expect(build().status).toBe(2)
    expect(existsSync(out)).toBe(false)
  })

  it.each(['build', 'plan', 'wave'])('%s --json says it in one JSON value', (command) => {
    addToGuide(page, MISTAKES[1][1])
    const { status, stdout } = command === 'build' ? build('--json') : run(command, '--json')
    const said = JSON.parse(stdout) as Said
    expect(status).toBe(2)
    expect(said.findings).toContainEqual(
      expect.objectContaining({ rule: 'task-without-owner', place: expect.objectContaining({ file: page }) }),
    )
    expect(said.packs ?? said.practices).toEqual([])
    if (command === 'build') expect(said.summary).toMatchObject({ built: 0, failed: 0 })
  })

  it('is still shown by `model` and `check`, for whoever corrects it', () => {
    addToGuide(page, MISTAKES[0][1])
    expect(run('check').status).toBe(1)
    const { status, stdout } = spawnSync(
      process.execPath,
      [join(root, 'dist/cli.js'), 'model', '--guide', guide, '--json'],
      { encoding: 'utf8' },
    )
    expect(status).toBe(0)
    expect((JSON.parse(stdout) as Said).findings.map(({ rule }) => rule)).toContain('unclosed-comment')
  })

  it('with warnings alone is built, and they are said', () => {
    addToGuide(page, '\nSee [the page](gone.md).\n')
    const { status, stderr } = build()
    expect(stderr).toContain('broken-link')
    // A rule's own finding, which parsing alone does not make.
    expect(stderr).toContain('unreachable-page')
    expect(status).toBe(0)
    const again = build('--json', '--force')
    expect((JSON.parse(again.stdout) as Said).findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['broken-link', 'unreachable-page']),
    )
  })
})

describe('a public guide with the same mistake', () => {
  it('has its packs built, and the finding said', () => {
    rmSync(guide, { recursive: true, force: true })
    cpSync(join(root, 'test/reading/cases/comment-never-closed/guide'), guide, { recursive: true })
    const { status, stdout } = build('--json')
    const said = JSON.parse(stdout) as Said
    expect(status).toBe(0)
    expect(said.summary).toMatchObject({ built: 1 })
    expect(said.findings.map(({ rule }) => rule)).toContain('unclosed-comment')
  })
})

describe('the guide that ships', () => {
  it('is built', () => {
    rmSync(guide, { recursive: true, force: true })
    cpSync(join(root, 'guide'), guide, { recursive: true })
    expect(build().status).toBe(0)
  })
})
