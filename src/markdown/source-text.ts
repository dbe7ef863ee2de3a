/**
 * A text with the line and column of each offset, and an edited copy of it that maps offsets back.
 *
 * Comments, Liquid and old HTML are edited out before the Markdown parser sees a page. Because an {@link EditedText} is kept
 * as pieces of its source, what the parser finds can be placed in the file on disk.
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

  /** A byte order mark does not count as a column: editors do not show it. */
  place(at: number): Place {
    // Between the two characters of a line end there is no column.
    const offset = this.text[at] === '\n' && this.text[at - 1] === '\r' ? at - 1 : at
    const line = this.lineAt(offset)
    const start = this.#lineStarts[line - 1] ?? 0
    const hidden = line === 1 && this.text.charCodeAt(0) === BYTE_ORDER_MARK && offset > 0 ? 1 : 0
    return { file: this.file, line, column: offset - start + 1 - hidden }
  }

  /** Number of the line that contains the offset, from 1. */
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

  /** Offset of the first character of the line that contains `offset`. */
  lineStart(offset: number): number {
    return this.#lineStarts[this.lineAt(offset) - 1] ?? 0
  }

  /** Offset of the first character of the line end after `offset`, or the text's length. */
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

/** Replaces the characters from `from` up to `to` with `text`. */
export interface Edit {
  readonly from: number
  readonly to: number
  readonly text: string
  /** Where the text stands in the source, if it stands there elsewhere: a capture that is printed. */
  readonly origin?: readonly TextPiece[]
}

interface TextPiece {
  /** Offset in the edited text. */
  readonly at: number
  /** Offset in the source. */
  readonly source: number
  /** True: the characters are the source's own. False: inserted text, all of it placed at the one offset. */
  readonly own: boolean
  /** True: the text stands elsewhere in the source, so that pieces are not in its order. */
  readonly moved?: boolean
}

export class EditedText {
  readonly source: SourceText
  readonly text: string
  readonly #pieces: TextPiece[] = []

  /**
   * @param from first offset of the part of the source to use
   * @param edits in any order; if two overlap, both ranges are removed and only the first one's text is inserted
   */
  constructor(source: SourceText, from: number, to: number, edits: readonly Edit[]) {
    this.source = source
    const parts: string[] = []
    let length = 0
    let done = from
    const put = (text: string, offset: number, own: boolean) => {
      if (text === '') return
      this.#pieces.push({ at: length, source: offset, own })
      parts.push(text)
      length += text.length
    }
    const inOrder = [...edits].sort((a, b) => a.from - b.from || b.to - a.to)
    for (const edit of inOrder) {
      // At the end something can still be added.
      const isPast = edit.from > to || (edit.from === to && edit.to > to)
      if (edit.to < done || isPast || (edit.to === done && edit.from < done)) continue
      if (edit.from >= done) {
        put(source.text.slice(done, edit.from), done, true)
        const start = length
        if (edit.origin === undefined) put(edit.text, edit.from, false)
        else {
          this.#pieces.push(...edit.origin.map((piece) => ({ ...piece, at: start + piece.at, moved: true })))
          parts.push(edit.text)
          length += edit.text.length
        }
      }
      done = Math.min(edit.to, to)
    }
    put(source.text.slice(done, to), done, true)
    this.text = parts.join('')
  }

  /** Offset in the source of an offset in the edited text. */
  sourceOffset(offset: number): number {
    const piece = this.#pieces[lastWhere(this.#pieces, (each) => each.at <= offset)]
    if (piece === undefined) return 0
    return piece.own ? piece.source + (offset - piece.at) : piece.source
  }

  /** The pieces, to insert the text elsewhere. */
  get origin(): readonly TextPiece[] {
    return this.#pieces
  }

  /** Offset in the edited text of an offset in the source; for removed text, where it was. */
  editedOffset(offset: number): number {
    const pieces = this.#pieces.some(({ moved }) => moved) ? this.#pieces.filter(({ moved }) => !moved) : this.#pieces
    const index = lastWhere(pieces, (piece) => piece.source <= offset)
    const piece = pieces[index]
    if (piece === undefined) return 0
    const end = pieces[index + 1]?.at ?? this.text.length
    return piece.own ? Math.min(piece.at + offset - piece.source, end) : piece.at
  }
}

/** Binary search: index of the last element that matches, or -1. All matching elements must come first. */
export function lastWhere<T>(all: readonly T[], matches: (each: T) => boolean): number {
  let low = -1
  let high = all.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    const each = all[middle]
    if (each !== undefined && matches(each)) low = middle
    else high = middle - 1
  }
  return low
}
