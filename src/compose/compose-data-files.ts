/**
 * Composes the calendars, the list of tasks and the project that a pack contains besides its documents.
 *
 * @module
 */
import { addDays, earliestOf, type IsoDay, latestOf, UNDATED } from '../base/day.ts'
import { NO_OWNER, soonest } from './shown-tasks.ts'
import type {
  CalendarContent,
  CalendarEvent,
  DataFiles,
  PaperTable,
  ProjectContent,
  ProjectLink,
  ProjectTask,
} from '../model/data-files.ts'
import { isAgreed, isPlanAgreed, type PlannedHour, type PlannedTask } from '../model/plan.ts'
import { clockTime } from '../base/day-in-words.ts'
import { provenanceOf } from './provenance.ts'
import { roleName } from './say.ts'
import { ifItApplies, sayStep } from './slots/task-lists.ts'
import type { ComposeContext } from './compose-context.ts'

/** What data files need besides: the working days, and the messages that were made. */
export interface DataContext extends ComposeContext {
  readonly calendar: { isWorkingDay(date: IsoDay): boolean }
}

/** Without `sent` no message was composed, so that all days of messages are shown. */
export function composeDataFiles(context: DataContext): DataFiles {
  const { guide, plan, words } = context
  const modified = guide.edition.reviewed ?? UNDATED
  const named = (name: string, events: readonly CalendarEvent[]): CalendarContent => ({ name, events, modified })
  const name = words.say('calendar.name', { practice: plan.practice.name })
  const owner = ({ task }: PlannedTask): string => task.roles[0] ?? NO_OWNER
  // Everybody waits for them.
  const decisions = plan.decisions.flatMap(({ planned }) => planned ?? [])
  const roles = [...new Set(plan.tasks.map(owner))]
  const project = projectTasks(context)
  return {
    calendar: named(name, [
      ...milestoneEvents(context, 'milestone'),
      ...messageEvents(context),
      ...taskEvents(decisions, context),
    ]),
    roles: roles.map((role) => {
      const tasks = plan.tasks.filter((planned) => owner(planned) === role && !decisions.includes(planned))
      const title = role === NO_OWNER ? words.say('tables.no-owner') : roleName(role, guide)
      const content = named(words.say('calendar.name-of-role', { name, role: title }), taskEvents(tasks, context, role))
      return { role, title, content }
    }),
    tasks: taskTable(project, context),
    project: {
      name: words.say('task-list.title', { practice: plan.practice.name }),
      author: plan.practice.text.delivery_partner ?? plan.practice.name,
      tasks: project,
      holidays: holidaysWithin(project, context),
      worked: workedDays(context),
      modified,
    },
  }
}

/** Never changes: the practice's code, the kind of event, and its id. */
const uid = ({ plan }: ComposeContext, kind: string, id: string): string =>
  `${plan.practice.ods}.${kind}.${id}@practice-packs`.toLowerCase()

/**
 * @param kind each calendar has entries of its own: somebody has both that of the pack and that of the wave, and a change in one
 *   must not be lost in the other
 */
export function milestoneEvents(context: ComposeContext, kind: 'milestone' | 'wave'): CalendarEvent[] {
  const { plan, words } = context
  const { name } = plan.practice
  return plan.milestones.map((planned): CalendarEvent => {
    const { id, date, end, time, timeAssumed, status } = planned
    const milestone = words.say(`milestones.${id}`)
    const day = {
      uid: uid(context, kind, id),
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

/** A day of messages on which something is sent, and the last days on which its letters can go to a printer. */
function messageEvents(context: ComposeContext): CalendarEvent[] {
  const { plan, words, sent } = context
  const categories = [words.say('calendar.categories.patients')]
  const practice = plan.practice.name
  const made = (id: string, channels?: readonly string[]): boolean =>
    sent === undefined ||
    sent.some(
      ({ template, channel, documents }) =>
        template.send === id && documents.length > 0 && (channels === undefined || channels.includes(channel)),
    )
  const titled = (id: string): string => {
    const word = `calendar.patients.${id}`
    return words.has(word) ? words.say(word) : id.replaceAll('-', ' ')
  }
  const event = (kind: string, id: string, message: string, day: IsoDay): CalendarEvent => ({
    uid: uid(context, kind, id),
    summary: words.say('calendar.message', { message, practice }),
    description: '',
    categories,
    agreed: isPlanAgreed(plan),
    start: day,
    end: day,
  })
  const patients = plan.patientDates.flatMap(({ id, date, postBy }): CalendarEvent[] => {
    const message = titled(id)
    // Only what goes by post has a last day for the printer; nothing that speaks of go live as past is posted.
    const printed = context.posted?.includes(id) === false || !made(id, ['letter']) ? [] : postBy
    const isSent = made(id) || DAYS_OF_PATIENTS.includes(id)
    const poster: Pick<CalendarEvent, 'alarm'> = made(id, ['poster']) && sent !== undefined ? { alarm: true } : {}
    return [
      ...(isSent ? [{ ...event('patients', id, message, date), ...poster }] : []),
      ...printed.map(({ post, date: by }): CalendarEvent => {
        const printer = words.say('calendar.printer', { message, post: words.say(`calendar.post.${post}`) })
        return { ...event('post', `${id}.${post}`, printer, by), alarm: true }
      }),
    ]
  })
  const parties = plan.partyDates
    .filter(({ id }) => made(id))
    .map(({ id, date }) => event('parties', id, titled(id), date))
  return [...patients, ...parties]
}

/** What patients do, whether or not a message says it. */
const DAYS_OF_PATIENTS: readonly string[] = ['order-by-day']

/** @param role in whose calendar they are: a task that goes to another role is called off in that of the first */
function taskEvents(tasks: readonly PlannedTask[], context: ComposeContext, role?: string): CalendarEvent[] {
  const hours = new Map<string, PlannedHour>()
  for (const day of context.plan.hours)
    if (day.kind !== 'between') for (const row of day.rows) hours.set(row.planned.task.id, row)
  return tasks.flatMap((planned): CalendarEvent[] => {
    const { task, due, from } = planned
    if (due === null) return []
    const row = hours.get(task.id)
    const days = { start: from !== null && from <= due ? from : due, end: due }
    const timed = row?.start && row.end && from === null ? { start: row.start, end: row.end } : days
    const message = firstSentence(task.text)
    return [
      {
        uid: uid(context, 'task', role === undefined ? task.id : `${task.id}.${role}`),
        summary: context.words.say('calendar.message', { message, practice: context.plan.practice.name }),
        description: aboutTask(planned, context),
        categories: [context.words.say('calendar.categories.task'), phaseTitle(planned, context)],
        agreed: isPlanAgreed(context.plan),
        ...timed,
      },
    ]
  })
}

/** Without its full stop: more follows. */
const firstSentence = (text: string): string => (/^.*?[.?!](?=\s|$)/.exec(text)?.[0] ?? text).replace(/\.$/, '')

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

const firstDay = ({ from, due }: PlannedTask): IsoDay | null =>
  from !== null && due !== null && from <= due ? from : due

/** In the order of the list of tasks: others are named by their place in it. */
function projectTasks(context: DataContext): readonly ProjectTask[] {
  const { plan } = context
  const planned = [...plan.tasks].sort(soonest)
  const worked = workedDays(context)
  const places = new Map(planned.map(({ task }, at) => [task.id, at]))
  return planned.map((one): ProjectTask => {
    const start = firstDay(one)
    const [role] = one.task.roles
    const person = role === undefined ? undefined : plan.practice.contacts[role]?.name
    const after = one.task.after.flatMap((id): ProjectLink[] => {
      const at = places.get(id)
      const before = at === undefined ? undefined : planned[at]
      if (at === undefined || before === undefined) return []
      // Two on one day: the second cannot wait until the first day is over.
      const type = before.due === null || start === null || before.due < start ? 'FS' : 'FF'
      return [{ number: at + 1, type }]
    })
    return {
      id: one.task.id,
      name: one.task.text,
      start,
      finish: one.due,
      days: workingDays(start, one.due, context, worked),
      owner: person ?? owners(one, context)[0] ?? '',
      notes: aboutTask(one, context),
      after,
    }
  })
}

/** Days on which nobody works but for a task that begins or ends then. */
function workedDays({ plan, calendar }: DataContext): readonly IsoDay[] {
  const days = plan.tasks.flatMap((planned) => [firstDay(planned), planned.due]).filter((day) => day !== null)
  return [...new Set(days)].filter((day) => !calendar.isWorkingDay(day)).sort()
}

function workingDays(
  start: IsoDay | null,
  finish: IsoDay | null,
  { calendar }: DataContext,
  worked: readonly IsoDay[],
): number {
  if (start === null || finish === null) return 1
  let days = 0
  for (let day = start; day <= finish; day = addDays(day, 1))
    if (calendar.isWorkingDay(day) || worked.includes(day)) days += 1
  return Math.max(1, days)
}

function holidaysWithin(tasks: readonly ProjectTask[], { policy }: DataContext): ProjectContent['holidays'] {
  const days = tasks.flatMap(({ start, finish }) => [start, finish]).filter((day) => day !== null)
  const [first, last] = [earliestOf(days), latestOf(days)]
  if (first === undefined || last === undefined) return []
  return policy.holidays.holidays.map(({ date }) => date).filter((date) => date >= first && date <= last)
}

/** What people fill in comes first and is printed; what programs need comes last. */
function taskTable(project: readonly ProjectTask[], context: ComposeContext): PaperTable {
  const { plan, words } = context
  const column = (name: string, width: number, kind: 'text' | 'date' = 'text') => ({
    header: words.say(`task-list.columns.${name}`),
    width,
    kind,
  })
  const states = ['not-started', 'in-progress', 'completed', 'blocked'].map((one) => words.say(`task-list.${one}`))
  const columns = [
    // Wide: most tasks on one line, so that a page holds fifty.
    column('task', 118),
    column('owner', 24),
    column('start', 12, 'date'),
    column('finish', 12, 'date'),
    column('done', 12, 'date'),
    column('initials', 8),
    { ...column('status', 14), choices: states, help: words.say('task-list.help') },
    column('notes', 28),
    column('duration', 10),
    column('role', 24),
    column('with', 28),
    column('phase', 30),
    column('applies', 26),
    column('predecessors', 16),
    column('number', 8),
    column('source', 22),
    column('day-source', 22),
    // For programs: people never need it.
    column('id', 28),
  ]
  const byId = new Map(plan.tasks.map((planned) => [planned.task.id, planned]))
  return {
    name: words.say('task-list.name'),
    columns,
    printed: 6,
    late: { by: 3, status: 6, done: words.say('task-list.completed'), on: 4 },
    rows: project.map(({ id, name, start, finish, days, owner, after }, at) => {
      const planned = byId.get(id)
      if (planned === undefined) throw new Error(`There is no task ${id}.`)
      const [role = '', ...others] = owners(planned, context)
      const provenance = provenanceOf(planned.task, context)
      return [
        name,
        owner,
        start ?? '',
        finish ?? '',
        '',
        '',
        states[0] ?? '',
        '',
        `${days}d`,
        role,
        others.join(', '),
        sayStep(planned.task, context),
        planned.applies === 'unknown' ? ifItApplies(planned, context) : '',
        after.map(({ number, type }) => `${number}${type === 'FS' ? '' : type}`).join(', '),
        String(at + 1),
        provenance.what,
        provenance.day,
        id,
      ]
    }),
  }
}
