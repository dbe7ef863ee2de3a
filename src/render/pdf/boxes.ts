/**
 * Pages as data: positioned boxes, each with the part of the document that it belongs to. Layout creates them, drawing
 * reads them, and tests can print them as text.
 *
 * Lengths are points. `x` is measured from the left edge of the page. `y` is measured from the top of the slice while
 * blocks are laid out, and from the top of the page once slices are placed.
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
 * An element of the structure tree. It is added to the file, below its parent, with the first thing drawn in it: the
 * tree has no empty or detached elements, and is in the order of the pages.
 */
export interface StructureTag {
  readonly type: TagType
  readonly parent: StructureTag | null
  readonly scope?: 'Column' | 'Row'
  readonly numbering?: 'Decimal' | 'Disc' | 'None'
  /** The caption of a table without a visible one. */
  readonly summary?: string
  readonly alt?: string
  /** A blank on paper: `cb` a tick box, `tv` one for text. On screen the widget has this role itself. */
  readonly printField?: 'cb' | 'tv'
}

/** Drawn, but not read aloud. */
export type Artifact = 'layout' | 'header' | 'footer' | 'repeated' | 'watermark'

export type Owner = StructureTag | Artifact

export interface TextBox {
  readonly kind: 'text'
  readonly x: number
  /** The baseline. */
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
  /** Corners; their `y` is relative to the box. */
  readonly corners: readonly (readonly [x: number, y: number])[]
  readonly fill: string
  readonly stroke: string
  readonly strokeWidth: number
  readonly owner: Owner
}

/** A field: drawn as an empty box on paper, a widget on screen. */
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
  /** The link's text, for someone who hears only the link. */
  readonly text: string
  readonly owner: StructureTag
}

/** Keeps an element without visible content in the tree, such as an empty cell. */
interface EmptyBox {
  readonly kind: 'empty'
  readonly x: number
  readonly y: number
  readonly owner: StructureTag
}

/** The target of bookmarks and links. */
export interface AnchorBox {
  readonly kind: 'anchor'
  readonly y: number
  readonly id: string
  readonly level: number
  readonly title: string
}

/** A large, pale word behind the body, rotated by 45 degrees around its centre. */
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

/** Boxes whose `y` is relative to this `y`. */
export interface Placed {
  readonly y: number
  readonly boxes: readonly DrawnBox[]
}

/** One page: the background, the body in reading order, then header and footer. */
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
/** Landscape. */
export const A4_WIDE: PageSize = { width: A4.height, height: A4.width }

export const mm = (millimetres: number): number => (millimetres * 72) / 25.4
