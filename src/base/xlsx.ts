/**
 * Reads and writes workbooks with hucre: the only file that imports the library, so that it can be replaced.
 *
 * Changing some cells of a user's workbook is done in `practices/edit-xlsx.ts` without it, because the library loses what
 * it does not understand.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { readXlsx, type Sheet, type WriteSheet, writeXlsx } from 'hucre/xlsx'

export type { Cell, CellStyle, CellValue, DataValidation, Sheet, WriteSheet } from 'hucre/xlsx'

/** @param maxRows further rows of a sheet are left out. @throws whatever hucre throws on a broken file */
export const readXlsxSheets = async (bytes: Uint8Array, maxRows: number): Promise<readonly Sheet[]> =>
  (await readXlsx(bytes, { maxRows, readStyles: true })).sheets

/**
 * Whether the file asks to be worked out anew when it is opened: then a zero may only stand in for a formula's result. Not so in a
 * copy with answers, whose results are those of the program that it came from (`edit-xlsx.ts`).
 */
export function asksToBeRecalculated(bytes: Uint8Array): boolean {
  const part = unzipSync(bytes, { filter: ({ name }) => name === 'xl/workbook.xml' })['xl/workbook.xml']
  const [settings = ''] = /<(?:\w+:)?calcPr\b[^>]*>/.exec(part === undefined ? '' : strFromU8(part)) ?? []
  return /\bfullCalcOnLoad\s*=\s*["'](?:1|true)["']/.test(settings) && !settings.includes('calcCompleted="0"')
}

interface XlsxFile {
  readonly title: string
  /** Shown in the file's properties. */
  readonly author: string
  /** Font of cells without a style. */
  readonly font: { readonly name: string; readonly size: number }
  readonly sheets: readonly WriteSheet[]
}

/** The same sheets make the same bytes: the creation date is fixed. Names of sheets are made into ones that Excel takes. */
export function writeXlsxFile({ title, author, font, sheets }: XlsxFile): Promise<Uint8Array> {
  const fixed = new Date(0)
  const taken = new Set<string>()
  const named = sheets.map((sheet) => ({ ...sheet, name: sheetName(sheet.name, taken) }))
  return writeXlsx({
    sheets: named.map(withoutPrintNames),
    namedRanges: named.flatMap(printNames),
    properties: { title, creator: author, created: fixed, modified: fixed },
    defaultFont: font,
  })
}

const MOST_IN_SHEET_NAME = 31

/** Excel repairs a file with a longer name, one of these characters in it, or two names that differ only in capitals. */
function sheetName(wanted: string, taken: Set<string>): string {
  const plain = wanted.replace(/[\p{Cc}[\]:*?/\\]/gu, ' ').replace(/^[\s']+|[\s']+$/g, '')
  const base = plain === '' ? '1' : plain
  let name = base.slice(0, MOST_IN_SHEET_NAME).trim()
  for (let number = 2; taken.has(name.toLowerCase()); number += 1)
    name = `${base.slice(0, MOST_IN_SHEET_NAME - ` ${number}`.length).trim()} ${number}`
  taken.add(name.toLowerCase())
  return name
}

/**
 * What is printed, and the rows that are printed on every page, as names of the sheet. The library writes such names without
 * quotation marks, and Excel then repairs the file: a sheet’s name with a space must have them.
 */
function printNames({ name, pageSetup }: WriteSheet) {
  const quoted = `'${name.replaceAll("'", "''")}'`
  const named = (id: string, range: string | undefined) =>
    range === undefined ? [] : [{ name: id, range: `${quoted}!${range}`, scope: name }]
  return [...named('_xlnm.Print_Area', pageSetup?.printArea), ...named('_xlnm.Print_Titles', pageSetup?.printTitlesRow)]
}

function withoutPrintNames(sheet: WriteSheet): WriteSheet {
  const pageSetup = { ...sheet.pageSetup }
  delete pageSetup.printArea
  delete pageSetup.printTitlesRow
  return { ...sheet, pageSetup }
}

/** Whether a workbook is still as {@link writeXlsxFile} wrote it: every other program puts in the day on which it saves. */
export function isAsWritten(bytes: Uint8Array): boolean {
  try {
    const part = unzipSync(bytes, { filter: ({ name }) => name === 'docProps/core.xml' })['docProps/core.xml']
    return part !== undefined && /<dcterms:modified[^>]*>1970-01-01T00:00:00/.test(strFromU8(part))
  } catch {
    return false
  }
}
