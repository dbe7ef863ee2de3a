/** `check` where nobody has a practices file: an editor, and the continuous integration of a guide's repository. */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'no-practices-'))
  cpSync(join(root, 'test/cases/two-practices-one-condition/guide'), join(folder, 'guide'), { recursive: true })
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { encoding: 'utf8', cwd: folder })

describe('check without a practices file', () => {
  it('checks the guide and the templates, and says that no practices were there', () => {
    const { status, stdout, stderr } = run('check')
    expect(stderr).toContain('There is no practices file practices/practices.csv')
    expect(stderr).toContain('--practices FILE')
    expect(stdout).toMatch(/\nno practices file; \d+ warnings, \d+ notes\.\n$/)
    // `check > file` holds all that it found.
    expect(stdout).toMatch(/^warning {2}/)
    expect(stderr).not.toContain('warning')
    expect(status).toBe(0)
  })

  it('finds what is wrong in either', () => {
    writeFileSync(join(folder, 'guide/extra.md'), '---\ntitle: Extra\nphaze: go-live\n---\n\nWords.\n')
    cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true })
    writeFileSync(join(folder, 'templates/words.yaml'), 'footer: { page: Page }\n')
    const { status, stdout } = run('check', '--json')
    const found = (JSON.parse(stdout) as { findings: { rule: string }[] }).findings.map(({ rule }) => rule)
    expect(found).toContain('unknown-page-key')
    expect(found).toContain('template-data-unreadable')
    expect(status).toBe(1)
  })

  it('composes each template for an invented practice', () => {
    cpSync(join(root, 'templates'), join(folder, 'templates'), { recursive: true })
    const template = '---\nkind: checklist\nid: wrong-block\ntitle: T\n---\n\n<!-- table: t -->\nNo table.\n'
    writeFileSync(join(folder, 'templates/checklists/wrong-block.md.hbs'), template)
    const { status, stdout } = run('check')
    expect(stdout).toContain('checklists/wrong-block.md.hbs:')
    expect(status).toBe(1)
  })

  it('reads the default file where there is one', () => {
    mkdirSync(join(folder, 'practices'))
    const row = 'Z99901,Hill View,EMIS Web,SystmOne,2027-04-14'
    writeFileSync(join(folder, 'practices/practices.csv'), `ods_code,name,current_system,new_system,go_live\n${row}\n`)
    expect(run('check').stdout).toContain('1 practice can be planned')
  })

  it.each([
    ['--practices', 'practices/practices.csv'],
    ['--practices', 'no-such.csv'],
    ['--only', 'Z99901'],
    ['--fix-sheet', 'fix.xlsx'],
  ])('ends with 3 where %s asks for one', (...flags) => {
    const { status, stderr } = run('check', ...flags)
    expect(stderr).toMatch(/There is no practices file/)
    expect(status).toBe(3)
  })

  it('ends with 3 where the default leads nowhere', () => {
    mkdirSync(join(folder, 'practices'))
    symlinkSync('gone.csv', join(folder, 'practices/practices.csv'))
    expect(run('check').status).toBe(3)
  })

  it.each(['build', 'plan', 'wave'])('%s needs one still', (command) => {
    expect(run(command).status).toBe(3)
  })
})
