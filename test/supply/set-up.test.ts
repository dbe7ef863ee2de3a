import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

/** A clone that is compiled, beside the libraries of another; `npm` only notes that it was asked. */
let folder = ''
const at = (...parts: string[]): string => join(folder, ...parts)
const built = (): string => at('clone', 'dist', 'cli.js')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'practice-packs-set-up-'))
  for (const made of ['clone/scripts', 'clone/src', 'clone/dist', 'other/node_modules'])
    mkdirSync(at(made), { recursive: true })
  cpSync(join(import.meta.dirname, '../../scripts/set-up.mjs'), at('clone/scripts/set-up.mjs'))
  for (const file of ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'])
    writeFileSync(at('clone', file), '{}')
  writeFileSync(built(), '')
  const later = new Date(Date.now() + 60_000)
  utimesSync(built(), later, later)
  writeFileSync(at('other/node_modules/.package-lock.json'), '{}')
  utimesSync(at('other/node_modules/.package-lock.json'), 0, 0)
  writeFileSync(at('npm.cjs'), `require('node:fs').writeFileSync(${JSON.stringify(at('asked'))}, '')`)
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function setUp(): void {
  const script = `(await import(${JSON.stringify(pathToFileURL(at('clone/scripts/set-up.mjs')).href)})).setUp()`
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
    env: { ...process.env, npm_execpath: at('npm.cjs') },
  })
  expect(status, stderr).toBe(0)
}

describe('setting up', () => {
  it('installs the libraries where they are older than the lock file', () => {
    setUp()
    expect(existsSync(at('asked'))).toBe(true)
  })

  it('installs nothing through a link: npm would empty the folder of the other clone', () => {
    symlinkSync(at('other/node_modules'), at('clone/node_modules'), 'junction')
    setUp()
    expect(existsSync(at('asked'))).toBe(false)
  })
})
