/**
 * Composes messages other than letters. A template may contain several, each under its channel:
 *
 *     <!-- channel: sms -->
 *     <!-- channel: email; title: Our computer system is changing -->
 *     <!-- channel: nhs-app; when: answers.nhsApp is not no -->
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { poundsOf } from '../base/text.ts'
import type { Document } from '../document/document.ts'
import { plainText } from '../document/plain-text.ts'
import { mapSpans } from '../document/walk.ts'
import { plainTwins, smsParts } from '../letters/sms-parts.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { type Channel, channelsOf, type LetterData, type Template, type When } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { parseWhen } from '../template/check-fields.ts'
import type { Segment } from '../template/directives.ts'
import { filledSegments } from '../template/document-of-template.ts'
import type { Words } from '../template/fill.ts'
import type { ComposeContext, SentMessage } from './compose-context.ts'
import { composeDocument } from './compose-document.ts'
import { isConditionTrue } from './shown-tasks.ts'

interface ComposedMessage {
  readonly channel: string
  readonly document: Document
}

interface MessageChoice {
  /** Set for a draft. */
  readonly watermark: string | undefined
  /** True: each channel, whatever its condition. */
  readonly unasked: boolean
}

export function composeMessages(
  template: Template,
  view: View,
  context: ComposeContext,
  { channels }: LetterData,
  { watermark, unasked }: MessageChoice,
): ComposedMessage[] {
  const draft = defined({ watermark })
  const segments = filledSegments(template, view)
  if (template.channel !== null) {
    const bodyPt = template.bodyPt === null ? {} : { bodyPt: template.bodyPt }
    const formats = template.formats.length === 0 ? {} : { formats: template.formats as Document['formats'] & object }
    return [
      {
        channel: template.channel,
        document: composeDocument(template, view, context, { segments, ...bodyPt, ...formats, ...draft }),
      },
    ]
  }
  const parts = byChannel(segments).filter(({ when }) => unasked || when === null || isConditionTrue(view, when))
  return parts.map(({ id, title, segments }) => {
    const channel = channels.get(id)
    if (!channel)
      throw new UserError(
        'usage',
        `The template ${template.file} cannot be used: channels.yaml has no channel \`${id}\`.`,
        `Use one of ${[...channels.keys()].join(', ')}, or add it to channels.yaml.`,
      )
    const document = composeDocument(template, view, context, {
      id: `${id}-${template.id}`,
      segments,
      ...(template.fileName === null ? {} : { fileName: `${template.fileName} ${channel.name}` }),
      formats: formatsOf(channel),
      ...(title === null ? {} : { title }),
      ...draft,
    })
    const titled = withTitle(document, channel, title, context)
    return { channel: id, document: id === TEXT_MESSAGE ? inPlainCharacters(titled) : titled }
  })
}

const TEXT_MESSAGE = 'sms'

/** Fields are filled by then: a name as Word writes it, with a curly apostrophe, is paid for too. */
const inPlainCharacters = (document: Document): Document => ({
  ...document,
  blocks: mapSpans(document.blocks, (spans) => spans.map((span) => ({ ...span, text: plainTwins(span.text) }))),
})

/** The channels by which a message goes to this practice's patients, whether it can be made or not. */
export const channelsFor = (template: Template, view: View): readonly string[] =>
  template.kind === 'letters' || template.channel !== null
    ? channelsOf(template)
    : byChannel(filledSegments(template, view))
        .filter(({ when }) => when === null || isConditionTrue(view, when))
        .map(({ id }) => id)

/** Text for a page can be pasted as Markdown, or opened and copied. */
const formatsOf = ({ id, format }: Channel): NonNullable<Document['formats']> =>
  id === 'website' ? ['html', 'md'] : [format ?? 'txt']

/** The subject of an email is not part of its text. */
function withTitle(document: Document, { id }: Channel, title: string | null, { words }: ComposeContext): Document {
  if (id !== 'email' || title === null) return document
  const subject = words.say('letters.subject', { subject: title })
  return { ...document, blocks: [{ type: 'paragraph', spans: [{ text: subject }] }, ...document.blocks] }
}

interface Part {
  readonly id: string
  readonly title: string | null
  readonly when: When | null
  readonly segments: Segment[]
}

function byChannel(segments: readonly Segment[]): Part[] {
  const parts: Part[] = []
  for (const segment of segments) {
    const { directive } = segment
    if (directive?.name === 'channel')
      parts.push({
        id: directive.value,
        title: directive.options['title'] ?? null,
        when: directive.options['when'] === undefined ? null : parseWhen(directive.options['when']),
        segments: [{ ...segment, directive: null }],
      })
    else parts.at(-1)?.segments.push(segment)
  }
  return parts
}

/** A text message of more parts should be a letter. */
const MOST_PARTS = 3

export function longMessages(
  sent: readonly SentMessage[],
  { channels }: LetterData,
  words: Words,
  practice: string,
): Finding[] {
  return sent.flatMap(({ channel, documents }) =>
    documents.flatMap((document): Finding[] => {
      const { name = channel, most = null } = channels.get(channel) ?? {}
      const text = plainText(document).join('\n')
      const { parts, characters, outside } = smsParts(text)
      const long = most !== null && [...text].length > most
      if (!long && !(channel === TEXT_MESSAGE && parts > MOST_PARTS)) return []
      const values = { name, document: document.id, characters, parts, most, outside: outside.join(' '), long }
      const message = words.say('letters.long', values)
      return [findingOf('message-too-long', message, { practice })]
    }),
  )
}

/** A character without a plain twin, such as that of a Welsh name, is kept; what it costs is said once for all texts. */
export function dearCharacters(
  sent: readonly SentMessage[],
  { channels }: LetterData,
  patients: number | null,
  words: Words,
  practice: string,
): Finding[] {
  const texts = sent
    .filter(({ channel }) => channel === TEXT_MESSAGE)
    .flatMap(({ documents }) => documents.map((document) => smsParts(plainText(document).join('\n'))))
    .filter(({ outside }) => outside.length > 0)
  if (texts.length === 0) return []
  const outside = [...new Set(texts.flatMap((text) => text.outside))]
  const plain = texts.map(({ plainParts }) => plainParts)
  const [price] = channels.get(TEXT_MESSAGE)?.prices ?? []
  const more = Math.max(...texts.map(({ parts, plainParts }) => parts - plainParts))
  const pence = (price?.pence[0] ?? 0) * more
  const message = words.say('letters.dear', {
    outside: outside.join(' '),
    several: outside.length > 1,
    texts: texts.length,
    parts: Math.max(...texts.map(({ parts }) => parts)),
    plain: Math.max(...plain),
    pence: price === undefined || more === 0 ? null : String(Number(pence.toFixed(2))),
    pounds: price === undefined || more === 0 || patients === null ? null : poundsOf(pence * patients),
    vat: price?.vat === 'plus',
  })
  return [findingOf('text-message-dear', message, { practice })]
}
