/**
 * Parts of the file in its own words. pdfkit turns data into these by itself; where thousands of objects are alike, making
 * the data first takes most of the time.
 *
 * @module
 */

/** Entries of a dictionary: names with their values, as written. */
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

/** A text string (ISO 32000-1, 7.9.2.2): as it is, or in UTF-16BE with a mark, a byte a character. */
export function writtenText(text: string): string {
  const bytes = /^[\0-\x7f]*$/.test(text) ? text : Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1')
  return `(${bytes.replace(/[\n\r\t\b\f()\\]/g, (character) => ESCAPES[character] ?? '')})`
}

/** Six decimals at most, as pdfkit writes numbers. */
export const writtenNumber = (value: number): string => String(Math.round(value * 1e6) / 1e6)
