/**
 * Reads and writes workbooks with hucre: the only file that imports the library, so that it can be replaced.
 *
 * Changing some cells of a user's workbook is done in `practices/edit-xlsx.ts` without it, because the library loses what
 * it does not understand.
 *
 * @module
 */
import { readXlsx, type Sheet, type WriteSheet, writeXlsx } from 'hucre/xlsx'

export type { Cell, CellStyle, CellValue, DataValidation, Sheet, WriteSheet } from 'hucre/xlsx'

/** @param maxRows further rows of a sheet are left out. @throws whatever hucre throws on a broken file */
export const readXlsxSheets = async (bytes: Uint8Array, maxRows: number): Promise<readonly Sheet[]> =>
  (await readXlsx(bytes, { maxRows })).sheets

interface XlsxFile {
  readonly title: string
  /** Shown in the file's properties. */
  readonly author: string
  /** Font of cells without a style. */
  readonly font: { readonly name: string; readonly size: number }
  readonly sheets: readonly WriteSheet[]
}

/** The same sheets make the same bytes: the creation date is fixed. */
export function writeXlsxFile({ title, author, font, sheets }: XlsxFile): Promise<Uint8Array> {
  const fixed = new Date(0)
  return writeXlsx({
    sheets: [...sheets],
    properties: { title, creator: author, created: fixed, modified: fixed },
    defaultFont: font,
  })
}
