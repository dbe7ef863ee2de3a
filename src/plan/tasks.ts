/**
 * Tasks: which apply to this practice, and by when.
 *
 * Unknown never drops a task: it stays, with the questions that would decide it.
 *
 * @module
 */
import type { Guide, Task } from '../model/guide.ts'
import type { LeftOutTask, PlannedPhase, PlannedTask } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import { appliesTo, mentionedIn } from './applies-to.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type Days } from './days.ts'

export interface Sorted {
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
    tasks.push({
      task,
      ...dueDay(task, phases, days, calendar),
      applies: truth,
      unanswered: truth === 'unknown' ? asked.filter((condition) => answers[condition] === undefined) : [],
    })
  }
  return { tasks, leftOut }
}

function dueDay(
  task: Task,
  phases: readonly PlannedPhase[],
  days: Days,
  calendar: Calendar,
): Pick<PlannedTask, 'due' | 'from' | 'sense' | 'reason'> {
  if (task.timing) {
    const source = task.sources.join(', ')
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
