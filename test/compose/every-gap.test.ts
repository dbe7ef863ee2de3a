/** Every gap reaches somebody: what the guide does not know stands in each pack, also what no page of a phase says. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { planPractice, understand } from '../../src/pipeline.ts'
import { CORPUS, HAS_CORPUS, NO_CORPUS } from '../support/leave-out.ts'

const root = join(import.meta.dirname, '../..')
const asOf = isoDay('2026-11-20')
const bare = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ')

async function gapsAndPacks(guide: string) {
  const understood = await understand({
    guide,
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  const gaps = understood.guide.markers.filter(({ kind }) => kind === 'GAP')
  const packs = understood.practices.map((practice) => {
    const plan = planPractice(understood, practice, asOf)
    const { documents } = composeDocuments(plan, understood, {
      documents: ['checklist', 'cutover-plan'],
      allowSuperseded: true,
    })
    const lines = documents.flatMap(plainText)
    return { ods: practice.ods, plan, documents, lines, words: bare(lines.join(' ')) }
  })
  return { understood, gaps, packs }
}

describe('the gaps of a guide', () => {
  it('of ours stand in the pack of each practice, those on pages of no phase too, but for tasks that it does not have', async () => {
    const { understood, gaps, packs } = await gapsAndPacks(join(root, 'guide'))
    const phases = understood.guide.phases.map(({ id }) => id)
    // The pages, read another way than the tool reads them.
    const folder = join(root, 'guide')
    const texts = readdirSync(folder).flatMap((name) =>
      /^[a-z-]+\.md$/.test(name) ? readFileSync(join(folder, name), 'utf8') : [],
    )
    const elsewhere = texts.join('\n').split('<!-- [GAP] ').length - 1
    expect(elsewhere).toBeGreaterThan(0)
    expect(gaps.filter(({ phase }) => phase === null || !phases.includes(phase))).toHaveLength(elsewhere)
    for (const { ods, words, plan } of packs) {
      // A question under a task is indented, and stands on the lines after it.
      const underLeftOut = gaps.filter(({ place }) => {
        const above = understood.guide.tasks.filter(
          (task) => task.place.file === place.file && task.place.line < place.line,
        )
        return place.column > 1 && plan.leftOut.some(({ task }) => task === above.at(-1))
      })
      const asked = gaps.filter((gap) => !underLeftOut.includes(gap))
      expect(asked.length).toBeGreaterThan(20)
      for (const { text, question } of asked) expect(words, ods).toContain(bare(question ?? text).trim())
      for (const { text, question } of underLeftOut) expect(words, ods).not.toContain(bare(question ?? text).trim())
      // Each of them, and what is asked of the systems and the row.
      expect(Number(/there are (\d+) questions/.exec(words)?.[1]), ods).toBeGreaterThanOrEqual(asked.length)
    }
  })

  it('are each put once, to somebody, with room for the answer', async () => {
    const { gaps, packs } = await gapsAndPacks(join(root, 'guide'))
    for (const { ods, documents, lines } of packs) {
      const said = bare(lines.join(' '))
      for (const { text, question } of gaps) {
        const times = said.split(bare(question ?? text).trim()).length - 1
        expect(times, `${ods}: ${question ?? text}`).toBeLessThanOrEqual(1)
      }
      const rows = documents.flatMap(({ blocks }) =>
        blocks.flatMap((block) => (block.type === 'table' && block.id.startsWith('questions-') ? block.rows : [])),
      )
      expect(rows.length, ods).toBeGreaterThan(20)
      for (const { id = '', cells } of rows)
        expect(cells.map(({ field }) => field?.id)).toEqual([undefined, `${id}:answer`, `${id}:name`, `${id}:date`])
      const ids = rows.map(({ id }) => id)
      expect([...new Set(ids)], ods).toEqual(ids)
      // Word takes no longer tag.
      for (const id of ids) expect(`${id}:answer`.length, id).toBeLessThanOrEqual(64)
      expect(lines.join(' '), ods).not.toMatch(/unfinished here|Find out: /)
    }
  })

  it.for(['guide-2019-12-04', 'guide-2020-03-25'])('of the public guide %s too', async (revision, { skip }) => {
    skip(!HAS_CORPUS, NO_CORPUS)
    const { gaps, packs } = await gapsAndPacks(join(CORPUS, revision))
    for (const { ods, words } of packs) for (const { text } of gaps) expect(words, ods).toContain(bare(text).trim())
  })
})
