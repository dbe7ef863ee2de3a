/**
 * `slot: phase-intro`, `slot: callouts`, `slot: limits`, `slot: gaps`, each with `phase: …`: what the guide says of one
 * phase, taken over as blocks and never turned back into text.
 *
 * @module
 */
import type { Block, Span } from '../../document/document.ts'
import type { Marker } from '../../model/guide.ts'
import { roleName } from '../say-role.ts'
import type { ComposeContext } from '../compose-context.ts'
import type { Slot } from './slot.ts'

export const phaseIntro: Slot = ({ guide }, { phase }) => guide.phases.find(({ id }) => id === phase)?.intro ?? []

export const callouts: Slot = ({ guide }, { phase }) =>
  guide.callouts
    .filter((callout) => callout.phase === phase)
    .map(({ kind, title, blocks }): Block => ({ type: 'callout', kind, title, blocks }))

/** Limits in the sources, in one box with the caveat once. Only what the guide shows, not what it hides. */
export const limits: Slot = ({ guide, words }, { phase }) => {
  const live = guide.slas.filter((sla) => sla.phase === phase && sla.status === 'live')
  if (live.length === 0) return []
  const said = live.map((sla): readonly Block[] => {
    const title = guide.data.slas.find(({ id }) => id === sla.id)?.title
    const source = sla.document
      ? words.say('limits.source', { document: sla.document, page: sla.page ?? '' })
      : words.say('limits.no-source')
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

/** What the guide does not know yet stands where it matters, each with whom to ask. */
export const gaps: Slot = (context, { phase }) => {
  const open = context.guide.markers.filter((marker) => marker.kind === 'GAP' && marker.phase === phase)
  if (open.length === 0) return []
  const items = open.map((gap): readonly Block[] => [{ type: 'paragraph', spans: [{ text: sayGap(gap, context) }] }])
  return [
    {
      type: 'callout',
      kind: 'unfinished',
      title: [{ text: context.words.say('callouts.unfinished') }],
      blocks: [{ type: 'list', ordered: false, items }],
    },
  ]
}

/** The question as it can be put to somebody; what the editor noted where there is none. */
function sayGap({ text, ask, question }: Marker, { guide, words }: ComposeContext): string {
  const sentences = [
    question ?? text,
    ...(ask === null ? [] : [words.say('callouts.ask', { role: roleName(ask, guide) })]),
  ]
  return sentences.map(endWithStop).join(' ')
}

const endWithStop = (sentence: string): string =>
  /[.?!]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`
