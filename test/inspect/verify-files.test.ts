import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { UserError } from '../../src/model/finding.ts'
import { inspectFiles, printReport } from '../../src/inspect/inspect-files.ts'
import { draftPdf } from './draft-pdf.ts'
import { soundPage } from './html-faults.ts'
import { docxWith } from './sound-docx.ts'

let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'verify-'))
})
afterEach(() => rm(folder, { recursive: true }))

it('looks at every document below a directory and says what it cannot judge', async () => {
  await mkdir(join(folder, 'Y12345-riverside'))
  await writeFile(join(folder, 'Y12345-riverside', 'checklist.pdf'), await draftPdf())
  await writeFile(join(folder, 'Y12345-riverside', 'checklist.docx'), docxWith())
  await writeFile(join(folder, 'Y12345-riverside', 'manifest.json'), '{}')
  await writeFile(join(folder, 'checklist.html'), soundPage)
  const { files, problems, cannotJudge } = await inspectFiles([folder])
  expect(files.map(({ kind, copy, pages }) => [kind, copy, pages])).toEqual([
    ['docx', 'both', null],
    ['pdf', 'print', 1],
    ['html', 'both', null],
  ])
  expect(problems).toEqual([])
  expect(cannotJudge.map(({ what }) => what.split(':')[0])).toEqual(expect.arrayContaining(['PDF', 'DOCX', 'HTML']))
})

it('looks for the files that a page links to beside it', async () => {
  await mkdir(join(folder, '1 Plan'))
  await writeFile(join(folder, '1 Plan', 'Checklist 100%.html'), soundPage)
  const linking = (address: string): Promise<void> =>
    writeFile(join(folder, 'START HERE.html'), soundPage.replace('https://www.nhs.uk/', address))
  await linking('1%20Plan/Checklist%20100%25.html#tasks')
  expect((await inspectFiles([folder])).problems).toEqual([])
  await linking('1%20Plan/Check%20list.html')
  expect((await inspectFiles([folder])).problems).toEqual([
    expect.objectContaining({
      file: join(folder, 'START HERE.html'),
      rule: 'link-target-broken',
      message: expect.stringContaining('`1%20Plan/Check%20list.html`, expected a file beside the page') as string,
      where: 'link “move”',
    }),
  ])
})

it('tells each problem with its place, its rule and why it matters', async () => {
  const path = join(folder, 'checklist.html')
  await writeFile(path, soundPage.replace('<h2>Tasks</h2>', '<h3>Tasks</h3>'))
  const text = printReport(await inspectFiles([path]))
  expect(text).toContain(
    `${path}: heading “Tasks”: Unexpected heading of level 3, expected level 2 at most  heading-skipped`,
  )
  expect(text).toContain('why it matters: Many people who cannot see move by heading levels')
  expect(text).toContain('1 file inspected (0 PDF pages): 1 problem in 1 file')
})

it('does not repeat one fault for every page', async () => {
  const path = join(folder, 'checklist.html')
  await writeFile(path, soundPage.replace('<ul>', `<ul>${'<p>Note</p>'.repeat(12)}`))
  expect(printReport(await inspectFiles([path]))).toContain('and 7 more of this kind in this file')
})

it('names a file of another kind among what it cannot judge', async () => {
  const path = join(folder, 'letter.txt')
  await writeFile(path, 'Dear patient')
  expect((await inspectFiles([path])).cannotJudge[0]?.file).toBe(path)
})

it('refuses a path that is not there, and a directory without documents', async () => {
  await expect(inspectFiles([join(folder, 'no-such-file.pdf')])).rejects.toThrow(UserError)
  await expect(inspectFiles([folder])).rejects.toThrow('Nothing to verify')
})
