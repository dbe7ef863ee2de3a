/**
 * Boxes: which kind a box is, by the bold words it starts with.
 *
 * @module
 */
import type { Block, CalloutKind, Span } from '../document/document.ts'
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
 * Takes the bold words at the start of the first paragraph as the title. What parts them from the text goes too: a dash,
 * a colon, a line break.
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
