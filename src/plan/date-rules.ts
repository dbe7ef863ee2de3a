/**
 * The rules about a practice's dates, in the order in which their findings are shown within a severity.
 *
 * To add one: an entry here, a line in {@link DATE_RULES}, and its sentence under `findings:` in `templates/words.yaml`.
 *
 * @module
 */
import { addDays, dayPartOf, daysBetween, hoursBetween, momentOf, yearOf, type IsoDay } from '../base/day.ts'
import type { Place } from '../model/finding.ts'
import type { MilestoneId } from '../model/guide.ts'
import type { Holiday, PlanFinding, PlannedMilestone, SlaClock } from '../model/plan.ts'
import type { BusyPeriod, TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import { RULES, type Rule } from '../model/rules.ts'
import type { Calendar } from './calendar.ts'
import { factBegins, factEnds, type FactInTime } from './dated-facts.ts'
import { ORDER_OF_MILESTONES } from './milestones.ts'

/** What a rule looks at. */
export interface Dates {
  readonly practice: Practice
  readonly policy: TimingPolicy
  readonly calendar: Calendar
  readonly milestones: readonly PlannedMilestone[]
  readonly slaClocks: readonly SlaClock[]
  /** Facts with days that concern the practice. */
  readonly facts: readonly FactInTime[]
  readonly asOf: IsoDay
  readonly milestone: (id: MilestoneId) => PlannedMilestone
  /** Where the policy defines a milestone's rule. */
  readonly place: (id: MilestoneId) => Place | null
  /**
   * The date, if it would fix the finding: if the plan with the milestone on it has one finding of this rule fewer, and no
   * new error or warning. Otherwise an empty string.
   */
  readonly ifItWouldDo: (id: MilestoneId, date: IsoDay) => string
}

interface DateRule extends Rule {
  /** Each finding, as values for the fields of the rule's sentence. */
  find(dates: Dates): Iterable<Pick<PlanFinding, 'values' | 'milestones' | 'place'>>
}

/** The advice is about the date that somebody set, because that one can be changed. */
const milestonesOutOfOrder: DateRule = {
  id: 'milestones-out-of-order',
  severity: 'error',
  title: 'Milestones in the wrong order',
  why: 'The second cannot happen before the first: the plan cannot be carried out.',
  fix: 'Change one of the two dates in the practices file.',
  *find({ milestone, calendar, place, ifItWouldDo }) {
    for (const [first, sign, second] of ORDER_OF_MILESTONES) {
      const a = milestone(first)
      const b = milestone(second)
      if (sign === '<' ? a.date < b.date : a.date <= b.date) continue
      const apart = sign === '<' ? 1 : 0
      const by = calendar.shift(addDays(b.date, -apart), undefined, 'back').date
      const from = calendar.shift(addDays(a.date, apart), undefined, 'on').date
      yield {
        values: {
          first,
          second,
          firstDate: a.date,
          secondDate: b.date,
          sameDay: a.date === b.date ? 'yes' : '',
          firstBy: a.fixed && first !== 'go-live' ? ifItWouldDo(first, by) : '',
          secondFrom: b.fixed ? ifItWouldDo(second, from) : '',
        },
        milestones: [first, second],
        place: place(first),
      }
    }
  },
}

/** One finding per plan: a day outside the holiday data may be a bank holiday that is not announced yet. */
const holidaysUnknown: DateRule = {
  id: 'holidays-unknown',
  severity: 'error',
  title: 'A plan beyond the known bank holidays',
  why: 'A day in the plan may be a bank holiday.',
  fix: 'Use a newer file of bank holidays.',
  *find({ milestones, slaClocks, calendar, policy }) {
    const days = [
      ...milestones.filter(({ id }) => id !== 'old-system-access-ends').map(({ date }) => date),
      ...slaClocks.map(({ due }) => dayPartOf(due)),
    ]
    const [first] = days.filter((day) => !calendar.covers(day)).sort()
    if (first === undefined) return
    const { from, to } = policy.holidays
    yield { values: { day: first, from, to }, milestones: [], place: null }
  },
}

const fixedDateNotWorkingDay: DateRule = {
  id: 'fixed-date-not-working-day',
  severity: 'warning',
  title: 'A date on a day off',
  why: 'Nobody may be there to do it.',
  fix: 'Choose one of the working days that the message names.',
  *find(dates) {
    yield* daysOff(dates, (id) => id !== 'go-live')
  },
}

const goLiveNotWorkingDay: DateRule = {
  id: 'go-live-not-working-day',
  severity: 'warning',
  title: 'Go live on a day off',
  why: 'Suppliers and helpdesks have few people at work, and patients find nobody to ask.',
  fix: 'Choose one of the working days that the message names.',
  *find(dates) {
    yield* daysOff(dates, (id) => id === 'go-live')
  },
}

/** Days that a person set and on which nobody works; they are not moved. */
function* daysOff(
  { milestones, calendar, place }: Dates,
  which: (id: MilestoneId) => boolean,
): ReturnType<DateRule['find']> {
  for (const { id, date, fixed } of milestones) {
    if (!fixed || !which(id) || calendar.isWorkingDay(date)) continue
    yield {
      values: {
        milestone: id,
        date,
        holiday: calendar.holidayOn(date)?.name ?? '',
        before: calendar.shift(date, undefined, 'back').date,
        after: calendar.shift(date, undefined, 'on').date,
      },
      milestones: [id],
      place: place(id),
    }
  }
}

/** A weekend cutover has no working days by design. */
const cutoverTooShort: DateRule = {
  id: 'cutover-too-short',
  severity: 'warning',
  title: 'Too few working days in the cutover',
  why: 'Loading, rechecking and approving the data will not be done in time.',
  fix: 'Bring final data production forward, or go live later.',
  *find({ milestone, practice, calendar, policy, ifItWouldDo }) {
    const production = milestone('final-data-production').date
    const goLive = milestone('go-live').date
    const needed = policy.limits.cutoverMinWorkingDaysBetween
    const between = calendar.workingDaysBetween(production, goLive)
    if (practice.cutover === 'weekend' || between >= needed) return
    const offset = { value: needed + 1, unit: 'working-day' } as const
    const productionBy = calendar.shift(goLive, { ...offset, side: 'before' }, 'back').date
    const goLiveFrom = calendar.shift(production, { ...offset, side: 'after' }, 'on').date
    yield {
      values: {
        between,
        needed,
        production,
        goLive,
        productionBy: ifItWouldDo('final-data-production', productionBy),
        goLiveFrom: ifItWouldDo('go-live', goLiveFrom),
      },
      milestones: ['final-data-production', 'go-live'],
      place: policy.limitPlaces.cutoverMinWorkingDaysBetween,
    }
  },
}

const cutoverOverTwoWeeks: DateRule = {
  id: 'cutover-over-two-weeks',
  severity: 'warning',
  title: 'A cutover of more than two weeks',
  why: 'Everything entered in the meantime has to be entered twice.',
  fix: 'Bring the two dates closer together.',
  *find({ milestone, calendar, policy, ifItWouldDo }) {
    const production = milestone('final-data-production').date
    const goLive = milestone('go-live').date
    const days = daysBetween(production, goLive)
    const most = policy.limits.cutoverMaxDays
    if (days <= most) return
    const productionFrom = calendar.shift(addDays(goLive, -most), undefined, 'on').date
    const goLiveBy = calendar.shift(addDays(production, most), undefined, 'back').date
    yield {
      values: {
        days,
        most,
        production,
        goLive,
        productionFrom: ifItWouldDo('final-data-production', productionFrom),
        goLiveBy: ifItWouldDo('go-live', goLiveBy),
      },
      milestones: ['final-data-production', 'go-live'],
      place: policy.limitPlaces.cutoverMaxDays,
    }
  },
}

/** Only a date that a person set can leave less notice than the policy requires. */
const planningMeetingTooLate: DateRule = {
  id: 'planning-meeting-too-late',
  severity: 'warning',
  title: 'A planning meeting too late',
  why: 'There is no time to do what it decides before the data are copied.',
  fix: 'Move the meeting, or final data production.',
  *find(dates) {
    const meeting = dates.milestone('cutover-planning-meeting')
    const production = dates.milestone('final-data-production')
    if (meeting.fixed) yield* shortNotice(dates, 'planningMeetingMinDays', ['meeting', meeting], production)
  },
}

const extractNoticeTooShort: DateRule = {
  id: 'extract-notice-too-short',
  severity: 'warning',
  title: 'Too little notice for the data extract',
  why: 'The current supplier may refuse the date, and everything after it slips.',
  fix: 'Ask for the extract earlier, or plan the data later.',
  *find(dates) {
    const request = dates.milestone('extract-request')
    const production = dates.milestone('initial-data-production')
    if (request.fixed || production.fixed)
      yield* shortNotice(dates, 'extractNoticeMinDays', ['request', request], production)
  },
}

/** @param first the milestone that must come that many days before the data, and its name in the rule's sentence */
function* shortNotice(
  { calendar, policy, ifItWouldDo }: Dates,
  limit: 'planningMeetingMinDays' | 'extractNoticeMinDays',
  [name, first]: readonly [string, PlannedMilestone],
  production: PlannedMilestone,
): ReturnType<DateRule['find']> {
  const least = policy.limits[limit]
  const days = daysBetween(first.date, production.date)
  if (days >= least) return
  const by = calendar.shift(production.date, { value: least, unit: 'day', side: 'before' }, 'back').date
  const from = calendar.shift(first.date, { value: least, unit: 'day', side: 'after' }, 'on').date
  yield {
    values: {
      days,
      least,
      [name]: first.date,
      production: production.date,
      [`${name}By`]: ifItWouldDo(first.id, by),
      productionFrom: ifItWouldDo(production.id, from),
    },
    milestones: [first.id, production.id],
    place: policy.limitPlaces[limit],
  }
}

/** 12 to 16 weeks in the sources (T01). */
const spanUnder12Weeks: DateRule = {
  id: 'span-under-12-weeks',
  severity: 'warning',
  title: 'Less than twelve weeks from order to go live',
  why: 'Migrations take at least that long; something will be left out.',
  fix: 'Go live later, or order earlier.',
  *find({ milestone, calendar, policy, ifItWouldDo }) {
    const order = milestone('order').date
    const goLive = milestone('go-live').date
    const days = daysBetween(order, goLive)
    const least = policy.limits.spanMinDays
    if (days >= least) return
    const goLiveFrom = calendar.shift(order, { value: least, unit: 'day', side: 'after' }, 'on').date
    const orderBy = calendar.shift(goLive, { value: least, unit: 'day', side: 'before' }, 'back').date
    yield {
      values: {
        days,
        order,
        goLive,
        least,
        goLiveFrom: ifItWouldDo('go-live', goLiveFrom),
        orderBy: ifItWouldDo('order', orderBy),
      },
      milestones: ['order', 'go-live'],
      place: policy.limitPlaces.spanMinDays,
    }
  },
}

const spanOver16Weeks: DateRule = {
  id: 'span-over-16-weeks',
  severity: 'note',
  title: 'More than sixteen weeks from order to go live',
  why: 'More time does no harm, if people stay available.',
  fix: 'Nothing, unless somebody is booked for too short a time.',
  *find({ milestone, policy }) {
    const order = milestone('order').date
    const goLive = milestone('go-live').date
    const days = daysBetween(order, goLive)
    const most = policy.limits.spanMaxDays
    if (days <= most) return
    yield {
      values: { days, order, goLive, most },
      milestones: ['order', 'go-live'],
      place: policy.limitPlaces.spanMaxDays,
    }
  },
}

const hasPassed = ({ date, status }: PlannedMilestone, asOf: IsoDay): boolean => date < asOf && status !== 'done'

/** Often a slip in the year. */
const goLiveInThePast: DateRule = {
  id: 'go-live-in-the-past',
  severity: 'error',
  title: 'A go live that has passed',
  why: 'Every day of the plan would be over, and letters would announce what has been.',
  fix: 'Correct the date; if the practice has gone live, write done in go_live_status.',
  *find({ milestone, asOf, place }) {
    const goLive = milestone('go-live')
    if (!hasPassed(goLive, asOf)) return
    yield { values: { date: goLive.date }, milestones: ['go-live'], place: place('go-live') }
  },
}

const YEARS_AHEAD = 3

const goLiveFarAway: DateRule = {
  id: 'go-live-far-away',
  severity: 'warning',
  title: 'A go live years ahead',
  why: 'The year is probably mistyped; and neither bank holidays nor systems are known for so long.',
  fix: 'Check the year.',
  *find({ milestone, asOf, place }) {
    const { date } = milestone('go-live')
    if (daysBetween(asOf, date) <= YEARS_AHEAD * 365.25) return
    yield { values: { date, years: YEARS_AHEAD }, milestones: ['go-live'], place: place('go-live') }
  },
}

/** A day that the policy computed and that has passed; one finding for each milestone. */
const milestoneInThePast: DateRule = {
  id: 'milestone-in-the-past',
  severity: 'warning',
  title: 'A milestone that has passed',
  why: 'The plan relies on something that may not have happened.',
  fix: 'Write done in its status column, or plan it again.',
  *find({ milestones, milestone, asOf, place }) {
    // That everything before it has passed too says nothing more.
    if (hasPassed(milestone('go-live'), asOf)) return
    for (const { id, date, fixed, status } of milestones)
      if (date < asOf && !fixed && status !== 'done')
        yield { values: { milestone: id, date }, milestones: [id], place: place(id) }
  },
}

/** Only a note, because a supplier may set the hour, and the commissioner can agree to it. */
const logOffInCoreHours: DateRule = {
  id: 'log-off-in-core-hours',
  severity: 'note',
  title: 'A log-off while the practice must be open',
  why: 'From that hour nobody can use the system, and patients still come and phone.',
  fix: 'Agree with your integrated care board in writing who looks after patients until core hours end.',
  *find({ milestone, policy, calendar, place }) {
    const { id, date, time } = milestone('final-data-production')
    if (time === null || time >= policy.dayParts.end || !calendar.isWorkingDay(date)) return
    yield { values: { date, time, end: policy.dayParts.end }, milestones: [id], place: place(id) }
  },
}

/** Only a note, because newer guidance plans for more than the limit of 2019. */
const cutoverOver72Hours: DateRule = {
  id: 'cutover-over-72-hours',
  severity: 'note',
  title: 'A cutover of more than 72 hours',
  why: 'A source of 2019 named that limit; today’s guidance plans for one to two weeks.',
  fix: 'Ask your integrated care board what applies.',
  *find({ milestone, policy, slaClocks }) {
    const production = milestone('final-data-production')
    const goLive = milestone('go-live')
    if (!production.time || !goLive.time) return
    const hours = hoursBetween(momentOf(production.date, production.time), momentOf(goLive.date, goLive.time))
    const most = policy.limits.cutoverMaxHours
    if (hours <= most) return
    yield {
      values: {
        hours,
        most,
        // The limit is named only where the guide shows it, with this number.
        limit: slaClocks.some(({ sla, limit }) => sla === 'SLA-12' && limit.unit === 'hour' && limit.value === most)
          ? 'SLA-12'
          : '',
        production: production.date,
        productionTime: production.time,
        goLive: goLive.date,
        goLiveTime: goLive.time,
      },
      milestones: ['final-data-production', 'go-live'],
      place: policy.limitPlaces.cutoverMaxHours,
    }
  },
}

/** The check of the guide reports it too. */
const sourcesDisagree: DateRule = {
  ...RULES['sources-disagree'],
  *find({ policy }) {
    for (const { id, title, place } of policy.disagreements) yield { values: { id, title }, milestones: [], place }
  },
}

const busyPeriod: DateRule = {
  id: 'busy-period',
  severity: 'note',
  title: 'Cutover in a busy period',
  why: 'Patients call more and fewer people can help.',
  fix: 'Move the dates, or plan for more staff.',
  *find({ milestone, policy, calendar }) {
    const from = milestone('final-data-production').date
    const to = milestone('go-live').date
    const milestones = ['final-data-production', 'go-live'] as const
    for (const period of policy.busyPeriods)
      for (const [start, end] of yearsOf(period, from, to))
        if (start <= to && end >= from)
          yield { values: { period: period.name, from: start, to: end }, milestones, place: period.place }
    for (let day = from; day <= to; day = addDays(day, 1)) {
      const holiday = calendar.isWorkingDay(day) ? holidayBefore(day, calendar) : undefined
      if (holiday) yield { values: { period: holiday.name, from: day, to: day, after: 'yes' }, milestones, place: null }
    }
  },
}

/** The bank holiday between this working day and the one before it. */
function holidayBefore(day: IsoDay, calendar: Calendar): Holiday | undefined {
  for (let before = addDays(day, -1); !calendar.isWorkingDay(before); before = addDays(before, -1)) {
    const holiday = calendar.holidayOn(before)
    if (holiday) return holiday
  }
  return undefined
}

/** A yearly period may run over new year: 12-20 to 01-03. */
function yearsOf(period: BusyPeriod, from: IsoDay, to: IsoDay): (readonly [string, string])[] {
  if (period.from.length > 'MM-DD'.length) return [[period.from, period.to]]
  const first = Number(yearOf(from)) - 1
  const last = Number(yearOf(to))
  const wraps = period.from > period.to ? 1 : 0
  return Array.from({ length: last - first + 1 }, (_, n) => [
    `${first + n}-${period.from}`,
    `${first + n + wraps}-${period.to}`,
  ])
}

/** Letters name the day. */
const appsOffAfterGoLive: DateRule = {
  id: 'apps-off-after-go-live',
  severity: 'warning',
  title: 'Apps switched off after go live',
  why: 'At go live they work with the new system or not at all, and letters name the day to patients.',
  fix: 'Ask the supplier again, and correct the column apps_off.',
  *find({ practice: { appsOff }, milestone }) {
    const goLive = milestone('go-live').date
    if (appsOff !== null && appsOff > goLive)
      yield { values: { appsOff, goLive }, milestones: ['go-live'], place: null }
  },
}

const weekendNotOffered: DateRule = {
  id: 'weekend-cutover-not-offered',
  severity: 'warning',
  title: 'A weekend cutover that nobody is known to offer',
  why: 'No supplier has to offer one, and everybody is told its dates.',
  fix: 'Ask the current supplier in writing, or correct the column cutover.',
  *find({ practice }) {
    const { known, written } = practice.currentSystem
    if (practice.cutover !== 'weekend' || known?.weekendCutover === 'yes') return
    const values = { system: known?.name ?? written, none: known?.weekendCutover === 'no' ? 'yes' : '' }
    yield { values, milestones: ['final-data-production'], place: null }
  },
}

export const DATE_RULES: readonly DateRule[] = [
  milestonesOutOfOrder,
  holidaysUnknown,
  fixedDateNotWorkingDay,
  goLiveNotWorkingDay,
  cutoverTooShort,
  cutoverOverTwoWeeks,
  planningMeetingTooLate,
  extractNoticeTooShort,
  spanUnder12Weeks,
  spanOver16Weeks,
  goLiveInThePast,
  goLiveFarAway,
  milestoneInThePast,
  appsOffAfterGoLive,
  weekendNotOffered,
  logOffInCoreHours,
  cutoverOver72Hours,
  sourcesDisagree,
  busyPeriod,
  factEnds,
  factBegins,
]
