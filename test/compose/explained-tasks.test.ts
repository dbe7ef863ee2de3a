/** What the guide explains under a task stands with it in each checklist: "cancel nothing until …" is lost nowhere. */
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { blockLines, plainText } from '../../src/document/plain-text.ts'
import { planPractice, understand } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

describe('what the guide explains under a task', () => {
  it('stands with it in the checklist of each practice that has the task, in every arrangement', async () => {
    const understood = await understand({
      guide: join(root, 'guide'),
      templates: join(root, 'templates'),
      practices: join(root, 'practices/practices.csv'),
    })
    const explained = new Set(understood.guide.tasks.flatMap(({ id, details }) => (details === undefined ? [] : [id])))
    expect(explained.size).toBeGreaterThan(30)
    for (const practice of understood.practices) {
      const plan = planPractice(understood, practice, isoDay('2026-11-20'))
      const { documents } = composeDocuments(plan, understood, { documents: ['checklist'], allowSuperseded: false })
      for (const document of documents.filter(({ id }) => /^checklist(?:-by-(?:role|phase))?$/.test(id))) {
        const words = bare(plainText(document).join(' '))
        for (const { task } of plan.tasks)
          for (const line of (task.details ?? []).flatMap(blockLines))
            expect(words, `${practice.ods}, ${document.id}`).toContain(bare(line))
      }
    }
  })
})
