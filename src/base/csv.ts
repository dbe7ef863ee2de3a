/**
 * Reads and writes CSV: the only file that uses the two CSV libraries and knows how a cell is quoted and which cells a
 * spreadsheet program would run.
 *
 * Spreadsheet programs run a cell that begins like a formula (OWASP: CSV injection), so each such text is prefixed with an
 * apostrophe, which marks text in every spreadsheet program. The library's own rule (`escape_formulas`) misses white space
 * before the `=`, which some programs trim, so the rule here is our own, and stricter. It makes no exception for
 * `+44 1632 960000` or `-2`: guessing which of `-2` and `-2+3+cmd|…` is harmless is what an attacker counts on, and a phone
 * number without its apostrophe would lose its `+`. Cells that are numbers get no apostrophe. Everything that reads a table
 * removes the apostrophe again with {@link withoutGuard}, so that a file of ours that comes back has the same values.
 *
 * @module
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export { CsvError } from 'csv-parse/sync'

/** The start of a formula in Excel or LibreOffice, before or after trimming; full-width signs count as well. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/

/** The text as a cell that no spreadsheet program runs. {@link withoutGuard} gives back exactly the text given here. */
export function withGuard(text: string): string {
  // A text that already begins with apostrophes needs one more: otherwise the one of `'=a` would be taken for ours.
  return FORMULA.test(text.replace(/^'+/, '')) ? `'${text}` : text
}

/** The text that {@link withGuard} was given; any other text as it is. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text
}

/** Excel recognises UTF-8 by it; without it, Excel assumes another encoding. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as CSV (RFC 4180), each with a line end. Texts are guarded, numbers stay numbers. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  toCsv(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withGuard(cell) : cell))),
    ',',
    '\r\n',
  )

/** One cell for a line of a file that is not ours, quoted as that file needs it, without a guard. */
export const quotedCell = (text: string, delimiter: string): string => toCsv([[text]], delimiter, '')

const toCsv = (rows: readonly (readonly (string | number)[])[], delimiter: string, lineEnd: string): string =>
  stringify(rows as (string | number)[][], {
    delimiter,
    record_delimiter: lineEnd,
    quote_record_delimiter: true,
    // Some programs trim white space that is not quoted.
    quoted_match: /^\s|\s$/,
  })

const READ = {
  // All three: files that several people have edited mix them.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // As in Excel, a quotation mark inside an unquoted value is part of the value.
  relax_quotes: true,
}

/**
 * One record for each row that a spreadsheet would show, empty rows included.
 *
 * @throws CsvError when a quotation mark is never closed
 */
export const readCsv = (text: string, delimiter = ','): string[][] => parse(text, { ...READ, bom: true, delimiter })

export interface CsvRecord {
  /** The row as the file has it, without its line end. */
  readonly raw: string
  /** Its line end; empty for a last row without one. */
  readonly end: string
  readonly values: readonly string[]
}

export interface CsvRecords {
  /** What comes before the first row: a byte order mark, a line `sep=;`. */
  readonly mark: string
  readonly delimiter: string
  /** In order; a spreadsheet counts them from 1. */
  readonly records: readonly CsvRecord[]
}

/** The rows with their raw text, for changing some and leaving the others alone. @throws CsvError as {@link readCsv} */
export function readCsvRecords(text: string): CsvRecords {
  // Excel writes and understands a first line `sep=;`, and does not count it as a row.
  const declared = /^\uFEFF?(?:sep=(.)(?:\r\n|\n|\r))?/i.exec(text)
  const mark = declared?.[0] ?? ''
  const body = text.slice(mark.length)
  const delimiter = declared?.[1] ?? separatorOf(body)
  // With `raw` each record comes with its text, which the library's types leave out.
  const records = parse(body, { ...READ, raw: true, delimiter }) as unknown as readonly {
    readonly raw: string
    readonly record: readonly string[]
  }[]
  let at = 0
  const rows = records.map(({ raw: rough, record }) => {
    // The library may include half of the row's `\r\n`, or half of the one before.
    const raw = rough.replace(/^\n|[\r\n]+$/g, '')
    LINE_END.lastIndex = at + raw.length
    const end = LINE_END.exec(body)?.[0] ?? ''
    at += raw.length + end.length
    return { raw, end, values: record }
  })
  return { mark, delimiter, records: rows }
}

const LINE_END = /\r\n|\n|\r/y

const SEPARATORS = [',', ';', '\t', '|', '^', '~', '¦']

/**
 * The separator that parts most of the first lines into equally many cells, outside quotation marks; else a comma. The first
 * line alone would not do: it may be a title.
 */
export function separatorOf(text: string): string {
  const lines = text
    .slice(0, 50_000)
    .replaceAll(/"[^"]*"/g, '')
    .split(/\r\n|\n|\r/, 30)
  const score = (separator: string): number => {
    const alike = new Map<number, number>()
    for (const line of lines) {
      const count = line.split(separator).length - 1
      alike.set(count, (alike.get(count) ?? 0) + count)
    }
    return Math.max(...alike.values())
  }
  return SEPARATORS.reduce((best, separator) => (score(separator) > score(best) ? separator : best), ',')
}
