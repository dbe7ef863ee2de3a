/**
 * `slot: communications`: who gets which message, how, when, from whom, how many people that is and what it costs. One
 * row for each message, whatever its channels; soonest first.
 *
 * @module
 */
import type { IsoDay } from '../../base/day.ts'
import { compare, poundsOf } from '../../base/text.ts'
import type { Block, Cell, Document, Span, TableRow } from '../../document/document.ts'
import { plainText } from '../../document/plain-text.ts'
import { smsParts } from '../../letters/sms-parts.ts'
import { dayOfSending, type Plan } from '../../model/plan.ts'
import { AT_ONCE, type ChannelPrice, ONLINE_STOPS } from '../../model/template.ts'
import { shortDate } from '../../base/day-in-words.ts'
import { roleName } from '../say.ts'
import { AFTER_ALL_DATES } from '../shown-tasks.ts'
import type { ComposeContext, SentMessage, Slot } from '../compose-context.ts'

/** All channels of one message, soonest first; never empty. */
export interface Message {
  readonly first: SentMessage
  readonly all: readonly SentMessage[]
}

export const communications: Slot = (context) => {
  const { words } = context
  const say = (name: string): readonly Span[] => [{ text: words.say(`communications.${name}`) }]
  const rows = messagesOf(context)
  if (rows.length === 0) return []
  const headed = {
    type: 'table',
    id: 'communications',
    caption: say('caption'),
    captionVisible: false,
    header: [say('group'), say('message'), say('date'), say('owner'), say('number'), say('cost')],
    shares: [3, 2, 4, 1.9, 1.2, 2.6],
    rowHeader: 1,
    rows: rows.map((message) => rowOf(message, context)),
  } as const
  return [headed, ...prices(context)]
}

/** What the estimates go by: each price with its service, its day and its tax. */
function prices({ channels, sent = [], words }: ComposeContext): readonly Block[] {
  const say = (name: string): readonly Span[] => [{ text: words.say(`communications.prices.${name}`) }]
  const used = new Set(sent.map(({ channel }) => channel))
  const rows = [...(channels?.values() ?? [])]
    .filter(({ id }) => used.has(id))
    .flatMap(({ id, name, prices }) =>
      prices.map(({ service, pence, vat, asOf }, index): TableRow => {
        const each = pence.map((one) => saidPence(one, vat, words))
        const said =
          each.length === 1
            ? each
            : each.map((price, at) => words.say('communications.prices.sheets', { sheets: at + 1, price }))
        return {
          id: `price-${id}-${index + 1}`,
          cells: [
            { spans: [{ text: name }] },
            { spans: [{ text: service }] },
            { spans: [{ text: said.join(', ') }] },
            { spans: [{ text: shortDate(asOf) }] },
          ],
        }
      }),
    )
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id: 'prices',
      caption: say('caption'),
      captionVisible: true,
      header: [say('way'), say('service'), say('price'), say('as-of')],
      shares: [1.5, 3, 4.5, 2],
      rowHeader: 1,
      rows,
    },
  ]
}

type Vat = ChannelPrice['vat']
const taxed = (vat: Vat) => ({ plus: vat === 'plus', included: vat === 'included' })
const saidPence = (pence: number, vat: Vat, words: ComposeContext['words']): string =>
  words.say('communications.pence', { pence: String(pence), ...taxed(vat) })

export function messagesOf({ sent = [], plan, channels }: ComposeContext): Message[] {
  const date = (message: SentMessage): string =>
    message.template.send === AT_ONCE ? '' : (dateOf(message, plan) ?? withoutDay(message, plan))
  const turn = ({ channel }: SentMessage): number => channels?.get(channel)?.turn ?? NO_TURN
  const listed = sent.filter(({ template }) => template.group !== null)
  const variants = [...new Set(listed.map(({ template }) => template.variant))]
  return variants
    .flatMap((variant): Message[] => {
      const all = listed
        .filter(({ template }) => template.variant === variant)
        .sort((a, b) => compare(date(a), date(b)) || turn(a) - turn(b))
      // The letter names all its readers; the other channels reach some of the same people.
      const first = all.find(({ channel }) => channel === 'letter') ?? all[0]
      return first ? [{ first, all }] : []
    })
    .sort((a, b) => compare(date(a.first), date(b.first)))
}

/** Where nobody knows on which day online services stop, the text for it waits with the days on which links go off. */
const withoutDay = ({ template: { send } }: SentMessage, { milestones }: Plan): string =>
  (send === ONLINE_STOPS ? milestones.find(({ id }) => id === 'links-off')?.date : undefined) ?? AFTER_ALL_DATES

/** The day by which it must have arrived. */
const dateOf = ({ template }: SentMessage, plan: Plan): IsoDay | null => dayOfSending(plan, template.send)

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
      asCell(waysByDay(all, context)),
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

export function titleOf(variant: string, { has, say }: ComposeContext['words']): string {
  const path = `communications.titles.${variant}`
  return has(path) ? say(path) : variant
}

/** The state of a message; empty for one that is simply made. */
function states(all: readonly SentMessage[], { words }: ComposeContext): string[] {
  const missing = [...new Set(all.flatMap((message) => message.missing))]
  if (missing.length > 0)
    return [words.say('communications.not-made', { facts: missing.map((column) => factOf(column, words)).join(', ') })]
  const draft = all.some(({ documents }) => documents.some(({ watermark }) => watermark !== undefined))
  return draft ? [words.say('communications.draft')] : []
}

/** `urgent_phone` is a column; a practice reads what it is. */
function factOf(column: string, { has, say }: ComposeContext['words']): string {
  const path = `communications.facts.${column}`
  return has(path) ? say(path) : column.replaceAll('_', ' ')
}

interface Way {
  readonly turn: string | null
  readonly name: string
  readonly when: string
  /** Whom the way reaches; null where everybody sees it, or there is no other. */
  readonly for: string | null
}

/** Ways that reach one person at a time have a turn. */
function eachWay(all: readonly SentMessage[], context: ComposeContext): Way[] {
  const { policy, channels } = context
  const oneByOne = all.filter(({ channel }) => channels?.get(channel)?.turn != null).length > 1
  let turn = 0
  return all.map((message) => {
    const { channel, template } = message
    const way = channels?.get(channel)
    const isInTurn = way?.turn != null && oneByOne
    if (isInTurn) turn += 1
    const toPatients = template.send === AT_ONCE || policy.patients.some(({ id }) => id === template.send)
    return {
      turn: isInTurn ? String(turn) : null,
      name: way?.name ?? channel,
      when: whenOf(message, context),
      for: isInTurn && toPatients ? (way?.for ?? null) : null,
    }
  })
}

/** A line for each way, with those whom it is for: `2. Text message, 10 March 2027: others with a mobile number`. */
export const waysOf = (all: readonly SentMessage[], context: ComposeContext): string[] =>
  eachWay(all, context).map((way) => context.words.say('communications.way', { ...way }))

/** A line for each day, which is said once: `10 March 2027: 1. NHS App message, 2. Text message, 3. Email`. */
function waysByDay(all: readonly SentMessage[], context: ComposeContext): string[] {
  const { words } = context
  const ways = eachWay(all, context)
  return [...new Set(ways.map(({ when }) => when))].map((when) => {
    const [first, ...more] = ways.filter((way) => way.when === when)
    if (first !== undefined && more.length === 0) return words.say('communications.way', { ...first, for: null })
    const named = [first, ...more].map((way) => words.say('communications.named', { ...way }))
    return words.say('communications.on', { when, ways: named.join(', ') })
  })
}

function whenOf(message: SentMessage, { plan, policy, words }: ComposeContext): string {
  const { channel, template, missing } = message
  if (template.send === AT_ONCE) return words.say('communications.at-once')
  const date = dateOf(message, plan)
  if (date === null) return words.say(`communications.${template.send === ONLINE_STOPS ? 'online-stops' : 'undated'}`)
  const day = shortDate(date)
  const isStart = policy.patients.find(({ id }) => id === template.send)?.rule.sense === 'start'
  if (isStart) return words.say('communications.not-before', { date: day })
  const posted = plan.patientDates.find(({ id }) => id === template.send)?.postBy ?? []
  const by = (service: string): string | null => {
    const found = posted.find(({ post }) => post === service)
    return found === undefined ? null : shortDate(found.date)
  }
  const when = words.say(`communications.${channel === 'letter' ? 'arrive' : 'send'}`, {
    date: day,
    printer: by(POST),
    notify: by(NOTIFY),
  })
  const isOpen = missing.some((column) => column.endsWith('_status'))
  return isOpen ? words.say('communications.once-agreed', { date: when }) : when
}

/** The postage that a practice uses for thousands of letters. */
const POST = 'second-class'

/** It says itself how long a letter may wait before it goes to the post. */
const NOTIFY = 'nhs-notify'

/** Ways without a turn come after those that have one. */
const NO_TURN = 99

/** Letters go to those whom no other way reaches: how many nobody knows, so 100 are reckoned. */
function costs(
  all: readonly SentMessage[],
  count: number | null,
  { policy, words, channels, pagesOf }: ComposeContext,
): string[] {
  const sheetsOf = (document: Document): number | null =>
    pagesOf === undefined ? null : Math.ceil(pagesOf(document) / PAGES_ON_A_SHEET)
  const said = all.flatMap(({ template, channel, documents }) => {
    const { prices = [], name } = channels?.get(channel) ?? {}
    const [usual] = prices
    if (usual === undefined) return []
    // Services that post letters to patients do not post to laboratories.
    if (channel === 'letter' && policy.parties.some(({ id }) => id === template.send))
      return [words.say('communications.own-post', { name })]
    const [document] = documents
    const parts = channel === 'sms' ? (document ? smsParts(plainText(document).join('\n')).parts : null) : null
    const sheets = channel === 'letter' && document ? sheetsOf(document) : null
    // The service with the usual price may have none for so many sheets.
    const price = prices.find(({ pence }) => pence.length >= (sheets ?? 1))
    if (price === undefined) return [words.say('communications.no-price', { name, sheets })]
    const one = (price.pence[(sheets ?? 1) - 1] ?? 0) * (parts ?? 1)
    const sum = (pieces: number): string =>
      words.say('communications.pounds', { pounds: poundsOf(one * pieces), ...taxed(price.vat) })
    const isLast = channel === 'letter' && all.length > 1
    return [
      words.say('communications.price', {
        name,
        apiece: saidPence(Number(one.toFixed(2)), price.vat, words),
        parts,
        sheets,
        service: price === usual ? null : price.service,
        total: count === null || isLast ? null : sum(count),
        hundred: isLast ? sum(100) : null,
      }),
    ]
  })
  return said.length > 0 ? said : [words.say('communications.free')]
}

/** Both services print on both sides. */
const PAGES_ON_A_SHEET = 2
