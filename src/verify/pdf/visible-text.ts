/**
 * The words of a PDF that a reader sees, ready to be measured.
 *
 * @module
 */
import type { TextItem } from './page-text.ts'
import { contentKey, type PdfSubject } from './pdf-subject.ts'
import { closest, type StructureElement } from './structure-tree.ts'

/** Pale words across the page, such as a draft mark: neither read out nor measured. */
const isWatermark = (item: TextItem): boolean => item.artifact && (item.turned || item.sizePt > 40)

export const visibleItems = (subject: PdfSubject): TextItem[] =>
  subject.items.filter((item) => item.text.trim() !== '' && !isWatermark(item))

export const elementOf = (subject: PdfSubject, item: TextItem): StructureElement | null =>
  item.mcid === null ? null : (subject.owners.get(contentKey(item.page, item.mcid))?.[0]?.element ?? null)

/** Size that most characters of the body have, in points, rounded to halves; 0 without any body. */
export function bodySize(subject: PdfSubject): number {
  const characters = new Map<number, number>()
  for (const item of visibleItems(subject)) {
    if (item.artifact) continue
    const size = Math.round(item.sizePt * 2) / 2
    characters.set(size, (characters.get(size) ?? 0) + item.text.trim().length)
  }
  return [...characters].sort((one, two) => two[1] - one[1])[0]?.[0] ?? 0
}

export const HEADINGS = ['H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'] as const

export const isInHeading = (subject: PdfSubject, item: TextItem): boolean => {
  const element = elementOf(subject, item)
  return element !== null && closest(element, ...HEADINGS) !== null
}
