/**
 * Checks a pack against itself: what one page says, no other page contradicts.
 *
 * In:  a plan and everything composed of it.
 * Out: findings, each by a rule with its reason.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingBy } from '../model/rules.ts'
import type { ConsistencyRule, PackToCheck } from './pack.ts'
import { agreeWhatIsAgreed } from './rules/agree-what-is-agreed.ts'
import { agreedDiffers } from './rules/agreed-differs.ts'
import { allWellBesideFinding } from './rules/all-well-beside-finding.ts'
import { byInsteadOfNotBefore } from './rules/by-instead-of-not-before.ts'
import { calendarDayDiffers } from './rules/calendar-day-differs.ts'
import { dayNotInPlan } from './rules/day-not-in-plan.ts'
import { dueBeforeNeeded } from './rules/due-before-needed.ts'
import { evidenceAfterDecision } from './rules/evidence-after-decision.ts'
import { eveningStartsEarly } from './rules/evening-starts-early.ts'
import { eventDayDiffers } from './rules/event-day-differs.ts'
import { goLiveBeforeSignOff } from './rules/go-live-before-sign-off.ts'
import { hourDiffers } from './rules/hour-differs.ts'
import { messageDayDiffers } from './rules/message-day-differs.ts'
import { onlineRecordDiffers } from './rules/online-record-differs.ts'
import { orderByReminderLate } from './rules/order-by-reminder-late.ts'
import { outsidePhaseDays } from './rules/outside-phase-days.ts'
import { ownerDayTooFull } from './rules/owner-day-too-full.ts'
import { paperNotInPack } from './rules/paper-not-in-pack.ts'
import { rollCallInCoreHours } from './rules/roll-call-in-core-hours.ts'
import { senderDiffers } from './rules/sender-differs.ts'
import { serviceDayDiffers } from './rules/service-day-differs.ts'
import { shownBeforeAgreed } from './rules/shown-before-agreed.ts'
import { toldTooEarly } from './rules/told-too-early.ts'

/** In the order in which their findings are shown within a severity. */
export const CONSISTENCY_RULES: readonly ConsistencyRule[] = [
  eventDayDiffers,
  dayNotInPlan,
  hourDiffers,
  messageDayDiffers,
  dueBeforeNeeded,
  evidenceAfterDecision,
  goLiveBeforeSignOff,
  orderByReminderLate,
  toldTooEarly,
  shownBeforeAgreed,
  agreeWhatIsAgreed,
  agreedDiffers,
  serviceDayDiffers,
  onlineRecordDiffers,
  senderDiffers,
  rollCallInCoreHours,
  eveningStartsEarly,
  ownerDayTooFull,
  outsidePhaseDays,
  byInsteadOfNotBefore,
  calendarDayDiffers,
  allWellBesideFinding,
  paperNotInPack,
]

/** @returns each contradiction once, as a finding about this practice */
export function checkPack(pack: PackToCheck): Finding[] {
  const said = new Set<string>()
  return CONSISTENCY_RULES.flatMap((rule) =>
    Array.from(rule.find(pack), ({ values, place }) => {
      const message = pack.words.say(`consistency.findings.${rule.id}`, values)
      const where = { practice: pack.plan.practice.ods, ...(place === undefined ? {} : { place }) }
      return findingBy(rule, message, where)
    }),
  ).filter(({ rule, message }) => {
    const key = `${rule} ${message}`
    if (said.has(key)) return false
    said.add(key)
    return true
  })
}
