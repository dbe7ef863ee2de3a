/**
 * The two faces that documents are set in: Arimo regular and bold (same widths as Arial, SIL Open Font Licence). Opened
 * once per process, when the first page is laid out, because opening takes longer than laying out a letter.
 *
 * The font files are part of the program, like its modules; nothing else is read from disk here.
 *
 * @module
 */
import { createRequire } from 'node:module'
import { type Font, openSync } from 'fontkit'
import { DocumentError } from '../document/document.ts'
import { aroundMissing, firstMissing, glyphProblem } from './coverage.ts'

export type FaceName = 'regular' | 'bold'

/** A glyph in its place. Lengths are thousandths of the font size, as in PDF. */
export interface PlacedGlyph {
  readonly id: number
  readonly width: number
  /** Distance to the start of the next glyph: the width, with kerning. */
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

export interface Face {
  readonly name: FaceName
  readonly postscriptName: string
  /** Thousandths of the font size, as are the measures below. */
  readonly ascent: number
  readonly descent: number
  readonly capHeight: number
  readonly xHeight: number
  readonly box: readonly [number, number, number, number]
  shape(text: string): readonly PlacedGlyph[]
  widthOf(glyph: number): number
  /** The character that a glyph shows, the lowest where there are several. Empty if only shaping reaches it. */
  characterOf(glyph: number): string
  /** A font file with only these glyphs, and the number of each in that file. */
  subset(glyphs: readonly number[]): { readonly file: Uint8Array; readonly numbers: ReadonlyMap<number, number> }
}

function toFace(name: FaceName, font: Font): Face {
  const scale = 1000 / font.unitsPerEm
  const { minX, minY, maxX, maxY } = font.bbox
  return {
    name,
    postscriptName: font.postscriptName,
    ascent: font.ascent * scale,
    descent: font.descent * scale,
    capHeight: font.capHeight * scale,
    xHeight: font.xHeight * scale,
    box: [minX * scale, minY * scale, maxX * scale, maxY * scale],
    shape(text) {
      const { glyphs, positions } = font.layout(text)
      return glyphs.map((glyph, i) => ({
        id: glyph.id,
        width: glyph.advanceWidth * scale,
        advance: (positions[i]?.xAdvance ?? 0) * scale,
        dx: (positions[i]?.xOffset ?? 0) * scale,
        dy: (positions[i]?.yOffset ?? 0) * scale,
      }))
    },
    widthOf: (glyph) => font.getGlyph(glyph).advanceWidth * scale,
    characterOf: (glyph) => [...font.stringsForGlyph(glyph)].filter((text) => text >= ' ').sort()[0] ?? '',
    subset(glyphs) {
      const subset = font.createSubset()
      const numbers = new Map(glyphs.map((glyph) => [glyph, subset.includeGlyph(glyph)]))
      return { file: subset.encode(), numbers }
    },
  }
}

let faces: Readonly<Record<FaceName, Face>> | undefined

export function openFaces(): Readonly<Record<FaceName, Face>> {
  if (faces === undefined) {
    const path = createRequire(import.meta.url).resolve
    faces = {
      regular: toFace('regular', openSync(path('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'))),
      bold: toFace('bold', openSync(path('@expo-google-fonts/arimo/700Bold/Arimo_700Bold.ttf'))),
    }
  }
  return faces
}

/** Thrown instead of printing a blank box: the text holds a character that no embedded font has. */
export class MissingGlyphError extends DocumentError {
  /** The character itself, such as an emoji. */
  readonly character: string
  /** The text around it, so that a person can find the place. */
  readonly context: string

  constructor(character: string, context: string) {
    super('character-without-glyph', glyphProblem(character, context))
    this.name = 'MissingGlyphError'
    this.character = character
    this.context = context
  }
}

/** @throws {MissingGlyphError} if the fonts lack a character of `text` */
export function assertCovered(text: string): void {
  const missing = firstMissing(text)
  if (missing === null) return
  throw new MissingGlyphError(missing.character, aroundMissing(text, missing))
}
