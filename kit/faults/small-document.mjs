/**
 * A small document in all three formats, as the product renders it: sound, so that each check must pass it, and the
 * ground for faults in DOCX and HTML.
 *
 * @module
 */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { checklist, render } from '../lib/checklist.mjs'

const small = checklist(2)

export const soundPdf = () => render(small, 'pdf', 'print')
export const soundFillIn = () => render(small, 'pdf', 'fill-in')
export const soundDocx = () => render(small, 'docx', 'print')
export const soundHtml = () => render(small, 'html', 'print')
export const soundFillInHtml = () => render(small, 'html', 'fill-in')

/** @throws when there is nothing to change: a fault that changes nothing tests nothing */
function changed(text, from, to) {
  const after = text.replace(from, () => to)
  if (after === text) throw new Error(`Nothing to change: ${from}`)
  return after
}

/** A page that forbids foreign pictures and scripts keeps most faults out by itself; the fault is that it does not. */
const POLICY = /<meta http-equiv="Content-Security-Policy"[^>]*>/i

/** The sound page with one change. @param {string | RegExp} from @param {string} to */
export const htmlWith = async (from, to) =>
  Buffer.from(changed((await soundHtml()).toString().replace(POLICY, ''), from, to))

/** The sound page to fill in with one change. @param {string | RegExp} from @param {string} to */
export const fillInHtmlWith = async (from, to) =>
  Buffer.from(changed((await soundFillInHtml()).toString().replace(POLICY, ''), from, to))

/** The sound DOCX with one change in one part. @param {string} part @param {string | RegExp} from @param {string} to */
export async function docxWith(part, from, to) {
  const parts = unzipSync(await soundDocx())
  parts[part] = strToU8(changed(strFromU8(parts[part]), from, to))
  return Buffer.from(zipSync(parts))
}
