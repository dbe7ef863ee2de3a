import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/finding.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'

const shipped = join(import.meta.dirname, '../../guide')
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true })
})

function guideOf(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'guide-'))
  folders.push(folder)
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}
const read = (files: Readonly<Record<string, string>>) => readGuide(guideOf(files), shipped)
const refusal = async (promise: Promise<unknown>): Promise<UserError> => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw new Error('expected a UserError')
  return error
}

const OWN = '---\ntitle: Kick off\nphase: kick-off\n---\n'

describe('readGuide', () => {
  it('reads our own guide: its pages, its data, and what it lacks from the guide that ships', async () => {
    const sources = await read({
      '01-a.md': OWN,
      'more/b.md': 'b',
      'README.md': 'x',
      'ANNOTATIONS.md': 'x',
      'roles.yaml': 'roles: []',
    })
    expect(sources.kind).toBe('own')
    expect(sources.pages.map(({ file }) => file)).toEqual(['01-a.md', 'more/b.md'])
    expect(sources.data.get('roles.yaml')).toEqual({ file: 'roles.yaml', text: 'roles: []' })
    expect(sources.data.get('slas.yaml')?.file).toBe('built-in/slas.yaml')
  })

  it('reads a checkout of the public guide: guide/, _steps/ and the pages at its root', async () => {
    const sources = await read({
      'guide/01-a.md': 'a',
      'guide/role/b.md': 'b',
      '_steps/x/01-c.md': 'c',
      'index.md': 'd',
      'README.MD': 'never',
      'tech/notes.md': 'never',
      '.github/x.md': 'never',
      'roles.yaml': 'roles: []',
    })
    expect(sources.kind).toBe('public')
    expect(sources.pages.map(({ file }) => file)).toEqual([
      '_steps/x/01-c.md',
      'guide/01-a.md',
      'guide/role/b.md',
      'index.md',
    ])
    expect(sources.data.get('roles.yaml')?.file).toBe('built-in/roles.yaml')
  })

  it.each([
    ['a revision without a guide', { 'README.md': '# x', 'index.md': '---\nlayout: home\n---\n' }, 'holds no guide'],
    ['an empty folder', {}, 'holds no guide'],
    ['the folder above a guide of ours', { 'guide/01-a.md': OWN }, 'in its subfolder `guide`'],
    ['a page over 200 kB', { '01-a.md': OWN + 'word '.repeat(40_001) }, '200 kB; a page may have 200'],
  ])('refuses %s with exit code 3 and says why', async (_, files, why) => {
    const error = await refusal(read(files))
    expect(error.kind).toBe('input')
    expect(error.message).toContain(why)
    expect(error.advice).not.toBe('')
  })

  it('refuses a folder that does not exist', async () => {
    const error = await refusal(readGuide(join(tmpdir(), 'no-such-folder-at-all'), shipped))
    expect([error.kind, error.message.includes('there is no such folder')]).toEqual(['input', true])
  })
})

describe('the edition', () => {
  const INDEX = '---\ntitle: A title\nedition: Our edition\nstatus: current\nreviewed: 2026-02-03\n---\n'
  const edition = async (files: Readonly<Record<string, string>>) => parseGuide(await read(files)).value.edition

  it('is the guide’s own name and a hash of its files', async () => {
    const { label, current, reviewed } = await edition({ 'index.md': INDEX, '01-a.md': OWN })
    expect(label).toMatch(/^Our edition [0-9a-f]{8}$/)
    expect({ current, reviewed }).toEqual({ current: true, reviewed: '2026-02-03' })
  })

  it('of the public guide is never current', async () => {
    const { label, current } = await edition({ 'guide/01-a.md': 'a', 'index.md': INDEX })
    expect([label.replace(/ [0-9a-f]{8}$/, ''), current]).toEqual(['A title', false])
  })

  it('changes with a word, a file’s name or the data, and not with line ends', async () => {
    const files = { 'index.md': INDEX, '01-a.md': `${OWN}Words.\n` }
    const hash = async (changed: Readonly<Record<string, string>>) => (await edition({ ...files, ...changed })).hash
    const first = await hash({})
    expect(await hash({ '01-a.md': `\uFEFF${OWN}Words.\n`.replaceAll('\n', '\r\n') })).toBe(first)
    expect(await hash({ '01-a.md': `${OWN}Other words.\n` })).not.toBe(first)
    expect(await hash({ '02-a.md': 'x' })).not.toBe(first)
    expect(await hash({ 'roles.yaml': 'roles: []' })).not.toBe(first)
  })
})
