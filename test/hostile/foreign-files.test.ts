/** Folders and spreadsheets from strangers name files of this computer, devices and pipes: none is opened, and it is said. */
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES, readAtMost } from '../../src/base/files.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { readTextFile } from '../../src/model/text-file.ts'
import { inspectRowLogo } from '../../src/practices/logo.ts'
import { readTemplates } from '../../src/template/read-templates.ts'

let home = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'practice-packs-foreign-'))
  writeFileSync(join(home, 'secret.md'), '---\ntitle: Secret of this computer\n---\n')
})
afterEach(() => rmSync(home, { recursive: true, force: true }))

// Windows has neither devices in folders nor links without rights.
describe.skipIf(process.platform === 'win32')('what is no file of the folder', () => {
  const guide = (): string => join(home, 'guide')

  it.each<[string, (path: string) => void, string]>([
    ['a link out of the guide', (path) => symlinkSync(join(home, 'secret.md'), path), 'link out of the guide'],
    ['a link that climbs out', (path) => symlinkSync('../secret.md', path), 'link out of the guide'],
    ['a link to a device', (path) => symlinkSync('/dev/zero', path), 'link to a device'],
    ['a pipe', (path) => void execFileSync('mkfifo', [path]), 'device or pipe'],
    ['a link to a folder', (path) => symlinkSync(home, path), 'link to a folder'],
  ])('%s is not read as a page, and named', async (_, make, message) => {
    cpSync(BUILT_IN_GUIDE, guide(), { recursive: true })
    make(join(guide(), '13-more.md'))
    const { pages, unread } = await readGuide(guide(), BUILT_IN_GUIDE)
    expect(pages.map((page) => page.file)).not.toContain('13-more.md')
    expect(unread).toMatchObject([
      { rule: 'lost-page', message: expect.stringContaining(message), place: { file: '13-more.md' } },
    ])
  })

  it('reads a link to another page of the same guide, also where the guide itself is reached by a link', async () => {
    cpSync(BUILT_IN_GUIDE, join(home, 'real'), { recursive: true })
    symlinkSync('12-end-of-migration.md', join(home, 'real', '13-more.md'))
    symlinkSync(join(home, 'real'), guide())
    const { pages, unread } = await readGuide(guide(), BUILT_IN_GUIDE)
    expect(pages.map((page) => page.file)).toContain('13-more.md')
    expect(unread).toEqual([])
  })

  it('stops at templates that lead elsewhere', async () => {
    const templates = join(home, 'templates')
    mkdirSync(templates)
    for (const name of ['words.yaml', 'checklist.md.hbs']) cpSync(join(BUILT_IN_TEMPLATES, name), join(templates, name))
    symlinkSync(join(home, 'secret.md'), join(templates, 'secret.md.hbs'))
    await expect(readTemplates(templates, BUILT_IN_TEMPLATES, [])).rejects.toThrow('a link to a file elsewhere')
  })

  it('reads no further than the limit, where a file claims no size', async () => {
    await expect(readAtMost('/dev/zero', 1000)).resolves.toBeNull()
    await expect(readTextFile('/dev/zero', 'templates')).rejects.toThrow('more than 2000 kB')
  })

  it('takes no logo but a file beside the spreadsheet', async () => {
    const beside = join(home, 'practices')
    mkdirSync(beside)
    const picture = join(home, 'picture.png')
    writeFileSync(picture, '')
    symlinkSync(picture, join(beside, 'link.png'))
    for (const name of ['../picture.png', picture, '\\\\host\\share\\picture.png', 'C:picture.png', 'sub/picture.png'])
      expect(await inspectRowLogo(beside, name)).toMatchObject({
        problem: expect.stringContaining('more than the name'),
      })
    expect(await inspectRowLogo(beside, 'link.png')).toMatchObject({ problem: expect.stringContaining('a link') })
  })
})
