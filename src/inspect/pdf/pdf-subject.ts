/**
 * All that the rules for PDFs look at, read once per file.
 *
 * @module
 */
import type { CopyKind } from '../report.ts'
import { type ContentEvent, contentEvents } from './content-events.ts'
import { readText, type TextItem } from './page-text.ts'
import { PdfFile } from './pdf-file.ts'
import { type PdfPage, readPages } from './pdf-pages.ts'
import { type MarkedContent, readStructureTree, type StructureElement, walk } from './structure-tree.ts'

export interface PdfSubject {
  readonly path: string
  readonly copy: CopyKind
  readonly file: PdfFile
  readonly pages: readonly PdfPage[]
  readonly tree: StructureElement
  /** What each page's content stream does, in order. */
  readonly events: readonly ContentEvent[]
  readonly items: readonly TextItem[]
  readonly bookmarks: readonly string[]
  /** The element that marked content belongs to, by {@link contentKey}. */
  readonly owners: ReadonlyMap<string, readonly MarkedContent[]>
  /** Words of marked content, by {@link contentKey}. */
  readonly words: ReadonlyMap<string, string>
}

export const contentKey = (page: number, mcid: number): string => `${page}:${mcid}`

/** @throws when the file is broken; the caller makes that a problem */
export async function readPdfSubject(path: string, bytes: Uint8Array, copy: CopyKind): Promise<PdfSubject> {
  const file = new PdfFile(bytes)
  const pages = readPages(file)
  const tree = readStructureTree(file, pages)
  const { items, bookmarks } = await readText(bytes)
  const events = pages.flatMap((page) => contentEvents(file, page))
  return { path, copy, file, pages, tree, events, items, bookmarks, owners: ownersOf(tree), words: wordsOf(items) }
}

function ownersOf(tree: StructureElement): Map<string, MarkedContent[]> {
  const owners = new Map<string, MarkedContent[]>()
  for (const kid of walk(tree)) {
    if (kid.kind !== 'content') continue
    const key = contentKey(kid.page, kid.mcid)
    owners.set(key, [...(owners.get(key) ?? []), kid])
  }
  return owners
}

function wordsOf(items: readonly TextItem[]): Map<string, string> {
  const words = new Map<string, string>()
  for (const item of items) {
    if (item.mcid === null) continue
    const key = contentKey(item.page, item.mcid)
    words.set(key, `${words.get(key) ?? ''}${item.text}${item.endsLine ? ' ' : ''}`)
  }
  return words
}

/** What an element says, its descendants included, in reading order. */
export function wordsIn(subject: PdfSubject, element: StructureElement): string {
  const parts: string[] = []
  for (const kid of walk(element))
    if (kid.kind === 'content') parts.push(subject.words.get(contentKey(kid.page, kid.mcid)) ?? '')
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
