import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../src/base/day.ts'
import { composeDocuments } from '../src/compose/compose-documents.ts'
import { explainPlan } from '../src/app/plan-practices.ts'
import { planPractice, understand } from '../src/pipeline.ts'
import { outline } from './support/outline.ts'
import { planOutline } from './support/plan-outline.ts'

const cases = join(import.meta.dirname, 'cases')
const shipped = join(import.meta.dirname, '../templates')

/** A case is a folder: guide/, practices.csv, perhaps templates/; `expected/` is what people review. */
describe.each(readdirSync(cases))('%s', (name) => {
  const folder = join(cases, name)
  it('gives the expected plans and documents', async () => {
    const templates = join(folder, 'templates')
    const understood = await understand({
      guide: join(folder, 'guide'),
      templates: existsSync(templates) ? templates : shipped,
      practices: join(folder, 'practices.csv'),
    })
    for (const practice of understood.practices) {
      const plan = planPractice(understood, practice, isoDay('2026-06-01'))
      const said = planOutline(explainPlan(understood, plan))
      await expect(said).toMatchFileSnapshot(join(folder, 'expected', `${practice.ods}-plan.txt`))
      const choice = { documents: ['checklist', 'letters'] as const, allowSuperseded: false }
      const { documents, findings } = composeDocuments(plan, understood, choice)
      for (const document of documents)
        await expect(outline(document)).toMatchFileSnapshot(
          join(folder, 'expected', `${practice.ods}-${document.id}.txt`),
        )
      const notMade = findings.filter(({ rule }) => rule.startsWith('letter') || rule.startsWith('superseded'))
      await expect(`${notMade.map(({ rule, message }) => `${rule}  ${message}`).join('\n')}\n`).toMatchFileSnapshot(
        join(folder, 'expected', `${practice.ods}-not-made.txt`),
      )
    }
    const found = understood.findings.map(
      ({ severity, rule, message, place, cell }) =>
        `${place ? `${place.file}:${place.line}:${place.column}` : `row ${cell?.row ?? ''} ${cell?.column ?? ''}`}  ${severity}  ${rule}  ${message}`,
    )
    await expect(`${found.join('\n')}\n`).toMatchFileSnapshot(join(folder, 'expected', 'findings.txt'))
  })
})
