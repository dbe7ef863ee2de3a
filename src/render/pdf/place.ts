/**
 * Where a block stands, and in which letters its words are set: what all writers of blocks share.
 *
 * @module
 */
import type { Block, Heading, Span, Table } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import type { FaceName } from '../../fonts/open-faces.ts'
import type { Tag, TagType } from './boxes.ts'
import type { Frame, Slice } from './slice.ts'

export interface TextStyle {
  readonly size: number
  readonly face: FaceName
  readonly colour: string
  /** Multiple of the size. */
  readonly lineHeight: number
}

/** Where a column of a table stands. */
export interface Column {
  /** From the left edge of the table. */
  readonly x: number
  readonly width: number
  /** 0 above, 1 below. */
  readonly deck: number
}

/** Where a block stands: its column on the page, the element it belongs to, the frames around it. */
export interface Place {
  readonly x: number
  readonly width: number
  readonly parent: Tag
  readonly frames: readonly Frame[]
  readonly theme: Theme
  readonly letter: boolean
  /** Where a table's columns stand: the same for all tables of one kind. */
  readonly columnsOf: (table: Table, width: number) => readonly Column[]
  /** Said before the label of a printed tick box. */
  readonly tickBox: string
  /** Height of a page's body: nothing that must stay whole is taller. */
  readonly pageHeight: number
  /** The level that the next heading may have at most: levels are never skipped. */
  readonly headings: { last: number }
  /** Turns a link that leads nowhere into plain text. */
  readonly resolve: (span: Span) => Span
}

export const bodyStyle = (theme: Theme): TextStyle => ({
  size: theme.bodyPt,
  face: 'regular',
  colour: theme.colours.text,
  lineHeight: theme.lineHeight,
})

export const boldStyle = (theme: Theme): TextStyle => ({ ...bodyStyle(theme), face: 'bold' })

export const inset = (place: Place, left: number, parent: Tag = place.parent, right = 0): Place => ({
  ...place,
  x: place.x + left,
  width: place.width - left - right,
  parent,
})

/** Blocks inside a block are written by whoever writes all blocks. */
export type BlockSlices = (blocks: readonly Block[], place: Place) => readonly Slice[]

const headingTags: readonly TagType[] = ['H1', 'H2', 'H3', 'H4']

/**
 * The element of a heading. A level that skips one is read as the next level down: the standard allows no gaps, and
 * the order of the words stays as it is.
 */
export function headingTag(level: Heading['level'], place: Place): Tag {
  const allowed = Math.min(level, place.headings.last + 1)
  place.headings.last = allowed
  return { type: headingTags[allowed - 1] ?? 'H4', parent: place.parent }
}
