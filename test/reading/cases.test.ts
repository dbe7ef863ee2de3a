import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { GuideSources, SourceFile } from '../../src/model/sources.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { modelOutline } from './model-outline.ts'

const cases = join(import.meta.dirname, 'cases')
const shipped = join(import.meta.dirname, '../../guide')
const read = (name: string) => readGuide(join(cases, name, 'guide'), shipped)

/** An odd thing that real guides do, in our own words, and what is understood of it. */
describe.each(readdirSync(cases))('%s', (name) => {
  it('is understood as expected', async () => {
    const { value, findings } = parseGuide(await read(name))
    await expect(modelOutline(value, findings)).toMatchFileSnapshot(join(cases, name, 'expected', 'model.txt'))
  })

  it.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['old Macintosh line ends', (text: string) => text.replaceAll('\n', '\r')],
    ['a byte order mark', (text: string) => `\uFEFF${text}`],
    ['no final line end', (text: string) => text.replace(/\n$/, '')],
    ['spaces at the ends of lines', (text: string) => text.replace(/(?<![-{].*)(?<=\w)\n/g, ' \n')],
  ])('is understood the same with %s', async (_, change) => {
    const sources = await read(name)
    const changed = (file: SourceFile): SourceFile => ({ ...file, text: change(file.text) })
    const other: GuideSources = { ...sources, pages: sources.pages.map(changed) }
    const [before, after] = [parseGuide(sources), parseGuide(other)]
    expect(modelOutline(after.value, after.findings)).toBe(modelOutline(before.value, before.findings))
  })
})
