import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const root = join(import.meta.dirname, '../..')
const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
    (file) => `${folder}/${file.replaceAll('\\', '/')}`,
  )
const files = ['src', 'test', 'scripts'].flatMap(filesIn)

/** Words of comments, and of pages for people who change the code. */
function wordsOf(file: string): string {
  const text = readFileSync(join(root, file), 'utf8')
  return file.endsWith('.ts') ? [...text.matchAll(/\/\*[^]*?\*\/|^\s*\/\/.*$/gm)].join('\n') : text
}

it('comments and pages name only files of ours that exist', () => {
  const pages = [
    ...files.filter((file) => /^src\/.*\.ts$/.test(file)),
    'src/README.md',
    'test/README.md',
    'CONTRIBUTING.md',
  ]
  const gone = pages.flatMap((page) =>
    [...wordsOf(page).matchAll(/`(?:\.\.?\/)*([\w/-]+(?:\.[\w-]+)*\.ts)`/g)]
      .filter(([, name = '']) => !files.some((file) => `/${file}`.endsWith(`/${name}`)) && name !== 'vitest.config.ts')
      .map(([, name]) => `${page}: ${name}`),
  )
  expect(gone).toEqual([])
})
