/**
 * Slots of START HERE, one page for people with ten minutes: the dates, what is due week by week from the day of issue, who has how
 * many tasks, what is missing, and which files there are.
 *
 * The plan decides how much there is to say; {@link StartHere.detail} how much of it fits. What is left out is counted, and the
 * page says where it is.
 *
 * @module
 */
import { briefDay, clockTime } from '../../base/day-in-words.ts'
import { daysBetween, type IsoDay, mondayOf, yearOf } from '../../base/day.ts'
import { compare, lowerFirst } from '../../base/text.ts'
import type { Block, Cell, Span } from '../../document/document.ts'
import type { MilestoneId } from '../../model/guide.ts'
import type { Plan, PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, ListedFile, Slot } from '../compose-context.ts'
import { questionSheets } from '../open-questions.ts'
import { roleName } from '../say.ts'
import { NO_OWNER, orderInTime, soonest } from '../shown-tasks.ts'

/** Weeks whose first tasks are said in words, by how much fits. */
const WEEKS = [0, 1, 1, 1, 2, 2, 3, 3, 4]
/** How many tasks of each of them. */
const PRESSING = [0, 1, 1, 2, 2, 3, 3, 4, 4]
/** From here on, the people with the most tasks are named beside milestones too. */
const PEOPLE_BESIDE_MILESTONES = 4
/** People with the most tasks of a week. */
const MOST = [1, 1, 1, 1, 1, 1, 2, 2, 3]
/** From here on, the names of those to ask, and who wants to know the answers. */
const TELL = 2
/** People and roles whose tasks are counted one by one. */
const PEOPLE = [3, 4, 6, 8, 10, 12, 14, 20, 99]

const atMost = (counts: readonly number[], detail: number): number => counts[Math.min(detail, counts.length - 1)] ?? 0

/** The dates that matter to everybody, in the order of their days. */
const KEY_DATES: readonly MilestoneId[] = [
  'kick-off',
  'data-sign-off',
  'cutover-planning-meeting',
  'training',
  'final-data-production',
  'go-live',
  'old-system-access-ends',
]
/** Dates side by side. */
const ABREAST = 4

/** The year is always said. */
const withYear = (date: IsoDay): string => briefDay(date, '')

export const keyDates: Slot = (context) => {
  const { plan, words } = context
  const { practice, suggestedOrderBy } = plan
  const orderBy = orderInTime(plan) ? practice.repeatOrderBy : null
  const order = orderBy ?? suggestedOrderBy
  const dates = [
    ...plan.milestones
      .filter(({ id }) => KEY_DATES.includes(id))
      .map(({ id, date, time, timeAssumed, status, fixed }) => ({
        date,
        name: words.say(`start.dates.${id}`),
        // An assumed time is nobody’s word yet; the cutover plan says what it rests on.
        time: time === null || timeAssumed ? null : clockTime(time),
        status: words.say(`start.statuses.${status === 'proposed' || fixed ? status : 'without-day'}`),
      })),
    ...(order === null
      ? []
      : [
          {
            date: order,
            name: words.say('start.dates.order-by'),
            time: null,
            status: words.say(`start.statuses.${orderBy === null ? 'proposed' : 'announced'}`),
          },
        ]),
  ].sort((one, other) => compare(one.date, other.date))
  return inRows(dates, ABREAST).map((row, at): Block => ({
    type: 'table',
    id: `key-dates-${at + 1}`,
    caption: [{ text: words.say('start.key-dates') }],
    captionVisible: false,
    header: row.map(({ name }) => [{ text: name }]),
    shares: row.map(() => 1),
    rows: [
      {
        cells: row.map(({ date, time, status }) => ({
          spans: [{ text: withYear(date), marks: ['strong'] }],
          more: [[{ text: [time, status].filter((one) => one !== null).join(', ') }]],
        })),
      },
    ],
  }))
}

function inRows<Item>(items: readonly Item[], width: number): Item[][] {
  const rows: Item[][] = []
  for (let at = 0; at < items.length; at += width) rows.push(items.slice(at, at + width))
  return rows
}

interface Due {
  readonly planned: PlannedTask
  readonly due: IsoDay
}

interface Week {
  readonly monday: IsoDay
  /** `4 Jan`, with the year where the plan is so long that there are two such days. */
  readonly name: string
  readonly due: readonly Due[]
}

export const weekByWeek: Slot = (context) => {
  const { start, plan, words } = context
  if (start === undefined) return []
  const dated = [...plan.tasks]
    .sort(soonest)
    .flatMap((planned) => (planned.due === null ? [] : [{ planned, due: planned.due }]))
  const late = dated.filter(({ due }) => due < start.from)
  const weeks = weeksFrom(start.from, dated, plan)
  const inWords = [
    ...(late.length === 0 ? [] : [inOneSentence(words.say('start.late', { number: late.length }), late, 1, context)]),
    ...weeks
      .filter(({ due }) => due.length > 0)
      .slice(0, atMost(WEEKS, start.detail))
      .map(({ monday, due }) =>
        inOneSentence(
          words.say('start.first', { monday: briefDay(monday, yearOf(monday)) }),
          due,
          atMost(PRESSING, start.detail),
          context,
        ),
      ),
  ]
  const headings = ['week-from', 'tasks', 'what-happens'].map((name): readonly Span[] => [
    { text: words.say(`start.${name}`) },
  ])
  const table: Block = {
    type: 'table',
    id: 'weeks',
    caption: [{ text: words.say('start.weeks') }],
    captionVisible: false,
    header: [...headings, ...headings],
    shares: [2, 1, 5, 2, 1, 5],
    rows: inRows(weeks, 2).map((pair) => ({
      id: `week-${pair[0]?.monday ?? ''}`,
      cells: [0, 1].flatMap((at) => cellsOf(pair[at], context)),
    })),
  }
  return [...inWords, ...(table.rows.length === 0 ? [] : [table])]
}

/** Within so many days a day and its month say which year it is. */
const UNAMBIGUOUS_DAYS = 330

/** Weeks from the day of issue in which a task or a milestone is. */
function weeksFrom(from: IsoDay, dated: readonly Due[], { milestones }: Plan): readonly Week[] {
  const byWeek = new Map<IsoDay, Due[]>()
  for (const { date } of milestones) if (date >= from) byWeek.set(mondayOf(date), [])
  for (const one of dated.filter(({ due }) => due >= from)) {
    const monday = mondayOf(one.due)
    byWeek.set(monday, [...(byWeek.get(monday) ?? []), one])
  }
  const mondays = [...byWeek.keys()].sort(compare)
  const isLong = daysBetween(mondays[0] ?? from, mondays.at(-1) ?? from) > UNAMBIGUOUS_DAYS
  return mondays.map((monday) => ({
    monday,
    // All of them are Mondays.
    name: briefDay(monday, isLong ? '' : yearOf(monday)).replace(/^\S+ /, ''),
    due: byWeek.get(monday) ?? [],
  }))
}

/** The first tasks with owner and day, and how many there are besides. */
function inOneSentence(label: string, due: readonly Due[], most: number, context: ComposeContext): Block {
  const { words } = context
  const tasks = due.slice(0, most).map(({ planned, due: day }) =>
    words.say('start.pressing', {
      task: planned.task.text.replace(/[.!?]$/, ''),
      owner: ownerOf(planned, context),
      date: briefDay(day, yearOf(day)),
    }),
  )
  const more = due.length - tasks.length
  const end = more > 0 ? ` ${words.say('start.more-tasks', { number: more })}` : '.'
  return { type: 'paragraph', spans: [{ text: label, marks: ['strong'] }, { text: ` ${tasks.join('; ')}${end}` }] }
}

/** Names of the milestones of a week. */
const milestonesIn = (monday: IsoDay, { plan, words }: ComposeContext): readonly string[] =>
  plan.milestones
    .filter(({ date }) => mondayOf(date) === monday)
    .sort((one, other) => compare(one.date, other.date))
    .map(({ id }) => words.say(`start.dates.${id}`))

/** `Go live, links back on` */
const inSentence = ([first = '', ...others]: readonly string[]): string => [first, ...others.map(lowerFirst)].join(', ')

/** Week, number of tasks, and what happens: milestones, and who has the most to do. */
function cellsOf(week: Week | undefined, context: ComposeContext): readonly Cell[] {
  if (week === undefined) return [{}, {}, {}]
  const detail = context.start?.detail ?? 0
  const happens = milestonesIn(week.monday, context)
  const most = countBy(week.due, ({ planned }) => ownerOf(planned, context))
    .slice(0, happens.length === 0 || detail >= PEOPLE_BESIDE_MILESTONES ? atMost(MOST, detail) : 0)
    .map(([owner, number]) => context.words.say('start.of-owner', { owner, number }))
  const spans: Span[] = [
    ...(happens.length === 0 ? [] : [{ text: inSentence(happens), marks: ['strong'] as const }]),
    ...(happens.length === 0 || most.length === 0 ? [] : [{ text: ', ' }]),
    ...(most.length === 0 ? [] : [{ text: most.join(', ') }]),
  ]
  return [
    { spans: [{ text: week.name, week: week.monday }] },
    { spans: [{ text: String(week.due.length) }] },
    { spans },
  ]
}

function countBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): [string, number][] {
  const counts = new Map<string, number>()
  for (const item of items) counts.set(keyOf(item), (counts.get(keyOf(item)) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}

/** The name where it is known, else the role. */
function ownerOf({ task }: PlannedTask, { guide, plan, words }: ComposeContext): string {
  const [role] = task.roles
  if (role === undefined) return words.say('start.nobody')
  return plan.practice.contacts[role]?.name ?? roleName(role, guide)
}

export const peopleAndTasks: Slot = (context) => {
  const { guide, plan, start, words } = context
  const counts = countBy(plan.tasks, ({ task }) => task.roles[0] ?? NO_OWNER)
  if (counts.length === 0) return []
  const said = counts.slice(0, atMost(PEOPLE, start?.detail ?? 0))
  const people = said.map(([role, number]) => {
    if (role === NO_OWNER) return words.say('start.of-owner', { owner: words.say('start.nobody'), number })
    const name = plan.practice.contacts[role]?.name
    const owner =
      name === undefined || name === null
        ? roleName(role, guide)
        : words.say('start.person', { name, role: roleName(role, guide) })
    return words.say('start.of-owner', { owner, number })
  })
  const others = counts.slice(said.length)
  const rest = others.length === 0 ? null : { others: others.length, tasks: others.reduce((sum, [, n]) => sum + n, 0) }
  const undated = plan.tasks.filter(({ due }) => due === null).length
  const without = undated === 0 ? '' : ` ${words.say('start.undated', { number: undated })}`
  const end = rest === null ? '.' : ` ${words.say('start.other-people', rest)}`
  return [
    {
      type: 'paragraph',
      spans: [
        { text: words.say('start.who', { number: plan.tasks.length }), marks: ['strong'] },
        { text: ` ${people.join(', ')}${end}${without}` },
      ],
    },
  ]
}

export const missing: Slot = (context) => {
  const { start, plan, words } = context
  if (start === undefined) return []
  const label: Span = { text: words.say('start.missing'), marks: ['strong'] }
  const sheets = questionSheets(context)
  if (sheets.length === 0)
    return [{ type: 'paragraph', spans: [label, { text: ` ${words.say('start.nothing-missing')}` }] }]
  const asked = sheets.map(({ id, questions }) => {
    const owner = words.say(`start.asked.${id}`, {
      person: start.detail < TELL ? null : plan.practice.contacts[id]?.name,
    })
    return words.say('start.of-owner', { owner, number: questions.length })
  })
  const where =
    start.files.find(({ kind }) => kind === 'questions') ?? start.files.find(({ kind }) => kind === 'checklist')
  const spans: Span[] = [
    label,
    { text: ` ${asked.join(', ')}` },
    ...(where === undefined ? [] : [{ text: ' (' }, { text: where.title, file: where.path }, { text: ')' }]),
    { text: '.' },
    ...(start.detail < TELL
      ? []
      : [{ text: ` ${words.say('start.tell', { partner: plan.practice.text.delivery_partner })}` }]),
  ]
  return [{ type: 'paragraph', spans }]
}

/** More would fill the page with names; they are side by side in the folder. */
const MOST_OF_FOLDER = 8

export const packFiles: Slot = ({ start, words }) => {
  if (start === undefined || start.files.length === 0) return []
  const folders = [...new Set(start.files.map(({ folder }) => folder))]
  const item = ({ title, path, readers }: ListedFile): Span[] => [
    { text: title, file: path },
    ...(readers === null ? [] : [{ text: ` ${words.say('start.readers', { readers })}` }]),
  ]
  return folders.map((folder): Block => {
    const files = start.files.filter((file) => file.folder === folder)
    const shown = files.slice(0, MOST_OF_FOLDER)
    const more = files.length - shown.length
    const spans = shown.flatMap((file, at) => [...(at === 0 ? [] : [{ text: ', ' }]), ...item(file)])
    const end = more === 0 ? [] : [{ text: ` ${words.say('start.more-files', { number: more })}` }]
    const name: Span = { text: folder === '' ? words.say('start.beside') : folder, marks: ['strong'] }
    return { type: 'paragraph', spans: [name, { text: ': ' }, ...spans, ...end, { text: '.' }] }
  })
}
