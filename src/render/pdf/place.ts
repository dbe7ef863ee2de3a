import type { Span, Table } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import type { Tag } from './boxes.ts'
import type { Frame } from './slice.ts'
import type { Column } from './table-plan.ts'
import type { TextStyle } from './text-slices.ts'

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
