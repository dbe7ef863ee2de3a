/**
 * Tasks, phases and patients' dates: which of them apply to this practice, and when.
 *
 * An unanswered question never drops a task: it stays, with the questions that would decide it.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { type ConditionExpression, type Guide, MILESTONES, type Task } from '../model/guide.ts'
import { HOURS_TO_SETTLE, isHourToSettle, type Settled } from '../model/settled.ts'
import type { LeftOutTask, MessageDay, PatientDate, Plan, PlannedPhase, PlannedTask } from '../model/plan.ts'
import type { MessageDayPolicy, TimingPolicy } from '../model/policy.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type Days, waitsFor } from './milestones.ts'

/** Kleene's three-valued logic: a task is left out only when its condition is certainly false. */
type Truth = 'yes' | 'no' | 'unknown'
type ConditionAnswers = Readonly<Record<string, boolean>>

const opposite: Record<Truth, Truth> = { yes: 'no', no: 'yes', unknown: 'unknown' }

/** Whether the answers make it true. */
export function appliesTo(expression: ConditionExpression, answers: ConditionAnswers): Truth {
  if ('is' in expression) {
    const answer = answers[expression.is]
    return answer === undefined ? 'unknown' : answer ? 'yes' : 'no'
  }
  if ('not' in expression) return opposite[appliesTo(expression.not, answers)]
  const [parts, decisive] = 'and' in expression ? [expression.and, 'no' as const] : [expression.or, 'yes' as const]
  const truths = parts.map((part) => appliesTo(part, answers))
  if (truths.includes(decisive)) return decisive
  return truths.includes('unknown') ? 'unknown' : opposite[decisive]
}

/** Ids of all conditions an expression mentions, each once, in the order written. */
export function mentionedIn(expression: ConditionExpression): string[] {
  if ('is' in expression) return [expression.is]
  if ('not' in expression) return mentionedIn(expression.not)
  const parts = 'and' in expression ? expression.and : expression.or
  return [...new Set(parts.flatMap(mentionedIn))]
}

interface Sorted {
  readonly tasks: readonly PlannedTask[]
  readonly leftOut: readonly LeftOutTask[]
}

export function planTasks(
  guide: Guide,
  practice: Practice,
  phases: readonly PlannedPhase[],
  days: Days,
  calendar: Calendar,
): Sorted {
  const tasks: PlannedTask[] = []
  const leftOut: LeftOutTask[] = []
  const answers = practice.conditions
  for (const task of guide.tasks) {
    if (task.onlyText !== undefined) continue
    const truth = task.condition ? appliesTo(task.condition.expression, answers) : 'yes'
    const asked = task.condition ? mentionedIn(task.condition.expression) : []
    if (truth === 'no') {
      const because = asked.flatMap((condition) => {
        const answer = answers[condition]
        return answer === undefined ? [] : [{ condition, answer }]
      })
      leftOut.push({ task, because })
      continue
    }
    if (task.settles.length > 0 && task.settles.every((id) => isSettled(practice, id))) {
      leftOut.push({ task, because: [], settled: task.settles })
      continue
    }
    tasks.push({
      task,
      ...dueDay(task, phases, days, calendar),
      applies: truth,
      unanswered: truth === 'unknown' ? asked.filter((condition) => answers[condition] === undefined) : [],
    })
  }
  return { tasks, leftOut }
}

/** A person set the day, and it is agreed or over; gave the hour; or named who has the role. */
function isSettled({ fixed, times, contacts }: Practice, id: Settled): boolean {
  const milestone = MILESTONES.find((one) => one === id)
  if (milestone !== undefined) {
    const status = fixed[milestone]?.status
    return status !== undefined && status !== 'proposed'
  }
  if (isHourToSettle(id)) return times[HOURS_TO_SETTLE[id]] !== undefined
  return Boolean(contacts[id]?.name)
}

function dueDay(
  task: Task,
  phases: readonly PlannedPhase[],
  days: Days,
  calendar: Calendar,
): Pick<PlannedTask, 'due' | 'from' | 'sense' | 'reason'> {
  if (task.timing) {
    const open = waitsFor(task.timing.due, days) ?? (task.timing.from ? waitsFor(task.timing.from, days) : null)
    if (open !== null)
      return { due: null, from: null, sense: task.timing.due.sense, reason: { kind: 'waits', for: open } }
    // Its action may have another source.
    const source = task.dueSources.join(', ')
    const due = dayOf(task.timing.due, days, calendar, source)
    const from = task.timing.from ? dayOf(task.timing.from, days, calendar, source).date : null
    return { due: due.date, from, sense: task.timing.due.sense, reason: due.reason }
  }
  const phase = phases.find(({ id }) => id === task.phase)
  return {
    due: phase?.end ?? null,
    from: null,
    sense: 'deadline',
    reason: phase ? { kind: 'phase-end', phase: phase.id } : null,
  }
}

/** The day to order repeats by: a practice sets it in its row, and the policy only suggests one. */
export const ORDER_BY = 'order-by-day'

/**
 * When posters, messages and thanks are due, and for each class of post the last day on which letters can be handed to a
 * printer so that the slowest arrives in time. Bank holidays count for neither printing nor post. Also fills
 * `days.messages`: tasks may be due on these days.
 */
export function dateMessages(
  policy: TimingPolicy,
  orderBy: IsoDay | null,
  days: Days,
  calendar: Calendar,
): Pick<Plan, 'patientDates' | 'partyDates' | 'suggestedOrderBy'> {
  let suggestedOrderBy: IsoDay | null = null
  const dated = ({ id, rule }: MessageDayPolicy): MessageDay[] => {
    if (waitsFor(rule, days) !== null) {
      days.messages.set(id, null)
      return []
    }
    const found = dayOf(rule, days, calendar, 'ours')
    if (id !== ORDER_BY) {
      days.messages.set(id, found)
      return [{ id, ...found }]
    }
    suggestedOrderBy = found.date
    const set = orderBy === null ? null : { date: orderBy, reason: { kind: 'set', status: 'confirmed' } as const }
    days.messages.set(id, set)
    return set === null ? [] : [{ id, ...set }]
  }
  const postBy = (date: IsoDay): PatientDate['postBy'] =>
    policy.post.map(({ id: post, workingDays }) => ({
      post,
      date: calendar.shift(date, { value: workingDays, unit: 'working-day', side: 'before' }, 'back').date,
    }))
  const patientDates = policy.patients.flatMap(dated).map((day) => ({ ...day, postBy: postBy(day.date) }))
  return { patientDates, partyDates: policy.parties.flatMap(dated), suggestedOrderBy }
}

/** Gives the guide's phases the policy's dates. Also fills `days.phases`: a phase may start where another ends. */
export function datePhases(guide: Guide, policy: TimingPolicy, calendar: Calendar, days: Days): PlannedPhase[] {
  const reasons = new Map<string, Pick<PlannedPhase, 'startReason' | 'endReason'>>()
  for (const phase of policy.phases) {
    const start = dayOf(phase.start, days, calendar, '')
    const end = dayOf(phase.end, days, calendar, '')
    days.phases.set(phase.id, { start: start.date, end: end.date })
    reasons.set(phase.id, { startReason: start.reason, endReason: end.reason })
  }
  return guide.phases.flatMap(({ id, datesOf }) => {
    const dates = datesOf ? days.phases.get(datesOf) : undefined
    const why = datesOf ? reasons.get(datesOf) : undefined
    return dates && why ? [{ id, ...dates, ...why }] : []
  })
}
