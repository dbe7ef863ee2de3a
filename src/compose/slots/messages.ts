/**
 * `slot: messages`: the words of each message, to copy into whatever sends it; `slot: posters`: each poster on a page of its
 * own. Both in place of a file for each.
 *
 * @module
 */
import type { Block, Document, Heading } from '../../document/document.ts'
import { blockLines, plainText } from '../../document/plain-text.ts'
import { mapBlocks } from '../../document/walk.ts'
import { smsParts } from '../../letters/sms-parts.ts'
import { roleName } from '../say.ts'
import type { Template } from '../../model/template.ts'
import type { ComposeContext, SentMessage, Slot } from '../compose-context.ts'
import { messagesOf, titleOf, waysOf } from './communications.ts'

/** What a template collects: messages in its own language, that were made. */
export const collectedIn = (
  { collects, language }: Pick<Template, 'collects' | 'language'>,
  sent: readonly SentMessage[],
): readonly SentMessage[] =>
  sent.filter(
    ({ template, channel, documents }) =>
      template.kind === 'messages' &&
      template.language === language &&
      documents.length > 0 &&
      // A form to fill in is neither.
      (channel === 'poster' ? collects === 'posters' : template.channel === null && collects === 'messages'),
  )

/** False: it is a file of its own. */
export const isCollected = (message: SentMessage, templates: readonly Template[]): boolean =>
  templates.some((template) => collectedIn(template, [message]).length > 0)

export const messages: Slot = (context) => {
  const { guide, plan, words, sent = [], language = 'en-GB' } = context
  const shown = collectedIn({ collects: 'messages', language }, sent)
  return messagesOf({ ...context, sent: shown }).flatMap(({ first, all }): Block[] => {
    const { template } = first
    const { variant, group, owner } = template
    const everyWay = sent.filter((one) => one.template.variant === variant && one.template.group !== null)
    const ways = new Map(messagesOf({ ...context, sent: everyWay }).flatMap((one) => waysIn(one.all, context)))
    return [
      heading(2, `message-${variant}`, titleOf(variant, words)),
      {
        type: 'paragraph',
        spans: [
          {
            text: words.say('messages.about', {
              group,
              owner: owner === null ? null : (plan.practice.contacts[owner]?.name ?? roleName(owner, guide)),
              first: words.has(`messages.first.${variant}`) ? words.say(`messages.first.${variant}`) : null,
            }),
          },
        ],
      },
      ...all.flatMap((message) => wordsOf(message, ways.get(message) ?? message.channel, context)),
    ]
  })
}

const waysIn = (all: readonly SentMessage[], context: ComposeContext): [SentMessage, string][] =>
  waysOf(all, context).flatMap((way, index): [SentMessage, string][] => {
    const message = all[index]
    return message === undefined ? [] : [[message, way]]
  })

const heading = (level: Heading['level'], id: string, text: string): Heading => ({
  type: 'heading',
  level,
  id,
  spans: [{ text }],
})

/** One message in one channel: how and when, how long it is, and its words. */
function wordsOf(
  { channel, template, documents }: SentMessage,
  way: string,
  { words, channels }: ComposeContext,
): Block[] {
  const [document] = documents
  if (document === undefined) return []
  const id = `${channel}-${template.id}`
  const text = plainText(document).join('\n')
  const { parts, characters } = smsParts(text)
  const said = words.say('messages.length', {
    text: channel === 'sms',
    parts,
    characters: channel === 'sms' ? characters : [...text].length,
    most: channels?.get(channel)?.most ?? null,
  })
  const draft = document.watermark === undefined ? '' : words.say('letters.draft-message')
  const note = [draft, said].filter((part) => part !== '').join('. ')
  return [
    { ...heading(3, `way-${id}`, way), copies: copied(document, channel, words) },
    ...(note === '' ? [] : [{ type: 'paragraph', role: 'small', spans: [{ text: note }] } as const]),
    ...inside(document, id, (block) => ({ ...block, level: 4 })),
  ]
}

/** What is pasted: the subject of an email goes where its text does not. A text message is copied as it is counted. */
function copied(document: Document, channel: string, words: ComposeContext['words']): NonNullable<Heading['copies']> {
  if (channel === 'sms') return { words: plainText(document).join('\n') }
  const [first, ...rest] = document.blocks
  const subject = document.title
  const hasSubject = first !== undefined && blockLines(first).join() === words.say('letters.subject', { subject })
  const shown = hasSubject ? rest : document.blocks
  const said = shown
    .map((block) =>
      block.type === 'list'
        ? block.items.map((item) => `- ${item.flatMap(blockLines).join('\n  ')}`).join('\n')
        : blockLines(block).join('\n'),
    )
    .filter((text) => text.trim() !== '')
  return { words: said.join('\n\n'), ...(hasSubject ? { subject } : {}) }
}

/** Titles of posters are as large as the title of the first. */
export const posters: Slot = (context) => {
  const { sent = [], language = 'en-GB' } = context
  const shown = messagesOf({ ...context, sent: collectedIn({ collects: 'posters', language }, sent) })
  return shown
    .flatMap(({ all }) => all.flatMap(({ documents }) => documents))
    .map((document, index): Block => ({
      type: 'sheet',
      id: document.id,
      // A document has one title: that of the first.
      blocks: inside(document, document.id, (block) =>
        block.level > 1 || index === 0 ? block : { ...block, level: 2 },
      ),
    }))
}

/** The blocks of a document as part of another one: names in it are its own. */
const inside = ({ blocks }: Document, id: string, ofHeading: (block: Heading) => Heading): Block[] =>
  mapBlocks(blocks, (block) => {
    if (block.type === 'sheet') return block.blocks
    if (block.type === 'heading') return [ofHeading({ ...block, id: `${id}-${block.id}` })]
    if (block.type === 'table' || block.type === 'facts' || block.type === 'timeline')
      return [{ ...block, id: `${id}-${block.id}` }]
    return [block]
  })
