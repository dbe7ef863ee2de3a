/**
 * The content stream of a page as a list of events: text shown and shapes painted, and the marked content around them
 * (ISO 32000-1, 8 and 14.6).
 *
 * Clipping, patterns and blending are not followed: anything but a plain colour is null.
 *
 * @module
 */
import { type Box, boxOf, IDENTITY, type Matrix, move, multiply, place, type Point, toMatrix } from './geometry.ts'
import type { PdfFile, PdfPage } from './pdf-reader.ts'
import { emptyDict, isKind, nameOf, type PdfDict, PdfTokens, type PdfValue } from './pdf-tokens.ts'

/** Red, green and blue from 0 to 1. */
type Colour = readonly [number, number, number] | null

interface MarkedContentMark {
  /** `Artifact`, `P`, `TD`… as written here; the structure tree has the type that a reader is given. */
  readonly tag: string
  readonly mcid: number | null
  /** The most specific kind of an artifact: `Watermark`, `Pagination`, or empty. Null for anything else. */
  readonly artifact: string | null
}

interface Marked {
  readonly page: number
  /** Outermost first. */
  readonly marks: readonly MarkedContentMark[]
}

export interface TextEvent extends Marked {
  readonly kind: 'text'
  readonly fill: Colour
  /** Invisible text (render mode 3) is read out but not seen. */
  readonly visible: boolean
  readonly at: Point
  /** Size on the page, after scaling. */
  readonly sizePt: number
  readonly font: PdfDict
  /** Character codes as stored. */
  readonly codes: string
}

export interface PaintEvent extends Marked {
  readonly kind: 'paint'
  readonly filled: boolean
  readonly fill: Colour
  readonly box: Box
}

interface ImageEvent extends Marked {
  readonly kind: 'image'
  readonly box: Box
}

export type ContentEvent = TextEvent | PaintEvent | ImageEvent

interface State {
  readonly ctm: Matrix
  readonly fill: Colour
  readonly font: PdfDict
  readonly size: number
  readonly renderMode: number
}

const START: State = { ctm: IDENTITY, fill: [0, 0, 0], font: emptyDict, size: 0, renderMode: 0 }

export function contentEvents(file: PdfFile, page: PdfPage): ContentEvent[] {
  const streams = file.list(page.dict.entries.get('Contents')).map((stream) => textOfStream(file, stream))
  const events: ContentEvent[] = []
  play(streams.join('\n'), { file, page: page.number, resources: page.resources, marks: [], events, depth: 0 }, START)
  return events
}

interface Stage {
  readonly file: PdfFile
  readonly page: number
  readonly resources: PdfDict
  readonly marks: MarkedContentMark[]
  readonly events: ContentEvent[]
  readonly depth: number
}

type Act = (operands: readonly PdfValue[], numbers: readonly number[]) => void

function play(content: string, stage: Stage, start: State): void {
  const { file, events, marks } = stage
  const resource = (category: string, name: PdfValue | undefined): PdfValue =>
    file.entry(stage.resources.entries.get(category), nameOf(name) ?? '')
  const saved: State[] = []
  let state = start
  let textMatrix = IDENTITY
  let lineMatrix = IDENTITY
  let leading = 0
  let points: Point[] = []

  const set = (change: Partial<State>): void => {
    state = { ...state, ...change }
  }
  const fill: Act = (_, numbers) => set({ fill: toColour(numbers) })
  const setLine = (matrix: Matrix): void => {
    lineMatrix = matrix
    textMatrix = matrix
  }
  const moveLine = (x: number, y: number): void => setLine(multiply(move(x, y), lineMatrix))
  const show = (...values: readonly (PdfValue | undefined)[]): void => {
    const matrix = multiply(textMatrix, state.ctm)
    events.push({
      kind: 'text',
      page: stage.page,
      marks: [...marks],
      fill: state.fill,
      visible: state.renderMode !== 3,
      at: [matrix[4], matrix[5]],
      sizePt: state.size * Math.hypot(matrix[2], matrix[3]),
      font: state.font,
      codes: values.map((value) => (isKind(value, 'string') ? value.bytes : '')).join(''),
    })
  }
  const addPoints: Act = (_, numbers) => {
    for (let index = 0; index + 1 < numbers.length; index += 2)
      points.push(place(numbers[index] ?? 0, numbers[index + 1] ?? 0, state.ctm))
  }
  const addRectangle: Act = (_, [x = 0, y = 0, width = 0, height = 0]) => {
    for (const [dx, dy] of [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ] as const)
      points.push(place(x + dx, y + dy, state.ctm))
  }
  const paint =
    (filled: boolean): Act =>
    () => {
      if (points.length > 0)
        events.push({
          kind: 'paint',
          page: stage.page,
          marks: [...marks],
          filled,
          fill: state.fill,
          box: boxOf(points),
        })
      points = []
    }
  const open = (tag: PdfValue | undefined, properties: PdfValue | undefined): void => {
    const dict = isKind(properties, 'name') ? resource('Properties', properties) : properties
    const mcid = file.entry(dict, 'MCID')
    const kindOfArtifact = nameOf(file.entry(dict, 'Subtype')) ?? nameOf(file.entry(dict, 'Type')) ?? ''
    const artifact = nameOf(tag) === 'Artifact' ? kindOfArtifact : null
    marks.push({ tag: nameOf(tag) ?? '', mcid: typeof mcid === 'number' ? mcid : null, artifact })
  }
  const draw: Act = ([name]) => {
    const object = resource('XObject', name)
    if (!isKind(object, 'stream')) return
    if (nameOf(file.entry(object, 'Subtype')) !== 'Form') {
      const corners = [place(0, 0, state.ctm), place(1, 1, state.ctm)]
      events.push({ kind: 'image', page: stage.page, marks: [...marks], box: boxOf(corners) })
    } else if (stage.depth < 8) {
      const resources = object.dict.entries.has('Resources')
        ? file.dict(file.entry(object, 'Resources'))
        : stage.resources
      const ctm = multiply(toMatrix(file.list(object.dict.entries.get('Matrix')).map(Number)), state.ctm)
      play(textOfStream(file, object), { ...stage, resources, depth: stage.depth + 1 }, { ...state, ctm })
    }
  }

  const acts: Readonly<Record<string, Act>> = {
    q: () => void saved.push(state),
    Q: () => void (state = saved.pop() ?? state),
    cm: (_, numbers) => set({ ctm: multiply(toMatrix(numbers), state.ctm) }),
    ...{ g: fill, rg: fill, k: fill, sc: fill, scn: fill },
    cs: () => set({ fill: [0, 0, 0] }),
    BT: () => setLine(IDENTITY),
    Tf: ([name], [size = 0]) => set({ font: file.dict(resource('Font', name)), size }),
    Tr: (_, [renderMode = 0]) => set({ renderMode }),
    TL: (_, [height = 0]) => void (leading = height),
    Td: (_, [x = 0, y = 0]) => moveLine(x, y),
    TD: (_, [x = 0, y = 0]) => {
      leading = -y
      moveLine(x, y)
    },
    'T*': () => moveLine(0, -leading),
    Tm: (_, numbers) => setLine(toMatrix(numbers)),
    Tj: ([text]) => show(text),
    TJ: ([texts]) => show(...file.list(texts)),
    "'": ([text]) => {
      moveLine(0, -leading)
      show(text)
    },
    '"': ([, , text]) => {
      moveLine(0, -leading)
      show(text)
    },
    ...{ m: addPoints, l: addPoints, c: addPoints, v: addPoints, y: addPoints, re: addRectangle },
    ...{ f: paint(true), F: paint(true), 'f*': paint(true), S: paint(false), s: paint(false) },
    ...{ B: paint(true), 'B*': paint(true), b: paint(true), 'b*': paint(true) },
    n: () => void (points = []),
    BMC: ([tag]) => open(tag, undefined),
    BDC: ([tag, properties]) => open(tag, properties),
    EMC: () => void marks.pop(),
    Do: draw,
  }

  for (const { operator, operands } of contentOperators(content))
    acts[operator]?.(
      operands,
      operands.filter((operand) => typeof operand === 'number'),
    )
}

function textOfStream(file: PdfFile, value: PdfValue): string {
  const stream = file.get(value)
  return isKind(stream, 'stream') ? (file.decode(stream) ?? '') : ''
}

/** Grey, RGB or CMYK by the number of components; anything else is a pattern or a named ink. */
function toColour(numbers: readonly number[]): Colour {
  const [a = 0, b = 0, c = 0, d = 0] = numbers
  if (numbers.length === 1) return [a, a, a]
  if (numbers.length === 3) return [a, b, c]
  return numbers.length === 4 ? [(1 - a) * (1 - d), (1 - b) * (1 - d), (1 - c) * (1 - d)] : null
}

interface Operation {
  readonly operator: string
  readonly operands: readonly PdfValue[]
}

/** Inline images are skipped, because their bytes are not tokens. */
function* contentOperators(content: string): Generator<Operation> {
  const tokens = new PdfTokens(content)
  let operands: PdfValue[] = []
  for (let value = tokens.next(); value !== undefined; value = tokens.next()) {
    if (!isKind(value, 'word')) {
      operands.push(value)
      continue
    }
    if (value.word === 'ID') {
      const end = /\sEI(?=\s|$)/g
      end.lastIndex = tokens.at
      tokens.at = end.exec(content) ? end.lastIndex : content.length
    } else yield { operator: value.word, operands }
    operands = []
  }
}
