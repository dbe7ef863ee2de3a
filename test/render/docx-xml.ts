/**
 * What is in a DOCX, as text: its parts, and the words of its body.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'

/** The XML of one part, such as `word/document.xml`. */
export function partOf(bytes: Uint8Array, path: string): string {
  const part = unzipSync(bytes)[path]
  if (part === undefined) throw new Error(`The package has no ${path}`)
  return strFromU8(part)
}

/**
 * Words of the body in order; boxes to tick and placeholders are there to be filled in and are no words.
 *
 * @param pictures alternatives of pictures that are drawn as tables: what they show stands in a table nearby
 */
export function wordsOfDocx(bytes: Uint8Array, pictures: readonly string[] = []): string {
  return partOf(bytes, 'word/document.xml')
    .replace(/<w:tbl>.*?<\/w:tbl>/gs, (table) =>
      pictures.includes(/<w:tblCaption w:val="([^"]*)"/.exec(table)?.[1] ?? '') ? '' : table,
    )
    .replace(/<w:sdt>.*?<\/w:sdt>/gs, '')
    .replace(/<w:instrText[^>]*>.*?<\/w:instrText>/gs, '')
    .replace(/<\/w:p>|<w:br\/>|<w:tab\/>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => ({ amp: '&', lt: '<', gt: '>', quot: '"' })[name] ?? '')
    .replaceAll('☐', '')
}
