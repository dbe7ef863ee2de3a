/**
 * Puts plan data into words: reasons, findings, roles, whole plans. Values become dates and names; sentences come from
 * `words.yaml`.
 *
 * @module
 */
import { clockTime, longDate, shortDate } from '../base/day-in-words.ts'
import { isDay, type IsoDay } from '../base/day.ts'
import { lowerFirst } from '../base/text.ts'
import { type InterfaceWords, screenWords } from '../document/interface-words.ts'
import type { Finding } from '../model/finding.ts'
import {
  type Anchor,
  type ConditionExpression,
  type Guide,
  MILESTONES,
  type Sla,
  type Task,
  type Timing,
  type TimingRule,
} from '../model/guide.ts'
import { HOURS_TO_SETTLE, isHourToSettle, type Settled } from '../model/settled.ts'
import type {
  Holiday,
  LeftOutTask,
  PatientDate,
  Plan,
  PlanFinding,
  PlannedLineDay,
  PlannedLink,
  PlannedMilestone,
  PlannedPhase,
  PlannedTask,
  Reason,
} from '../model/plan.ts'
import type { Words } from '../template/fill.ts'
import { OURS } from './provenance.ts'

/** Why a day was chosen, as a sentence that names every bank holiday that moved the day. */
export function sayReason(reason: Reason, date: IsoDay, guide: Guide, words: Words): string {
  switch (reason.kind) {
    case 'set':
      return words.say('reasons.set', { status: words.say(`statuses.${reason.status}`) })
    case 'phase-end':
      return words.say('reasons.phase-end')
    case 'waits':
      return words.say('reasons.waits', { day: sayAnchor({ message: reason.for }, guide, words) })
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
        source: saySourceOfDay(reason.source, guide, words),
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

function sayAnchor(anchor: Anchor, guide: Guide, words: Words): string {
  if ('phase' in anchor) {
    const phase = guide.phases.find(({ datesOf }) => datesOf === anchor.phase)?.title ?? anchor.phase
    return words.say(`anchors.${anchor.edge}`, { phase: lowerFirst(phase) })
  }
  if ('message' in anchor) {
    const path = `anchors.${anchor.message}`
    return words.has(path) ? words.say(path) : anchor.message.replaceAll('-', ' ')
  }
  const milestone = words.say(`anchors.${anchor.milestone}`)
  return 'edge' in anchor ? words.say('anchors.last-day', { milestone }) : milestone
}

/** Where a day comes from, as a sentence; empty where the guide's own words give it. Words of the timing policy stay as written. */
function saySourceOfDay(source: string, guide: Guide, words: Words): string {
  if (source === '') return ''
  const ids = source.split(', ')
  const known = ids.map((id) => guide.data.sources.find((one) => one.id === id))
  if (ids.every((id) => id === OURS)) return words.say('reasons.ours')
  if (!ids.every((id, index) => id === OURS || known[index] !== undefined))
    return words.say('reasons.source', { source })
  const named = known.flatMap((one) => (one === undefined || one.id === OURS ? [] : `${one.title}, ${one.edition}`))
  return words.say(ids.includes(OURS) ? 'reasons.source-and-ours' : 'reasons.source', { source: named.join('; ') })
}

/** Ids of sources become their titles; text that is not an id stays. */
export const saySources = (source: string, guide: Guide): string =>
  source
    .split(', ')
    .map((id) => guide.data.sources.find((one) => one.id === id)?.title ?? id)
    .join('; ')

/** With their editions: a title alone does not say that a guide has been replaced. */
const sayEditions = (ids: readonly string[], guide: Guide): string =>
  ids
    .map((id) => {
      const source = guide.data.sources.find((one) => one.id === id)
      return source === undefined || id === OURS ? saySources(id, guide) : `${source.title}, ${source.edition}`
    })
    .join('; ')

function sayHolidays(holidays: readonly Holiday[], words: Words): string {
  if (holidays.length === 0) return ''
  const names = holidays.map((holiday) => {
    const name = words.say('reasons.holiday', { name: holiday.name, date: shortDate(holiday.date) })
    return holiday.announced ? name : words.say('reasons.unannounced', { name })
  })
  return words.say('reasons.holidays', { names: names.join(', ') })
}

const isTime = (value: string): boolean => /^\d\d:\d\d$/.test(value)
const isMilestone = (value: string): boolean => (MILESTONES as readonly string[]).includes(value)

export function sayFinding(finding: PlanFinding, practice: string, words: Words): Finding {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(finding.values)) {
    if (typeof value !== 'string') values[name] = value
    else if (isDay(value)) values[name] = longDate(value)
    else if (isTime(value)) values[name] = clockTime(value)
    else if (name !== 'id' && isMilestone(value)) values[name] = words.say(`milestones.${value}`)
    else values[name] = name === 'title' ? lowerFirst(value) : value
  }
  const message = words.say(`findings.${finding.rule}`, values)
  return {
    rule: finding.rule,
    severity: finding.severity,
    message,
    practice,
    ...(finding.place ? { place: finding.place } : {}),
  }
}

/** The title of a role in running text; text that is not a known role stays as written. */
export function roleName(id: string, guide: Guide): string {
  const name = guide.data.roles.find((role) => role.id === id)?.name ?? id
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** A plan with its reasons and findings in words, for the terminal and for scripts. */
export interface SaidPlan {
  readonly plan: Plan
  readonly milestones: readonly {
    readonly milestone: PlannedMilestone
    readonly name: string
    readonly reason: string
  }[]
  readonly phases: readonly { readonly phase: PlannedPhase; readonly title: string; readonly reason: string }[]
  readonly tasks: readonly { readonly task: PlannedTask; readonly owner: string; readonly reason: string }[]
  readonly patientDates: readonly { readonly day: PatientDate; readonly reason: string }[]
  /** The reasons of its two days; null where nobody knows the day. */
  readonly links: readonly {
    readonly link: PlannedLink
    readonly offReason: string | null
    readonly onReason: string | null
  }[]
  readonly leftOut: readonly { readonly task: LeftOutTask; readonly because: string }[]
  readonly findings: readonly Finding[]
}

export function sayPlan(plan: Plan, guide: Guide, words: Words): SaidPlan {
  return {
    plan,
    milestones: plan.milestones.map((milestone) => ({
      milestone,
      name: words.say(`milestones.${milestone.id}`),
      reason: sayReason(milestone.reason, milestone.date, guide, words),
    })),
    phases: plan.phases.map((phase) => ({
      phase,
      title: guide.phases.find(({ id }) => id === phase.id)?.title ?? phase.id,
      reason: words.say('reasons.phase', {
        start: sayReason(phase.startReason, phase.start, guide, words),
        end: sayReason(phase.endReason, phase.end, guide, words),
      }),
    })),
    patientDates: plan.patientDates.map((day) => ({ day, reason: sayReason(day.reason, day.date, guide, words) })),
    tasks: plan.tasks.map((task) => ({
      task,
      owner: task.task.roles[0] === undefined ? words.say('tables.no-owner') : roleName(task.task.roles[0], guide),
      reason: sayTaskReason(task, guide, words),
    })),
    links: plan.externalLinks.map((link) => ({
      link,
      offReason: sayLineReason(link.off, guide, words),
      onReason: sayLineReason(link.on, guide, words),
    })),
    leftOut: plan.leftOut.map((task) => ({ task, because: sayBecause(task, guide, words) })),
    findings: plan.findings.map((finding) => sayFinding(finding, plan.practice.ods, words)),
  }
}

const sayLineReason = (day: PlannedLineDay, guide: Guide, words: Words): string | null =>
  day.kind === 'day' ? sayReason(day.reason, day.date, guide, words) : null

/** Where a task of a public guide stands: the question above it and the chapter it leads to; empty for others. */
export const sayWhere = ({ question, link }: Task, words: Words): string =>
  question === undefined && !link?.chapter
    ? ''
    : words.say('tables.where', {
        heading: question ?? null,
        chapter: link?.chapter ?? null,
        section: link?.section ?? null,
      })

/** Why a task is due on its day; for a public guide, with the words that say so. */
function sayTaskReason({ task, reason, due }: PlannedTask, guide: Guide, words: Words): string {
  if (reason === null) return ''
  if (due === null)
    return reason.kind === 'waits'
      ? words.say('reasons.waits', { day: sayAnchor({ message: reason.for }, guide, words) })
      : ''
  const said = sayReason(reason, due, guide, words)
  const because = task.timing?.because
  if (because === undefined) return said
  return `${words.say(`reasons.words-of-${because.of}`, { words: because.words.join(' … ') })} ${said}`
}

/** The answers that made a task's condition certainly false, and the days that are agreed without it. */
export const sayBecause = ({ because, settled = [] }: LeftOutTask, guide: Guide, words: Words): string =>
  [
    ...because.map(({ condition, answer }) =>
      words.say('unknown.left-out', {
        condition: guide.data.conditions.find(({ id }) => id === condition)?.name ?? condition,
        answer: words.say(answer ? 'unknown.yes' : 'unknown.no'),
      }),
    ),
    ...settled.map((id) => saySettled(id, guide, words)),
  ].join('; ')

function saySettled(id: Settled, guide: Guide, words: Words): string {
  const named = guide.data.roles.some((role) => role.id === id)
  if (named) return words.say('unknown.settled-role', { role: roleName(id, guide) })
  const hour = isHourToSettle(id)
  const milestone = words.say(`milestones.${hour ? HOURS_TO_SETTLE[id] : id}`)
  return words.say(hour ? 'unknown.settled-hour' : 'unknown.settled', { milestone })
}

/** Owner, day, condition and the sources of action and day, of a task in the published guide: no plan gives it a date. */
export function sayTaskFacts(
  { roles: [owner, ...others], timing, condition, sources, dueSources }: Task,
  guide: Guide,
  words: Words,
): { readonly label: string; readonly value: string }[] {
  const fact = (name: string, value: string) => ({ label: words.say(`published.${name}`), value })
  return [
    fact('owner', owner === undefined ? words.say('tables.no-owner') : roleName(owner, guide)),
    ...(others.length === 0 ? [] : [fact('with', others.map((role) => roleName(role, guide)).join(', '))]),
    timing === null ? fact('by', words.say('published.phase-end')) : fact(...sayTiming(timing, guide, words)),
    ...(condition === null ? [] : [fact('condition', sayCondition(condition.expression, guide, words))]),
    ...(sources.length === 0 ? [] : [fact('source', sayEditions(sources, guide))]),
    ...(sources.length === 0 || timing === null ? [] : [fact('day-source', sayEditions(dueSources, guide))]),
  ]
}

/** A day that is only counted is a deadline. */
function sayTiming(timing: Timing, guide: Guide, words: Words): [label: 'by' | 'when', day: string] {
  const { text, due, from, repeats } = timing
  const point = ({ offset, anchor }: TimingRule): string => {
    const said = sayAnchor(anchor, guide, words)
    if (offset === undefined) return said
    const { value, unit, side } = offset
    return words.say('published.counted', {
      value,
      unit: words.say(`units.${unit}`),
      side: words.say(`reasons.${side}`),
      anchor: said,
    })
  }
  const landed = (plain: string): string => {
    const day =
      due.landing === usualLanding(timing) ? plain : words.say(`published.landing-${due.landing}`, { day: plain })
    return due.after === undefined
      ? day
      : words.say('published.not-before', { day, anchor: sayAnchor({ milestone: due.after }, guide, words) })
  }
  if (from !== undefined) {
    const often = repeats === undefined ? null : words.say(`published.${repeats}`)
    return ['when', landed(words.say('published.span', { repeats: often, from: point(from), until: point(due) }))]
  }
  const word = /^(?:before|after|from)\b/i.exec(text)?.[0].toLowerCase()
  if (word !== undefined) {
    // "Before" is counted as one working day.
    const anchor = word === 'before' ? sayAnchor(due.anchor, guide, words) : point(due)
    return ['when', landed(words.say(`published.${word}`, { anchor }))]
  }
  const isDay = due.offset === undefined && 'milestone' in due.anchor && !('edge' in due.anchor)
  const day = isDay ? words.say(`published.days.${due.anchor.milestone}`) : point(due)
  return [due.sense === 'event' ? 'when' : 'by', landed(day)]
}

/** Where a day lands that the words say no more about. */
function usualLanding({ text, due, from }: Timing): TimingRule['landing'] {
  if (from !== undefined || due.sense === 'event' || /^by\b/i.test(text)) return 'back'
  return due.sense === 'start' || due.offset?.side === 'after' ? 'on' : 'back'
}

function sayCondition(expression: ConditionExpression, guide: Guide, words: Words): string {
  const say = (inner: ConditionExpression): string => {
    const said = sayCondition(inner, guide, words)
    return 'and' in inner || 'or' in inner ? `(${said})` : said
  }
  if ('is' in expression) return guide.data.conditions.find(({ id }) => id === expression.is)?.name ?? expression.is
  if ('not' in expression) return `${words.say('published.not')} ${say(expression.not)}`
  const [parts, word] = 'and' in expression ? [expression.and, 'and'] : [expression.or, 'or']
  return parts.map(say).join(` ${words.say(`published.${word}`)} `)
}

/** Text that a format needs besides the blocks: names of buttons, of empty controls, of printed tick boxes. */
export const interfaceWords = (words: Words): InterfaceWords => ({
  print: words.say('interface.print'),
  download: words.say('interface.download'),
  saved: words.say('interface.saved'),
  enterText: words.say('interface.enterText'),
  enterDate: words.say('interface.enterDate'),
  tickBox: words.say('interface.tickBox'),
  skipToContent: words.say('interface.skipToContent'),
  screen: screenWords((word) => words.say(`interface.screen.${word}`)),
})

/** Document, section and page of an SLA; null where the guide names no document. */
export const sayCitation = ({ document, section, page }: Sla, words: Words): string | null =>
  document === null ? null : words.say('limits.source', { document, section, page })
