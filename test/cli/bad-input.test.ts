/** What a person meets who makes a mistake: the exit code, and a message that says what, where, why and what to do. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const HEADER = 'ods_code,name,current_system,new_system,go_live'
const GOOD = 'Z99991,Good Surgery,EMIS Web,TPP SystmOne,2027-04-14'

let folder: string
beforeAll(() => {
  // One folder down, so that what is written outside it is ours to find.
  folder = join(mkdtempSync(join(tmpdir(), 'practice-packs-test-')), 'here')
  mkdirSync(folder)
})

function run(command: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'dist/cli.js'), command, ...args], {
    encoding: 'utf8',
    cwd: folder,
  })
  return { status, stdout, stderr }
}

/** Builds checklists as HTML from these rows with a guide as small as can be. */
let count = 0
function build(rows: readonly string[] | string, ...more: string[]) {
  count += 1
  const practices = join(folder, `practices-${count}.csv`)
  const out = join(folder, `out-${count}`)
  writeFileSync(practices, typeof rows === 'string' ? rows : [HEADER, ...rows].join('\n'))
  const guide = join(root, 'test/cases/two-practices-one-condition/guide')
  const given = ['--guide', guide, '--templates', join(root, 'templates'), '--practices', practices, '--out', out]
  const result = run('build', ...given, '--documents', 'checklist', '--formats', 'html', ...more)
  const packs = existsSync(out) ? readdirSync(out).filter((name) => /^Z/i.test(name)) : []
  return { ...result, packs, out }
}

describe('rows', () => {
  it('one with a day that does not exist fails alone, with its cell', () => {
    const { status, stderr, packs } = build([GOOD, 'Z99992,Bad Surgery,EMIS Web,TPP SystmOne,2027-02-30'])
    expect(status).toBe(5)
    expect(packs).toEqual(['Z99991-good-surgery'])
    expect(stderr).toMatch(/row 3, column “go_live”/)
  })

  it('with a code that would lead elsewhere fail alone, and nothing is written outside', () => {
    const elsewhere = `outside-${basename(folder)}`
    const { status, packs } = build([GOOD, `../../${elsewhere},Bad Surgery,EMIS Web,TPP SystmOne,2027-04-14`])
    expect(status).toBe(5)
    expect(packs).toEqual(['Z99991-good-surgery'])
    expect(existsSync(join(folder, '..', elsewhere))).toBe(false)
  })

  it('with the same code both fail', () => {
    const { status, packs, stderr } = build([
      GOOD,
      'Z99992,One,EMIS Web,TPP SystmOne,2027-04-14',
      'z99992,Two,EMIS Web,TPP SystmOne,2027-04-14',
    ])
    expect(status).toBe(5)
    expect(packs).toEqual(['Z99991-good-surgery'])
    expect(stderr).toMatch(/row 3[\s\S]*row 4/)
  })

  it('with a character that no font has fail alone, naming it', () => {
    const { status, packs, stderr } = build([GOOD, 'Z99992,Smiling 😀 Surgery,EMIS Web,TPP SystmOne,2027-04-14'])
    expect(status).toBe(5)
    expect(packs).toEqual(['Z99991-good-surgery'])
    expect(stderr).toContain('😀')
  })

  it.each([
    ['markup', '*Bold* # <b>tags</b> {{practice.ods}} ""quoted""'],
    ['accents', 'Siân Ŵyn & Łukasz O’Brien'],
    ['300 characters', 'Long '.repeat(60).trim()],
  ])('with %s in the name are built', (_, name) => {
    const { status, packs } = build([`Z99991,"${name}",EMIS Web,TPP SystmOne,2027-04-14`])
    expect(status).toBe(0)
    expect(packs).toHaveLength(1)
    expect(packs[0]?.length).toBeLessThanOrEqual(80)
    expect(packs[0]).toMatch(/^[\x20-\x7e]+$/)
  })
})

describe('the practices file', () => {
  it('with an unknown column is built, and the message suggests a name', () => {
    const { status, stderr } = build(`${HEADER},dispencing\n${GOOD},yes\n`)
    expect(status).toBe(0)
    expect(stderr).toMatch(/dispencing[\s\S]*dispensing/)
  })

  it('without a needed column ends with 2 and names it', () => {
    const { status, stderr, packs } = build(
      'ods_code,name,current_system,new_system,golve\nZ99991,Good,EMIS Web,TPP SystmOne,2027-04-14\n',
    )
    expect(status).toBe(2)
    expect(stderr).toMatch(/go_live/)
    expect(packs).toEqual([])
  })

  it.each([
    ['empty', ''],
    ['of headers alone', `${HEADER}\n`],
  ])('that is %s ends with 3', (_, text) => expect(build(text).status).toBe(3))

  it('that is not there ends with 3', () => {
    const { status, stderr } = run(
      'plan',
      '--practices',
      'nowhere.csv',
      '--guide',
      join(root, 'guide'),
      '--templates',
      join(root, 'templates'),
    )
    expect(status).toBe(3)
    expect(stderr).toContain('nowhere.csv')
  })

  it('with a byte order mark and Windows line ends is read as it is meant', () => {
    const { status, packs } = build(`\uFEFF${HEADER}\r\n${GOOD}\r\n`)
    expect(status).toBe(0)
    expect(packs).toEqual(['Z99991-good-surgery'])
  })
})

describe('guides and templates', () => {
  it('a page with broken front matter and an unclosed comment is read, with findings', () => {
    const guide = join(folder, 'guide-broken')
    cpSync(join(root, 'test/cases/two-practices-one-condition/guide'), guide, { recursive: true })
    writeFileSync(
      join(guide, '10-go-live.md'),
      '---\ntitle: Go live: now\nphase: go-live\n---\nText.\n\n<!-- [GAP] never closed\n',
    )
    const { status, stdout } = run('gaps', '--guide', guide, '--json')
    const { findings, summary } = JSON.parse(stdout) as { findings: { rule: string }[]; summary: { GAP: number } }
    expect(status).toBe(0)
    expect(findings.map(({ rule }) => rule)).toEqual(
      expect.arrayContaining(['front-matter-unreadable', 'unclosed-comment']),
    )
    expect(summary.GAP).toBe(2)
  })

  it('a folder without a guide ends with 3', () => {
    mkdirSync(join(folder, 'no-guide'), { recursive: true })
    expect(run('model', '--guide', 'no-guide').status).toBe(3)
    expect(run('model', '--guide', 'nowhere').status).toBe(3)
  })

  it('a template with an unknown field ends with 2, names field and place, and nothing is written', () => {
    const templates = join(folder, 'templates-broken')
    cpSync(join(root, 'templates'), templates, { recursive: true })
    writeFileSync(
      join(templates, 'checklist.md.hbs'),
      '---\nid: checklist\nkind: checklist\ntitle: A title\n---\n## Dear {{practice.nmae}}\n',
    )
    const { status, stderr, packs } = build([GOOD], '--templates', templates)
    expect(status).toBe(2)
    expect(stderr).toMatch(/checklist\.md\.hbs:6:\d+/)
    expect(stderr).toContain('practice.name')
    expect(packs).toEqual([])
  })
})

describe('the command line', () => {
  it.each([
    [['build', '--formats', 'pfd']],
    [['build', '--nonsense']],
    [['plan', '--as-of', '2027-02-30']],
    [['build', '--jobs', '0']],
    [['build', '--shard', '3/2']],
    [['nonsense']],
  ])('%j ends with 2', ([command = '', ...args]) => expect(run(command, ...args).status).toBe(2))

  it('--help ends with 0 and shows an example', () => {
    const { status, stdout } = run('build', '--help')
    expect(status).toBe(0)
    expect(stdout).toContain('Example')
  })
})
