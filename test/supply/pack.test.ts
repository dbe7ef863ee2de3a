/** What `npm pack` makes works in an empty folder, with a CSV and nothing else, and holds only what it needs. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const ROW =
  'ods_code,name,current_system,new_system,go_live\nZ99901,Larkspur Hill Surgery,EMIS Web,TPP SystmOne,2027-04-14\n'

describe('npm pack', () => {
  let folder = ''
  let names: readonly string[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-pack-'))
    const npm = spawnSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
      cwd: root,
      encoding: 'utf8',
      shell: process.platform === 'win32',
    })
    const [packed] = JSON.parse(npm.stdout) as readonly [
      { readonly filename: string; readonly files: readonly { readonly path: string }[] },
    ]
    names = packed.files.map(({ path }) => path)
    spawnSync('tar', ['-xzf', packed.filename], { cwd: folder })
    // As npm would install it: the package in node_modules, beside only the libraries that its package.json asks for.
    const installed = join(folder, 'node_modules/practice-packs')
    cpSync(join(folder, 'package'), installed, { recursive: true })
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>
    }
    for (const [path, { dev }] of Object.entries(packages)) {
      const top = /^node_modules\/((?:@[^/]+\/)?[^/]+)$/.exec(path)
      if (!top || dev || !existsSync(join(root, path))) continue
      mkdirSync(join(folder, path, '..'), { recursive: true })
      symlinkSync(join(root, path), join(folder, path), 'junction')
    }
    mkdirSync(join(folder, 'empty'))
    writeFileSync(join(folder, 'empty/wave.csv'), ROW)
  }, 120_000)
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(folder, 'node_modules/practice-packs/dist/cli.js'), ...args], {
      cwd: join(folder, 'empty'),
      encoding: 'utf8',
    })

  it('holds what it needs and nothing else', () => {
    const folders = new Set(names.map((name) => (name.includes('/') ? (name.split('/')[0] ?? '') : name)))
    expect([...folders].sort()).toEqual([
      'CHANGELOG.md',
      'CONTRIBUTING.md',
      'LICENSE',
      'README.md',
      'action',
      'dist',
      'docs',
      'guide',
      'package.json',
      'practices',
      'templates',
    ])
    expect(names.filter((name) => /\.(test\.js|map|tsbuildinfo|ts)$|node_modules|(^|\/)\./.test(name))).toEqual([])
  })

  it.each([
    ['build', '--practices', 'wave.csv', '--out', 'packs'],
    ['check', '--practices', 'wave.csv'],
    ['plan', '--practices', 'wave.csv'],
    ['model'],
    ['gaps'],
    ['doctor'],
    ['data'],
    ['new', 'spreadsheet', 'starter.xlsx'],
    ['explain', 'broken-link'],
  ])(
    'runs %s from an empty folder',
    (...args) => {
      const { status, stderr } = run(...args)
      expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' })
    },
    60_000,
  )
})
