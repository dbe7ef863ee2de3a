/**
 * Callouts: their kind and title, by the bold words they start with, and the blocks that an include of the public guide
 * makes.
 *
 * @module
 */
import type { Block, CalloutKind, Span } from '../document/document.ts'
import { findingOf } from '../model/rules.ts'
import type { Capture, Include } from './liquid.ts'
import type { Outline } from './outline.ts'
import type { SourceText } from './source-text.ts'
import { tidy } from './to-spans.ts'

const KINDS: readonly (readonly [RegExp, CalloutKind])[] = [
  [/^lessons? learn/i, 'lesson'],
  [/^recommend/i, 'recommendation'],
  [/^(?:warning|caution|important)\b/i, 'warning'],
  [/^(?:please )?note\b/i, 'note'],
  [/^SLA\b/, 'limit'],
]

export function calloutKind(words: string): CalloutKind | null {
  return KINDS.find(([pattern]) => pattern.test(words.trim()))?.[1] ?? null
}

/**
 * Takes the bold words at the start of the first paragraph as the title, and removes the dash, colon or line break that
 * separates them from the text.
 */
export function takeTitle(blocks: readonly Block[]): { title: readonly Span[]; blocks: readonly Block[] } | null {
  const [first, ...rest] = blocks
  if (first?.type !== 'paragraph') return null
  const [bold, ...after] = first.spans
  if (bold?.marks?.includes('strong') !== true) return null
  const title = bold.text.replace(/[\s:–—-]+$/, '')
  if (title === '') return null
  const [next, ...others] = after
  const text = next === undefined ? [] : [{ ...next, text: next.text.replace(/^\s*[:–—-]\s*/, '') }, ...others]
  const spans = tidy(text)
  return { title: [{ text: title }], blocks: spans.length > 0 ? [{ ...first, spans }, ...rest] : rest }
}

/**
 * What an include puts on the page: a callout around a capture, a link, or nothing. Lists of steps (`steps.html`) are read
 * from their own files. The place of a callout is that of its words, which are in the capture.
 *
 * @param bodyOf blocks of a capture
 */
export function includeBlocks(
  include: Include,
  bodyOf: (capture: Capture) => Block[],
  source: SourceText,
  outline: Outline,
): Block[] {
  const { capture, parameters } = include
  const name = include.file.replace(/^.*\//, '').replace(/\.html$/, '')
  if (capture !== null) {
    const blocks = bodyOf(capture)
    const given = parameters['heading'] ?? parameters['title'] ?? parameters['accessibility_text'] ?? ''
    const own = takeTitle(blocks)
    const ownKind = own === null ? null : calloutKind(own.title.map((span) => span.text).join(''))
    const kind = ownKind ?? calloutKind(given) ?? 'note'
    const boxed = own !== null && ownKind !== null ? own : { title: given === '' ? [] : [{ text: given }], blocks }
    const offset = capture.bodyFrom + Math.max(0, source.text.slice(capture.bodyFrom, capture.bodyTo).search(/\S/))
    outline.callouts.push({ kind, ...boxed, offset, place: source.place(offset) })
    return [{ type: 'callout', kind, ...boxed }]
  }
  const target = parameters['link'] ?? parameters['url']
  const text = parameters['title'] ?? parameters['text'] ?? ''
  if (target !== undefined && text !== '') {
    outline.links.push({ target, text, offset: include.from, place: source.place(include.from) })
    const href = /^https?:/.test(target) ? { href: target } : {}
    return [{ type: 'paragraph', spans: [{ text, ...href }] }]
  }
  if (name !== 'steps' && parameters['content'] === undefined) {
    outline.findings.push(
      findingOf(
        'include-left-out',
        `Unexpected include \`${include.file}\`, expected one with a content, or with a link and a title. It is left out.`,
        { place: source.place(include.from) },
      ),
    )
  }
  return []
}
