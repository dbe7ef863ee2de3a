/**
 * Composes the calendar and the task list that a pack contains besides its documents.
 *
 * @module
 */
import { UNDATED } from '../base/day.ts'
import { soonest } from './shown-tasks.ts'
import type { CalendarEvent, DataFiles, PaperTable } from '../model/data-files.ts'
import { isAgreed, isPlanAgreed, type PlannedHour, type PlannedTask } from '../model/plan.ts'
import { clockTime } from '../base/day-in-words.ts'
import { provenanceOf } from './provenance.ts'
import { roleName } from './say.ts'
import { ifItApplies, sayStep } from './slots/task-lists.ts'
import type { ComposeContext } from './compose-context.ts'

export function composeDataFiles(context: ComposeContext): DataFiles {
  const { guide, plan, words } = context
  return {
    calendar: {
      name: words.say('calendar.name', { practice: plan.practice.name }),
      events: [...milestoneEvents(context), ...patientEvents(context), ...taskEvents(context)],
      modified: guide.edition.reviewed ?? UNDATED,
    },
    tasks: taskTable(context),
  }
}

/** Never changes: the practice's code, the kind of event, and its id. */
const uid = ({ plan }: ComposeContext, kind: string, id: string): string =>
  `${plan.practice.ods}.${kind}.${id}@practice-packs`.toLowerCase()

export function milestoneEvents(context: ComposeContext): CalendarEvent[] {
  const { plan, words } = context
  const { name } = plan.practice
  return plan.milestones.map((planned): CalendarEvent => {
    const { id, date, end, time, timeAssumed, status } = planned
    const milestone = words.say(`milestones.${id}`)
    const day = {
      uid: uid(context, 'milestone', id),
      summary: words.say('calendar.milestone', { milestone, practice: name }),
      description: words.say('calendar.about', {
        status: words.say(`statuses.${status}`),
        time: time === null ? null : clockTime(time),
        assumed: timeAssumed,
      }),
      categories: [words.say('calendar.categories.milestone')],
      agreed: isAgreed(planned),
    }
    return { ...day, start: date, end: end ?? date }
  })
}

/** The days by which patients must know, and the last days on which letters can go to a printer. */
function patientEvents(context: ComposeContext): CalendarEvent[] {
  const { plan, words } = context
  const categories = [words.say('calendar.categories.patients')]
  return plan.patientDates.flatMap(({ id, date, postBy }): CalendarEvent[] => {
    const message = words.say(`calendar.patients.${id}`)
    const event = { description: '', categories, agreed: isPlanAgreed(plan) }
    // Only what goes by post has a last day for the printer; nothing that speaks of go live as past is posted.
    const printed = context.posted?.includes(id) === false ? [] : postBy
    return [
      { ...event, uid: uid(context, 'patients', id), summary: message, start: date, end: date },
      ...printed.map(({ post, date: by }) => ({
        ...event,
        uid: uid(context, 'post', `${id}.${post}`),
        summary: words.say('calendar.printer', { message, post: words.say(`calendar.post.${post}`) }),
        start: by,
        end: by,
      })),
    ]
  })
}

function taskEvents(context: ComposeContext): CalendarEvent[] {
  const hours = new Map<string, PlannedHour>()
  for (const day of context.plan.hours)
    if (day.kind !== 'between') for (const row of day.rows) hours.set(row.planned.task.id, row)
  return context.plan.tasks.flatMap((planned): CalendarEvent[] => {
    const { task, due, from } = planned
    if (due === null) return []
    const row = hours.get(task.id)
    const days = { start: from !== null && from <= due ? from : due, end: due }
    const timed = row?.start && row.end && from === null ? { start: row.start, end: row.end } : days
    return [
      {
        uid: uid(context, 'task', task.id),
        summary: firstSentence(task.text),
        description: aboutTask(planned, context),
        categories: [context.words.say('calendar.categories.task'), phaseTitle(planned, context)],
        agreed: isPlanAgreed(context.plan),
        ...timed,
      },
    ]
  })
}

const firstSentence = (text: string): string => /^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text

const phaseTitle = ({ task }: PlannedTask, { guide }: ComposeContext): string =>
  guide.phases.find(({ id }) => id === task.phase)?.title ?? task.phase

const owners = ({ task }: PlannedTask, { guide }: ComposeContext): string[] =>
  task.roles.map((role) => roleName(role, guide))

function aboutTask(planned: PlannedTask, context: ComposeContext): string {
  const { words } = context
  const [owner, ...others] = owners(planned, context)
  return [
    planned.task.text,
    sayStep(planned.task, context),
    words.say('calendar.owner', { owner: owner ?? words.say('tables.no-owner') }),
    ...(others.length > 0 ? [words.say('tables.with', { roles: others.join(', ') })] : []),
    ...(planned.applies === 'unknown' ? [ifItApplies(planned, context)] : []),
    ...sayProvenance(planned, context),
  ].join('\n')
}

/** An entry has no key to the marks, so it says what a dagger means. */
function sayProvenance({ task }: PlannedTask, context: ComposeContext): readonly string[] {
  const { words } = context
  const said = words.say('provenance.in-words', provenanceOf(task, context))
  return said.includes(words.say('provenance.dagger')) ? [said, words.say('provenance.dagger-key')] : [said]
}

function taskTable(context: ComposeContext): PaperTable {
  const { plan, words } = context
  const column = (name: string, width: number, kind: 'text' | 'date' = 'text') => ({
    header: words.say(`task-list.columns.${name}`),
    width,
    kind,
  })
  const states = ['not-started', 'in-progress', 'completed', 'problem'].map((one) => words.say(`task-list.${one}`))
  return {
    name: words.say('task-list.name'),
    columns: [
      column('phase', 30),
      column('task', 60),
      column('owner', 22),
      column('person', 22),
      column('with', 28),
      column('from', 18, 'date'),
      column('by', 18, 'date'),
      column('applies', 26),
      { ...column('status', 18), choices: states, help: words.say('task-list.help') },
      column('done', 18, 'date'),
      column('notes', 30),
      column('source', 22),
      column('day-source', 22),
      // For programs: people never need it.
      column('id', 28),
    ],
    rows: [...plan.tasks].sort(soonest).map((planned) => {
      const { task, due, from } = planned
      const [owner = '', ...others] = owners(planned, context)
      const person = plan.practice.contacts[task.roles[0] ?? '']?.name ?? ''
      const applies = planned.applies === 'unknown' ? ifItApplies(planned, context) : ''
      const provenance = provenanceOf(task, context)
      return [
        sayStep(task, context),
        task.text,
        owner,
        person,
        others.join(', '),
        from ?? '',
        due ?? '',
        applies,
        states[0] ?? '',
        '',
        '',
        provenance.what,
        provenance.day,
        task.id,
      ]
    }),
  }
}
