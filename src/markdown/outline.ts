/**
 * The outline of a page: its headings, list items, links, SLAs, callouts and prose, each with its place.
 *
 * `to-blocks.ts` fills it while it walks the tree; `guide/` reads it and never sees a tree. Offsets are those of the source,
 * so that items can be sorted and assigned to the headings above them.
 *
 * @module
 */
import type { Block, CalloutKind, Span } from '../document/document.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Limit } from './limits.ts'

export interface HeadingFound {
  readonly level: number
  readonly text: string
  readonly id: string
  readonly explicit: boolean
  readonly offset: number
  readonly place: Place
}

export interface ItemFound {
  readonly offset: number
  /** Offset after the item's last character. */
  readonly end: number
  readonly place: Place
  /** Offset after the last character of the item's first paragraph; null where it does not begin with one. */
  readonly wordsEnd: number | null
  /** The item's first paragraph, without tick box. */
  readonly spans: readonly Span[]
  /** The blocks after the item's first paragraph. */
  readonly details: readonly Block[]
  /** `- [ ]` or `- [x]`. */
  readonly tickBox: boolean
  /** 0 for an item of an outer list. */
  readonly depth: number
  /** The bold line, or the sentence with a colon, directly above the list; else null. */
  readonly lead: string | null
  /** The annotations inside the item that belong to no inner item. */
  readonly annotations: Annotation[]
}

export interface Annotation {
  readonly text: string
  readonly offset: number
  readonly place: Place
}

interface LinkFound {
  readonly target: string
  readonly text: string
  readonly offset: number
  readonly place: Place
}

/** A paragraph that starts with the mark of an SLA. */
interface LimitFound extends Limit {
  readonly offset: number
  readonly place: Place
  readonly annotations: Annotation[]
}

interface CalloutFound {
  readonly kind: CalloutKind
  readonly title: readonly Span[]
  readonly blocks: readonly Block[]
  readonly offset: number
  readonly place: Place
}

/** Text that a reader sees: a paragraph, an item's paragraph, a heading, a table cell. */
interface ProseFound {
  readonly text: string
  readonly offset: number
  readonly place: Place
}

export interface Outline {
  readonly headings: HeadingFound[]
  readonly items: ItemFound[]
  readonly links: LinkFound[]
  readonly limits: LimitFound[]
  readonly callouts: CalloutFound[]
  readonly prose: ProseFound[]
  /** Annotations on a paragraph or heading that is neither a list item nor a limit. */
  readonly annotations: Annotation[]
  readonly emptyHeadings: Place[]
  /** Cells beyond the columns of their table, which no document shows. */
  readonly lostCells: { readonly text: string; readonly place: Place }[]
  /** Where a line below a header was meant to make a table, and does not, and where a row stands outside of any table. */
  readonly brokenTables: { readonly place: Place; readonly what: 'delimiters' | 'row' }[]
  readonly findings: Finding[]
}

export const emptyOutline = (): Outline => ({
  headings: [],
  items: [],
  links: [],
  limits: [],
  callouts: [],
  prose: [],
  annotations: [],
  emptyHeadings: [],
  lostCells: [],
  brokenTables: [],
  findings: [],
})

/** The line below a table's header. */
const BELOW_HEADER = /^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/

/** Lines, from 1, of the headers of tables that have no rows; code is left out. */
export function emptyTablesIn(text: string): number[] {
  const found: number[] = []
  const lines = text.split(/\r\n|\r|\n/)
  let fence = ''
  for (const [at, line] of lines.entries()) {
    const mark = /^[ \t>]*(`{3,}|~{3,})/.exec(line)?.[1] ?? ''
    if (mark !== '' && (fence === '' || mark.startsWith(fence))) fence = fence === '' ? mark : ''
    const isHeader = fence === '' && line.includes('|') && BELOW_HEADER.test(lines[at + 1] ?? '')
    if (isHeader && !BELOW_HEADER.test(line) && /^[ \t>]*(?:<!--|$)/.test(lines[at + 2] ?? '')) found.push(at + 1)
  }
  return found
}
