/**
 * The values that a PDF file is made of (ISO 32000-1, 7.3).
 *
 * @module
 */

export interface PdfName {
  readonly kind: 'name'
  readonly name: string
}

/** Bytes, one per character (Latin-1). {@link textOf} decodes them. */
export interface PdfString {
  readonly kind: 'string'
  readonly bytes: string
}

export interface PdfRef {
  readonly kind: 'ref'
  readonly num: number
  readonly gen: number
}

export interface PdfDict {
  readonly kind: 'dict'
  readonly entries: ReadonlyMap<string, PdfValue>
}

export interface PdfStream {
  readonly kind: 'stream'
  readonly dict: PdfDict
  /** As stored in the file, still compressed. */
  readonly raw: string
}

/** A bare word: an operator in a content stream, `endobj` and the like in a file. */
export interface PdfWord {
  readonly kind: 'word'
  readonly word: string
}

export type PdfValue =
  null | boolean | number | PdfName | PdfString | PdfRef | PdfDict | PdfStream | PdfWord | readonly PdfValue[]

export const isArray = (value: PdfValue): value is readonly PdfValue[] => Array.isArray(value)

type Kinds = Exclude<PdfValue, null | boolean | number | readonly PdfValue[]>

export function isKind<Kind extends Kinds['kind']>(
  value: PdfValue | undefined,
  kind: Kind,
): value is Extract<Kinds, { kind: Kind }> {
  return typeof value === 'object' && value !== null && !isArray(value) && value.kind === kind
}

export const nameOf = (value: PdfValue | undefined): string | undefined =>
  isKind(value, 'name') ? value.name : undefined

/** A text string: UTF-16 with a byte order mark, UTF-8 with one, else PDFDocEncoding read as Latin-1. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isKind(value, 'string')) return undefined
  const bytes = Buffer.from(value.bytes, 'latin1')
  if (value.bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (value.bytes.startsWith('\xef\xbb\xbf')) return bytes.subarray(3).toString('utf8')
  return value.bytes
}

export const emptyDict: PdfDict = { kind: 'dict', entries: new Map() }
