/**
 * Packs checked against themselves without a build: composed, looked at and thrown away.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { composeDataFiles } from '../compose/compose-data-files.ts'
import { allEvents } from '../model/data-files.ts'
import { choicesWith } from '../compose/compose-context.ts'
import { composeDocuments } from '../compose/compose-documents.ts'
import { checkPack } from '../consistency/check-pack.ts'
import { type Finding, UserError } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import { planPractice, postedDays, type RunContext } from '../pipeline.ts'

/** Told how many are done, and of how many. */
export type OnStep = (done: number, of: number) => void

/** A build checks each pack that it makes. Composing thousands only to look at them would take as long. */
const MOST_PACKS = 25

/**
 * @param practices of the file; empty: none is named, and `example` stands for them
 * @param example knows and has confirmed everything; undefined: the guide names no systems to move between
 */
export function checkPacks(
  context: RunContext,
  practices: readonly Practice[],
  example: Practice | undefined,
  asOf: IsoDay,
  onPack: OnStep = () => undefined,
): Finding[] {
  const some = practices.length > 0 ? practices.slice(0, MOST_PACKS) : example === undefined ? [] : [example]
  const found = some.flatMap((practice, at) => {
    onPack(at, some.length)
    return contradictionsIn(context, practice, asOf)
  })
  if (some.length === 0)
    return [packsNotChecked('the guide names no clinical systems to move between. Name a practices file.')]
  if (some.length >= practices.length) return found
  const message = `Only the first ${some.length} of ${practices.length} practices were checked for pages that contradict each other. A build checks each pack; to check others, name them.`
  return [...found, findingOf('packs-not-checked', message)]
}

/** @param why the rest of the sentence, and what to do */
export const packsNotChecked = (why: string): Finding =>
  findingOf('packs-not-checked', `No pack was checked against itself: ${why}`)

function contradictionsIn(context: RunContext, practice: Practice, asOf: IsoDay): readonly Finding[] {
  const plan = planPractice(context, practice, asOf)
  const choice = { documents: choicesWith(context.own.documents), allowSuperseded: false }
  try {
    const composed = composeDocuments(plan, context, choice)
    const events = allEvents(
      composeDataFiles({ ...context, plan, posted: postedDays(context.templates), sent: composed.sent }),
    )
    return checkPack({ ...context, ...composed, plan, events })
  } catch (error) {
    // A template that cannot be filled is reported where it is tried.
    if (!(error instanceof UserError)) throw error
    return []
  }
}
