/** Pages lead where they say: in the repository, and in the package, which holds less. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')

/** What version control holds, and new files that it does not ignore. */
const files = lines('git', 'ls-files', '--cached', '--others', '--exclude-standard').filter(
  (file) => !file.startsWith('fuzz/corpus/'),
)
/** Pages about the project; those that tests are fed are made up. */
const pages = files.filter((file) => file.endsWith('.md') && (!file.startsWith('test/') || file === 'test/README.md'))

describe('links between pages', () => {
  it('lead to a file of the repository', () => {
    const known = new Set(files)
    expect(deadLinks(pages, (file) => known.has(file) || files.some((one) => one.startsWith(`${file}/`)))).toEqual([])
  })

  it('lead to a heading that is there', () => {
    const dead = pages.flatMap((page) =>
      linksOf(page).flatMap(({ file, anchor }) =>
        anchor !== '' && file.endsWith('.md') && !headingsOf(file).has(anchor) ? [`${page}: ${file}#${anchor}`] : [],
      ),
    )
    expect(dead).toEqual([])
  })

  it('lead to a file of the package where the page is in it', () => {
    const packed = packedFiles()
    expect(packed).toContain('docs/reference/commands.md')
    expect(
      deadLinks(
        packed.filter((file) => pages.includes(file)),
        (file) => packed.includes(file),
      ),
    ).toEqual([])
  }, 30_000)
})

describe('mentions of pages', () => {
  it('name only Markdown files and templates that are in the repository', () => {
    const markdown = files.filter((file) => /\.(md|hbs)$/.test(file))
    const exists = (name: string): boolean => markdown.some((file) => file === name || file.endsWith(`/${name}`))
    const unknown = files
      .filter((file) => isRead(file))
      .flatMap((file) => mentionsIn(file).map((name) => ({ file, name })))
      .filter(({ file, name }) => !exists(name) && !MADE_UP.some((one) => one.in.test(file) && one.name.test(name)))
    expect(unknown).toEqual([])
  })
})

/** Names of files that need not be there. */
const MADE_UP: readonly { readonly in: RegExp; readonly name: RegExp }[] = [
  { in: /^action\/report\.sh$/, name: /^out\/gaps\.md$/ },
  { in: /^bench\/run\.mjs$/, name: /^bench\/RESULTS\.md$/ },
  { in: /^scripts\/licences\.mjs$/, name: /^LICENSE\.md$/ },
  // The worked example of a template that is not there yet.
  { in: /^templates\/README\.md$/, name: /^checklists\/moving-day\.md\.hbs$/ },
  // The worked example of a page that is not there yet.
  { in: /^docs\/EDITORS\.md$/, name: /^(?:guide\/)?rehearsal\.md$/ },
  // A file of a pack.
  { in: /^docs\/EDITORS\.md$/, name: /^Notify\.md$/ },
  // A template that a program brings as text.
  { in: /^docs\/examples\/own-document\.mjs$/, name: /^door-sheet\.md\.hbs$/ },
  // Inputs that the fuzzer makes up. In tests only names in capitals are looked at: they are never guide pages.
  { in: /^fuzz\/targets\//, name: /^[a-z0-9_/.-]+$/ },
  { in: /^test\//, name: /^(?![A-Z_-]+\.md$)/ },
]

const isRead = (file: string): boolean =>
  /\.(ts|mjs|js|json|md|hbs|yaml|yml|sh)$|^\.ci\/|^action\//.test(file) && file !== 'package-lock.json'

/** As written, without what leads up: `../docs/EDITORS.md` is `docs/EDITORS.md`. Endings alone (`.md.hbs`) are no names. */
function mentionsIn(file: string): string[] {
  const found = read(file).matchAll(/(?<![\w*./-])(?:\.{1,2}\/)*(\w[\w./-]*\.(?:md\.hbs|md|hbs))(?!\w)/g)
  return [...found].map(([, name = '']) => name)
}

interface Link {
  readonly file: string
  readonly anchor: string
}

/** Links of a page that lead to files beside it. What is in code is an example. */
function linksOf(page: string): Link[] {
  const words = read(page)
    .replace(/^(```|~~~)[^]*?^\1$/gm, '')
    .replace(/`[^`\n]*`/g, '')
    .replace(/<!--[^]*?-->/g, '')
  return [...words.matchAll(/\]\(<?([^)\s>]+)>?\)/g)].flatMap(([, target = '']) => {
    if (/^[a-z][a-z+.-]*:/i.test(target) || target.startsWith('/')) return []
    const [path = '', anchor = ''] = target.split('#')
    return [{ file: path === '' ? page : posix.normalize(posix.join(posix.dirname(page), path)), anchor }]
  })
}

const deadLinks = (from: readonly string[], exists: (file: string) => boolean): string[] =>
  from.flatMap((page) => linksOf(page).flatMap(({ file }) => (exists(file) ? [] : [`${page}: ${file}`])))

/** Anchors as GitHub makes them, or as `{#id}` fixes them. */
function headingsOf(page: string): Set<string> {
  const headings = [...read(page).matchAll(/^#{1,6} (.+?)(?: \{#([\w-]+)\})?$/gm)]
  return new Set(headings.map(([, title = '', id]) => id ?? slug(title)))
}

const slug = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .replaceAll(' ', '-')

function packedFiles(): string[] {
  const npm = spawnSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  const [packed] = JSON.parse(npm.stdout) as readonly [{ readonly files: readonly { readonly path: string }[] }]
  return packed.files.map(({ path }) => path)
}

function lines(command: string, ...args: readonly string[]): string[] {
  return spawnSync(command, args, { cwd: root, encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line !== '')
}
