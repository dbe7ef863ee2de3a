/**
 * Page counts that were looked at and recorded, and those of today.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/**
 * @param {readonly import('./check.mjs').DocumentFile[]} files
 * @param {Readonly<Record<string, number>>} pages by the file's name below its directory
 * @param {string} version of LibreOffice: another one breaks lines elsewhere
 * @param {import('./check.mjs').Context} context
 * @returns {import('./check.mjs').Problem[]}
 */
export function comparePages(files, pages, version, { expectedPages, recordPages, note }) {
  if (expectedPages === null) return []
  if (recordPages) {
    const sorted = Object.fromEntries(Object.entries(pages).sort(([one], [two]) => (one < two ? -1 : 1)))
    writeFileSync(expectedPages, `${JSON.stringify({ libreOffice: version, pages: sorted }, null, 2)}\n`)
    note(`recorded the pages of ${Object.keys(pages).length} files in ${expectedPages}`)
    return []
  }
  if (!existsSync(expectedPages)) {
    const message = 'no page counts are recorded; look at the pages, then record them (--record-pages)'
    return [{ file: expectedPages, rule: 'pages', where: '', message }]
  }
  const recorded = JSON.parse(readFileSync(expectedPages, 'utf8'))
  if (recorded.libreOffice !== version) {
    note(`page counts NOT compared: recorded with LibreOffice ${recorded.libreOffice}, this is ${version}`)
    return []
  }
  return files.flatMap(({ name, path }) => {
    const [expected, found] = [recorded.pages[name], pages[name]]
    if (found === undefined || expected === found) return []
    const message =
      expected === undefined ? `${found} pages, none recorded` : `${found} pages, recorded were ${expected}`
    return [{ file: path, rule: 'pages', where: '', message: `${message}; look at it, then record (--record-pages)` }]
  })
}
