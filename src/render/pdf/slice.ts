/**
 * Slices: what the body is cut into, from top to bottom. No page break divides a slice.
 *
 * Every rule about what stays together is one flag: a heading keeps with the next slice, so do the first two and the
 * last two lines of a paragraph, a caption, a table's header row.
 *
 * @module
 */
import type { Box } from './boxes.ts'

/** A box around several slices, drawn on each page that they reach. */
export interface Frame {
  readonly x: number
  readonly width: number
  readonly fill: string
  readonly rule: string
  readonly ruleWidth: number
  /** Room between the frame's edge and what is in it. */
  readonly padding: number
}

/** The header row of a table, drawn again where the table goes on. */
export interface RepeatedHeader {
  readonly height: number
  readonly boxes: readonly Box[]
}

export interface Slice {
  readonly height: number
  /** Room above, dropped at the top of a page. */
  readonly gap: number
  readonly keepWithNext: boolean
  readonly newPage?: boolean
  /** Room that must be left from the top of this slice, if there is that much to come: phases start well. */
  readonly room?: number
  readonly boxes: readonly Box[]
  readonly frames: readonly Frame[]
  /** The slice is a row of a table with this header. */
  readonly header?: RepeatedHeader
  /** The slice is this header itself, where it is read. */
  readonly isHeader?: RepeatedHeader
}

export const withGap = (slices: readonly Slice[], gap: number): readonly Slice[] =>
  slices.map((slice, i) => (i === 0 ? { ...slice, gap } : slice))

/** Nothing of this may go to another page than the rest. */
export const keptWhole = (slices: readonly Slice[]): readonly Slice[] =>
  slices.map((slice, i) => (i < slices.length - 1 ? { ...slice, keepWithNext: true } : slice))

export const keptWithNext = (slices: readonly Slice[]): readonly Slice[] =>
  slices.map((slice, i) => (i >= slices.length - 2 ? { ...slice, keepWithNext: true } : slice))

export const heightOf = (slices: readonly Slice[]): number =>
  slices.reduce((sum, slice, i) => sum + slice.height + (i === 0 ? 0 : slice.gap), 0)
