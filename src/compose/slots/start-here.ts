/**
 * Slots of START HERE, one page for people with ten minutes: what is due week by week from the day of issue, who has how many
 * tasks, what is missing, and which files there are.
 *
 * The plan decides how much there is to say; {@link StartHere.detail} how much of it fits. What is left out is counted, and the
 * page says where it is.
 *
 * @module
 */
import { shortDate } from '../../base/day-in-words.ts'
import { type IsoDay, mondayOf, yearOf } from '../../base/day.ts'
import type { Block, Span, TableRow } from '../../document/document.ts'
import type { PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, ListedFile, Slot } from '../compose-context.ts'
import { questionSheets } from '../open-questions.ts'
import { roleName } from '../say.ts'
import { NO_OWNER, soonest } from '../shown-tasks.ts'
import { toDos } from '../to-dos.ts'

/** Weeks that are said in words, by how much fits. */
const WEEKS = [1, 2, 3, 4, 5, 6]
/** Sentences about what is missing, by how much fits. */
const MISSING = [0, 0, 1, 1, 2, 3]

const atMost = (counts: readonly number[], detail: number): number => counts[Math.min(detail, counts.length - 1)] ?? 0

export const weekByWeek: Slot = (context) => {
  const { start, plan, words } = context
  if (start === undefined) return []
  const dated = [...plan.tasks].sort(soonest).flatMap((planned) => (planned.due === null ? [] : [withDue(planned)]))
  const late = dated.filter(({ due }) => due < start.from)
  const byWeek = new Map<IsoDay, Due[]>()
  for (const one of dated.filter(({ due }) => due >= start.from)) {
    const monday = mondayOf(one.due)
    byWeek.set(monday, [...(byWeek.get(monday) ?? []), one])
  }
  const weeks = [...byWeek].sort(([a], [b]) => (a < b ? -1 : 1))
  const shown = weeks.slice(0, atMost(WEEKS, start.detail))
  const year = yearOf(start.from)
  const rows = [
    ...(late.length === 0 ? [] : [weekRow('late', [{ text: words.say('start.late') }], late, context)]),
    ...shown.map(([monday, due]) =>
      weekRow(`week-${monday}`, [{ text: dayIn(monday, year), week: monday }], due, context),
    ),
  ]
  const heading = (name: string): readonly Span[] => [{ text: words.say(`start.${name}`) }]
  const table: Block = {
    type: 'table',
    id: 'weeks',
    caption: [{ text: words.say('start.weeks') }],
    captionVisible: false,
    header: [heading('week-from'), heading('tasks'), heading('most-pressing')],
    shares: [2.2, 1, 9],
    rows,
    rowHeader: 0,
  }
  return [...(rows.length === 0 ? [] : [table]), ...laterWeeks(weeks.slice(shown.length), year, context)]
}

/** `4 January`, with the year where it is another one. */
function dayIn(date: IsoDay, year: string): string {
  const day = shortDate(date).replaceAll(' ', '\u00a0')
  return yearOf(date) === year ? day.slice(0, -year.length - 1) : day
}

interface Due {
  readonly planned: PlannedTask
  readonly due: IsoDay
}

const withDue = (planned: PlannedTask): Due => ({ planned, due: planned.due as IsoDay })

/** How many tasks, of whom, and the first of them in words. */
function weekRow(id: string, name: readonly Span[], due: readonly Due[], context: ComposeContext): TableRow {
  const { words } = context
  const [first] = due
  const owners = countBy(due, ({ planned }) => ownerOf(planned, context))
  const who = owners
    .map(([owner, count]) => (owners.length === 1 ? owner : words.say('start.of-owner', { owner, number: count })))
    .join(', ')
  const pressing =
    first === undefined
      ? ''
      : words.say('start.first', {
          task: first.planned.task.text.replace(/[.!?]$/, ''),
          date: dayIn(first.due, yearOf(context.start?.from ?? first.due)),
        })
  return {
    id,
    cells: [{ spans: name }, { spans: [{ text: String(due.length) }] }, { spans: [{ text: `${who}. ${pressing}` }] }],
  }
}

/** The weeks that the table has no room for, each with its number of tasks, and how many have no date. */
function laterWeeks(
  weeks: readonly (readonly [IsoDay, readonly Due[]])[],
  from: string,
  { plan, words }: ComposeContext,
): Block[] {
  const undated = plan.tasks.filter(({ due }) => due === null).length
  const spans: Span[] = []
  let year = from
  for (const [monday, { length }] of weeks) {
    if (spans.length > 0) spans.push({ text: ', ' })
    spans.push({ text: words.say('start.later-week', { day: dayIn(monday, year), number: length }), week: monday })
    year = yearOf(monday)
  }
  const later = spans.length === 0 ? [] : [{ text: `${words.say('start.later')} ` }, ...spans, { text: '. ' }]
  const without = undated === 0 ? [] : [{ text: `${words.say('start.undated', { number: undated })} ` }]
  const all = [...later, ...without, { text: words.say('start.all-tasks', { number: plan.tasks.length }) }]
  return [{ type: 'paragraph', spans: all }]
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
  const { guide, plan, words } = context
  const counts = countBy(plan.tasks, ({ task }) => task.roles[0] ?? NO_OWNER)
  if (counts.length === 0) return []
  const people = counts.map(([role, count]) => {
    if (role === NO_OWNER) return words.say('start.of-owner', { owner: words.say('start.nobody'), number: count })
    const name = plan.practice.contacts[role]?.name
    const owner =
      name === undefined || name === null
        ? roleName(role, guide)
        : words.say('start.person', { name, role: roleName(role, guide) })
    return words.say('start.of-owner', { owner, number: count })
  })
  return [{ type: 'paragraph', spans: [{ text: `${people.join(', ')}.` }] }]
}

export const missing: Slot = (context) => {
  const { start, plan, words } = context
  if (start === undefined) return []
  const sheets = questionSheets(context)
  if (sheets.length === 0) return [{ type: 'paragraph', spans: [{ text: words.say('start.nothing-missing') }] }]
  const said = toDos(context).slice(0, atMost(MISSING, start.detail))
  const asked = sheets.map(({ title, questions }) =>
    words.say('start.of-owner', { owner: title, number: questions.length }),
  )
  const where =
    start.files.find(({ kind }) => kind === 'questions') ?? start.files.find(({ kind }) => kind === 'checklist')
  const spans: Span[] = [
    ...said.map(({ text }): Span => ({ text: `${text} ` })),
    { text: words.say('start.missing', { sheets: asked.join('; '), partner: plan.practice.text.delivery_partner }) },
    ...(where === undefined
      ? []
      : [{ text: ` ${words.say('start.see')} ` }, { text: where.title, file: where.path }, { text: '.' }]),
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
  const rows = folders.map((folder) => {
    const files = start.files.filter((file) => file.folder === folder)
    const shown = files.slice(0, MOST_OF_FOLDER)
    const more = files.length - shown.length
    const spans = shown.flatMap((file, at) => [...(at === 0 ? [] : [{ text: ', ' }]), ...item(file)])
    const end = more === 0 ? [] : [{ text: ` ${words.say('start.more-files', { number: more })}` }]
    return {
      label: [{ text: folder === '' ? words.say('start.beside') : folder }],
      value: { spans: [...spans, ...end] },
    }
  })
  return [{ type: 'facts', id: 'files', rows }]
}
