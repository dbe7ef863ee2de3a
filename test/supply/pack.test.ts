/** What `npm pack` makes works in an empty folder, with a CSV and nothing else, and holds only what it needs. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const ROW =
  'ods_code,name,current_system,new_system,go_live\nZ99901,Larkspur Hill Surgery,EMIS Web,TPP SystmOne,2027-04-14\n'

const node = (...args: string[]) => spawnSync(process.execPath, args, { encoding: 'utf8' })

describe('npm pack', () => {
  let folder = ''
  let names: readonly string[] = []
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'practice-packs-pack-'))
    // The tests' own build makes no declarations.
    node(join(root, 'node_modules/typescript/bin/tsc'), '-p', join(root, 'tsconfig.types.json'))
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
      'schemas',
      'templates',
    ])
    // Declarations of what the library shows, and maps with the sources in them.
    const library = /^dist\/.*\.(?:d\.ts|js\.map)$/
    const others = names.filter((name) => !library.test(name))
    expect(others.filter((name) => /\.(test\.js|map|tsbuildinfo|ts)$|node_modules|(^|\/)\./.test(name))).toEqual([])
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

  it.each([
    ['markdown-format.mjs', ['wave.csv', 'markdown'], /^1 packs, 14 files$/m],
    ['own-document.mjs', ['wave.csv', 'door'], /^1 packs, 2 files$/m],
    ['own-rule.mjs', [], /^[\w-]+\.md:\d+: Task .*\n[^]*[1-9]\d* found; SARIF names the rule: true$/m],
  ])(
    'runs the example %s against the installed package',
    (name, args, said) => {
      const file = join(folder, 'empty', name)
      cpSync(join(root, 'docs/examples', name), file)
      const { stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
        cwd: join(folder, 'empty'),
        encoding: 'utf8',
      })
      expect(stderr).toBe('')
      expect(stdout).toMatch(said)
    },
    60_000,
  )

  it('has types that a strict program compiles against, every declaration checked', () => {
    // Of what is only for developers, a program in TypeScript has the types of Node.
    for (const name of ['@types/node', 'undici-types']) {
      mkdirSync(join(folder, 'node_modules', name, '..'), { recursive: true })
      symlinkSync(join(root, 'node_modules', name), join(folder, 'node_modules', name), 'junction')
    }
    const file = join(folder, 'empty/consumer.mts')
    writeFileSync(
      file,
      `import { createToolkit, defineDocument, isoDay, type Finding, type Toolkit } from 'practice-packs'
const sheet = defineDocument({
  kind: 'door-sheet',
  fields: { opens: { type: 'text' }, rooms: { type: 'list', item: { name: { type: 'text' } } } },
  data: ({ plan }) => ({ opens: plan.practice.name, rooms: [{ name: 'One' }] }),
})
// @ts-expect-error a field without its value
defineDocument({ kind: 'x', fields: { opens: { type: 'text' } }, data: () => ({}) })
const toolkit: Toolkit = createToolkit({ documents: [sheet] })
export const findings = async (folder: string): Promise<readonly Finding[]> =>
  toolkit.checkGuide(await toolkit.readGuide(folder), isoDay('2026-09-01')).findings
`,
    )
    const { stdout } = node(
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--types', 'node', file],
    )
    expect(stdout).toBe('')
  }, 60_000)
})
