/** A plan with everything composed of it, as a build checks it. */
import { isoDay } from '../../src/base/day.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { allEvents } from '../../src/model/data-files.ts'
import { composeDocuments, composeStartHere } from '../../src/compose/compose-documents.ts'
import type { PackToCheck } from '../../src/consistency/pack.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, postedDays, type Understood } from '../../src/pipeline.ts'

export const AS_OF = isoDay('2026-11-20')

export function packOf(understood: Understood, practice: Practice): PackToCheck {
  const plan = planPractice(understood, practice, AS_OF)
  const choice = { documents: ['checklist', 'cutover-plan', 'letters'], allowSuperseded: false }
  const composed = composeDocuments(plan, understood, choice)
  const events = allEvents(
    composeDataFiles({ ...understood, plan, posted: postedDays(understood.templates), sent: composed.sent }),
  )
  const start = composeStartHere(plan, understood, { from: AS_OF, files: [], detail: 0 })
  const documents = [...composed.pages, ...(start === null ? [] : [start])]
  return { ...understood, ...composed, documents, plan, events }
}
