/**
 * Which marked content an event on the page stands in.
 *
 * @module
 */
import type { ContentEvent } from './content-events.ts'
import { contentKey, type PdfSubject } from './pdf-subject.ts'
import type { StructureElement } from './structure-tree.ts'

/** Key of the innermost marked content with a number, or null. */
export function keyOf(event: ContentEvent): string | null {
  const mark = event.marks.findLast((candidate) => candidate.mcid !== null)
  return mark?.mcid === undefined || mark.mcid === null ? null : contentKey(event.page, mark.mcid)
}

export const isArtifact = (event: ContentEvent): boolean => event.marks.some((mark) => mark.artifact !== null)

/** The element that a screen reader meets this in; null for artifacts and for what nobody claims. */
export function ownerOf(subject: PdfSubject, event: ContentEvent): StructureElement | null {
  const key = keyOf(event)
  return key === null ? null : (subject.owners.get(key)?.[0]?.element ?? null)
}

/** Words near an event, for messages: those of its own marked content. */
export function wordsNear(subject: PdfSubject, event: ContentEvent): string {
  const key = keyOf(event)
  return key === null ? '' : (subject.words.get(key) ?? '').trim()
}

export const onPage = (page: number): string => `page ${page}`
