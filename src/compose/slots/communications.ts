/**
 * `slot: communications`: who is told what, how, when, by whom, how many they are and what it costs; soonest first.
 *
 * @module
 */
import type { Cell, Span, TableRow } from '../../document/document.ts'
import { plainText } from '../../document/plain-text.ts'
import { smsParts } from '../../letters/sms-parts.ts'
import type { Plan } from '../../model/plan.ts'
import { longDate } from '../say-date.ts'
import { roleName } from '../say-role.ts'
import type { SentMessage } from '../sent-message.ts'
import type { Telling } from '../view-of-plan.ts'
import type { Slot } from './slot.ts'

export const communications: Slot = (telling) => {
  const { words, sent = [] } = telling
  const say = (name: string): readonly Span[] => [{ text: words.say(`communications.${name}`) }]
  const rows = sent
    .filter(({ template }) => template.group !== null)
    .map((message, index) => ({ message, index, date: dateOf(message, telling.plan) }))
    .sort((a, b) => compare(a.date ?? '9', b.date ?? '9') || a.index - b.index)
  if (rows.length === 0) return []
  return [
    {
      type: 'table',
      id: 'communications',
      caption: say('caption'),
      captionVisible: false,
      header: [say('group'), say('message'), say('date'), say('owner'), say('number'), say('cost')],
      shares: [2, 2.6, 2.4, 1.8, 1.2, 1.8],
      rowHeader: 0,
      rows: rows.map(({ message, date }) => rowOf(message, date, telling)),
    },
  ]
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** The day by which it must have arrived. */
function dateOf({ template: { send } }: SentMessage, { patientDates, milestones }: Plan): string | null {
  return [...patientDates, ...milestones].find(({ id }) => id === send)?.date ?? null
}

function rowOf(message: SentMessage, date: string | null, telling: Telling): TableRow {
  const { template, channel } = message
  const { guide, plan, words } = telling
  const id = `${channel}-${template.id}`
  const owner = template.owner
  const person = owner === null ? null : plan.practice.contacts[owner]?.name
  const count = template.number === 'practice.patients' ? plan.practice.patients : null
  const blank = (name: string): Cell => ({
    field: {
      id: `${id}:${name}`,
      kind: 'text',
      label: words.say(`communications.${name}-field`, { message: template.id, group: template.group }),
    },
  })
  return {
    id,
    cells: [
      { spans: [{ text: template.group ?? '' }] },
      messageCell(message, telling),
      date === null ? blank('date') : dateCell(message, date, telling),
      owner === null
        ? blank('owner')
        : { spans: [{ text: roleName(owner, guide) }], ...(person ? { more: [[{ text: person }]] } : {}) },
      count === null ? blank('number') : { spans: [{ text: count.toLocaleString('en-GB') }] },
      { spans: [{ text: costOf(message, count, telling) }] },
    ],
  }
}

function messageCell({ template, channel, documents, missing }: SentMessage, { words, channels }: Telling): Cell {
  const name = channels?.get(channel)?.name ?? channel
  const state =
    missing.length > 0
      ? words.say('communications.not-made', { columns: missing.join(', ') })
      : words.say(documents.some(({ watermark }) => watermark) ? 'communications.draft' : 'communications.file', {
          file: documents[0]?.id ?? template.id,
        })
  return {
    spans: [{ text: words.say('communications.what', { channel: name, title: titleOf(template.id, words) }) }],
    more: [[{ text: state }]],
  }
}

const titleOf = (id: string, { has, say }: Telling['words']): string =>
  has(`communications.titles.${id.replace(/^(letter|poster)-/, '')}`)
    ? say(`communications.titles.${id.replace(/^(letter|poster)-/, '')}`)
    : id

function dateCell({ channel, template }: SentMessage, date: string, { plan, words }: Telling): Cell {
  const posted = plan.patientDates.find(({ id }) => id === template.send)?.postBy ?? []
  const post = channel === 'letter' ? posted.filter(({ post }) => words.has(`communications.post.${post}`)) : []
  return {
    spans: [
      { text: words.say(`communications.${channel === 'letter' ? 'arrive' : 'send'}`, { date: longDate(date) }) },
    ],
    ...(post.length === 0
      ? {}
      : {
          more: post.map(({ post, date: last }) => [
            { text: words.say(`communications.post.${post}`, { date: longDate(last) }) },
          ]),
        }),
  }
}

function costOf(message: SentMessage, count: number | null, { words, channels }: Telling): string {
  const pence = channels?.get(message.channel)?.pence ?? null
  if (pence === null) return words.say('communications.free')
  const [document] = message.documents
  const parts = message.channel === 'sms' && document ? smsParts(plainText(document).join('\n')).parts : 1
  const each = pence * parts
  return words.say('communications.price', {
    apiece: `${each}p`,
    parts: message.channel === 'sms' ? parts : null,
    total: count === null ? null : pounds(each * count),
    number: count === null ? null : count.toLocaleString('en-GB'),
  })
}

const pounds = (pence: number): string =>
  `£${(pence / 100).toLocaleString('en-GB', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`
