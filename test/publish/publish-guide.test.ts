import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import type { Guide } from '../../src/model/guide.ts'
import type { GuideSources } from '../../src/model/sources.ts'
import { BUILT_IN_GUIDE } from '../../src/base/files.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { publishSources } from './support.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

async function publishedAndReadAgain(
  directory: string,
): Promise<{ sources: GuideSources; before: Guide; after: Guide; text: string }> {
  const sources = await readGuide(directory, BUILT_IN_GUIDE)
  const folder = mkdtempSync(join(tmpdir(), 'practice-packs-published-'))
  folders.push(folder)
  const { pages } = publishSources(sources)
  for (const { file, text } of pages) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
  const again = await readGuide(folder, BUILT_IN_GUIDE)
  return {
    sources,
    before: parseGuide(sources).value,
    after: parseGuide(again).value,
    text: pages.map((page) => page.text).join('\n'),
  }
}

const wordsOf = (guide: Guide, file: string): string =>
  (guide.pages.find((page) => page.file === file)?.blocks ?? [])
    .flatMap(blockLines)
    // What an annotation says stands under its task.
    .filter((line) => !/^Owner: .* (?:By|When): /.test(line))
    .join(' ')
    .replace(/\s+/g, ' ')

async function saysTheSame(directory: string): Promise<void> {
  const { sources, before, after, text } = await publishedAndReadAgain(directory)
  const phases = (guide: Guide) =>
    guide.phases.map(({ id, order, title, estimate }) => ({ id, order, title, estimate: estimate?.text }))
  expect(phases(after)).toEqual(phases(before))
  const tasks = (guide: Guide) => guide.tasks.map(({ text, phase }) => ({ text, phase }))
  expect(tasks(after)).toEqual(tasks(before))
  const callouts = (guide: Guide) => guide.callouts.map(({ kind, text }) => ({ kind, text }))
  expect(callouts(after)).toEqual(callouts(before))
  const limits = (guide: Guide) =>
    guide.slas
      .filter(({ status }) => status === 'live')
      .map(({ id, text, document, page }) => ({ id, text, document, page }))
  expect(limits(after)).toEqual(limits(before))
  for (const { file } of before.pages) {
    // Where a page includes the steps of a group, the published one lists them with links; reading takes them from their files.
    const steps = /include steps\//.test(sources.pages.find((page) => page.file === file)?.text ?? '')
    if (steps) expect(wordsOf(after, file).startsWith(wordsOf(before, file)), file).toBe(true)
    else expect(wordsOf(after, file), file).toBe(wordsOf(before, file))
  }
  expect(after.markers).toEqual([])
  expect(text).not.toMatch(/<!--|\{%|\{\{/)
}

describe('a published guide says the same, less what editors said to each other', () => {
  it('our own guide', () => saysTheSame(BUILT_IN_GUIDE))
  describe('the public guide', () => {
    needs(HAS_CORPUS, NO_CORPUS)
    it.each(['guide-2019-12-04', 'guide-2020-03-25'])('%s', (revision) => saysTheSame(join(CORPUS, revision)))
  })
})

describe('what was taken out', () => {
  it('is said, with its place', () => {
    const page = `---\ntitle: A page\nphase: kick-off\n---\n\nWords. <!-- [UPLIFT] shorter -->\n\n<!-- why we wrote it so -->\n- [ ] Do it. <!-- id: one; who: trainers -->\n  <!-- [GAP] Who pays? -->\n`
    const { pages, takenOut } = publishSources({ kind: 'own', pages: [{ file: 'a.md', text: page }], data: new Map() })
    expect(pages[0]?.text).toBe(
      `---\ntitle: A page\nphase: kick-off\n---\n\nWords.\n\n- [ ] Do it.\n\n  **Owner:** To be named. **By:** the end of this phase.\n`,
    )
    expect(takenOut.map(({ what, text, place }) => `${place.line} ${what}: ${text}`)).toEqual([
      '6 marker: [UPLIFT] shorter',
      '8 note: why we wrote it so',
      '9 annotation: id: one; who: trainers',
      '10 marker: [GAP] Who pays?',
    ])
  })

  it('holds what a comment hid, but no capture or include that shows', () => {
    const page = `---\ntitle: A page\n---\n{%- capture note -%}\nMind the **step**.\n* and the door\n{%- endcapture -%}\nBefore.\n\n{%- include inset.html content=note accessibility_text="Lesson learnt" markdown=true -%}\n\n<!-- {%- include inset.html content=note -%} -->\nSee [the list]( {{ site.baseurl }}/guide/list#a_b ).\n`
    const { pages } = publishSources({ kind: 'public', pages: [{ file: 'guide/a.md', text: page }], data: new Map() })
    expect(pages[0]?.text).toBe(
      `---\ntitle: A page\n---\nBefore.\n\n> **Lesson learnt** Mind the **step**.\n> * and the door\n\nSee [the list]( /guide/list#a_b ).\n`,
    )
  })
})
