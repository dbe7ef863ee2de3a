/**
 * What a PDF page puts on paper, and where: each letter, line, area and picture as a box in mm from the top left corner.
 *
 * In:  the drawing operators of one page, as pdf.js hands them over.
 * Out: marks. White ones are left out: a printer sees only what is not white.
 *
 * @module
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { inkOf } from './letter-ink.ts'
import { boxAfter, common, IDENTITY, scaleOf, times, type Box, type Matrix } from './matrix.ts'
import { segmentsOf } from './path-segments.ts'

export interface PageMark {
  readonly kind: 'text' | 'line' | 'area' | 'picture'
  /** mm from the top left corner of the page. */
  readonly box: Box
  /** The letters drawn with it in one go; for text only. */
  readonly run: string
  /** Its own letter; for text only. */
  readonly letter: string
  /** Height of the type in mm; for text only. */
  readonly sizeMm: number
}

/** What pdf.js knows of a font once its operators have been read. */
export interface FontFacts {
  readonly name: string
  readonly missingFile?: boolean
  readonly isType3Font?: boolean
  readonly ascent?: number
  readonly descent?: number
  readonly fontMatrix?: readonly number[]
}

export interface Operators {
  readonly fnArray: readonly number[]
  readonly argsArray: readonly (readonly unknown[] | null)[]
}

interface State {
  matrix: Matrix
  clip: Box
  fill: string
  stroke: string
  fillAlpha: number
  strokeAlpha: number
  lineWidth: number
  font: FontFacts | null
  size: number
  characterSpacing: number
  wordSpacing: number
  scale: number
  rise: number
  leading: number
  invisible: boolean
}

const MM_PER_POINT = 25.4 / 72

/**
 * @param toPaper from the page's own points to points from the top left corner of the sheet as it is read
 * @param sheet its width and height in points
 */
export function pageMarks(
  { fnArray, argsArray }: Operators,
  fontNamed: (id: string) => FontFacts | null,
  toPaper: Matrix,
  sheet: { readonly width: number; readonly height: number },
): PageMark[] {
  const marks: PageMark[] = []
  let state: State = {
    matrix: toPaper,
    clip: [0, 0, sheet.width, sheet.height],
    fill: '#000000',
    stroke: '#000000',
    fillAlpha: 1,
    strokeAlpha: 1,
    lineWidth: 1,
    font: null,
    size: 0,
    characterSpacing: 0,
    wordSpacing: 0,
    scale: 1,
    rise: 0,
    leading: 0,
    invisible: false,
  }
  const stack: State[] = []
  const save = (): void => void stack.push({ ...state })
  const restore = (): void => {
    state = stack.pop() ?? state
  }
  let textMatrix = IDENTITY
  let x = 0
  let y = 0
  let lineX = 0
  let lineY = 0
  let clipNext = false

  const put = (mark: Omit<PageMark, 'box'>, box: Box): void => {
    const seen = common(box, state.clip)
    if (seen) marks.push({ ...mark, box: seen.map((points) => points * MM_PER_POINT) as unknown as Box })
  }
  const shape = (kind: PageMark['kind'], box: Box): void =>
    put({ kind, run: '', letter: '', sizeMm: 0 }, boxAfter(state.matrix, box))
  const isSeen = (colour: string, alpha: number): boolean => colour !== '#ffffff' && alpha > 0

  const path = (operator: number, data: ArrayLike<number> | null, extent: ArrayLike<number> | null): void => {
    if (!extent || extent.length < 4) return
    const whole: Box = [extent[0] ?? 0, extent[1] ?? 0, extent[2] ?? 0, extent[3] ?? 0]
    if (FILLS.has(operator) && isSeen(state.fill, state.fillAlpha)) shape('area', whole)
    if (STROKES.has(operator) && isSeen(state.stroke, state.strokeAlpha))
      for (const segment of segmentsOf(data, whole)) shape('line', grown(segment, state.lineWidth / 2))
    if (clipNext) {
      const clip = common(state.clip, boxAfter(state.matrix, whole))
      state.clip = clip ?? [0, 0, 0, 0]
      clipNext = false
    }
  }

  const showText = (glyphs: readonly unknown[]): void => {
    const { font, size } = state
    const unit = Math.abs(font?.fontMatrix?.[0] ?? 0.001)
    const run = glyphs.map((glyph) => (isGlyph(glyph) ? glyph.unicode : '')).join('')
    const seen = !state.invisible && isSeen(state.fill, state.fillAlpha)
    for (const glyph of glyphs) {
      if (typeof glyph === 'number') {
        x -= (glyph * size * state.scale) / 1000
        continue
      }
      if (!isGlyph(glyph)) continue
      const advance = glyph.width * unit * size + state.characterSpacing + (glyph.isSpace ? state.wordSpacing : 0)
      if (seen && glyph.unicode.trim() !== '') {
        const [above, below] = inkOf(glyph.unicode, font)
        const matrix = times(state.matrix, textMatrix)
        const box: Box = [
          x,
          y + state.rise + below * size,
          x + glyph.width * unit * size * state.scale,
          y + state.rise + above * size,
        ]
        const sizeMm = size * scaleOf(matrix) * MM_PER_POINT
        put({ kind: 'text', run, letter: glyph.unicode, sizeMm }, boxAfter(matrix, box))
      }
      x += advance * state.scale
    }
  }
  const moveText = (dx: number, dy: number): void => {
    x = lineX += dx
    y = lineY += dy
  }

  for (const [index, operator] of fnArray.entries()) {
    const given = argsArray[index] ?? []
    const number = (at: number): number => Number(given[at] ?? 0)
    switch (operator) {
      case OPS.save:
      case OPS.beginGroup:
        save()
        break
      case OPS.restore:
      case OPS.endGroup:
      case OPS.paintFormXObjectEnd:
      case OPS.endAnnotation:
        restore()
        break
      case OPS.transform:
        state.matrix = times(state.matrix, asMatrix(given))
        break
      case OPS.paintFormXObjectBegin: {
        save()
        if (given[0]) state.matrix = times(state.matrix, asMatrix(given[0] as readonly unknown[]))
        if (given[1]) {
          const [left = 0, bottom = 0, right = 0, top = 0] = Array.from(given[1] as ArrayLike<number>)
          state.clip = common(state.clip, boxAfter(state.matrix, [left, bottom, right, top])) ?? [0, 0, 0, 0]
        }
        break
      }
      case OPS.beginAnnotation:
        save()
        state.matrix = times(
          times(state.matrix, asMatrix(given[2] as readonly unknown[])),
          asMatrix(given[3] as readonly unknown[]),
        )
        break
      case OPS.setLineWidth:
        state.lineWidth = number(0)
        break
      case OPS.setFillRGBColor:
        state.fill = String(given[0])
        break
      case OPS.setStrokeRGBColor:
        state.stroke = String(given[0])
        break
      case OPS.setFillColorN:
        state.fill = 'pattern'
        break
      case OPS.setStrokeColorN:
        state.stroke = 'pattern'
        break
      case OPS.setGState:
        for (const [key, value] of (given[0] ?? []) as [string, unknown][]) {
          if (key === 'ca') state.fillAlpha = Number(value)
          if (key === 'CA') state.strokeAlpha = Number(value)
          if (key === 'LW') state.lineWidth = Number(value)
          if (key === 'Font' && Array.isArray(value)) {
            state.font = fontNamed(String(value[0]))
            state.size = Number(value[1])
          }
        }
        break
      case OPS.clip:
      case OPS.eoClip:
        clipNext = true
        break
      case OPS.constructPath:
        path(
          number(0),
          ((given[1] as unknown[] | null)?.[0] ?? null) as ArrayLike<number> | null,
          given[2] as ArrayLike<number> | null,
        )
        break
      case OPS.shadingFill:
        put({ kind: 'area', run: '', letter: '', sizeMm: 0 }, state.clip)
        break
      case OPS.paintImageXObject:
      case OPS.paintInlineImageXObject:
        shape('picture', [0, 0, 1, 1])
        break
      case OPS.paintImageMaskXObject:
        if (isSeen(state.fill, state.fillAlpha)) shape('picture', [0, 0, 1, 1])
        break
      case OPS.beginText:
        textMatrix = IDENTITY
        x = y = lineX = lineY = 0
        break
      case OPS.setTextMatrix:
        textMatrix = asMatrix((given[0] as readonly unknown[] | undefined) ?? given)
        x = y = lineX = lineY = 0
        break
      case OPS.setFont:
        state.font = fontNamed(String(given[0]))
        state.size = number(1)
        break
      case OPS.setCharSpacing:
        state.characterSpacing = number(0)
        break
      case OPS.setWordSpacing:
        state.wordSpacing = number(0)
        break
      case OPS.setHScale:
        state.scale = number(0) / 100
        break
      case OPS.setTextRise:
        state.rise = number(0)
        break
      case OPS.setLeading:
        state.leading = -number(0)
        break
      case OPS.setTextRenderingMode:
        state.invisible = number(0) === 3 || number(0) === 7
        break
      case OPS.moveText:
        moveText(number(0), number(1))
        break
      case OPS.setLeadingMoveText:
        state.leading = number(1)
        moveText(number(0), number(1))
        break
      case OPS.nextLine:
        moveText(0, state.leading)
        break
      case OPS.showText:
      case OPS.showSpacedText:
        showText((given[0] ?? []) as readonly unknown[])
        break
    }
  }
  return marks
}

const FILLS = new Set([
  OPS.fill,
  OPS.eoFill,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])
const STROKES = new Set([
  OPS.stroke,
  OPS.closeStroke,
  OPS.fillStroke,
  OPS.eoFillStroke,
  OPS.closeFillStroke,
  OPS.closeEOFillStroke,
])

interface Glyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
}
const isGlyph = (glyph: unknown): glyph is Glyph => typeof glyph === 'object' && glyph !== null && 'unicode' in glyph

const asMatrix = (numbers: ArrayLike<unknown>): Matrix => {
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = Array.from(numbers, Number)
  return [a, b, c, d, e, f]
}

const grown = ([left, top, right, bottom]: Box, by: number): Box => [left - by, top - by, right + by, bottom + by]
