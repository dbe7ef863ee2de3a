/**
 * `slot: phase-intro`, `slot: callouts`, `slot: limits`, `slot: gaps`, each with `phase: …`: what the guide says of one
 * phase, taken over as blocks and never turned back into text.
 *
 * @module
 */
import type { Block } from '../../document/document.ts'
import type { Marker, Sla } from '../../model/guide.ts'
import { roleName } from '../say-role.ts'
import type { Telling } from '../view-of-plan.ts'
import type { Slot } from './slot.ts'

export const phaseIntro: Slot = ({ guide }, { phase }) => guide.phases.find(({ id }) => id === phase)?.intro ?? []

export const callouts: Slot = ({ guide }, { phase }) =>
  guide.callouts
    .filter((callout) => callout.phase === phase)
    .map(({ kind, title, blocks }): Block => ({ type: 'callout', kind, title, blocks }))

/** Limits in the sources, each with its wording and the caveat. Only what the guide shows: not what it hides. */
export const limits: Slot = (telling, { phase }) =>
  telling.guide.slas
    .filter((sla) => sla.phase === phase && sla.status === 'live')
    .map((sla) => limitCallout(sla, telling))

function limitCallout(sla: Sla, { guide, words }: Telling): Block {
  const title = guide.data.slas.find(({ id }) => id === sla.id)?.title
  const source = sla.document ? `${words.say('limits.source', { document: sla.document, page: sla.page ?? '' })}. ` : ''
  return {
    type: 'callout',
    kind: 'limit',
    title: [{ text: [words.say('callouts.limits'), title].filter(Boolean).join(': ') }],
    blocks: [
      { type: 'paragraph', spans: [{ text: words.say('limits.wording', { wording: sla.text }) }] },
      { type: 'paragraph', role: 'small', spans: [{ text: `${source}${words.say('limits.caveat')}` }] },
    ],
  }
}

/** What the guide does not know yet stands where it matters. */
export const gaps: Slot = (telling, { phase }) =>
  telling.guide.markers
    .filter((marker) => marker.kind === 'GAP' && marker.phase === phase)
    .map((marker) => gapCallout(marker, telling))

function gapCallout({ text, ask, question }: Marker, { guide, words }: Telling): Block {
  const sentences = [
    text,
    ...(question === null ? [] : [question]),
    ...(ask === null ? [] : [words.say('callouts.ask', { role: roleName(ask, guide) })]),
  ]
  return {
    type: 'callout',
    kind: 'unfinished',
    title: [{ text: words.say('callouts.unfinished') }],
    blocks: [{ type: 'paragraph', spans: [{ text: sentences.map(endWithStop).join(' ') }] }],
  }
}

const endWithStop = (sentence: string): string =>
  /[.?!]$/.test(sentence.trim()) ? sentence.trim() : `${sentence.trim()}.`
