/**
 * Words: stretches of text that no line break divides, shaped once per process and face.
 *
 * In:  a face and a text. Out: its width and the operators that show it.
 *
 * @module
 */
import { openFaces, type Face, type FaceName, type PlacedGlyph } from '../../fonts/open-faces.ts'
import { boundedCache } from '../../base/cache.ts'

/** Lengths are thousandths of the font size. */
export interface Word {
  readonly text: string
  readonly width: number
  /** Without the spaces at its end. */
  readonly inkWidth: number
  readonly glyphs: readonly number[]
  /** Elements of a `TJ` array. Null where some glyph stands above or below the line: see `raised`. */
  readonly show: string | null
  readonly raised: readonly { readonly show: string; readonly rise: number }[]
  /** What the glyphs mean, where they alone would not tell a reader; else null. */
  readonly actual: string | null
}

const SPACE = ' '
const code = (glyph: number): string => glyph.toString(16).padStart(4, '0')
const thousandths = (length: number): string => String(Math.round(length * 10) / 10)

/** Joins glyphs to `<…>` strings with the shifts between them, as `TJ` wants: a positive number moves back. */
function toShow(glyphs: readonly PlacedGlyph[]): string {
  let show = ''
  let open = ''
  const shift = (back: number): void => {
    if (Math.abs(back) < 0.05) return
    if (open !== '') show += `<${open}>`
    open = ''
    show += thousandths(back)
  }
  for (const glyph of glyphs) {
    shift(-glyph.dx)
    open += code(glyph.id)
    shift(glyph.width - glyph.advance + glyph.dx)
  }
  return open === '' ? show : `${show}<${open}>`
}

/** Neighbours on the same height, together. */
function byRise(glyphs: readonly PlacedGlyph[]): Word['raised'] {
  const groups: { rise: number; glyphs: PlacedGlyph[] }[] = []
  for (const glyph of glyphs) {
    const last = groups.at(-1)
    if (last !== undefined && last.rise === glyph.dy) last.glyphs.push(glyph)
    else groups.push({ rise: glyph.dy, glyphs: [glyph] })
  }
  return groups.map((group) => ({ rise: group.rise, show: toShow(group.glyphs) }))
}

function shapeWord(face: Face, text: string): Word {
  const ink = text.trimEnd()
  // Any white space is printed as a space; spaces at the end are set without kerning, so that they can hang.
  const spaces = face.shape(SPACE.repeat(text.length - ink.length))
  const shaped = face.shape(ink.replace(/\s/g, (space) => (space === '\u00a0' ? space : SPACE)))
  if (shaped.some((glyph) => glyph.id === 0)) throw new Error(`No glyph for part of ${JSON.stringify(text)}`)
  const glyphs = [...shaped, ...spaces]
  const inkWidth = shaped.reduce((sum, glyph) => sum + glyph.advance, 0)
  const flat = glyphs.every((glyph) => glyph.dy === 0)
  const said = shaped.map((glyph) => face.characterOf(glyph.id)).join('')
  return {
    text,
    width: spaces.reduce((sum, glyph) => sum + glyph.advance, inkWidth),
    inkWidth,
    glyphs: glyphs.map((glyph) => glyph.id),
    show: flat ? toShow(glyphs) : null,
    raised: flat ? [] : byRise(glyphs),
    actual: said === ink ? null : text,
  }
}

const caches: Record<FaceName, (text: string) => Word> = {
  regular: boundedCache(10_000, (text) => shapeWord(openFaces().regular, text)),
  bold: boundedCache(10_000, (text) => shapeWord(openFaces().bold, text)),
}

export const wordIn = (face: FaceName, text: string): Word => caches[face](text)
