/**
 * A PDF file as objects: cross-reference table or stream, object streams, compressed streams; and its pages in order.
 *
 * pdf.js gives text and the structure tree, but not the objects behind them. Only here can be seen which page an
 * annotation's element names, or what a content stream paints inside a paragraph. Nothing is repaired: a file with
 * wrong cross-references is reported as broken, because some readers will refuse it.
 *
 * @module
 */
import { inflateSync } from 'node:zlib'
import {
  emptyDict,
  isArray,
  isKind,
  nameOf,
  type PdfDict,
  type PdfStream,
  PdfSyntaxError,
  PdfTokens,
  type PdfValue,
} from './pdf-tokens.ts'

type XrefEntry = { readonly offset: number } | { readonly stream: number; readonly index: number }

export class PdfFile {
  readonly trailer: PdfDict
  private readonly text: string
  private readonly entries = new Map<number, XrefEntry>()
  private readonly read = new Map<number, PdfValue>()

  /** @throws PdfSyntaxError when the file is cut short or its cross-references are wrong */
  constructor(bytes: Uint8Array) {
    this.text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
    if (!this.text.slice(0, 1024).includes('%PDF-')) throw new PdfSyntaxError('It does not begin with %PDF-')
    const start = /startxref\s+(\d+)\s+%%EOF\s*$/.exec(this.text.slice(-1024))
    if (!start) throw new PdfSyntaxError('It is cut short: no cross-reference and no %%EOF at its end')
    this.trailer = this.readSections(Number(start[1]))
    if (this.trailer.entries.has('Encrypt')) throw new PdfSyntaxError('It is encrypted')
    if (!isKind(this.get(this.trailer.entries.get('Root')), 'dict')) throw new PdfSyntaxError('It has no catalogue')
  }

  get catalogue(): PdfDict {
    return this.dict(this.trailer.entries.get('Root'))
  }

  /** Follows references; null where there is no object, as the standard says. */
  get(value: PdfValue | undefined): PdfValue {
    for (let hops = 0; isKind(value, 'ref'); hops += 1) {
      if (hops > 16) throw new PdfSyntaxError(`Object ${value.num} refers to itself`)
      value = this.object(value.num)
    }
    return value ?? null
  }

  /** The dictionary of a value (or of a stream), empty where there is none. */
  dict(value: PdfValue | undefined): PdfDict {
    const found = this.get(value)
    return isKind(found, 'dict') ? found : isKind(found, 'stream') ? found.dict : emptyDict
  }

  /** One entry of the dictionary behind a value. */
  entry(value: PdfValue | undefined, key: string): PdfValue {
    return this.get(this.dict(value).entries.get(key))
  }

  /** The items of an array; a single value counts as an array of one. References inside stay as they are. */
  list(value: PdfValue | undefined): readonly PdfValue[] {
    const found = this.get(value)
    return found === null ? [] : isArray(found) ? found : [value ?? null]
  }

  /** The decoded bytes of a stream as Latin-1, or null where its filter is not supported here. */
  decode(stream: PdfStream): string | null {
    let bytes: Buffer = Buffer.from(stream.raw, 'latin1')
    const parameters = this.list(stream.dict.entries.get('DecodeParms'))
    for (const [index, filter] of this.list(stream.dict.entries.get('Filter')).entries()) {
      if (nameOf(this.get(filter)) !== 'FlateDecode') return null
      try {
        bytes = inflateSync(bytes)
      } catch (cause) {
        throw new PdfSyntaxError('A compressed stream is damaged', { cause })
      }
      bytes = undoPredictor(bytes, (key) => Number(this.entry(parameters[index], key) ?? 0))
    }
    return bytes.toString('latin1')
  }

  private object(num: number): PdfValue {
    const known = this.read.get(num)
    if (known !== undefined) return known
    const entry = this.entries.get(num)
    const value = !entry ? null : 'offset' in entry ? this.objectAt(entry.offset, num) : this.objectInStream(entry)
    this.read.set(num, value)
    return value
  }

  private objectAt(offset: number, num?: number): PdfValue {
    const tokens = new PdfTokens(this.text, offset)
    const found = tokens.next()
    tokens.next()
    if (typeof found !== 'number' || (num !== undefined && found !== num) || !tokens.skipWord('obj'))
      throw new PdfSyntaxError(`Object ${num ?? ''} is not where the cross-reference says`)
    const value = tokens.next() ?? null
    if (!isKind(value, 'dict') || !tokens.skipWord('stream')) return value
    const start = tokens.at + (this.text.startsWith('\r\n', tokens.at) ? 2 : 1)
    const length = this.get(value.entries.get('Length'))
    const raw = this.text.slice(start, start + Number(length))
    if (!/^\s*endstream/.test(this.text.slice(start + raw.length, start + raw.length + 16)))
      throw new PdfSyntaxError(`Stream ${num ?? ''} has a wrong length`)
    return { kind: 'stream', dict: value, raw }
  }

  private objectInStream(entry: { readonly stream: number; readonly index: number }): PdfValue {
    const stream = this.object(entry.stream)
    const text = isKind(stream, 'stream') ? this.decode(stream) : null
    if (!isKind(stream, 'stream') || text === null) throw new PdfSyntaxError('An object stream cannot be read')
    const header = new PdfTokens(text)
    let offset = 0
    for (let index = 0; index <= entry.index; index += 1) {
      header.next()
      offset = Number(header.next())
    }
    return new PdfTokens(text, Number(this.entry(stream.dict, 'First')) + offset).next() ?? null
  }

  /** Newest section first; an older one counts only for numbers that no newer one mentions. */
  private readSections(start: number): PdfDict {
    let newest: PdfDict | undefined
    const seen = new Set<number>()
    for (let at: number | undefined = start; at !== undefined && !seen.has(at);) {
      seen.add(at)
      const section: PdfDict = this.text.startsWith('xref', at) ? this.readTable(at + 4) : this.readXrefStream(at)
      newest ??= section
      const hybrid = section.entries.get('XRefStm')
      if (typeof hybrid === 'number') this.readXrefStream(hybrid)
      const previous = section.entries.get('Prev')
      at = typeof previous === 'number' ? previous : undefined
    }
    return newest ?? emptyDict
  }

  private readTable(at: number): PdfDict {
    const tokens = new PdfTokens(this.text, at)
    while (!tokens.skipWord('trailer')) {
      const first = tokens.next()
      const count = tokens.next()
      if (typeof first !== 'number' || typeof count !== 'number')
        throw new PdfSyntaxError('The cross-reference table cannot be read')
      for (let num = first; num < first + count; num += 1) {
        const offset = Number(tokens.next())
        tokens.next()
        if (tokens.skipWord('n')) this.addEntry(num, { offset })
        else if (!tokens.skipWord('f')) throw new PdfSyntaxError('The cross-reference table cannot be read')
      }
    }
    const trailer = tokens.next()
    if (!isKind(trailer, 'dict')) throw new PdfSyntaxError('It has no trailer')
    return trailer
  }

  private readXrefStream(at: number): PdfDict {
    const stream = this.objectAt(at)
    const text = isKind(stream, 'stream') ? this.decode(stream) : null
    if (!isKind(stream, 'stream') || text === null) throw new PdfSyntaxError('The cross-reference is not where it says')
    const [w0 = 1, w1 = 0, w2 = 0] = this.list(stream.dict.entries.get('W')).map(Number)
    const index = this.list(stream.dict.entries.get('Index')).map(Number)
    if (index.length === 0) index.push(0, Number(stream.dict.entries.get('Size')))
    let position = 0
    const field = (width: number): number => {
      let value = 0
      for (let end = position + width; position < end; position += 1) value = value * 256 + text.charCodeAt(position)
      return value
    }
    for (let pair = 0; pair < index.length; pair += 2)
      for (let num = index[pair] ?? 0, end = num + (index[pair + 1] ?? 0); num < end; num += 1) {
        const type = w0 === 0 ? 1 : field(w0)
        const second = field(w1)
        const third = field(w2)
        if (type === 1) this.addEntry(num, { offset: second })
        if (type === 2) this.addEntry(num, { stream: second, index: third })
      }
    return stream.dict
  }

  private addEntry(num: number, entry: XrefEntry): void {
    if (!this.entries.has(num)) this.entries.set(num, entry)
  }
}

/** @param parameter looks up an entry of DecodeParms, 0 where it is absent */
function undoPredictor(bytes: Buffer, parameter: (key: string) => number): Buffer {
  const predictor = parameter('Predictor')
  if (predictor < 2) return bytes
  if (predictor < 10) throw new PdfSyntaxError('A stream is stored with the TIFF predictor, which is not read here')
  const bytesPerPixel = Math.max(1, ((parameter('Colors') || 1) * (parameter('BitsPerComponent') || 8)) >> 3)
  const rowLength = (parameter('Columns') || 1) * bytesPerPixel
  const rows = Math.ceil(bytes.length / (rowLength + 1))
  const out = Buffer.alloc(rows * rowLength)
  for (let row = 0; row < rows; row += 1) {
    const filter = bytes[row * (rowLength + 1)] ?? 0
    for (let column = 0; column < rowLength; column += 1) {
      const here = row * rowLength + column
      const left = column >= bytesPerPixel ? (out[here - bytesPerPixel] ?? 0) : 0
      const above = row > 0 ? (out[here - rowLength] ?? 0) : 0
      const corner = row > 0 && column >= bytesPerPixel ? (out[here - rowLength - bytesPerPixel] ?? 0) : 0
      out[here] = (bytes[row * (rowLength + 1) + 1 + column] ?? 0) + guess(filter, left, above, corner)
    }
  }
  return out
}

function guess(filter: number, left: number, above: number, corner: number): number {
  if (filter === 1) return left
  if (filter === 2) return above
  if (filter === 3) return (left + above) >> 1
  return filter === 4 ? paeth(left, above, corner) : 0
}

function paeth(left: number, above: number, corner: number): number {
  const estimate = left + above - corner
  const [toLeft, toAbove, toCorner] = [left, above, corner].map((value) => Math.abs(estimate - value)) as [
    number,
    number,
    number,
  ]
  return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner
}

/** A page with what it inherits from the page tree. */
export interface PdfPage {
  /** Counted from 1, as readers see it. */
  readonly number: number
  /** Number of the page's object, by which structure elements refer to it. */
  readonly object: number
  readonly dict: PdfDict
  readonly resources: PdfDict
  readonly widthPt: number
  readonly heightPt: number
  readonly annotations: readonly PdfAnnotation[]
}

interface PdfAnnotation {
  /** Number of its object; 0 when it is a direct object, to which no element can refer. */
  readonly object: number
  readonly dict: PdfDict
  readonly subtype: string
}

export function readPages(file: PdfFile): PdfPage[] {
  const pages: PdfPage[] = []
  const visit = (node: PdfValue | undefined, inherited: ReadonlyMap<string, PdfValue>, depth: number): void => {
    const dict = file.dict(node)
    const here = new Map(inherited)
    for (const key of ['Resources', 'MediaBox']) {
      const value = dict.entries.get(key)
      if (value !== undefined) here.set(key, value)
    }
    if (nameOf(file.get(dict.entries.get('Type'))) !== 'Pages') pages.push(readPage(file, node, here, pages.length + 1))
    else if (depth < 64) for (const kid of file.list(dict.entries.get('Kids'))) visit(kid, here, depth + 1)
  }
  visit(file.catalogue.entries.get('Pages'), new Map(), 0)
  return pages
}

function readPage(
  file: PdfFile,
  node: PdfValue | undefined,
  inherited: ReadonlyMap<string, PdfValue>,
  number: number,
): PdfPage {
  const dict = file.dict(node)
  const [left = 0, bottom = 0, right = 0, top = 0] = file.list(inherited.get('MediaBox')).map(Number)
  return {
    number,
    object: isKind(node, 'ref') ? node.num : 0,
    dict,
    resources: file.dict(inherited.get('Resources')),
    widthPt: right - left,
    heightPt: top - bottom,
    annotations: file.list(dict.entries.get('Annots')).map((annotation) => ({
      object: isKind(annotation, 'ref') ? annotation.num : 0,
      dict: file.dict(annotation),
      subtype: nameOf(file.entry(annotation, 'Subtype')) ?? '',
    })),
  }
}
