/**
 * Slots with tasks and other text of the guide:
 *
 * `slot: tasks; phase: …`, `role: …` or `week: …`: tasks as rows to tick, soonest first, each with its owner and its day;
 * `codes: yes` adds codes of limits and requirements.
 * `slot: other-tasks; role: …` or `week: …`: tasks that are ticked in another list, for information: those that a role
 * helps with, and those that begin in a week and are due in a later one.
 * `slot: phase-intro`, `slot: callouts`, `slot: limits`, each with `phase: …`: what the guide says about one phase.
 * `slot: section; phase: cutover; id: if-it-slips; heading: If it slips`: the guide's text under one heading, with a
 * heading of the template's own; nothing where the guide has no such section.
 *
 * Text of the guide is inserted as blocks and never turned back into Markdown.
 *
 * @module
 */
import { briefDay, longDate } from '../../base/day-in-words.ts'
import { isoDay, mondayOf, yearOf } from '../../base/day.ts'
import { lowerFirst } from '../../base/text.ts'
import type { Block, Cell, RowPlace, Span, Table, TableRow } from '../../document/document.ts'
import { blockLines, spansText } from '../../document/plain-text.ts'
import { mapSpans } from '../../document/walk.ts'
import type { ConditionExpression, Task } from '../../model/guide.ts'
import { isPlanAgreed, type PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { sectionOf } from '../guide-prose.ts'
import { markedProse, markedWords, sourceMark } from '../provenance.ts'
import { roleName, sayCitation, sayWhere } from '../say.ts'
import { beginsIn, NO_OWNER, NO_WEEK, ofHelper, ofOwner, ofPhase, ofWeek } from '../shown-tasks.ts'

export const tasks: Slot = (context, options) => {
  const { words } = context
  const chosen = choose(context, options)
  if (chosen.rows.length === 0) return []
  return [
    {
      type: 'table',
      id: `tasks-${chosen.id}`,
      caption: [{ text: words.say('tables.tasks', { phase: chosen.title }) }],
      captionVisible: false,
      header: headerOf(chosen, context),
      shares: [9, 1],
      rowHeader: 0,
      rows: chosen.rows.map((row) => taskRow(row, chosen, context)),
    },
  ]
}

/**
 * Column names that are needed on each page: pages for one role are handed out, so each names its role; days that are only
 * proposed are called so. Otherwise the heading above and the introduction say what the columns are.
 */
function headerOf({ oneOwner, title }: ChosenTasks, context: ComposeContext): Table['header'] {
  const { plan, words } = context
  if (!oneOwner && isPlanAgreed(plan)) return []
  return [
    [{ text: words.say(taskHeading(oneOwner, context), { role: title }) }],
    [{ text: words.say('tables.initials') }],
  ]
}

/** Says once for all the days below it that they are proposed, while they are. */
const taskHeading = (oneOwner: boolean, { plan }: ComposeContext): string =>
  `tables.${oneOwner ? 'task-of' : 'task'}${isPlanAgreed(plan) ? '' : '-proposed'}`

interface ChosenTasks {
  readonly id: string
  readonly title: string
  readonly rows: readonly PlannedTask[]
  readonly oneOwner: boolean
  /** The year that need not be said at each day. */
  readonly year: string
  /** Codes of limits and requirements stand at their tasks. */
  readonly withCodes: boolean
}

function choose(
  { guide, plan, words }: ComposeContext,
  { phase, role, week, codes }: Readonly<Record<string, string>>,
): ChosenTasks {
  const common = { year: yearOf(plan.practice.goLive), withCodes: codes === 'yes' }
  if (role !== undefined) {
    const title = role === NO_OWNER ? words.say('tables.no-owner') : roleName(role, guide)
    return { ...common, id: role, title, rows: ofOwner(plan, role), oneOwner: true }
  }
  if (week !== undefined) {
    const isDated = week !== NO_WEEK
    const title = isDated ? words.say('tables.week', { day: longDate(isoDay(week)) }) : words.say('tables.no-date')
    const rows = ofWeek(plan, week)
    return { ...common, id: week, title, rows, oneOwner: false, ...(isDated ? { year: yearOf(isoDay(week)) } : {}) }
  }
  const id = phase ?? ''
  return { ...common, id, title: phaseTitle(id, guide), rows: ofPhase(plan, id), oneOwner: false }
}

const phaseTitle = (id: string, guide: ComposeContext['guide']): string =>
  guide.phases.find((one) => one.id === id)?.title ?? id

/** `Planning for cutover: Prescriptions`: the phase and the heading that a task stands under in the guide. */
export const sayStep = (task: Task, { guide, words }: Pick<ComposeContext, 'guide' | 'words'>): string =>
  words.say('tables.step-of', { phase: phaseTitle(task.phase, guide), section: sectionOf(task, guide) })

/** A box to tick, whose task it is and when, the task, and room for initials and the day: as few lines as it takes. */
function taskRow(planned: PlannedTask, { oneOwner, year, withCodes }: ChosenTasks, context: ComposeContext): TableRow {
  const { task } = planned
  const { words } = context
  const label = (kind: string): string => words.say(`tables.${kind}`, { task: task.text })
  const due = sayDue(planned, year, context)
  const whose = oneOwner
    ? capitalised(due)
    : words.say('tables.whose', { owner: ownerName(planned, context), when: due })
  return {
    id: task.id,
    place: placeOf(planned),
    cells: [
      {
        field: { id: `${task.id}:done`, kind: 'check', label: label('done-field') },
        spans: [
          { text: `${whose}:`, marks: ['strong'] },
          { text: ' ' },
          ...markedWords(task, context),
          ...taskNotes(planned, withCodes, context),
        ],
      },
      { field: { id: `${task.id}:initials`, kind: 'text', label: label('initials-field') } },
    ],
  }
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

/** Where a task belongs in each arrangement of the checklist. */
const placeOf = ({ task: { roles, phase }, from, due }: PlannedTask): RowPlace => ({
  in: { week: due === null ? NO_WEEK : mondayOf(due), role: roles[0] ?? NO_OWNER, phase },
  helpers: roles.slice(1),
  from,
  due,
})

/**
 * After the task, on the same line: what the guide explains, whether it applies, where a public guide says more, who helps, and
 * the codes of limits and requirements.
 */
function taskNotes(planned: PlannedTask, withCodes: boolean, context: ComposeContext): Span[] {
  const { words } = context
  const { task } = planned
  const quiet = (text: string): readonly Span[] => [{ text, marks: ['quiet'] }]
  const notes = (task.details ?? []).flatMap(detailLines)
  if (planned.applies === 'unknown') notes.push([{ text: `${ifItApplies(planned, context)}.`, marks: ['strong'] }])
  const where = sayWhere(task, words)
  if (where !== '') notes.push(quiet(words.say('tables.in-guide', { where })))
  const helpers = helpersOf(task, context)
  if (helpers.length > 0) notes.push(quiet(words.say('tables.with', { roles: helpers.join(', ') })))
  const codes = [...task.slas, ...task.dmis]
  if (withCodes && codes.length > 0) notes.push(quiet(words.say('tables.codes', { codes: codes.join(', ') })))
  return notes.flatMap((line) => [{ text: ' ' }, ...line])
}

/** Short names of those who help and whom neither the task nor its explanation names. */
function helpersOf({ roles, text, details }: Task, { guide }: ComposeContext): string[] {
  const said = ` ${[text, ...(details ?? []).flatMap(blockLines)].join(' ').toLowerCase()} `
  return roles.slice(1).flatMap((id) => {
    const name = shortRole(roleName(id, guide))
    return said.includes(` ${name.toLowerCase()}`) ? [] : [name]
  })
}

/** `ICB` of `Integrated care board (ICB)`, `clinical lead` of `Clinical lead`. */
function shortRole(name: string): string {
  const short = /\((\p{Lu}{2,})\)$/u.exec(name)?.[1]
  return short ?? (/^\p{Lu}\p{Ll}+$/u.test(name) ? lowerFirst(name) : inSentence(name))
}

/** A task's explanation goes on in the same lines: items of a list keep their bullet or number. */
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

/** The questions that would decide whether it applies: one that a yes would rule out is said with "no". */
export function ifItApplies(
  { unanswered, task }: Pick<PlannedTask, 'unanswered'> & { readonly task?: Pick<Task, 'condition'> },
  { guide, words }: ComposeContext,
): string {
  const ruledOut = task?.condition ? negatedIn(task.condition.expression) : []
  const names = unanswered.map((id) => {
    const name = guide.data.conditions.find((one) => one.id === id)?.name ?? id
    return ruledOut.includes(id) ? words.say('tables.not-this', { condition: inSentence(name) }) : name
  })
  return words.say('tables.if-it-applies', { conditions: names.join(', ') })
}

/** A name whose first word is an ordinary word, as it stands inside a sentence. */
const inSentence = (name: string): string => (/^\p{Lu}\p{Ll}+ \p{Ll}/u.test(name) ? lowerFirst(name) : name)

function negatedIn(expression: ConditionExpression, negated = false): string[] {
  if ('is' in expression) return negated ? [expression.is] : []
  if ('not' in expression) return negatedIn(expression.not, !negated)
  return ('and' in expression ? expression.and : expression.or).flatMap((part) => negatedIn(part, negated))
}

/** The first role owns the task; the name in the practice's row is shown below it. */
export function ownerCell({ task }: PlannedTask, { guide, plan, words }: ComposeContext): Cell {
  const [owner] = task.roles
  if (owner === undefined) return { spans: [{ text: words.say('tables.no-owner') }] }
  const person = plan.practice.contacts[owner]?.name
  return { spans: [{ text: roleName(owner, guide) }], ...(person ? { more: [[{ text: person }]] } : {}) }
}

/** The person who owns it by name; their role where nobody is named, and beside a name that has several roles. */
function ownerName({ task }: PlannedTask, { guide, plan, words }: ComposeContext): string {
  const [owner] = task.roles
  if (owner === undefined) return words.say('tables.no-owner')
  const { contacts } = plan.practice
  const person = contacts[owner]?.name ?? null
  if (person === null) return roleName(owner, guide)
  const others = Object.entries(contacts).filter(([role, { name }]) => role !== owner && name === person)
  return others.some(([role]) => plan.tasks.some((one) => one.task.roles[0] === role))
    ? words.say('tables.person-as', { person, role: shortRole(roleName(owner, guide)) })
    : person
}

/** A task by its first sentence, up to a colon: a part of it says another thing, as “Sign, as a clinician” does. */
export function firstWords(text: string): string {
  const [sentence = text] = /^.*?[.?!](?=\s|$)/.exec(text) ?? []
  const [, named] = /^((?:\S+\s){3,}?\S+?):\s/.exec(sentence) ?? []
  return (named ?? sentence).replace(/\.$/, '')
}

/** Whoever owns it by name alone: for lists of one week, beside the list of contacts. */
export const shortOwner = (planned: PlannedTask, context: ComposeContext): Cell => ({
  spans: [{ text: ownerName(planned, context) }],
})

/** "by …" for a deadline, "on …" for an event, "… to …" for a span; the year only where it is another one. */
function sayDue({ due, from, sense, reason }: PlannedTask, year: string, { words }: ComposeContext): string {
  if (due === null) return words.say(reason?.kind === 'waits' ? 'tables.open-date' : 'tables.no-date')
  const day = briefDay(due, year)
  if (from !== null && from < due) return words.say('dates.span', { from: briefDay(from, year), due: day })
  // A span of one day is for that day, and not as soon as possible.
  return words.say(`dates.${from === due ? 'event' : sense}`, { date: day })
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

/**
 * Tasks that are ticked elsewhere, in their first sentence: what a role helps with, and what begins in a week and is due in a
 * later one, those of one owner or of the same days together.
 */
export const otherTasks: Slot = (context, { role, week }) => {
  const { plan, words } = context
  const rows = role !== undefined ? ofHelper(plan, role) : beginsIn(plan, week ?? '')
  if (rows.length === 0) return []
  const year = yearOf(week === undefined ? plan.practice.goLive : isoDay(week))
  const title = words.say(
    `tables.${role !== undefined ? 'helps-with' : 'begins'}${isPlanAgreed(plan) ? '' : '-proposed'}`,
  )
  const groups = new Map<string, Span[]>()
  for (const planned of rows) {
    const when = sayDue(planned, year, context)
    const said = role === undefined ? capitalised(when) : ownerName(planned, context)
    const day: Span[] = role === undefined ? [] : [{ text: ` (${when})`, marks: ['quiet'] }]
    groups.set(said, [...(groups.get(said) ?? []), { text: ' ' }, ...firstSentence(planned.task.spans), ...day])
  }
  const items = [...groups].map(([said, spans]): readonly Block[] => [
    { type: 'paragraph', spans: [{ text: `${said}:`, marks: ['strong'] }, ...spans] },
  ])
  return [
    { type: 'paragraph', spans: [{ text: title, marks: ['strong'] }], keepNext: true },
    { type: 'list', ordered: false, items },
  ]
}

/** Ends before a capital letter: not a full stop within a number or an address. */
const SENTENCE_END = /[.?!](?=\s+\p{Lu})/u

function firstSentence(spans: readonly Span[]): readonly Span[] {
  const end = SENTENCE_END.exec(spansText(spans))
  let left = end === null ? Infinity : end.index + 1
  return spans.flatMap((span) => {
    const text = span.text.slice(0, Math.max(0, left))
    left -= span.text.length
    return text === '' ? [] : [{ ...span, text }]
  })
}
