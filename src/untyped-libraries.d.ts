/** The small part of fontkit that we use; the package has no types. */
declare module 'fontkit' {
  export interface Glyph {
    readonly id: number
    readonly advanceWidth: number
    readonly codePoints: readonly number[]
  }
  export interface GlyphPosition {
    readonly xAdvance: number
    readonly xOffset: number
    readonly yOffset: number
  }
  export interface Subset {
    /** @returns the glyph's number in the subset */
    includeGlyph(id: number): number
    encode(): Uint8Array
  }
  export interface Font {
    readonly postscriptName: string
    readonly unitsPerEm: number
    readonly ascent: number
    readonly descent: number
    readonly capHeight: number
    readonly xHeight: number
    readonly bbox: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number }
    readonly characterSet: readonly number[]
    layout(text: string): { readonly glyphs: readonly Glyph[]; readonly positions: readonly GlyphPosition[] }
    getGlyph(id: number): Glyph
    glyphForCodePoint(codePoint: number): Glyph
    stringsForGlyph(id: number): readonly string[]
    createSubset(): Subset
  }
  export function openSync(path: string): Font
}
/** The part of linebreak (Unicode line breaking, UAX #14) that we use; the package has no types. */
declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}
