/**
 * What a page holds besides its blocks, each with its place: headings, list items, links, limits and boxes.
 *
 * `to-blocks.ts` writes it while it walks the tree; `guide/` reads it and never sees a tree. Offsets are those of the
 * source, so that items of a page can be put in order and asked which heading they stand under.
 *
 * @module
 */
import type { Block, CalloutKind, Span } from '../document/document.ts'
import type { Finding, Place } from '../model/finding.ts'

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
  /** The item's first paragraph, without tick box. */
  readonly spans: readonly Span[]
  /** What follows the first paragraph inside the item. */
  readonly details: readonly Block[]
  /** `- [ ]` or `- [x]`. */
  readonly tickBox: boolean
  /** 0 for an item of an outer list. */
  readonly depth: number
  /** The bold line right above the list, or null. */
  readonly lead: string | null
  /** Text of the annotations inside the item that belong to no inner item. */
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
interface LimitFound {
  /** Wording, without mark and citation. */
  readonly text: string
  /** `(Document, p. 6)` in parts. */
  readonly document: string | null
  readonly page: string | null
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

/** A stretch of words a reader sees: a paragraph, an item's paragraph, a heading, a table cell. */
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
  findings: [],
})
