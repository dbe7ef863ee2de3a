/**
 * Parses PDF values, in files and content streams alike (ISO 32000-1, 7.2 and 7.3).
 *
 * @module
 */

interface PdfName {
  readonly kind: 'name'
  readonly name: string
}

/** Bytes, one per character (Latin-1). {@link textOf} decodes them. */
interface PdfString {
  readonly kind: 'string'
  readonly bytes: string
}

interface PdfRef {
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

/** A bare word: an operator in a content stream, or `endobj` and the like in a file. */
interface PdfWord {
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

/** Decodes a text string: UTF-16 with a byte order mark, UTF-8 with one, otherwise PDFDocEncoding read as Latin-1. */
export function textOf(value: PdfValue | undefined): string | undefined {
  if (!isKind(value, 'string')) return undefined
  const bytes = Buffer.from(value.bytes, 'latin1')
  if (value.bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytes.subarray(2))
  if (value.bytes.startsWith('\xef\xbb\xbf')) return bytes.subarray(3).toString('utf8')
  return value.bytes
}

export const emptyDict: PdfDict = { kind: 'dict', entries: new Map() }

const SPACE = /(?:[\0\t\n\f\r ]|%[^\r\n]*)+/y
const NUMBER = /[+-]?(?:\d+\.?\d*|\.\d+)/y
const WORD = /[^\0\t\n\f\r ()<>[\]{}/%]+/y
const NAME = /\/([^\0\t\n\f\r ()<>[\]{}/%]*)/y
const HEX = /<([0-9A-Fa-f\s]*)>/y
const REFERENCE = /(\d+)[\0\t\n\f\r ]+(\d+)[\0\t\n\f\r ]+R(?![^\0\t\n\f\r ()<>[\]{}/%])/y

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A token that cannot be read. */
export class PdfSyntaxError extends Error {
  override readonly name = 'PdfSyntaxError'
}

export class PdfTokens {
  readonly text: string
  at: number

  constructor(text: string, at = 0) {
    this.text = text
    this.at = at
  }

  /** The next value, or undefined at the end. Words are returned as they are. */
  next(): PdfValue | undefined {
    this.match(SPACE)
    if (this.at >= this.text.length) return undefined
    const reference = this.match(REFERENCE)
    if (reference) return { kind: 'ref', num: Number(reference[1]), gen: Number(reference[2]) }
    const name = this.match(NAME)
    if (name) return { kind: 'name', name: unescapeName(name[1] ?? '') }
    if (this.text.startsWith('<<', this.at)) return this.dict()
    const hex = this.match(HEX)
    if (hex) return { kind: 'string', bytes: fromHex(hex[1] ?? '') }
    const first = this.text[this.at]
    if (first === '[') return this.array()
    if (first === '(') return { kind: 'string', bytes: this.literal() }
    const start = this.at
    const number = this.match(NUMBER)
    // `1.0abc` is a word, `1.0` a number. Real files also contain `0.0.1`, which no rule of ours needs.
    if (number && !WORD_AHEAD.test(this.text[this.at] ?? ' ')) return Number(number[0])
    this.at = start
    const word = this.match(WORD)
    if (!word) throw new PdfSyntaxError(`Unexpected ${JSON.stringify(first)} at byte ${this.at}`)
    return WORDS.get(word[0]) ?? (word[0] === 'null' ? null : { kind: 'word', word: word[0] })
  }

  /** Consumes the word if it comes next. */
  skipWord(word: string): boolean {
    this.match(SPACE)
    if (!this.text.startsWith(word, this.at)) return false
    this.at += word.length
    return true
  }

  private match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)
    if (found) this.at = pattern.lastIndex
    return found
  }

  private dict(): PdfDict {
    this.at += 2
    const entries = new Map<string, PdfValue>()
    for (;;) {
      this.match(SPACE)
      if (this.text.startsWith('>>', this.at)) {
        this.at += 2
        return { kind: 'dict', entries }
      }
      const key = this.next()
      const value = this.next()
      if (!isKind(key, 'name') || value === undefined) throw new PdfSyntaxError(`Broken dictionary at byte ${this.at}`)
      entries.set(key.name, value)
    }
  }

  private array(): readonly PdfValue[] {
    this.at += 1
    const values: PdfValue[] = []
    for (;;) {
      this.match(SPACE)
      if (this.text[this.at] === ']') {
        this.at += 1
        return values
      }
      const value = this.next()
      if (value === undefined) throw new PdfSyntaxError('Array without an end')
      values.push(value)
    }
  }

  private literal(): string {
    let depth = 0
    let out = ''
    for (; this.at < this.text.length; this.at += 1) {
      const char = this.text[this.at] ?? ''
      if (char === '\\') {
        out += this.escaped()
        continue
      }
      if (char === '(' && depth++ === 0) continue
      if (char === ')' && --depth === 0) {
        this.at += 1
        return out
      }
      out += char
    }
    throw new PdfSyntaxError('String without an end')
  }

  /** Starts at the backslash, leaves `at` on the last character of the escape. */
  private escaped(): string {
    const octal = /^[0-7]{1,3}/.exec(this.text.slice(this.at + 1, this.at + 4))
    if (octal) {
      this.at += octal[0].length
      return String.fromCharCode(Number.parseInt(octal[0], 8) & 255)
    }
    this.at += 1
    const char = this.text[this.at] ?? ''
    if (char === '\r' && this.text[this.at + 1] === '\n') this.at += 1
    return char === '\r' || char === '\n' ? '' : (ESCAPES[char] ?? char)
  }
}

const WORDS: ReadonlyMap<string, PdfValue> = new Map([
  ['true', true],
  ['false', false],
])
const WORD_AHEAD = /[^\0\t\n\f\r ()<>[\]{}/%]/

const unescapeName = (name: string): string =>
  name.replace(/#([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

function fromHex(text: string): string {
  const digits = text.replace(/\s+/g, '')
  return Buffer.from(digits.length % 2 === 1 ? `${digits}0` : digits, 'hex').toString('latin1')
}
