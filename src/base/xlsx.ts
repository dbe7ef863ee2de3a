/**
 * Workbooks through hucre: the only file that knows the library, so that it can be replaced.
 *
 * A workbook that is only to be changed in some cells does not come here: the library loses what it does not understand,
 * see `practices/edit-xlsx.ts`.
 *
 * @module
 */
import { readXlsx, type Sheet, type WriteSheet, writeXlsx } from 'hucre/xlsx'

export type { Cell, CellStyle, CellValue, DataValidation, Sheet, WriteSheet } from 'hucre/xlsx'

/** @param maxRows rows of a sheet beyond these are left out. @throws whatever hucre throws on a broken file */
export const readXlsxSheets = async (bytes: Uint8Array, maxRows: number): Promise<readonly Sheet[]> =>
  (await readXlsx(bytes, { maxRows })).sheets

interface XlsxFile {
  readonly title: string
  /** Named in the file's properties. */
  readonly author: string
  /** Of cells without a style. */
  readonly font: { readonly name: string; readonly size: number }
  readonly sheets: readonly WriteSheet[]
}

/** Same sheets, same bytes: the file carries no date of its making. */
export function writeXlsxFile({ title, author, font, sheets }: XlsxFile): Promise<Uint8Array> {
  const fixed = new Date(0)
  return writeXlsx({
    sheets: [...sheets],
    properties: { title, creator: author, created: fixed, modified: fixed },
    defaultFont: font,
  })
}
