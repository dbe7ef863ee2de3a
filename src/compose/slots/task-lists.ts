/**
 * Slots with tasks and other text of the guide:
 *
 * `slot: tasks; phase: …`, `role: …` or `week: …`: tasks as rows to tick, soonest first, each with its owner beside it,
 * or with its phase where all rows have the same owner.
 * `slot: other-tasks; role: …` or `week: …`: tasks that are ticked in another list, for information: those that a role
 * helps with, and those that continue past a week.
 * `slot: phase-intro`, `slot: callouts`, `slot: limits`, each with `phase: …`: what the guide says about one phase.
 * `slot: section; phase: cutover; id: if-it-slips; heading: If it slips`: the guide's text under one heading, with a
 * heading of the template's own; nothing where the guide has no such section.
 *
 * Text of the guide is inserted as blocks and never turned back into Markdown.
 *
 * @module
 */
import { dayOfYear, longDate } from '../../base/day-in-words.ts'
import { isoDay, yearOf } from '../../base/day.ts'
import type { Block, Cell, Span, TableRow } from '../../document/document.ts'
import { blockLines } from '../../document/plain-text.ts'
import { mapSpans } from '../../document/walk.ts'
import type { Task } from '../../model/guide.ts'
import { isPlanAgreed, type PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { sectionOf } from '../guide-prose.ts'
import { markedProse, markedWords, sourceMark } from '../provenance.ts'
import { roleName, sayCitation, sayWhere } from '../say.ts'
import { goingOnIn, NO_OWNER, NO_WEEK, ofHelper, ofOwner, ofPhase, ofWeek } from '../shown-tasks.ts'

export const tasks: Slot = (context, options) => {
  const { words } = context
  const chosen = choose(context, options)
  if (chosen.rows.length === 0) return []
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  return [
    {
      type: 'table',
      id: `tasks-${chosen.id}`,
      caption: [{ text: words.say('tables.tasks', { phase: chosen.title }) }],
      captionVisible: false,
      header: [
        say('done'),
        // Pages for one role are handed out, so each names its role.
        chosen.oneOwner ? [{ text: words.say('tables.task-of', { role: chosen.title }) }] : say('task'),
        say(chosen.oneOwner ? 'step' : 'owner'),
        dueHeading(context),
        say('initials'),
      ],
      shares: chosen.oneOwner ? [1, 4.8, 3.8, 3, 1.4] : [1, 5.6, 2.9, 3, 1.4],
      rowHeader: 1,
      rows: chosen.rows.map((row) => taskRow(row, chosen.oneOwner, context)),
    },
  ]
}

/** Marks the days below it as proposed, while they are. */
const dueHeading = ({ plan, words }: ComposeContext): readonly Span[] => [
  { text: words.say(isPlanAgreed(plan) ? 'tables.due' : 'tables.due-proposed') },
]

interface ChosenTasks {
  readonly id: string
  readonly title: string
  readonly rows: readonly PlannedTask[]
  readonly oneOwner: boolean
}

function choose(
  { guide, plan, words }: ComposeContext,
  { phase, role, week }: Readonly<Record<string, string>>,
): ChosenTasks {
  if (role !== undefined) {
    const title = role === NO_OWNER ? words.say('tables.no-owner') : roleName(role, guide)
    return { id: role, title, rows: ofOwner(plan, role), oneOwner: true }
  }
  if (week !== undefined) {
    const title =
      week === NO_WEEK ? words.say('tables.no-date') : words.say('tables.week', { day: longDate(isoDay(week)) })
    return { id: week, title, rows: ofWeek(plan, week), oneOwner: false }
  }
  const id = phase ?? ''
  return { id, title: phaseTitle(id, guide), rows: ofPhase(plan, id), oneOwner: false }
}

const phaseTitle = (id: string, guide: ComposeContext['guide']): string =>
  guide.phases.find((one) => one.id === id)?.title ?? id

/** `Planning for cutover: Prescriptions`: the phase and the heading that a task stands under in the guide. */
export const sayStep = (task: Task, { guide, words }: Pick<ComposeContext, 'guide' | 'words'>): string =>
  words.say('tables.step-of', { phase: phaseTitle(task.phase, guide), section: sectionOf(task, guide) })

function taskRow(planned: PlannedTask, oneOwner: boolean, context: ComposeContext): TableRow {
  const { task } = planned
  const label = (kind: string): string => context.words.say(`tables.${kind}`, { task: task.text })
  const more = taskNotes(planned, context)
  return {
    id: task.id,
    cells: [
      { field: { id: `${task.id}:done`, kind: 'check', label: label('done-field') } },
      { spans: markedWords(task, context), ...(more.length > 0 ? { more } : {}) },
      oneOwner ? { spans: [{ text: sayStep(task, context) }] } : ownerCell(planned, context),
      { spans: [{ text: sayDue(planned, context) }] },
      { field: { id: `${task.id}:initials`, kind: 'text', label: label('initials-field') } },
    ],
  }
}

/** Below the task: what the guide explains, whether it applies, where a public guide says more, and who helps. */
function taskNotes(planned: PlannedTask, context: ComposeContext): (readonly Span[])[] {
  const { guide, words } = context
  const others = planned.task.roles.slice(1).map((role) => roleName(role, guide))
  const notes = (planned.task.details ?? []).flatMap(detailLines)
  if (planned.applies === 'unknown') notes.push([{ text: ifItApplies(planned, context), marks: ['strong'] }])
  const where = sayWhere(planned.task, words)
  if (where !== '') notes.push([{ text: words.say('tables.in-guide', { where }) }])
  if (others.length > 0) notes.push([{ text: words.say('tables.with', { roles: others.join(', ') }) }])
  return notes
}

/** A cell has lines, no blocks: items of a list become lines with their bullet or number. */
function detailLines(block: Block): (readonly Span[])[] {
  if (block.type === 'paragraph') return [block.spans]
  if (block.type !== 'list') return blockLines(block).map((text) => [{ text }])
  return block.items.flatMap((item, at) =>
    item.flatMap(detailLines).map((line, nth) => {
      if (nth > 0) return line
      return [{ text: block.ordered ? `${(block.start ?? 1) + at}. ` : '• ' }, ...line]
    }),
  )
}

/** The questions that would decide whether it applies. */
export function ifItApplies({ unanswered }: Pick<PlannedTask, 'unanswered'>, { guide, words }: ComposeContext): string {
  const names = unanswered.map((id) => guide.data.conditions.find((one) => one.id === id)?.name ?? id)
  return words.say('tables.if-it-applies', { conditions: names.join(', ') })
}

/** The first role owns the task; the name in the practice's row is shown below it. */
export function ownerCell({ task }: PlannedTask, { guide, plan, words }: ComposeContext): Cell {
  const [owner] = task.roles
  if (owner === undefined) return { spans: [{ text: words.say('tables.no-owner') }] }
  const person = plan.practice.contacts[owner]?.name
  return { spans: [{ text: roleName(owner, guide) }], ...(person ? { more: [[{ text: person }]] } : {}) }
}

/** "by …" for a deadline, "on …" for an event, "… to …" for a span; the year only where it is not that of go-live. */
function sayDue({ due, from, sense, reason }: PlannedTask, { plan, words }: ComposeContext): string {
  if (due === null) return words.say(reason?.kind === 'waits' ? 'tables.open-date' : 'tables.no-date')
  const year = yearOf(plan.practice.goLive)
  const day = dayOfYear(due, year)
  if (from !== null && from < due) return words.say('dates.span', { from: dayOfYear(from, year), due: day })
  return words.say(`dates.${sense}`, { date: day })
}

export const phaseIntro: Slot = (context, { phase }) => {
  const page = context.guide.pages.find((one) => one.phase === phase)
  const intro = context.guide.phases.find(({ id }) => id === phase)?.intro ?? []
  return page === undefined ? intro : markedProse(intro, page, context)
}

export const callouts: Slot = (context, { phase }) => calloutsOf(context, phase ?? null)

export const otherCallouts: Slot = (context) => calloutsOf(context, null)

const calloutsOf = (context: ComposeContext, phase: string | null): Block[] =>
  context.guide.callouts
    .filter((callout) => callout.phase === phase)
    .map(({ kind, title, blocks, sources }): Block => {
      const mark = sourceMark(sources, context)
      return { type: 'callout', kind, title, blocks: mark.length === 0 ? blocks : withLastWords(blocks, mark) }
    })

/** Where a box comes from stands at its end, on the last line of its words. */
function withLastWords(blocks: readonly Block[], words: readonly Span[]): readonly Block[] {
  const last = blocks.at(-1)
  if (last?.type !== 'paragraph') return [...blocks, { type: 'paragraph', spans: words }]
  return [...blocks.slice(0, -1), { ...last, spans: [...last.spans, ...words] }]
}

/** Limits in the sources, in one box with the caveat once. Only limits that the guide publishes. */
export const limits: Slot = ({ guide, words }, { phase }) => {
  const live = guide.slas.filter((sla) => sla.phase === phase && sla.status === 'live')
  if (live.length === 0) return []
  const said = live.map((sla): readonly Block[] => {
    const title = guide.data.slas.find(({ id }) => id === sla.id)?.title
    const source = sayCitation(sla, words) ?? words.say('limits.no-source')
    const spans: Span[] = [
      ...(title ? [{ text: `${title}: `, marks: ['strong' as const] }] : []),
      { text: words.say('limits.wording', { wording: sla.text, source }) },
    ]
    return [{ type: 'paragraph', spans }]
  })
  return [
    {
      type: 'callout',
      kind: 'limit',
      title: [{ text: words.say('callouts.limits') }],
      blocks: [
        { type: 'list', ordered: false, items: said },
        { type: 'paragraph', role: 'small', spans: [{ text: words.say('limits.caveat') }] },
      ],
    },
  ]
}

export const section: Slot = (context, { phase, id, heading: words }) => {
  const { guide } = context
  for (const page of guide.pages) {
    const { phase: about, blocks } = page
    if (about === null || guide.phases.find((one) => one.id === about)?.datesOf !== phase) continue
    const from = blocks.findIndex((block) => block.type === 'heading' && block.id === id)
    const heading = blocks[from]
    if (heading?.type !== 'heading') continue
    const rest = blocks.slice(from + 1)
    const end = rest.findIndex((block) => block.type === 'heading' && block.level <= heading.level)
    const said = withoutLinks(markedProse(end === -1 ? rest : rest.slice(0, end), page, context))
    if (said.length === 0 || words === undefined) return said
    return [{ type: 'heading', level: 3, id: `${phase}-${id}`, spans: [{ text: words }] }, ...said]
  }
  return []
}

/** Links into the guide would lead nowhere in a separate document. */
const withoutLinks = (blocks: readonly Block[]): readonly Block[] =>
  mapSpans(blocks, (spans) =>
    spans.map(({ href, ...span }) => (href?.startsWith('http') === true ? { ...span, href } : span)),
  )

export const otherTasks: Slot = (context, { role, week }) => {
  const { plan, words } = context
  const rows = role !== undefined ? ofHelper(plan, role) : goingOnIn(plan, week ?? '')
  if (rows.length === 0) return []
  const say = (name: string): readonly Span[] => [{ text: words.say(`tables.${name}`) }]
  const caption = role !== undefined ? 'helps-with' : 'going-on'
  return [
    {
      type: 'table',
      id: `${caption}-${role ?? week ?? ''}`,
      caption: say(caption),
      captionVisible: true,
      header: [say('task'), say('owner'), dueHeading(context)],
      shares: [6, 3, 4],
      rowHeader: 0,
      rows: rows.map((planned) => ({
        cells: [
          { spans: markedWords(planned.task, context) },
          ownerCell(planned, context),
          { spans: [{ text: sayDue(planned, context) }] },
        ],
      })),
    },
  ]
}
