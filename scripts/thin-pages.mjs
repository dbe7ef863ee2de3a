/**
 * Lists the pages of finished packs that are less than a third full, and are neither the last of their file nor end
 * before a sheet: paper that a practice prints for nothing. `node scripts/thin-pages.mjs FOLDER…`; ends with 1 where it
 * finds one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'

const ENOUGH = 1 / 3
/** Header and footer, in points from either edge. */
const FURNITURE = 48

/** @param {import('pdfjs-dist').PDFPageProxy} page */
async function fullness(page) {
  const [, , , height] = page.view
  const { items } = await page.getTextContent()
  const { fnArray, argsArray } = await page.getOperatorList()
  const bottoms = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item.transform[5]] : []))
  // Boxes to write on count as content: a form is full of them.
  fnArray.forEach((operator, i) => {
    const box = operator === OPS.constructPath ? argsArray[i].at(-1) : null
    if (box !== null && Number.isFinite(box[1])) bottoms.push(Math.min(box[1], box[3]))
  })
  for (const { rect } of await page.getAnnotations()) bottoms.push(rect[1])
  const lowest = Math.min(height, ...bottoms.filter((y) => y > FURNITURE && y < height - FURNITURE))
  return (height - FURNITURE - lowest) / (height - 2 * FURNITURE)
}

let found = 0
for (const folder of process.argv.slice(2))
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!name.endsWith('.pdf')) continue
    const file = await getDocument({ data: new Uint8Array(readFileSync(join(folder, name))), verbosity: 0 }).promise
    for (let number = 1; number < file.numPages; number += 1) {
      const part = await fullness(await file.getPage(number))
      if (part >= ENOUGH) continue
      found += 1
      console.log(`${basename(folder)}/${name}, page ${number} of ${file.numPages}: ${Math.round(part * 100)} % full`)
    }
    await file.destroy()
  }
console.log(`${found} pages are less than a third full.`)
process.exitCode = found === 0 ? 0 : 1
