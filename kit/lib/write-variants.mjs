/**
 * The variants that no starter practice has: each size of print, no task, one and 200, a name that is hard to print.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { checklist, render } from './checklist.mjs'

/** Folder for each size in points; large print is recognised by its folder's name. */
const SIZES = { 'standard-12': 12, 'large-print-16': 16, 'large-print-18': 18 }
const TASKS = [0, 1, 200]

/** @param {string} folder */
export async function writeVariants(folder) {
  for (const [name, points] of Object.entries(SIZES))
    for (const count of TASKS) {
      const place = join(folder, name, `${count}-tasks`)
      mkdirSync(place, { recursive: true })
      const document = checklist(count)
      for (const format of ['pdf', 'docx', 'html'])
        writeFileSync(join(place, `checklist.${format}`), await render(document, format, 'print', points))
      writeFileSync(join(place, 'checklist-fill-in.pdf'), await render(document, 'pdf', 'fill-in', points))
    }
}
