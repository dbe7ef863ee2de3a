/**
 * What the rules look at: one practice's plan with everything that was composed of it.
 *
 * @module
 */
import { boundedCache, cachedFor } from '../base/cache.ts'
import type { IsoDay } from '../base/day.ts'
import type { Document } from '../document/document.ts'
import type { CalendarEvent } from '../model/data-files.ts'
import type { Place } from '../model/finding.ts'
import type { Guide, TimingRule, Unit } from '../model/guide.ts'
import type { Plan, PlannedHour, PlannedTask } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Rule } from '../model/rules.ts'
import type { Template } from '../model/template.ts'

/** A message in one channel, and its files; none where a fact is missing. */
export interface MessageMade {
  readonly template: Template
  readonly channel: string
  readonly documents: readonly Document[]
}

/** The working days of the plan. */
interface WorkingDays {
  shift(
    date: IsoDay,
    offset: {
      readonly value: number
      readonly unit: Exclude<Unit, 'hour' | 'count'>
      readonly side: 'before' | 'after'
    },
    landing: TimingRule['landing'],
  ): { readonly date: IsoDay }
}

/** The words of `words.yaml`. */
interface PhraseBook {
  say(path: string, values?: Readonly<Record<string, unknown>>): string
  has(path: string): boolean
}

export interface PackToCheck {
  readonly plan: Plan
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly calendar: WorkingDays
  readonly words: PhraseBook
  readonly sent: readonly MessageMade[]
  /** Messages among them. */
  readonly documents: readonly Document[]
  /** Of the calendar file; empty where none is made. */
  readonly events: readonly CalendarEvent[]
}

/** One contradiction: values for the fields of the rule's sentence in `words.yaml`. */
export interface Contradiction {
  readonly values: Readonly<Record<string, string | number | null>>
  readonly place?: Place
}

export interface ConsistencyRule extends Rule {
  find(pack: PackToCheck): Iterable<Contradiction>
}

/** Phrases of `words.yaml` that the rules look for, in small letters: `one | another`. */
export const phrasesOf = cachedFor((words: PhraseBook) =>
  boundedCache(100, (name): readonly string[] =>
    words
      .say(`consistency.phrases.${name}`)
      .toLowerCase()
      .split('|')
      .map((phrase) => phrase.trim())
      .filter((phrase) => phrase !== ''),
  ),
)

/** The planned tasks by their ids. */
export const tasksById = cachedFor(
  (plan: Plan): ReadonlyMap<string, PlannedTask> => new Map(plan.tasks.map((planned) => [planned.task.id, planned])),
)

/** The hours of the tasks that are planned by the hour: those of a day, of the first day of a span. */
export const hoursById = cachedFor((plan: Plan): ReadonlyMap<string, PlannedHour & { readonly day: IsoDay }> => {
  const hours = new Map<string, PlannedHour & { readonly day: IsoDay }>()
  for (const { date, rows } of plan.hours)
    for (const row of rows) if (!hours.has(row.planned.task.id)) hours.set(row.planned.task.id, { ...row, day: date })
  return hours
})

/** Whether the message goes to patients, and not to senders of results, pharmacies or PCSE. */
export const isForPatients = ({ template }: MessageMade): boolean =>
  template.uses.some((name) => name.startsWith('what-stops')) || template.send === 'thank-you'
