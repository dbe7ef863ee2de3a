/**
 * What a PDF page prints, and where: each letter, line, area and picture as a box in mm from the top left corner.
 *
 * In:  the drawing operators of one page from pdf.js. A letter may come from any program, so it takes a reader that
 * knows every encoding and repairs damaged files; `pdf/content-events.ts` reads the file itself.
 * Out: marks, without white ones, because a printer sees only what is not white.
 *
 * @module
 */
import { OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import {
  common,
  IDENTITY,
  MM_PER_POINT,
  multiply,
  paperBoxAfter,
  scaleOf,
  toMatrix,
  type Matrix,
  type PaperBox,
} from '../pdf/geometry.ts'

export interface PageMark {
  readonly kind: 'text' | 'line' | 'area' | 'picture'
  /** In mm from the top left corner of the page. */
  readonly box: PaperBox
  /** The letters drawn by the same operator; for text only. */
  readonly run: string
  /** Its own letter; for text only. */
  readonly letter: string
  /** Height of the type in mm; for text only. */
  readonly sizeMm: number
}

/** What pdf.js knows about a font once its operators have been read. */
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

interface PaintState {
  readonly matrix: Matrix
  readonly clip: PaperBox
  readonly fill: string
  readonly stroke: string
  readonly fillAlpha: number
  readonly strokeAlpha: number
  readonly lineWidth: number
  readonly font: FontFacts | null
  readonly size: number
  readonly characterSpacing: number
  readonly wordSpacing: number
  readonly scale: number
  readonly rise: number
  readonly leading: number
  readonly invisible: boolean
}

const NOTHING: PaperBox = [0, 0, 0, 0]
const UNIT: PaperBox = [0, 0, 1, 1]

/**
 * @param toPaper from the page's points to points from the top left corner of the sheet in reading orientation
 * @param sheet its width and height in points
 */
export function pageMarks(
  { fnArray, argsArray }: Operators,
  fontNamed: (id: string) => FontFacts | null,
  toPaper: Matrix,
  sheet: { readonly width: number; readonly height: number },
): PageMark[] {
  const pen = new Pen(fontNamed, toPaper, sheet)
  for (const [index, operator] of fnArray.entries()) ACTS.get(operator)?.(pen, argsArray[index] ?? [], operator)
  return pen.marks
}

const numberAt = (given: readonly unknown[], at: number): number => Number(given[at] ?? 0)
const isSeen = (colour: string, alpha: number): boolean => colour !== '#ffffff' && alpha > 0
const grown = ([left, top, right, bottom]: PaperBox, by: number): PaperBox => [
  left - by,
  top - by,
  right + by,
  bottom + by,
]

/** Executes the operators and records what can be seen. */
class Pen {
  readonly marks: PageMark[] = []
  readonly fontNamed: (id: string) => FontFacts | null
  #state: PaintState
  readonly #saved: PaintState[] = []
  #textMatrix = IDENTITY
  #at: readonly [x: number, y: number] = [0, 0]
  #line: readonly [x: number, y: number] = [0, 0]
  #clipNext = false

  constructor(
    fontNamed: Pen['fontNamed'],
    toPaper: Matrix,
    sheet: { readonly width: number; readonly height: number },
  ) {
    this.fontNamed = fontNamed
    this.#state = {
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
  }

  set(change: Partial<PaintState>): void {
    this.#state = { ...this.#state, ...change }
  }

  save(): void {
    this.#saved.push(this.#state)
  }

  restore(): void {
    this.#state = this.#saved.pop() ?? this.#state
  }

  transform(numbers: ArrayLike<unknown>): void {
    this.set({ matrix: multiply(toMatrix(numbers), this.#state.matrix) })
  }

  /** Clips to the box from here on. */
  clip(box: PaperBox): void {
    this.set({ clip: common(this.#state.clip, paperBoxAfter(this.#state.matrix, box)) ?? NOTHING })
  }

  /** The next path becomes the clip. */
  clipAtNextPath(): void {
    this.#clipNext = true
  }

  #put(mark: Omit<PageMark, 'box'>, box: PaperBox): void {
    const seen = common(box, this.#state.clip)
    if (seen === null) return
    const [left, top, right, bottom] = seen
    this.marks.push({
      ...mark,
      box: [left * MM_PER_POINT, top * MM_PER_POINT, right * MM_PER_POINT, bottom * MM_PER_POINT],
    })
  }

  #shape(kind: PageMark['kind'], box: PaperBox): void {
    this.#put({ kind, run: '', letter: '', sizeMm: 0 }, paperBoxAfter(this.#state.matrix, box))
  }

  path(operator: number, data: ArrayLike<number> | null, extent: ArrayLike<number> | null): void {
    if (!extent || extent.length < 4) return
    const { fill, fillAlpha, stroke, strokeAlpha, lineWidth } = this.#state
    const whole: PaperBox = [extent[0] ?? 0, extent[1] ?? 0, extent[2] ?? 0, extent[3] ?? 0]
    if (FILLS.has(operator) && isSeen(fill, fillAlpha)) this.#shape('area', whole)
    if (STROKES.has(operator) && isSeen(stroke, strokeAlpha))
      for (const segment of segmentsOf(data, whole)) this.#shape('line', grown(segment, lineWidth / 2))
    if (this.#clipNext) this.clip(whole)
    this.#clipNext = false
  }

  picture(): void {
    this.#shape('picture', UNIT)
  }

  /** A stencil picture in the fill colour. */
  stencil(): void {
    if (isSeen(this.#state.fill, this.#state.fillAlpha)) this.picture()
  }

  /** A gradient, over everything that is not clipped. */
  shading(): void {
    this.#put({ kind: 'area', run: '', letter: '', sizeMm: 0 }, this.#state.clip)
  }

  setText(matrix: Matrix): void {
    this.#textMatrix = matrix
    this.#at = this.#line = [0, 0]
  }

  moveText(dx: number, dy: number): void {
    this.#at = this.#line = [this.#line[0] + dx, this.#line[1] + dy]
  }

  nextLine(): void {
    this.moveText(0, this.#state.leading)
  }

  showText(glyphs: readonly unknown[]): void {
    const { font, size, scale, rise, fill, fillAlpha, invisible } = this.#state
    const unit = Math.abs(font?.fontMatrix?.[0] ?? 0.001)
    const run = glyphs.map((glyph) => (isGlyph(glyph) ? glyph.unicode : '')).join('')
    const seen = !invisible && isSeen(fill, fillAlpha)
    for (const glyph of glyphs) {
      const [x, y] = this.#at
      if (typeof glyph === 'number') this.#at = [x - (glyph * size * scale) / 1000, y]
      if (!isGlyph(glyph)) continue
      const { unicode, isSpace } = glyph
      const width = glyph.width * unit * size
      if (seen && unicode.trim() !== '') {
        const [above, below] = inkOf(unicode, font)
        const matrix = multiply(this.#textMatrix, this.#state.matrix)
        const box: PaperBox = [x, y + rise + below * size, x + width * scale, y + rise + above * size]
        const sizeMm = size * scaleOf(matrix) * MM_PER_POINT
        this.#put({ kind: 'text', run, letter: unicode, sizeMm }, paperBoxAfter(matrix, box))
      }
      const advance = width + this.#state.characterSpacing + (isSpace ? this.#state.wordSpacing : 0)
      this.#at = [x + advance * scale, y]
    }
  }
}

type PaintAct = (pen: Pen, given: readonly unknown[], operator: number) => void

const save: PaintAct = (pen) => pen.save()
const restore: PaintAct = (pen) => pen.restore()
const clipNext: PaintAct = (pen) => pen.clipAtNextPath()
const picture: PaintAct = (pen) => pen.picture()
const showText: PaintAct = (pen, given) => pen.showText((given[0] ?? []) as readonly unknown[])

/** State, forms inside the page, and clipping. */
const STATE: readonly (readonly [operator: number, act: PaintAct])[] = [
  [OPS.save, save],
  [OPS.beginGroup, save],
  [OPS.restore, restore],
  [OPS.endGroup, restore],
  [OPS.paintFormXObjectEnd, restore],
  [OPS.endAnnotation, restore],
  [OPS.transform, (pen, given) => pen.transform(given)],
  [
    OPS.paintFormXObjectBegin,
    (pen, [matrix, box]) => {
      pen.save()
      if (matrix) pen.transform(matrix as ArrayLike<unknown>)
      if (!box) return
      const [left = 0, top = 0, right = 0, bottom = 0] = Array.from(box as ArrayLike<number>)
      pen.clip([left, top, right, bottom])
    },
  ],
  [
    OPS.beginAnnotation,
    (pen, given) => {
      pen.save()
      pen.transform(given[2] as ArrayLike<unknown>)
      pen.transform(given[3] as ArrayLike<unknown>)
    },
  ],
  [OPS.clip, clipNext],
  [OPS.eoClip, clipNext],
  [
    OPS.setGState,
    (pen, given) => {
      for (const [key, value] of (given[0] ?? []) as [string, unknown][]) {
        if (key === 'ca') pen.set({ fillAlpha: Number(value) })
        if (key === 'CA') pen.set({ strokeAlpha: Number(value) })
        if (key === 'LW') pen.set({ lineWidth: Number(value) })
        if (key === 'Font' && Array.isArray(value))
          pen.set({ font: pen.fontNamed(String(value[0])), size: Number(value[1]) })
      }
    },
  ],
]

/** Colours, shapes and pictures. */
const SHAPES: typeof STATE = [
  [OPS.setLineWidth, (pen, given) => pen.set({ lineWidth: numberAt(given, 0) })],
  [OPS.setFillRGBColor, (pen, given) => pen.set({ fill: String(given[0]) })],
  [OPS.setStrokeRGBColor, (pen, given) => pen.set({ stroke: String(given[0]) })],
  [OPS.setFillColorN, (pen) => pen.set({ fill: 'pattern' })],
  [OPS.setStrokeColorN, (pen) => pen.set({ stroke: 'pattern' })],
  [
    OPS.constructPath,
    (pen, given) =>
      pen.path(
        numberAt(given, 0),
        ((given[1] as unknown[] | null)?.[0] ?? null) as ArrayLike<number> | null,
        given[2] as ArrayLike<number> | null,
      ),
  ],
  [OPS.shadingFill, (pen) => pen.shading()],
  [OPS.paintImageXObject, picture],
  [OPS.paintInlineImageXObject, picture],
  [OPS.paintImageMaskXObject, (pen) => pen.stencil()],
]

const TEXT: typeof STATE = [
  [OPS.beginText, (pen) => pen.setText(IDENTITY)],
  [OPS.setTextMatrix, (pen, given) => pen.setText(toMatrix((given[0] as ArrayLike<unknown> | undefined) ?? given))],
  [OPS.setFont, (pen, given) => pen.set({ font: pen.fontNamed(String(given[0])), size: numberAt(given, 1) })],
  [OPS.setCharSpacing, (pen, given) => pen.set({ characterSpacing: numberAt(given, 0) })],
  [OPS.setWordSpacing, (pen, given) => pen.set({ wordSpacing: numberAt(given, 0) })],
  [OPS.setHScale, (pen, given) => pen.set({ scale: numberAt(given, 0) / 100 })],
  [OPS.setTextRise, (pen, given) => pen.set({ rise: numberAt(given, 0) })],
  [OPS.setLeading, (pen, given) => pen.set({ leading: -numberAt(given, 0) })],
  [OPS.setTextRenderingMode, (pen, given) => pen.set({ invisible: [3, 7].includes(numberAt(given, 0)) })],
  [OPS.moveText, (pen, given) => pen.moveText(numberAt(given, 0), numberAt(given, 1))],
  [
    OPS.setLeadingMoveText,
    (pen, given) => {
      pen.set({ leading: numberAt(given, 1) })
      pen.moveText(numberAt(given, 0), numberAt(given, 1))
    },
  ],
  [OPS.nextLine, (pen) => pen.nextLine()],
  [OPS.showText, showText],
  [OPS.showSpacedText, showText],
]

const ACTS: ReadonlyMap<number, PaintAct> = new Map([...STATE, ...SHAPES, ...TEXT])

const FILL_AND_STROKE = [OPS.fillStroke, OPS.eoFillStroke, OPS.closeFillStroke, OPS.closeEOFillStroke]
const FILLS: ReadonlySet<number> = new Set([OPS.fill, OPS.eoFill, ...FILL_AND_STROKE])
const STROKES: ReadonlySet<number> = new Set([OPS.stroke, OPS.closeStroke, ...FILL_AND_STROKE])

interface Glyph {
  readonly unicode: string
  readonly width: number
  readonly isSpace: boolean
}
const isGlyph = (glyph: unknown): glyph is Glyph => typeof glyph === 'object' && glyph !== null && 'unicode' in glyph

/**
 * Top and bottom of a letter's ink as shares of the type size. The font's own height would include, in a line of small
 * letters, the space that only an accent needs.
 */
function inkOf(letter: string, font: FontFacts | null): readonly [number, number] {
  const above = /^[\u0020-\u007e\u00ab\u00bb\u2013-\u2022]+$/.test(letter) ? 0.74 : (font?.ascent ?? 0.9)
  const below = /[gjpqyQ,;()[\]{}|/@$_]/.test(letter) ? (font?.descent ?? -0.21) : -0.02
  return [above, below]
}

const MOVE = 0
const LINE = 1
const CURVE = 2
const QUADRATIC = 3

/**
 * The straight pieces of a path, each with its bounding box: a frame is four lines, not an area. pdf.js gives a path as
 * numbers: an operator and its points, one after the other.
 */
function segmentsOf(data: ArrayLike<number> | null, whole: PaperBox): PaperBox[] {
  if (!data) return [whole]
  const segments: PaperBox[] = []
  let start: readonly [number, number] = [0, 0]
  let at = start
  const to = (x: number, y: number): void => {
    segments.push([Math.min(at[0], x), Math.min(at[1], y), Math.max(at[0], x), Math.max(at[1], y)])
    at = [x, y]
  }
  for (let i = 0; i < data.length;) {
    const operator = data[i]
    const number = (offset: number): number => data[i + offset] ?? 0
    if (operator === MOVE) {
      start = at = [number(1), number(2)]
      i += 3
    } else if (operator === LINE) {
      to(number(1), number(2))
      i += 3
    } else if (operator === CURVE || operator === QUADRATIC) {
      const points = operator === CURVE ? 3 : 2
      const [fromX, fromY] = at
      const xs = [fromX, ...Array.from({ length: points }, (_, n) => number(1 + 2 * n))]
      const ys = [fromY, ...Array.from({ length: points }, (_, n) => number(2 + 2 * n))]
      segments.push([Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)])
      at = [xs.at(-1) ?? 0, ys.at(-1) ?? 0]
      i += 1 + 2 * points
    } else {
      to(start[0], start[1])
      i += 1
    }
  }
  return segments
}
