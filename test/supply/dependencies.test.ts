import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const manifest = JSON.parse(read('package.json')) as Record<'dependencies' | 'devDependencies', Record<string, string>>
const page = new Map(
  [...read('docs/DEPENDENCIES.md').matchAll(/^\| `([^`]+)` \| (\S+) \| (.+) \| (.+) \|$/gm)].map(
    ([, name = '', version = '', why = '', folders = '']) => [
      name,
      { version, why, folders: [...folders.matchAll(/`([^`]+)`/g)].map(([, folder = '']) => folder) },
    ],
  ),
)

const libraryOf = (target: string): string =>
  target
    .split('/')
    .slice(0, target.startsWith('@') ? 2 : 1)
    .join('/')

/** Files of src with the libraries that they load; imports of types alone load nothing. */
const loads = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
  .flatMap((file) =>
    [...read(`src/${file}`).matchAll(/(import type[^']*|from |import\(|resolve\(|path\()\s*'([a-z@][^':]*)'/g)]
      .filter(([, how = '']) => !how.startsWith('import type'))
      .map(([, , target = '']) => ({ file, library: libraryOf(target) })),
  )

describe('docs/DEPENDENCIES.md', () => {
  it('has a line for each dependency, with its exact version', () => {
    expect(Object.fromEntries([...page].map(([name, { version }]) => [name, version]))).toEqual(manifest.dependencies)
  })

  it('names every folder that loads it, and no other', () => {
    const folderOf = (file: string): string => (file === 'cli.ts' ? 'cli' : file.slice(0, file.lastIndexOf('/')))
    const strays = loads.flatMap(({ file, library }) =>
      page.get(library)?.folders.some((folder) => `${folderOf(file)}/`.startsWith(`${folder}/`))
        ? []
        : [`${file} loads ${library}`],
    )
    expect(strays).toEqual([])
    const idle = [...page].flatMap(([name, { folders }]) =>
      folders
        .filter(
          (folder) =>
            !loads.some(({ file, library }) => library === name && `${folderOf(file)}/`.startsWith(`${folder}/`)),
        )
        .map((folder) => `${folder} does not load ${name}`),
    )
    expect(idle).toEqual([])
  })
})

describe('what is installed', () => {
  it('has exact versions only', () => {
    const loose = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies }).filter(
      ([, version]) => !/^\d+\.\d+\.\d+$/.test(version),
    )
    expect(loose).toEqual([])
  })

  it('has no install script and only licences that may be handed on', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(root, 'scripts/licences.mjs'), '--json'], {
      encoding: 'utf8',
    })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const found = JSON.parse(stdout) as readonly { readonly name: string; readonly installScript: boolean }[]
    expect(found.map(({ name }) => name)).toEqual(expect.arrayContaining(Object.keys(manifest.dependencies)))
    expect(found.filter(({ installScript }) => installScript)).toEqual([])
  })

  it('is pinned by its hash, and comes from the registry', () => {
    const { packages } = JSON.parse(read('package-lock.json')) as {
      readonly packages: Readonly<Record<string, { readonly integrity?: string; readonly resolved?: string }>>
    }
    const unpinned = Object.entries(packages).filter(
      ([path, { integrity, resolved }]) =>
        path !== '' && (integrity === undefined || (resolved !== undefined && !resolved.startsWith('https://'))),
    )
    expect(unpinned.map(([path]) => path)).toEqual([])
  })
})
