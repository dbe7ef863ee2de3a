/**
 * CSV, read and written: the only file that knows the two CSV libraries, how a cell is quoted, and what a spreadsheet
 * program would run.
 *
 * A spreadsheet program runs a cell that begins like a formula (OWASP: CSV injection), so each such text gets an apostrophe
 * before it, the sign for text in every spreadsheet program. The rule of the library (`escape_formulas`) overlooks blanks
 * and line ends before the `=`, which some programs trim, so the rule here is our own and the stricter of the two. It makes
 * no exception for `+44 1632 960000` or `-2`: telling a phone from `-2+3+cmd|…` by its looks is what an attack aims at, and
 * a phone without its apostrophe becomes a number that has lost its `+`. Numbers that are numbers get none. Whatever reads
 * a table takes the apostrophe off again with {@link withoutGuard}, so that a file of ours that comes back says the same.
 *
 * @module
 */
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

export { CsvError } from 'csv-parse/sync'

/** Begins a formula in Excel or LibreOffice, as it is or after its blanks are trimmed; the wide forms count as well. */
const FORMULA = /^(?:[\t\r\n]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/

/** The text as a cell that no spreadsheet program runs. {@link withoutGuard} gives back exactly the text given here. */
export function withGuard(text: string): string {
  // Apostrophes of its own count too: else the one of `'=a` would be taken for ours.
  return FORMULA.test(text.replace(/^'+/, '')) ? `'${text}` : text
}

/** The text that {@link withGuard} was given; any other text as it is. */
export function withoutGuard(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.replace(/^'+/, '')) ? text.slice(1) : text
}

/** By which Excel knows UTF-8: without it, it takes the file for another encoding. */
export const BYTE_ORDER_MARK = '\uFEFF'

/** Rows as lines of RFC 4180, each with its end. Texts are guarded, numbers stay numbers. */
export const csvText = (rows: readonly (readonly (string | number)[])[]): string =>
  written(
    rows.map((row) => row.map((cell) => (typeof cell === 'string' ? withGuard(cell) : cell))),
    ',',
    '\r\n',
  )

/** One cell for a line of a file that is not ours, quoted as that file needs it, without a guard. */
export const quotedCell = (text: string, delimiter: string): string => written([[text]], delimiter, '')

const written = (rows: readonly (readonly (string | number)[])[], delimiter: string, lineEnd: string): string =>
  stringify(rows as (string | number)[][], {
    delimiter,
    record_delimiter: lineEnd,
    quote_record_delimiter: true,
    // Some programs trim blanks that are not quoted.
    quoted_match: /^\s|\s$/,
  })

const READ = {
  // All three, because files that several people edited mix them.
  record_delimiter: ['\r\n', '\n', '\r'],
  relax_column_count: true,
  // As Excel: a quotation mark inside an unquoted value is part of the value.
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
  /** Before the first row: a byte order mark, a line `sep=;`. */
  readonly mark: string
  readonly delimiter: string
  /** A spreadsheet counts them from 1. */
  readonly records: readonly CsvRecord[]
}

/** The rows as the file has them, for changing some and leaving the others alone. @throws CsvError as {@link readCsv} */
export function readCsvRecords(text: string): CsvRecords {
  // Excel writes and understands a first line `sep=;`, and does not count it as a row.
  const declared = /^\uFEFF?(?:sep=(.)(?:\r\n|\n|\r))?/i.exec(text)
  const mark = declared?.[0] ?? ''
  const body = text.slice(mark.length)
  const delimiter = declared?.[1] ?? separatorOf(body)
  // With `raw` each record comes with its text, which the library's types do not say.
  const records = parse(body, { ...READ, raw: true, delimiter }) as unknown as readonly {
    readonly raw: string
    readonly record: readonly string[]
  }[]
  let at = 0
  const rows = records.map(({ raw: rough, record }) => {
    // The library gives a row half of its `\r\n`, or the half of the row before.
    const raw = rough.replace(/^\n|[\r\n]+$/g, '')
    LINE_END.lastIndex = at + raw.length
    const end = LINE_END.exec(body)?.[0] ?? ''
    at += raw.length + end.length
    return { raw, end, values: record }
  })
  return { mark, delimiter, records: rows }
}

const LINE_END = /\r\n|\n|\r/y

/** The separator that the first line with anything in it has most of, outside quotation marks; a comma when in doubt. */
export function separatorOf(text: string): string {
  const line = text.split(/\r\n|\n|\r/, 20).find((candidate) => candidate.trim() !== '') ?? ''
  const unquoted = line.replaceAll(/"[^"]*"/g, '')
  const count = (separator: string) => unquoted.split(separator).length - 1
  return [';', '\t', '|'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',')
}
