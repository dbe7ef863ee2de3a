/** A practice reads nothing of what it does not have, no names of columns and no ids of tasks. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { CONDITION_WORDS } from '../support/condition-words.ts'
import { planPractice, understand, type Understood } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
let understood: Understood
let nothing: readonly string[]
let all: readonly { readonly ods: string; readonly lines: readonly string[] }[]
beforeAll(async () => {
  understood = await understand({
    guide: join(root, 'guide'),
    templates: join(root, 'templates'),
    practices: join(root, 'practices/practices.csv'),
  })
  const conditions = Object.fromEntries(understood.guide.data.conditions.map(({ id }) => [id, false]))
  const [first] = understood.practices
  if (!first) throw new Error('There is no practice.')
  // A row that names apps has some.
  nothing = linesOf({ ...first, conditions, text: { ...first.text, apps_stop: null, apps_continue: null } })
  all = understood.practices.map((practice) => ({ ods: practice.ods, lines: linesOf(practice) }))
})

/** All that documents say but the list of what was left out, and the lists of tasks and days. */
function linesOf(practice: Understood['practices'][number]): string[] {
  const plan = planPractice(understood, practice, isoDay('2026-11-20'))
  const choice = { documents: ['checklist', 'cutover-plan', 'letters'], allowSuperseded: false }
  const { documents, sent } = composeDocuments(plan, understood, choice)
  const events = allEvents(composeDataFiles({ ...understood, plan, sent }))
  const shown = documents.map((document) => {
    const from = document.blocks.findIndex((block) => block.type === 'heading' && block.id.startsWith('left-out'))
    return from < 0 ? document : { ...document, blocks: document.blocks.slice(0, from) }
  })
  const lines = [...shown.flatMap(plainText), ...events.flatMap(({ summary, description }) => [summary, description])]
  // The title of a source is a name.
  const titles = understood.guide.data.sources.map(({ title }) => title)
  return lines.filter((line) => !titles.some((title) => line.includes(title)))
}

describe('a practice that has nothing', () => {
  it('is tested with words for each condition', () => {
    const ids = understood.guide.data.conditions.map(({ id }) => id)
    expect(Object.keys(CONDITION_WORDS)).toEqual(ids)
    const named = understood.guide.data.systems.flatMap(({ notes }) =>
      notes.flatMap(({ condition }) => condition ?? []),
    )
    expect(named.filter((id) => !ids.includes(id))).toEqual([])
  })

  // The GP contract wants online consultation of every practice: a no only brings a task to get it.
  const optional = Object.entries(CONDITION_WORDS).filter(([id]) => id !== 'online_consultation')
  it.each(optional)('reads nothing of %s', (_, words) => {
    expect([...new Set(nothing.filter((line) => words.test(line)))]).toEqual([])
  })
})

describe('what a practice reads', () => {
  it('names no files, flags or hashes, and calls nothing unfinished', () => {
    const files = /[\w-]+\.(?:pdf|docx|html|csv|xlsx|ics|ya?ml|md|hbs|json)\b/
    const others = /\B--[a-z]{3,}|\b[0-9a-f]{8}\b|sha256|open question|guide is unfinished|to be named/i
    for (const { ods, lines } of all) {
      // The edition has its digits once, in the list of sources.
      const words = lines.map((line) => line.replaceAll(understood.guide.edition.label, ''))
      expect(
        words.filter((line) => files.test(line) || others.test(line)),
        ods,
      ).toEqual([])
    }
  })

  it('asks each question of the two systems once', () => {
    for (const { ods, lines } of all) {
      const asked = lines.filter((line) => /MESH address change, on which day/.test(line))
      expect(asked.length, ods).toBeLessThanOrEqual(1)
    }
  })

  it('names no column of a spreadsheet and no id of a task', () => {
    const ids = new Set(understood.guide.tasks.map(({ id }) => id))
    for (const { ods, lines } of all) {
      expect(
        lines.filter((line) => /\b[a-z]+_[a-z_]+\b|\bcolumn/.test(line.replace(/«[^»]*»/g, ''))),
        ods,
      ).toEqual([])
      const named = lines.filter((line) =>
        line.split(/[\s,.:;()]+/).some((word) => word.includes('-') && ids.has(word)),
      )
      expect(named, ods).toEqual([])
    }
  })
})

describe('a task that a yes rules out', () => {
  it('is marked with "no", and every other task with the name alone', () => {
    const marks = all.flatMap(({ lines }) =>
      lines.flatMap((line) => /If this applies to you: [^.]+/.exec(line)?.[0] ?? []),
    )
    expect(marks).toContain('If this applies to you: no online consultation tool')
    expect(marks).not.toContain('If this applies to you: Online consultation tool')
    expect(marks).toContain('If this applies to you: New equipment')
  })
})
