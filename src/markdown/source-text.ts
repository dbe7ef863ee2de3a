/**
 * A text as it is on disk, and where each of its characters stands.
 *
 * @module
 */
import type { Place } from '../model/finding.ts'

const BYTE_ORDER_MARK = 0xfeff

export class SourceText {
  readonly file: string
  readonly text: string
  readonly #lineStarts: number[]

  constructor(file: string, text: string) {
    this.file = file
    this.text = text
    this.#lineStarts = [0]
    // CommonMark 2.1: a line ends with LF, CR, or CR LF.
    for (const end of text.matchAll(/\r\n|\r|\n/g)) this.#lineStarts.push(end.index + end[0].length)
  }

  /** A byte order mark takes no column: editors do not show it. */
  place(offset: number): Place {
    const line = this.lineAt(offset)
    const start = this.#lineStarts[line - 1] ?? 0
    const hidden = line === 1 && this.text.charCodeAt(0) === BYTE_ORDER_MARK && offset > 0 ? 1 : 0
    return { file: this.file, line, column: offset - start + 1 - hidden }
  }

  /** Number of the line that holds the offset, from 1. */
  lineAt(offset: number): number {
    let low = 0
    let high = this.#lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return low + 1
  }

  /** Offset of the first character of the line that holds `offset`. */
  lineStart(offset: number): number {
    return this.#lineStarts[this.lineAt(offset) - 1] ?? 0
  }

  /** Offset of the line end after `offset`: of its first character, or the text's length. */
  lineEnd(offset: number): number {
    const next = this.#lineStarts[this.lineAt(offset)]
    if (next === undefined) return this.text.length
    return this.text[next - 1] === '\n' && this.text[next - 2] === '\r' ? next - 2 : next - 1
  }

  /** Offset after the line end, or the text's length. */
  nextLine(offset: number): number {
    return this.#lineStarts[this.lineAt(offset)] ?? this.text.length
  }
}
