/** Files of a guide that cannot be read: an error each, never a guide without them. */
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'

const shipped = join(import.meta.dirname, '../../guide')

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unreadable-'))
  await cp(join(import.meta.dirname, '../cases/two-practices-one-condition/guide'), folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true }))

const read = () => readGuide(folder, shipped)

describe('a guide', () => {
  it.each(['gone.md', 'roles.yaml'])('with the dangling link %s is not read without it', async (name) => {
    await symlink('nowhere', join(folder, name))
    await expect(read()).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining(name) as string })
  })

  it.each(['page.md', 'roles.yaml'])('with a folder %s in the place of a file is not read without it', async (name) => {
    await mkdir(join(folder, name))
    await expect(read()).rejects.toMatchObject({ kind: 'input', message: expect.stringContaining('folder') as string })
  })

  it('says that what a linked folder holds is not read', async () => {
    await mkdir(join(folder, '.elsewhere'))
    await symlink('.elsewhere', join(folder, 'chapters'))
    const { findings } = parseGuide(await read())
    expect(findings.filter(({ severity }) => severity === 'error')).toMatchObject([
      { rule: 'lost-page', place: { file: 'chapters' } },
    ])
  })

  it('is read beside a text file that is too large for a page', async () => {
    await writeFile(join(folder, 'export.txt'), `---\ntitle: x\n---\n${'x'.repeat(300_000)}`)
    const { findings } = parseGuide(await read())
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('keeps its kind with a folder `guide` inside it', async () => {
    await mkdir(join(folder, 'guide'))
    await writeFile(join(folder, 'guide/more.md'), '---\ntitle: More\n---\n\nWords.\n')
    const sources = await read()
    expect(sources.kind).toBe('own')
    expect(sources.pages.map(({ file }) => file)).toContain('guide/more.md')
  })

  it.each([
    ['sources.yaml', 'last_seen: 2025-02-30'],
    ['sources.yaml', 'last_seen: 2025-13'],
    ['sources.yaml', 'last_seen: soon'],
  ])('whose %s says `%s` has a day that does not exist', async (name, line) => {
    await writeFile(
      join(folder, name),
      `sources:\n  - { id: ours, title: Ours, edition: '1', status: ours, ${line} }\n`,
    )
    const { findings } = parseGuide(await read())
    expect(findings.map(({ rule, message }) => `${rule} ${message}`).join('\n')).toMatch(
      /data-unreadable Unexpected day `[^`]+`, expected one that exists/,
    )
  })
})
