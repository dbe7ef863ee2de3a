/**
 * Facts of a guide's data that hold only for a time: which of them concern a practice, those of `dated-facts.yaml` and entries
 * of other files that have days, and the rules that find a plan which reaches beyond them.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import type { Validity } from '../model/dated-fact.ts'
import type { GuideData } from '../model/guide.ts'
import type { PlanFinding, PlannedMilestone } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import type { Rule } from '../model/rules.ts'

/** Something with days, as values for the sentence of a finding. */
export interface FactInTime {
  readonly valid: Validity
  /** Id of the last milestone for which it matters; absent: all of them. */
  readonly mattersUntil?: string | null
  /** One of `fact`, `system`, `role` and `source`, and `advice` where the guide has some. */
  readonly says: Readonly<Record<string, string>>
}

export function factsInTime(data: GuideData, { currentSystem, newSystem }: Practice): FactInTime[] {
  const own = [currentSystem, newSystem].flatMap(({ known }) => (known === null ? [] : [known.id]))
  const isOwn = (id: string): boolean => own.includes(id)
  return [
    ...data.datedFacts
      .filter(({ systems }) => systems.length === 0 || systems.some(isOwn))
      .map(({ fact, advice, valid, mattersUntil }) => ({ valid, mattersUntil, says: { fact, advice } })),
    ...data.systems.flatMap(({ id, name, valid }) => (valid && isOwn(id) ? [{ valid, says: { system: name } }] : [])),
    ...data.roles.flatMap(({ name, valid }) => (valid ? [{ valid, says: { role: name } }] : [])),
    ...data.sources.flatMap(({ title, valid }) => (valid ? [{ valid, says: { source: title } }] : [])),
  ]
}

interface FactRule extends Rule {
  find(
    dates: Readonly<{ facts: readonly FactInTime[]; milestones: readonly PlannedMilestone[] }>,
  ): Iterable<Pick<PlanFinding, 'values' | 'milestones' | 'place'>>
}

/** One finding for each fact. Only a note: the plan is right, and what it rests on changes. */
export const factEnds: FactRule = {
  id: 'fact-ends',
  severity: 'note',
  title: 'A plan that goes on after a fact of the guide ends',
  why: 'Who decides, what something costs or what it is called may be different by then.',
  fix: 'Ask what holds from then on, and write down whom you asked.',
  *find({ facts, milestones }) {
    for (const { valid, says, mattersUntil } of facts) {
      const { until, place } = valid
      if (until === null) continue
      const last = milestones.find(({ id }) => id === mattersUntil)?.date
      const first = inOrder(milestones).find(({ date }) => date > until && (last === undefined || date <= last))
      if (first)
        yield { values: { ...says, until, milestone: first.id, date: first.date }, milestones: [first.id], place }
    }
  },
}

export const factBegins: FactRule = {
  id: 'fact-begins',
  severity: 'note',
  title: 'A plan that begins before a fact of the guide holds',
  why: 'What the guide says is not true yet on the first days of the plan.',
  fix: 'Ask what holds until then.',
  *find({ facts, milestones }) {
    for (const { valid, says } of facts) {
      const { from, place } = valid
      if (from === null) continue
      const last = inOrder(milestones).findLast(({ date }) => date < from)
      if (last) yield { values: { ...says, from, milestone: last.id, date: last.date }, milestones: [last.id], place }
    }
  },
}

const inOrder = (milestones: readonly PlannedMilestone[]): PlannedMilestone[] =>
  [...milestones].sort((a, b) => compare(a.date, b.date))
