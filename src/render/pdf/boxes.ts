/**
 * Pages as data: what stands where, and which part of the document it belongs to. Layout makes them, drawing reads
 * them, and tests can print them as text.
 *
 * Lengths are points. `x` counts from the left edge of the page, `y` from the top: of the slice while blocks are laid
 * out, of the page once slices are placed.
 *
 * @module
 */
import type { Field, Picture } from '../../document/document.ts'
import type { FaceName } from '../../fonts/open-faces.ts'
import type { MeasuredWord } from './break-lines.ts'

export type TagType =
  | 'Document'
  | 'Div'
  | 'Sect'
  | 'Figure'
  | 'H1'
  | 'H2'
  | 'H3'
  | 'H4'
  | 'P'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'THead'
  | 'TBody'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Form'
  | 'Link'

/**
 * An element of the structure tree. It enters the file with the first thing drawn in it, under its parent: so the tree
 * has no empty elements, no detached ones, and the order of the pages.
 */
export interface StructureTag {
  readonly type: TagType
  readonly parent: StructureTag | null
  readonly scope?: 'Column' | 'Row'
  readonly numbering?: 'Decimal' | 'Disc' | 'None'
  /** What a table holds, where no visible caption says it. */
  readonly summary?: string
  readonly alt?: string
  /** A blank: `cb` a tick box, `tv` one for words. Said of what is on paper; on screen the widget says it. */
  readonly printField?: 'cb' | 'tv'
}

/** Drawn, but not read aloud. */
export type Artifact = 'layout' | 'header' | 'footer' | 'repeated' | 'watermark'

export type Owner = StructureTag | Artifact

export interface TextBox {
  readonly kind: 'text'
  readonly x: number
  /** The line that letters stand on. */
  readonly y: number
  readonly face: FaceName
  readonly size: number
  readonly colour: string
  readonly words: readonly MeasuredWord[]
  readonly owner: Owner
}

export interface RectBox {
  readonly kind: 'rect'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly fill?: string
  readonly stroke?: string
  readonly strokeWidth?: number
  readonly owner: Owner
}

export interface PictureBox {
  readonly kind: 'picture'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly picture: Picture
  readonly owner: StructureTag
}

/** A closed shape with straight sides, from corner to corner. */
export interface PolygonBox {
  readonly kind: 'polygon'
  readonly y: number
  /** Corners; their `y` counts from the box's. */
  readonly corners: readonly (readonly [x: number, y: number])[]
  readonly fill: string
  readonly stroke: string
  readonly strokeWidth: number
  readonly owner: Owner
}

/** Something to fill in: drawn as an empty box on paper, a widget on screen. */
export interface BlankBox {
  readonly kind: 'blank'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly field: Field
  readonly owner: StructureTag
}

export interface LinkBox {
  readonly kind: 'link'
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly href: string
  /** What the link says, for someone who hears only the link. */
  readonly text: string
  readonly owner: StructureTag
}

/** Keeps an element in the tree that shows nothing, such as an empty cell. */
interface EmptyBox {
  readonly kind: 'empty'
  readonly x: number
  readonly y: number
  readonly owner: StructureTag
}

/** A place that bookmarks and links lead to. */
export interface AnchorBox {
  readonly kind: 'anchor'
  readonly y: number
  readonly id: string
  readonly level: number
  readonly title: string
}

/** A large, pale word behind the body, turned by 45 degrees around its middle. */
export interface WatermarkBox {
  readonly kind: 'watermark'
  readonly x: number
  readonly y: number
  readonly size: number
  readonly colour: string
  readonly word: MeasuredWord
}

export type DrawnBox =
  TextBox | RectBox | PictureBox | PolygonBox | BlankBox | LinkBox | EmptyBox | AnchorBox | WatermarkBox

/** Boxes whose `y` counts from `y`. */
export interface Placed {
  readonly y: number
  readonly boxes: readonly DrawnBox[]
}

/** One page: what is behind the body, the body in reading order, then header and footer. */
export interface PageBoxes {
  readonly size: PageSize
  readonly behind: readonly Placed[]
  readonly body: readonly Placed[]
  readonly furniture: readonly Placed[]
}

export interface PageSize {
  readonly width: number
  readonly height: number
}

export const A4: PageSize = { width: 595.28, height: 841.89 }
/** On its side. */
export const A4_WIDE: PageSize = { width: A4.height, height: A4.width }

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4
