/**
 * Why this day: a reason as data becomes a sentence, with every bank holiday that moved the day named.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Anchor, Guide } from '../model/guide.ts'
import type { Holiday, Reason } from '../model/plan.ts'
import type { Words } from '../template/words.ts'
import { longDate, shortDate } from '../base/day-in-words.ts'

export function sayReason(reason: Reason, date: IsoDay, guide: Guide, words: Words): string {
  switch (reason.kind) {
    case 'set':
      return words.say('reasons.set', { status: words.say(`statuses.${reason.status}`) })
    case 'phase-end':
      return words.say('reasons.phase-end')
    default: {
      const moved =
        reason.counted === date || reason.kind === 'last-friday' || reason.kind === 'within-hours'
          ? ''
          : words.say(date < reason.counted ? 'reasons.moved-back' : 'reasons.moved-on', {
              counted: longDate(reason.counted),
            })
      const values = {
        anchor: sayAnchor(reason.anchor, guide, words),
        anchorDate: longDate(reason.anchorDate),
        date: longDate(date),
        moved,
        holidays: sayHolidays(reason.holidays, words),
        source: saySources(reason.source, guide),
      }
      if (reason.kind === 'offset')
        return words.say('reasons.offset', {
          ...values,
          value: reason.value,
          unit: words.say(`units.${reason.unit}`),
          side: words.say(`reasons.${reason.side}`),
        })
      if (reason.kind === 'within-hours')
        return words.say('reasons.within-hours', { ...values, hours: reason.hours, met: reason.met })
      return words.say(`reasons.${reason.kind}`, values)
    }
  }
}

export function sayAnchor(anchor: Anchor, guide: Guide, words: Words): string {
  if ('phase' in anchor) {
    const phase = guide.phases.find(({ datesOf }) => datesOf === anchor.phase)?.title ?? anchor.phase
    return words.say(`anchors.${anchor.edge}`, { phase: lowerFirst(phase) })
  }
  const milestone = words.say(`anchors.${anchor.milestone}`)
  return 'edge' in anchor ? words.say('anchors.last-day', { milestone }) : milestone
}

/** Ids of sources become their titles; words that are no id stay. */
export const saySources = (source: string, guide: Guide): string =>
  source
    .split(', ')
    .map((id) => guide.data.sources.find((one) => one.id === id)?.title ?? id)
    .join('; ')

function sayHolidays(holidays: readonly Holiday[], words: Words): string {
  if (holidays.length === 0) return ''
  const names = holidays.map((holiday) => {
    const name = words.say('reasons.holiday', { name: holiday.name, date: shortDate(holiday.date) })
    return holiday.announced ? name : words.say('reasons.unannounced', { name })
  })
  return words.say('reasons.holidays', { names: names.join(', ') })
}

/** `Kick off meeting` → `kick off meeting`; `SLA …` and other capitals stay. */
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z ]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
