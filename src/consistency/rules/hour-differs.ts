import { clockTime, longDate } from '../../base/day-in-words.ts'
import { dayPartOf, type IsoDay, timePartOf } from '../../base/day.ts'
import { milestoneIn, type Plan } from '../../model/plan.ts'
import { type ConsistencyRule, type PackToCheck, phrasesOf } from '../pack.ts'
import { DAY_IN_WORDS, dayOfWords, patternOf, statementsOf } from '../printed.ts'

/** Something that has its hour in the plan, and the words that a page uses for it. */
interface Timed {
  readonly name: string
  readonly pattern: string
  readonly date: IsoDay
  readonly times: readonly string[]
}

const CLOCK = '(\\d{1,2}(?:\\.\\d\\d)?[ap]m|midday|midnight)'
/** What may stand between a name and its hour: its day, and a few small words. */
const BETWEEN = `(?:\\s*(?:[:,(–-]|\\b(?:is|are|on|at|by|from|starts|start|made|be|will)\\b))*\\s*(?:${DAY_IN_WORDS})?[\\s,]*(?:at |by |from )?`

function timedIn(plan: Plan, words: PackToCheck['words']): readonly Timed[] {
  const timed: Timed[] = []
  const phrases = (name: string): string => phrasesOf(words)(name).map(patternOf).join('|')
  const production = milestoneIn(plan.milestones, 'final-data-production')
  const rows = plan.hours.flatMap(({ date, rows: some }) => some.map((row) => ({ ...row, date })))
  if (production.time !== null) {
    const name = words.say('milestones.final-data-production')
    timed.push({ name, pattern: phrases('log-off'), date: production.date, times: [clockTime(production.time)] })
  }
  const call = new RegExp(phrases('roll-call'), 'i')
  const roll = rows.find(({ planned, start }) => start !== null && call.test(planned.task.text))
  if (roll?.start && roll.end) {
    const times = [roll.start, roll.end].map((time) => clockTime(timePartOf(time)))
    timed.push({ name: roll.planned.task.text, pattern: phrases('roll-call-at'), date: roll.date, times })
  }
  for (const [index, { decision, start, planned }] of plan.decisions.entries()) {
    if (start === null) continue
    const end = rows.find((row) => row.planned === planned)?.end
    const times = [start, ...(end ? [end] : [])].map((time) => clockTime(timePartOf(time)))
    timed.push({ name: decision.title, pattern: `decision ${index + 1}`, date: dayPartOf(start), times })
  }
  return timed
}

/** Log-off, roll-call and decisions have the same hour wherever a page names one. */
export const hourDiffers: ConsistencyRule = {
  id: 'hour-differs',
  severity: 'error',
  title: 'A page that gives another hour than the plan',
  why: 'Some log off, ring round or decide while others wait: the copy is taken of data that still change.',
  fix: 'Let the template take the hour from the plan.',
  *find({ plan, words, documents }) {
    const timed = timedIn(plan, words).map((one) => ({
      ...one,
      pattern: new RegExp(`\\b(?:${one.pattern})${BETWEEN}\\b${CLOCK}`, 'gi'),
    }))
    const seen = new Set<string>()
    for (const document of documents)
      for (const text of statementsOf(document)) {
        if (seen.has(text)) continue
        seen.add(text)
        for (const { name, pattern, date, times } of timed)
          for (const [printed, day, month, year, hour = ''] of text.matchAll(pattern)) {
            const on = day === undefined || month === undefined ? date : dayOfWords(day, month, year, date)
            if (on === date && times.includes(hour)) continue
            const planned = `${longDate(date)}, ${times.join(' to ')}`
            yield { values: { document: document.title, printed, event: name, planned } }
          }
      }
  },
}
