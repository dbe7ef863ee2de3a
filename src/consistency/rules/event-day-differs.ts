import { cachedFor } from '../../base/cache.ts'
import { clockTime, longDate } from '../../base/day-in-words.ts'
import { dayPartOf, type IsoDay, timePartOf } from '../../base/day.ts'
import { MILESTONES, type MilestoneId } from '../../model/guide.ts'
import { milestoneIn, type Plan } from '../../model/plan.ts'
import { type ConsistencyRule, type PackToCheck, phrasesOf } from '../pack.ts'
import { DAY_IN_WORDS, dayOfWords, patternOf, statementsOf } from '../printed.ts'

/** What may stand between the name of an event and its day. */
const BETWEEN = '(?:\\s*(?:[:,–-]|\\b(?:is|are|on|was|will be|takes place|day|date|now))\\s*)*\\s*'
const DAY = new RegExp(`${DAY_IN_WORDS}(?:,? (?:at )?(\\d{1,2}(?:\\.\\d\\d)?[ap]m|midday|midnight))?`, 'g')
/** "3 days before go live: …" is another day than that of go live, and so is that of the phase after it. */
const ANOTHER_DAY = /\b(?:before|after|until|till|to|since|between|of|and|not|post|pre)[\s-]+(?:the\s+)?$/i
/** Characters before a day in which its event is looked for. */
const REACH = 90

/** The phrases stand in the order of the milestones; each ends where a day begins. */
const eventsOf = cachedFor((words: PackToCheck['words']) => {
  const named = new Map<string, MilestoneId>()
  for (const id of MILESTONES)
    for (const phrase of [words.say(`milestones.${id}`).toLowerCase(), ...phrasesOf(words)(`events.${id}`)])
      named.set(plain(phrase), id)
  const longestFirst = [...named.keys()].sort((a, b) => b.length - a.length).map(patternOf)
  return { named, pattern: new RegExp(`\\b(${longestFirst.join('|')})${BETWEEN}$`, 'i') }
})

const plain = (phrase: string): string => phrase.toLowerCase().replace(/[\s-]+/g, ' ')

const isOnDay = ({ milestones }: Plan, id: MilestoneId, date: string): boolean => {
  const one = milestoneIn(milestones, id)
  return date === one.date || (one.end !== null && date >= one.date && date <= one.end)
}

/** A decision has the name of its event, and an hour of its own. */
const isDecision = ({ decisions }: Plan, id: MilestoneId, date: IsoDay, hour: string | undefined): boolean =>
  decisions.some(
    ({ decision, start }) =>
      decision.milestone === id && start !== null && dayPartOf(start) === date && clockTime(timePartOf(start)) === hour,
  )

/** The same event has the same day and hour wherever a document names both. */
export const eventDayDiffers: ConsistencyRule = {
  id: 'event-day-differs',
  severity: 'error',
  title: 'A document that gives an event another day or hour than the plan',
  why: 'People come, stop or start on the wrong day, and nobody knows which page is right.',
  fix: 'Let the template take the day from the plan, and give it once.',
  *find({ plan, guide, words, documents }) {
    const { named, pattern } = eventsOf(words)
    /** The page of a phase that has the name of an event gives the days of the phase. */
    const isInPhase = (phrase: string, date: IsoDay): boolean =>
      guide.phases.some(({ id, title }) => {
        const days = plain(title) === plain(phrase) ? plan.phases.find((one) => one.id === id) : undefined
        return days !== undefined && date >= days.start && date <= days.end
      })
    const seen = new Set<string>()
    for (const document of documents)
      for (const text of statementsOf(document)) {
        if (seen.has(text)) continue
        seen.add(text)
        for (const found of text.matchAll(DAY)) {
          const before = text.slice(Math.max(0, found.index - REACH), found.index)
          const event = pattern.exec(before)
          const id = event === null ? undefined : named.get(plain(event[1] ?? ''))
          if (event === null || id === undefined || ANOTHER_DAY.test(before.slice(0, event.index))) continue
          const [written, day = '', month = '', year, hour] = found
          const milestone = milestoneIn(plan.milestones, id)
          const date = dayOfWords(day, month, year, milestone.date)
          const time = milestone.time === null ? null : clockTime(milestone.time)
          const sameHour = hour === undefined || time === null || hour === time
          if (date === null) continue
          const isPlanned = isOnDay(plan, id, date) || isInPhase(event[1] ?? '', date)
          if ((isPlanned && sameHour) || isDecision(plan, id, date, hour)) continue
          yield {
            values: {
              document: document.title,
              event: words.say(`milestones.${id}`),
              printed: `${event[0]}${written}`,
              planned: `${longDate(milestone.date)}${time === null ? '' : `, ${time}`}`,
            },
          }
        }
      }
  },
}
