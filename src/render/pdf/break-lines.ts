/**
 * Breaks paragraphs into lines, from words that are measured and shaped once per process and face.
 *
 * Lines may end where Unicode says (UAX #14): after spaces, hyphens, slashes, never inside a word or a date. A word that is wider
 * than the line is divided between graphemes, so that nothing is ever cut off or runs over the edge.
 *
 * @module
 */
import LineBreaker from 'linebreak'
import { boundedCache } from '../../base/cache.ts'
import { withWholeDays } from '../../base/day-in-words.ts'
import { assertCovered, type Face, type FaceName, openFaces, type PlacedGlyph } from '../../fonts/open-faces.ts'

/**
 * A stretch of text without break opportunities, shaped: its width and the operators that show it. Lengths are
 * thousandths of the font size.
 */
export interface MeasuredWord {
  readonly text: string
  readonly width: number
  /** Without trailing spaces. */
  readonly inkWidth: number
  readonly glyphs: readonly number[]
  /** Elements of a `TJ` array. Null where a glyph is above or below the baseline: see `raised`. */
  readonly show: string | null
  readonly raised: readonly { readonly show: string; readonly rise: number }[]
  /** The text of the glyphs where a reader could not know it from them; otherwise null. */
  readonly actual: string | null
}

const SPACE = ' '
const code = (glyph: number): string => glyph.toString(16).padStart(4, '0')
const thousandths = (length: number): string => String(Math.round(length * 10) / 10)

/** Joins glyphs to `<…>` strings with adjustments between them, as in `TJ`: a positive number moves left. */
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

/** Groups neighbours on the same height. */
function byRise(glyphs: readonly PlacedGlyph[]): MeasuredWord['raised'] {
  const groups: { rise: number; glyphs: PlacedGlyph[] }[] = []
  for (const glyph of glyphs) {
    const last = groups.at(-1)
    if (last !== undefined && last.rise === glyph.dy) last.glyphs.push(glyph)
    else groups.push({ rise: glyph.dy, glyphs: [glyph] })
  }
  return groups.map((group) => ({ rise: group.rise, show: toShow(group.glyphs) }))
}

function shapeWord(face: Face, text: string): MeasuredWord {
  const ink = text.trimEnd()
  // Any white space is printed as a space. Trailing spaces are set without kerning, so that they can hang over the
  // edge.
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

const caches: Record<FaceName, (text: string) => MeasuredWord> = {
  regular: boundedCache(10_000, (text) => shapeWord(openFaces().regular, text)),
  bold: boundedCache(10_000, (text) => shapeWord(openFaces().bold, text)),
}

export const wordIn = (face: FaceName, text: string): MeasuredWord => caches[face](text)

/** Text in one face; `style` is returned with its pieces. */
export interface GlyphRun {
  readonly text: string
  readonly face: FaceName
  /** A field in place of the text, which is then {@link OBJECT}. */
  readonly object?: {
    /** In thousandths of the font size. */
    readonly width: number
    /** Kept on one line with the word after it: a box to tick. */
    readonly keepsNext: boolean
  }
}

/** Placeholder for an object in text (Unicode: object replacement character). */
export const OBJECT = '\uFFFC'

/** Part of a line: a word, and the run it comes from. */
interface LinePiece {
  readonly run: number
  readonly text: string
  readonly word: MeasuredWord
}

/** The text between two break opportunities. */
interface Chunk {
  readonly pieces: readonly LinePiece[]
  readonly width: number
  readonly inkWidth: number
}

export interface TextLine {
  readonly pieces: readonly LinePiece[]
  /** Thousandths of the font size, without trailing spaces. */
  readonly width: number
}

const SOFT_HYPHEN = '\u00ad'
const graphemes = new Intl.Segmenter('en-GB', { granularity: 'grapheme' })

/** All break opportunities in `text`. */
const breakPlaces = boundedCache(8_000, (text) => {
  assertCovered(text)
  const breaker = new LineBreaker(withWholeDays(text))
  const places: number[] = []
  for (let at = breaker.nextBreak(); at !== null; at = breaker.nextBreak()) places.push(at.position)
  return places
})

function toPiece(run: number, face: FaceName, text: string): LinePiece {
  return { run, text, word: wordIn(face, text) }
}

const pieceOf = (index: number, run: GlyphRun, text: string): LinePiece =>
  run.object === undefined ? toPiece(index, run.face, text) : { run: index, text, word: emptyWord(run.object.width) }

/** Takes space and shows nothing: what is drawn there is not text. */
const emptyWord = (width: number): MeasuredWord => ({
  text: '',
  width,
  inkWidth: width,
  glyphs: [],
  show: null,
  raised: [],
  actual: null,
})

/** The text for finding breaks, with the same length: an object and what it must stay with are one word. */
function textForBreaks(runs: readonly GlyphRun[]): string {
  return runs
    .map(({ text, object }, i) => {
      if (object !== undefined) return 'x'
      return runs[i - 1]?.object?.keepsNext === true ? text.replace(/^ /, '\u00a0') : text
    })
    .join('')
}

function toChunk(pieces: readonly LinePiece[]): Chunk {
  const width = pieces.reduce((sum, piece) => sum + piece.word.width, 0)
  const last = pieces.at(-1)?.word
  return { pieces, width, inkWidth: last === undefined ? width : width - last.width + last.inkWidth }
}

const singleRun: Record<FaceName, (text: string) => readonly Chunk[]> = {
  regular: boundedCache(6_000, (text) => chunksOfRun(text, 'regular')),
  bold: boundedCache(6_000, (text) => chunksOfRun(text, 'bold')),
}

function chunksOfRun(text: string, face: FaceName): readonly Chunk[] {
  let from = 0
  return breakPlaces(text).map((to) => {
    const chunk = toChunk([toPiece(0, face, text.slice(from, to))])
    from = to
    return chunk
  })
}

function toChunks(runs: readonly GlyphRun[]): readonly Chunk[] {
  const [only] = runs
  if (only !== undefined && runs.length === 1 && only.object === undefined) return singleRun[only.face](only.text)
  const text = runs.map((run) => run.text).join('')
  const chunks: Chunk[] = []
  let from = 0
  let run = 0
  let runStart = 0
  for (const to of breakPlaces(textForBreaks(runs))) {
    const pieces: LinePiece[] = []
    while (from < to) {
      const current = runs[run]
      if (current === undefined) break
      const runEnd = runStart + current.text.length
      const end = Math.min(to, runEnd)
      if (end > from) pieces.push(pieceOf(run, current, text.slice(from, end)))
      from = end
      if (end === runEnd) {
        run += 1
        runStart = runEnd
      }
    }
    chunks.push(toChunk(pieces))
  }
  return chunks
}

/** Divides a chunk that is wider than a line, between graphemes. */
function divide(chunk: Chunk, runs: readonly GlyphRun[], limit: number): readonly Chunk[] {
  const parts: Chunk[] = []
  let pieces: LinePiece[] = []
  let width = 0
  for (const piece of chunk.pieces) {
    const face = runs[piece.run]?.face ?? 'regular'
    if (runs[piece.run]?.object !== undefined) {
      if (width > 0) parts.push(toChunk(pieces))
      pieces = [...(width > 0 ? [] : pieces), piece]
      width = piece.word.inkWidth
      continue
    }
    let text = ''
    for (const { segment } of graphemes.segment(piece.text)) {
      const advance = wordIn(face, segment).inkWidth
      if (width + advance > limit && width > 0) {
        if (text !== '') pieces.push(toPiece(piece.run, face, text))
        parts.push(toChunk(pieces))
        pieces = []
        width = 0
        text = ''
      }
      text += segment
      width += advance
    }
    if (text !== '') pieces.push(toPiece(piece.run, face, text))
  }
  return [...parts, toChunk(pieces)]
}

/** A soft hyphen is visible only at the end of a line. */
function settleSoftHyphens(pieces: readonly LinePiece[], runs: readonly GlyphRun[]): readonly LinePiece[] {
  if (!pieces.some((piece) => piece.text.includes(SOFT_HYPHEN))) return pieces
  return pieces.map((piece, i) => {
    const ends = i === pieces.length - 1 && piece.text.endsWith(SOFT_HYPHEN)
    const text = piece.text.replaceAll(SOFT_HYPHEN, '') + (ends ? '-' : '')
    return runs[piece.run]?.object !== undefined ? piece : toPiece(piece.run, runs[piece.run]?.face ?? 'regular', text)
  })
}

/**
 * @param limit width of the line in thousandths of the font size
 * @throws {MissingGlyphError} if the fonts lack a character
 */
export function breakLines(runs: readonly GlyphRun[], limit: number): readonly TextLine[] {
  const lines: TextLine[] = []
  let pieces: LinePiece[] = []
  let width = 0
  let inkWidth = 0
  const endLine = (): void => {
    if (pieces.length > 0) lines.push({ pieces: settleSoftHyphens(pieces, runs), width: inkWidth })
    pieces = []
    width = 0
    inkWidth = 0
  }
  const add = (chunk: Chunk): void => {
    // Trailing space counts here: it is part of the page, and nothing may be outside the margins.
    if (width + chunk.width > limit) endLine()
    pieces.push(...chunk.pieces)
    inkWidth = width + chunk.inkWidth
    width += chunk.width
  }
  for (const chunk of toChunks(runs)) {
    if (chunk.inkWidth <= limit) add(chunk)
    else for (const part of divide(chunk, runs, limit)) add(part)
  }
  endLine()
  return lines
}

/** The minimum width of a line without dividing a word, in thousandths of the font size. */
export function widestWord(runs: readonly GlyphRun[]): number {
  return toChunks(runs).reduce((widest, chunk) => Math.max(widest, chunk.inkWidth), 0)
}

/** Widths of what no line divides, in thousandths of the font size; the last one without trailing spaces. */
export function wordWidths(runs: readonly GlyphRun[]): readonly number[] {
  const chunks = toChunks(runs)
  return chunks.map(({ width, inkWidth }, i) => (i < chunks.length - 1 ? width : inkWidth))
}
