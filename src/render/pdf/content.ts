/**
 * Writes the drawing operators of one page, and values in PDF syntax.
 *
 * Every operator is inside marked content: either an element of the structure tree or an artifact. Paths are never
 * inside an element that contains text. Coordinates are measured from the top left corner: pdfkit flips the page before
 * the first operator.
 *
 * @module
 */
import { boundedCache } from '../../base/cache.ts'
import type { FaceName } from '../../fonts/open-faces.ts'
import type { Artifact, Owner, PictureBox, PolygonBox, RectBox, TextBox, WatermarkBox } from './boxes.ts'
import type { MeasuredWord } from './break-lines.ts'

const artifactMarks: Record<Artifact, string> = {
  layout: '/Artifact <</Type /Layout>> BDC',
  header: '/Artifact <</Type /Pagination /Subtype /Header>> BDC',
  footer: '/Artifact <</Type /Pagination /Subtype /Footer>> BDC',
  repeated: '/Artifact <</Type /Pagination>> BDC',
  watermark: '/Artifact <</Type /Pagination /Subtype /Watermark>> BDC',
}

export const fontNames: Record<FaceName, string> = { regular: 'FR', bold: 'FB' }

const number = (value: number): string => String(Math.round(value * 100) / 100)

/** `#rrggbb` as three numbers from 0 to 1. A run has few colours: those of some themes and partners. */
export const rgb = boundedCache(64, (colour) =>
  [1, 3, 5].map((at) => number(parseInt(colour.slice(at, at + 2), 16) / 255)).join(' '),
)

const utf16Hex = (text: string): string =>
  [...Buffer.from(`\ufeff${text}`, 'utf16le').swap16()].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Operators that show words one after the other, in the current font. */
function showWords(words: readonly MeasuredWord[], size: number): string {
  if (words.every((word) => word.show !== null && word.actual === null))
    return `[${words.map((word) => word.show).join('')}] TJ`
  return words
    .map((word) => {
      const shown =
        word.show === null
          ? word.raised.map((part) => `${number((part.rise * size) / 1000)} Ts [${part.show}] TJ`).join(' ') + ' 0 Ts'
          : `[${word.show}] TJ`
      return word.actual === null ? shown : `/Span <</ActualText <${utf16Hex(word.actual)}>>> BDC ${shown} EMC`
    })
    .join(' ')
}

export class Content {
  readonly #lines: string[] = []
  readonly #mark: (owner: Exclude<Owner, string>) => string
  #owner: Owner | undefined
  #inText = false
  #fill = ''
  #stroke = ''
  #font = ''

  /** @param mark returns the operand of `BDC` for an element of the tree */
  constructor(mark: (owner: Exclude<Owner, string>) => string) {
    this.#mark = mark
  }

  #open(owner: Owner, text: boolean): void {
    if (this.#owner !== owner) {
      this.#close()
      this.#lines.push(typeof owner === 'string' ? artifactMarks[owner] : `${this.#mark(owner)} BDC`)
      this.#owner = owner
    }
    if (this.#inText !== text) {
      this.#lines.push(text ? 'BT' : 'ET')
      this.#inText = text
    }
  }

  #close(): void {
    if (this.#owner === undefined) return
    this.#lines.push(this.#inText ? 'ET EMC' : 'EMC')
    this.#inText = false
    this.#owner = undefined
  }

  #setFill(colour: string): void {
    if (this.#fill === colour) return
    this.#lines.push(`${rgb(colour)} rg`)
    this.#fill = colour
  }

  #setStroke(colour: string, width: number): void {
    if (this.#stroke !== colour) this.#lines.push(`${rgb(colour)} RG`)
    this.#stroke = colour
    this.#lines.push(`${number(width)} w`)
  }

  #setFont(face: FaceName, size: number): void {
    const font = `/${fontNames[face]} ${number(size)} Tf`
    if (this.#font === font) return
    this.#lines.push(font)
    this.#font = font
  }

  text(box: TextBox, y: number): void {
    this.#open(box.owner, true)
    this.#setFill(box.colour)
    this.#setFont(box.face, box.size)
    this.#lines.push(`1 0 0 -1 ${number(box.x)} ${number(y)} Tm ${showWords(box.words, box.size)}`)
  }

  /** A space, for an element that shows nothing. */
  empty(owner: Owner, space: MeasuredWord, x: number, y: number): void {
    this.#open(owner, true)
    this.#setFont('regular', 1)
    this.#lines.push(`1 0 0 -1 ${number(x)} ${number(y)} Tm ${showWords([space], 1)}`)
  }

  rect(box: Pick<RectBox, 'x' | 'width' | 'height' | 'fill' | 'stroke' | 'strokeWidth' | 'owner'>, y: number): void {
    this.#open(box.owner, false)
    if (box.fill !== undefined) this.#setFill(box.fill)
    if (box.stroke !== undefined) this.#setStroke(box.stroke, box.strokeWidth ?? 1)
    const paint = box.fill === undefined ? 'S' : box.stroke === undefined ? 'f' : 'B'
    this.#lines.push(`${number(box.x)} ${number(y)} ${number(box.width)} ${number(box.height)} re ${paint}`)
  }

  /** @param name of the picture among the page's objects */
  picture(name: string, { x, width, height, owner }: Omit<PictureBox, 'kind' | 'y' | 'picture'>, y: number): void {
    this.#open(owner, false)
    // A picture fills an upright unit square; the page counts downwards.
    const place = [width, 0, 0, -height, x, y + height].map(number).join(' ')
    this.#lines.push(`q ${place} cm /${name} Do Q`)
  }

  polygon({ corners, fill, stroke, strokeWidth, owner }: PolygonBox, y: number): void {
    this.#open(owner, false)
    this.#setFill(fill)
    this.#setStroke(stroke, strokeWidth)
    const path = corners.map(([x, down], i) => `${number(x)} ${number(y + down)} ${i === 0 ? 'm' : 'l'}`)
    this.#lines.push(`${path.join(' ')} b`)
  }

  watermark(box: WatermarkBox, y: number): void {
    this.#open('watermark', true)
    this.#setFill(box.colour)
    this.#setFont('bold', box.size)
    const slope = Math.SQRT1_2
    const half = ((box.word.width / 1000) * box.size) / 2
    const drop = box.size * 0.35
    const x = box.x - slope * half + slope * drop
    const base = y + slope * half + slope * drop
    const turn = `${number(slope)} ${number(-slope)} ${number(-slope)} ${number(-slope)}`
    this.#lines.push(`${turn} ${number(x)} ${number(base)} Tm ${showWords([box.word], box.size)}`)
  }

  end(): string {
    this.#close()
    return this.#lines.join('\n')
  }
}

/**
 * Entries of a dictionary: names with their written values. pdfkit could serialise data itself, but where thousands of
 * objects are alike, building the data first takes most of the time.
 */
export const dictionary = (entries: string): string => `<<\n${entries}>>`

const ESCAPES: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\\': '\\\\',
  '(': '\\(',
  ')': '\\)',
}

/** A text string (ISO 32000-1, 7.9.2.2): as it is, or in UTF-16BE with a byte order mark. */
export function writtenText(text: string): string {
  const bytes = /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1')
  return `(${bytes.replace(/[\n\r\t\b\f()\\]/g, (character) => ESCAPES[character] ?? '')})`
}

/** At most six decimals, as pdfkit writes numbers. */
export const writtenNumber = (value: number): string => String(Math.round(value * 1e6) / 1e6)
