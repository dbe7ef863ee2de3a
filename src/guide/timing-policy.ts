/**
 * Parses `timing.yaml`, `bank-holidays.yaml` and `busy-periods.yaml` to a TimingPolicy.
 *
 * An invalid policy is a configuration error: a plan made with part of a policy would be silently wrong.
 *
 * @module
 */
import { isDay } from '../base/day.ts'
import { UserError, type Place } from '../model/finding.ts'
import {
  type Anchor,
  DAY_PARTS,
  MILESTONES,
  type DayPart,
  type MilestoneId,
  type PolicyPhase,
  type Quantity,
  type TimingRule,
} from '../model/guide.ts'
import type {
  BusyPeriod,
  ClockPolicy,
  DayNames,
  DayRule,
  Disagreement,
  HolidayData,
  Limits,
  MessageDayPolicy,
  MilestonePolicy,
  TimingPolicy,
} from '../model/policy.ts'
import type { SourceFile } from '../model/sources.ts'
import { parseTimingWords } from './timing-words.ts'
import { openYaml, type YamlMap } from '../model/yaml-map.ts'
import { day, each, list, mapping, named, number, text } from '../model/yaml-shape.ts'

const MILESTONE = mapping({ day: text, 'end?': text, 'end_in_short_cutover?': text, 'time?': text, source: text })
const LIMITS: Readonly<Record<keyof Limits, string>> = {
  cutoverMinWorkingDaysBetween: 'cutover_min_working_days_between',
  cutoverMaxDays: 'cutover_max_days',
  cutoverMaxHours: 'cutover_max_hours',
  planningMeetingMinDays: 'planning_meeting_min_days',
  extractNoticeMinDays: 'extract_notice_min_days',
  spanMinDays: 'span_min_days',
  spanMaxDays: 'span_max_days',
}

export const TIMING_SHAPE = mapping({
  milestones: each(MILESTONES, MILESTONE),
  cutovers: each(['weekend', '72-hours'], MILESTONE),
  phases: named(mapping({ start: text, end: text })),
  clocks: named(
    mapping(
      { 'start?': text, 'start_at_due_of?': text, 'length?': text, 'until?': text, 'only_over_hours?': number },
      { oneOf: ['start', 'start_at_due_of'] },
      { oneOf: ['length', 'until'] },
    ),
  ),
  patients: named(text),
  'parties?': named(text),
  post: named(mapping({ transit: number, printing: number, safety: number })),
  day_parts: each([...DAY_PARTS, 'end'], text),
  limits: each(Object.values(LIMITS), number),
  'disagreements?': list(
    mapping({
      id: text,
      title: text,
      says: list(mapping({ source: text, words: text, 'sla?': text })),
      this_plan: text,
    }),
  ),
})

/** Some keys are only for readers of the file. */
export const HOLIDAYS_SHAPE = mapping({
  'division?': text,
  'last_seen?': day,
  from: day,
  to: day,
  'not_yet_announced?': list(number),
  holidays: named(text),
})

export const BUSY_SHAPE = mapping({
  periods: list(mapping({ id: text, name: text, from: text, to: text, 'source?': text })),
  'after_bank_holiday?': mapping({ id: text, name: text }),
})

/** @throws UserError naming file, line and what was expected */
export function parseTimingPolicy(files: ReadonlyMap<string, SourceFile>): TimingPolicy {
  const timing = openYaml(needed(files, 'timing.yaml'), TIMING_SHAPE)
  const holidays = openYaml(needed(files, 'bank-holidays.yaml'), HOLIDAYS_SHAPE)
  const busy = openYaml(needed(files, 'busy-periods.yaml'), BUSY_SHAPE)
  const names: DayNames = { phases: policyPhases(timing).map(({ id }) => id), messages: [] }
  const milestones = timing
    .map('milestones')
    .entries((id, entry) => parseMilestone(known(MILESTONES, id, entry), entry, names))
  const missing = MILESTONES.filter((id) => !milestones.some((milestone) => milestone.id === id))
  if (missing.length > 0)
    throw new UserError('usage', `timing.yaml has no milestone ${missing.join(', ')}.`, 'Add it under `milestones:`.')
  const week = milestones.find(({ id }) => id === 'final-data-production')
  if (!week) throw new Error('unreachable: checked above')
  const cutovers = timing.map('cutovers')
  const limits = timing.map('limits')
  const policy: TimingPolicy = {
    milestones,
    cutovers: {
      week,
      weekend: parseMilestone('final-data-production', cutovers.map('weekend'), names),
      '72-hours': parseMilestone('final-data-production', cutovers.map('72-hours'), names),
    },
    phases: timing.map('phases').entries((id, entry) => ({
      id,
      start: rule(entry, 'start', names, 'exactly'),
      end: rule(entry, 'end', names, 'exactly'),
    })),
    clocks: timing.map('clocks').entries((sla, entry) => parseClock(sla, entry, names)),
    ...parseMessageDays(timing, names.phases),
    post: timing.map('post').entries((id, entry) => ({
      id,
      workingDays: entry.number('transit') + entry.number('printing') + entry.number('safety'),
    })),
    dayParts: parseDayParts(timing.map('day_parts')),
    limits: mapLimits((name) => limits.number(name)),
    limitPlaces: mapLimits((name) => limits.placeOf(name)),
    disagreements: timing.list('disagreements').map(parseDisagreement),
    holidays: parseHolidays(holidays),
    busyPeriods: busy.list('periods').map(parseBusyPeriod),
  }
  // Half a policy would be wrong in silence: `edn:` for `end:` is a milestone without an end.
  for (const file of [timing, holidays, busy]) file.done()
  checkOrder(policy, timing)
  return policy
}

/** Days are worked out in the order of the file, milestones before phases. */
function checkOrder({ milestones, phases }: TimingPolicy, timing: YamlMap): void {
  const known = { milestone: new Set<string>(['go-live']), phase: new Set<string>() }
  const check = (anchor: Anchor, of: string, id: string): void => {
    if ('message' in anchor) return
    const [kind, from] =
      'phase' in anchor ? (['phase', anchor.phase] as const) : (['milestone', anchor.milestone] as const)
    if (known[kind].has(from)) return
    const advice =
      of === 'milestones' && kind === 'phase' ? 'Count milestones from milestones' : `Write \`${id}\` below \`${from}\``
    const entry = timing.map(of).map(id)
    throw entry.error(`Unexpected day counted from the ${kind} \`${from}\`, which is worked out after it. ${advice}.`)
  }
  for (const { id, day, end } of milestones) {
    if (day.kind === 'rule') check(day.rule.anchor, 'milestones', id)
    known.milestone.add(id)
    if (end !== null) check(end.anchor, 'milestones', id)
  }
  for (const { id, start, end } of phases) {
    for (const { anchor } of [start, end]) check(anchor, 'phases', id)
    known.phase.add(id)
  }
}

/** Lists of days on which messages are sent, in the order in which they can be worked out. */
const MESSAGE_DAYS = ['patients', 'parties'] as const

/** Ids of the days of messages in `timing.yaml`. */
export const messageDays = (timing: YamlMap): string[] =>
  MESSAGE_DAYS.flatMap((list) => (timing.has(list) ? timing.map(list).entries((id) => id) : []))

/** Each may be counted from those above it. */
function parseMessageDays(timing: YamlMap, phases: readonly string[]): Pick<TimingPolicy, 'patients' | 'parties'> {
  const known: string[] = []
  const listed = (list: (typeof MESSAGE_DAYS)[number]): readonly MessageDayPolicy[] =>
    timing.has(list)
      ? timing.map(list).entries((id, _, all) => {
          const found = { id, rule: rule(all, id, { phases, messages: known }) }
          known.push(id)
          return found
        })
      : []
  return { patients: listed('patients'), parties: listed('parties') }
}

/**
 * The phases of `timing.yaml`: there are no others, and a guide's pages name them.
 *
 * @throws UserError where there are none, or a name is no id
 */
export function policyPhases(timing: YamlMap): readonly PolicyPhase[] {
  const phases = timing.map('phases')
  const found = phases.entries((id, { place }) => {
    if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id))
      throw phases.error(`Unexpected phase \`${id}\`, expected lower-case letters, digits and hyphens.`, id)
    return { id, place }
  })
  if (found.length === 0) throw timing.error('Unexpected `phases` without a phase, expected at least one.', 'phases')
  return found
}

function needed(files: ReadonlyMap<string, SourceFile>, name: string): SourceFile {
  const file = files.get(name)
  if (!file) throw new UserError('usage', `The guide has no ${name}.`, `Put ${name} beside the guide's pages.`)
  return file
}

function known<Id extends string>(ids: readonly Id[], id: string, entry: YamlMap): Id {
  const found = ids.find((one) => one === id)
  if (found === undefined) throw entry.error(`Unexpected \`${id}\`, expected one of ${ids.join(', ')}.`)
  return found
}

const SPECIAL_DAYS: readonly { readonly words: RegExp; readonly day: (match: RegExpExecArray) => DayRule }[] = [
  { words: /^the last friday before go live that is a working day$/i, day: () => ({ kind: 'last-friday' }) },
  {
    words: /^the earliest working day at most (\d+) hours before go live$/i,
    day: ([, hours]) => ({ kind: 'within-hours', hours: Number(hours) }),
  },
]

function parseMilestone(id: MilestoneId, entry: YamlMap, names: DayNames): MilestonePolicy {
  const words = entry.string('day')
  const special = SPECIAL_DAYS.map(({ words: pattern, day }) => ({ day, match: pattern.exec(words) })).find(
    ({ match }) => match !== null,
  )
  return {
    id,
    day: special?.match ? special.day(special.match) : { kind: 'rule', rule: rule(entry, 'day', names) },
    end: entry.has('end') ? rule(entry, 'end', names) : null,
    endInShortCutover: entry.has('end_in_short_cutover') ? rule(entry, 'end_in_short_cutover', names) : null,
    time: entry.has('time') ? hour(entry, 'time') : null,
    source: entry.string('source'),
    place: entry.placeOf('day'),
  }
}

/** @param landing `exactly`: without an offset, the day is the anchor's own, working day or not */
function rule(entry: YamlMap, key: string, names: DayNames, landing?: 'exactly'): TimingRule {
  const { value, findings } = parseTimingWords(entry.string(key), names, entry.placeOf(key))
  if (!value) throw entry.error(findings[0]?.message ?? 'The timing words are not understood.', key)
  return landing === 'exactly' && !value.due.offset ? { ...value.due, landing: 'stay' } : value.due
}

function parseDayParts(parts: YamlMap): TimingPolicy['dayParts'] {
  const at = (key: DayPart | 'end'): string => hour(parts, key)
  return { morning: at('morning'), afternoon: at('afternoon'), close: at('close'), end: at('end') }
}

function hour(entry: YamlMap, key: string): string {
  const written = entry.string(key)
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(written))
    throw entry.error('Unexpected hour, expected one such as `08:00`.', key)
  return written
}

function parseClock(sla: string, entry: YamlMap, names: DayNames): ClockPolicy {
  return {
    sla,
    start: entry.has('start_at_due_of')
      ? { dueOf: entry.string('start_at_due_of') }
      : rule(entry, 'start', names, 'exactly'),
    length: entry.has('until') ? { until: rule(entry, 'until', names, 'exactly') } : quantity(entry, 'length'),
    onlyOverHours: entry.has('only_over_hours') ? entry.number('only_over_hours') : null,
    place: entry.place,
  }
}

function quantity(entry: YamlMap, key: string): Quantity {
  const match = /^(\d{1,4}) (working day|day|week|month|hour)s?$/.exec(entry.string(key))
  if (!match) throw entry.error('Unexpected length, expected words such as `10 working days` or `72 hours`.', key)
  return { value: Number(match[1]), unit: match[2] === 'working day' ? 'working-day' : (match[2] as Quantity['unit']) }
}

function mapLimits<T extends number | Place>(read: (name: string) => T): Readonly<Record<keyof Limits, T>> {
  const each = (limit: keyof Limits): T => read(LIMITS[limit])
  return {
    cutoverMinWorkingDaysBetween: each('cutoverMinWorkingDaysBetween'),
    cutoverMaxDays: each('cutoverMaxDays'),
    cutoverMaxHours: each('cutoverMaxHours'),
    planningMeetingMinDays: each('planningMeetingMinDays'),
    extractNoticeMinDays: each('extractNoticeMinDays'),
    spanMinDays: each('spanMinDays'),
    spanMaxDays: each('spanMaxDays'),
  }
}

const parseDisagreement = (entry: YamlMap): Disagreement => ({
  id: entry.string('id'),
  title: entry.string('title'),
  says: entry.list('says').map((one) => ({
    source: one.string('source'),
    words: one.string('words'),
    sla: one.has('sla') ? one.string('sla') : null,
  })),
  thisPlan: entry.string('this_plan'),
  place: entry.place,
})

function parseBusyPeriod(entry: YamlMap): BusyPeriod {
  const [from, to] = [edgeOfPeriod(entry, 'from'), edgeOfPeriod(entry, 'to')]
  // A period of every year may run into the next.
  if (isDay(from) && from > to)
    throw entry.error(`Unexpected \`to: ${to}\`, expected a day after \`from: ${from}\`.`, 'to')
  return { id: entry.string('id'), name: entry.string('name'), from, to, place: entry.place }
}

/** `03-15` is that day of every year; both edges of a period are of the same kind. */
function edgeOfPeriod(entry: YamlMap, key: 'from' | 'to'): string {
  const written = entry.string(key)
  const yearly = entry.string('from').length === 'MM-DD'.length
  // 2028 is a leap year, so 02-29 is accepted.
  if (yearly ? isDay(`2028-${written}`) : isDay(written)) return written
  throw entry.error(
    `Unexpected day \`${written}\`, expected ${yearly ? 'one of every year, such as `03-15`' : 'one such as `2027-04-14`'}.`,
    key,
  )
}

function parseHolidays(data: YamlMap): HolidayData {
  const unannounced = new Set(data.numbers('not_yet_announced'))
  const [from, to] = [data.day('from'), data.day('to')]
  if (from > to) throw data.error(`Unexpected \`to: ${to}\`, expected a day after \`from: ${from}\`.`, 'to')
  return {
    from,
    to,
    holidays: data.map('holidays').entries((date, _, all) => {
      if (!isDay(date)) throw all.error(`Unexpected day \`${date}\`, expected one such as \`2027-04-14\`.`, date)
      if (date < from || date > to)
        throw all.error(
          `Unexpected day \`${date}\`, expected one from ${from} to ${to}: the days that the file is for.`,
          date,
        )
      return { date, name: all.string(date), announced: !unannounced.has(Number(date.slice(0, 4))) }
    }),
  }
}
