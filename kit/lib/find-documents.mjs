/**
 * Every PDF, DOCX, XLSX and HTML below the directories.
 *
 * @module
 */
import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, sep } from 'node:path'

/**
 * @param {readonly string[]} paths directories or files
 * @returns {import('./check.mjs').DocumentFile[]}
 */
export function findDocuments(paths) {
  return paths.flatMap((path) => {
    const isFolder = statSync(path).isDirectory()
    const base = isFolder ? path : dirname(path)
    const names = isFolder ? readdirSync(path, { recursive: true }).map(String).sort() : [basename(path)]
    return names.flatMap((name) => {
      const kind = /\.(pdf|docx|xlsx|html)$/i.exec(name)?.[1]?.toLowerCase()
      if (kind !== 'pdf' && kind !== 'docx' && kind !== 'xlsx' && kind !== 'html') return []
      return [
        { path: join(base, name), name: name.split(sep).join('/'), kind, fillIn: /[- ]fill-in\.pdf$/i.test(name) },
      ]
    })
  })
}
