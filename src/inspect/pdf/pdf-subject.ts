/**
 * Reads a PDF file once, for all rules: its objects, its structure, and its text with positions as pdf.js (the reader
 * in Firefox) sees it.
 *
 * @module
 */
import type { CopyKind } from '../inspection-rule.ts'
import { type ContentEvent, contentEvents } from './content-events.ts'
import type { Box } from './geometry.ts'
import { PdfFile, type PdfPage, readPages } from './pdf-reader.ts'
import { type MarkedContent, readStructureTree, type StructureElement, walk } from './read-structure.ts'

/** A stretch of text in one style on one line. */
export interface TextItem {
  readonly page: number
  readonly text: string
  /** In points from the page's lower left corner, upwards from the baseline; descenders are below. */
  readonly box: Box
  readonly sizePt: number
  /** Number of its marked content; null outside the structure tree. */
  readonly mcid: number | null
  readonly artifact: boolean
  /** Whether the text is rotated, such as a watermark across the page. */
  readonly turned: boolean
  readonly endsLine: boolean
}

interface PdfText {
  readonly items: readonly TextItem[]
  readonly bookmarks: readonly string[]
}

/** @throws any error of pdf.js for a file that it cannot open */
async function readText(bytes: Uint8Array): Promise<PdfText> {
  // Loaded only when a PDF is inspected, because it is by far the largest dependency.
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const task = getDocument({
    data: Uint8Array.from(bytes),
    verbosity: VerbosityLevel.ERRORS,
    useSystemFonts: false,
    disableFontFace: true,
    isEvalSupported: false,
  })
  try {
    const pdf = await task.promise
    const items: TextItem[] = []
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number)
      const content = await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })
      const [left = 0, bottom = 0] = page.view
      items.push(...placeItems(content.items as readonly PdfJsItem[], number, left, bottom))
      page.cleanup()
    }
    return { items, bookmarks: titles((await pdf.getOutline()) as readonly Bookmark[] | null) }
  } finally {
    await task.destroy()
  }
}

/** Items from pdf.js, whose own types leave out marked content. */
type PdfJsItem =
  | {
      readonly type: 'beginMarkedContent' | 'beginMarkedContentProps'
      readonly id?: string | null
      readonly tag?: string
    }
  | { readonly type: 'endMarkedContent' }
  | {
      readonly type?: never
      readonly str: string
      readonly width: number
      readonly transform: readonly number[]
      readonly hasEOL: boolean
    }

interface Bookmark {
  readonly title: string
  readonly items: readonly Bookmark[]
}

function placeItems(source: readonly PdfJsItem[], page: number, left: number, bottom: number): TextItem[] {
  const items: TextItem[] = []
  const open: { readonly mcid: number | null; readonly artifact: boolean }[] = []
  for (const item of source) {
    if (item.type === 'endMarkedContent') open.pop()
    else if (item.type !== undefined) {
      const mcid = /_mc(\d+)$/.exec(item.id ?? '')?.[1]
      open.push({ mcid: mcid === undefined ? null : Number(mcid), artifact: item.tag === 'Artifact' })
    } else {
      const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform
      const sizePt = Math.hypot(c, d)
      const [x, y] = [e - left, f - bottom]
      items.push({
        page,
        text: item.str,
        box: { left: x, bottom: y, right: x + item.width, top: y + sizePt * CAP_HEIGHT },
        sizePt,
        mcid: open.findLast((mark) => mark.mcid !== null)?.mcid ?? null,
        artifact: open.some((mark) => mark.artifact),
        turned: Math.abs(b) > 0.01 * Math.abs(a),
        endsLine: item.hasEOL,
      })
    }
  }
  return items
}

/** Height of a capital above the baseline in Arial-like fonts, as a share of the size. */
const CAP_HEIGHT = 0.72

const titles = (bookmarks: readonly Bookmark[] | null): string[] =>
  (bookmarks ?? []).flatMap((bookmark) => [bookmark.title, ...titles(bookmark.items)])

export interface PdfSubject {
  readonly path: string
  readonly copy: CopyKind
  readonly file: PdfFile
  readonly pages: readonly PdfPage[]
  readonly tree: StructureElement
  /** The events of each page's content stream, in order. */
  readonly events: readonly ContentEvent[]
  readonly items: readonly TextItem[]
  readonly bookmarks: readonly string[]
  /** The element of each marked content, by {@link contentKey}. */
  readonly owners: ReadonlyMap<string, readonly MarkedContent[]>
  /** Text of each marked content, by {@link contentKey}. */
  readonly words: ReadonlyMap<string, string>
}

export const contentKey = (page: number, mcid: number): string => `${page}:${mcid}`

/** @throws when the file is broken; the caller turns that into a problem */
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

/** The text of an element and its descendants, in reading order. */
export function wordsIn(subject: PdfSubject, element: StructureElement): string {
  const parts: string[] = []
  for (const kid of walk(element))
    if (kid.kind === 'content') parts.push(subject.words.get(contentKey(kid.page, kid.mcid)) ?? '')
  return parts.join(' ').replace(/\s+/g, ' ').trim()
}
