/**
 * `slot: communications`: who gets which message, how, when, from whom, how many people that is and what it costs. One
 * row for each message, whatever its channels; soonest first.
 *
 * @module
 */
import type { IsoDay } from '../../base/day.ts'
import { compare } from '../../base/text.ts'
import type { Cell, Span, TableRow } from '../../document/document.ts'
import { plainText } from '../../document/plain-text.ts'
import { smsParts } from '../../letters/sms-parts.ts'
import type { Plan } from '../../model/plan.ts'
import { shortDate } from '../../base/day-in-words.ts'
import { lowerFirst } from '../../base/text.ts'
import { roleName } from '../say.ts'
import { AFTER_ALL_DATES } from '../shown-tasks.ts'
import type { ComposeContext, SentMessage, Slot } from '../compose-context.ts'

/** All channels of one message, soonest first; never empty. */
interface Message {
  readonly first: SentMessage
  readonly all: readonly SentMessage[]
}

export const communications: Slot = (context) => {
  const { words } = context
  const say = (name: string): readonly Span[] => [{ text: words.say(`communications.${name}`) }]
  const rows = messagesOf(context)
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id: 'communications',
      caption: say('caption'),
      captionVisible: false,
      header: [say('group'), say('message'), say('date'), say('owner'), say('number'), say('cost')],
      shares: [2, 1.9, 4.4, 1.8, 1.3, 2],
      rowHeader: 1,
      rows: rows.map((message) => rowOf(message, context)),
    },
  ]
}

function messagesOf({ sent = [], plan }: ComposeContext): Message[] {
  const date = (message: SentMessage): string => dateOf(message, plan) ?? AFTER_ALL_DATES
  const listed = sent.filter(({ template }) => template.group !== null)
  const variants = [...new Set(listed.map(({ template }) => template.variant))]
  return variants
    .flatMap((variant): Message[] => {
      const all = listed
        .filter(({ template }) => template.variant === variant)
        .sort((a, b) => compare(date(a), date(b)))
      // The letter names all its readers; the other channels reach some of the same people.
      const first = all.find(({ channel }) => channel === 'letter') ?? all[0]
      return first ? [{ first, all }] : []
    })
    .sort((a, b) => compare(date(a.first), date(b.first)))
}

/** The day by which it must have arrived. */
function dateOf({ template: { send } }: SentMessage, { patientDates, milestones }: Plan): IsoDay | null {
  return [...patientDates, ...milestones].find(({ id }) => id === send)?.date ?? null
}

function rowOf({ first, all }: Message, context: ComposeContext): TableRow {
  const { template } = first
  const { guide, plan, words } = context
  const owner = template.owner
  const person = owner === null ? null : plan.practice.contacts[owner]?.name
  const count = template.number === 'practice.patients' ? plan.practice.patients : null
  const title = titleOf(template.variant, words)
  const blank = (name: string): Cell => ({
    field: {
      id: `${template.variant}:${name}`,
      kind: 'text',
      label: words.say(`communications.${name}-field`, { message: title, group: template.group }),
    },
  })
  return {
    id: template.variant,
    cells: [
      { spans: [{ text: template.group ?? '' }] },
      { spans: [{ text: title }], ...linesOf(states(all, context)) },
      asCell(waysOf(all, context)),
      owner === null
        ? blank('owner')
        : { spans: [{ text: roleName(owner, guide) }], ...linesOf(person ? [person] : []) },
      count === null ? blank('number') : { spans: [{ text: count.toLocaleString('en-GB') }] },
      asCell(costs(all, count, context)),
    ],
  }
}

const asCell = ([first = '', ...more]: readonly string[]): Cell => ({ spans: [{ text: first }], ...linesOf(more) })
const linesOf = (lines: readonly string[]): Pick<Cell, 'more'> =>
  lines.length === 0 ? {} : { more: lines.map((text) => [{ text }]) }

function titleOf(variant: string, { has, say }: ComposeContext['words']): string {
  const path = `communications.titles.${variant}`
  return has(path) ? say(path) : variant
}

/** The state of a message; empty for one that is simply made. */
function states(all: readonly SentMessage[], { words }: ComposeContext): string[] {
  const missing = [...new Set(all.flatMap((message) => message.missing))]
  if (missing.length > 0) return [words.say('communications.not-made', { columns: missing.join(', ') })]
  const draft = all.some(({ documents }) => documents.some(({ watermark }) => watermark !== undefined))
  return draft ? [words.say('communications.draft')] : []
}

/**
 * `Letter: in hand by 10 March 2027; second class, to the printer by 2 March 2027`, `Text message, email: 31 March
 * 2027`.
 */
function waysOf(all: readonly SentMessage[], { plan, words, channels }: ComposeContext): string[] {
  const ways = new Map<string, string[]>()
  for (const message of all) {
    const { channel, template } = message
    const date = dateOf(message, plan)
    const posted = plan.patientDates.find(({ id }) => id === template.send)?.postBy.find(({ post }) => post === POST)
    const when =
      date === null
        ? words.say('communications.undated')
        : words.say(`communications.${channel === 'letter' ? 'arrive' : 'send'}`, {
            date: shortDate(date),
            printer: posted === undefined ? null : shortDate(posted.date),
          })
    ways.set(when, [...(ways.get(when) ?? []), channels?.get(channel)?.name ?? channel])
  }
  return [...ways].map(([when, names]) =>
    words.say('communications.way', {
      when,
      names: names.map((name, i) => (i === 0 ? name : lowerFirst(name))).join(', '),
    }),
  )
}

/** The postage that a practice uses for thousands of letters. */
const POST = 'second-class'

function costs(all: readonly SentMessage[], count: number | null, { words, channels }: ComposeContext): string[] {
  const said = all.flatMap(({ channel, documents }) => {
    const { pence = null, name } = channels?.get(channel) ?? {}
    if (pence === null) return []
    const [document] = documents
    const parts = channel === 'sms' ? (document ? smsParts(plainText(document).join('\n')).parts : null) : null
    const one = pence * (parts ?? 1)
    return [
      words.say('communications.price', {
        name,
        apiece: `${one}p`,
        parts,
        total: count === null ? null : pounds(one * count),
      }),
    ]
  })
  return said.length > 0 ? said : [words.say('communications.free')]
}

const pounds = (pence: number): string =>
  `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
