/**
 * Judges any letter PDF by the rules of its printer before it is uploaded: sheet, pages, zones, address, fonts, size.
 * Each problem names its page, its zone and what is there.
 *
 * Source of the rules: alphagov/notifications-template-preview, `precompiled.py`, August 2026, and the guidance of
 * GOV.UK Notify on uploading a letter. Notify looks at pixels; this looks at what is drawn, so white shapes over black
 * text do not help.
 *
 * @module
 */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { addressProblems, isOpenField } from '../../letters/postal-address.ts'
import { A4_MM } from '../../letters/zones.ts'
import type { PrinterProfile } from '../../model/template.ts'
import { addressLines, boxOf, type LetterPage, type LetterProblem, readPages, zoneProblems } from './zone-problems.ts'

export interface LetterVerdict {
  readonly pages: number
  readonly faults: readonly LetterProblem[]
  /** The lines read from the address block. */
  readonly address: readonly string[]
}

/** How much the sides may differ from A4. */
const SHEET_TOLERANCE_MM = 2
const BYTES_IN_MEGABYTE = 1024 * 1024

/** Never throws because of a file's content. */
export async function inspectLetter(bytes: Uint8Array, profile: PrinterProfile): Promise<LetterVerdict> {
  const opened = await open(bytes)
  if ('problem' in opened) return { pages: 0, faults: [opened.problem], address: [] }
  const { document } = opened
  try {
    const problems: LetterProblem[] = [...sizeProblems(bytes, profile), ...countProblems(document.numPages, profile)]
    // Reading stops at the first page over the limit: the rest of a thousand need not be read.
    const pages = await readPages(document, (profile.mostPages ?? 50) + 1)
    for (const page of pages) {
      const sheet = sheetProblems(page)
      problems.push(...sheet, ...tagProblems(page, profile))
      // On a sheet of another size the zones have no meaning.
      if (sheet.length === 0) problems.push(...zoneProblems(page, profile))
    }
    problems.push(...fontProblems(pages))
    const [first] = pages
    const address = first && profile.address ? addressLines(first.marks, profile.address) : []
    return { pages: document.numPages, faults: [...problems, ...sayAddress(address)], address }
  } catch (error) {
    return { pages: document.numPages, faults: [unreadable(error)], address: [] }
  } finally {
    await document.loadingTask.destroy()
  }
}

async function open(
  bytes: Uint8Array,
): Promise<{ readonly document: PDFDocumentProxy } | { readonly problem: LetterProblem }> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    // pdf.js keeps the array that it is given, and does not accept a Buffer.
    const task = getDocument({
      data: new Uint8Array(bytes),
      verbosity: VerbosityLevel.ERRORS,
      disableFontFace: true,
      useSystemFonts: false,
      isEvalSupported: false,
    })
    return { document: await task.promise }
  } catch (error) {
    return { problem: unreadable(error) }
  }
}

function unreadable(error: unknown): LetterProblem {
  const locked = error instanceof Error && error.name === 'PasswordException'
  const message = locked
    ? 'The file is locked with a password. Save it again without one.'
    : 'The file cannot be read as a PDF. Save or export it again as PDF.'
  return { rule: 'file-not-readable', severity: 'error', page: null, zone: null, what: null, message }
}

const ofFile = (rule: string, message: string, page: number | null = null): LetterProblem => ({
  rule,
  severity: 'error',
  page,
  zone: null,
  what: null,
  message,
})

function sizeProblems(bytes: Uint8Array, { mostMegabytes, name }: PrinterProfile): LetterProblem[] {
  if (mostMegabytes === null || bytes.byteLength < mostMegabytes * BYTES_IN_MEGABYTE) return []
  const size = (bytes.byteLength / BYTES_IN_MEGABYTE).toFixed(1)
  return [
    ofFile(
      'file-too-large',
      `The file has ${size} MB; ${name} takes less than ${mostMegabytes} MB. Make its pictures smaller.`,
    ),
  ]
}

function countProblems(pages: number, { mostPages, name }: PrinterProfile): LetterProblem[] {
  if (mostPages === null || pages <= mostPages) return []
  return [ofFile('too-many-pages', `The letter has ${pages} pages; ${name} takes ${mostPages} at most.`)]
}

function sheetProblems({ number, widthMm, heightMm }: LetterPage): LetterProblem[] {
  const off = (side: number, wanted: number): boolean => Math.abs(side - wanted) > SHEET_TOLERANCE_MM
  if (!off(widthMm, A4_MM.width) && !off(heightMm, A4_MM.height)) return []
  const size = `${Math.round(widthMm)} by ${Math.round(heightMm)} mm`
  return [ofFile('not-a4-portrait', `Page ${number} is ${size}, expected A4 upright: 210 by 297 mm.`, number)]
}

function sayAddress(lines: readonly string[]): LetterProblem[] {
  if (lines.length > 0 && lines.every(isOpenField))
    return [
      {
        rule: 'address-still-open',
        severity: 'note',
        page: 1,
        zone: 'address',
        what: lines[0] ?? null,
        message: 'The address is still open: it contains fields that are filled when the letters are merged.',
      },
    ]
  return addressProblems(lines).map(({ rule, message }) => ({
    rule,
    severity: 'error',
    page: 1,
    zone: 'address',
    what: lines.length === 0 ? null : lines.join(', '),
    message,
  }))
}

function fontProblems(pages: readonly LetterPage[]): LetterProblem[] {
  const problems: LetterProblem[] = []
  const seen = new Set<string>()
  for (const { number, fonts } of pages)
    for (const { name, missingFile, isType3Font } of fonts) {
      if (seen.has(name) || (missingFile !== true && isType3Font !== true)) continue
      seen.add(name)
      problems.push({
        rule: isType3Font === true ? 'font-of-type-3' : 'font-not-embedded',
        severity: 'error',
        page: number,
        zone: null,
        what: name,
        message:
          isType3Font === true
            ? `The font “${name}” on page ${number} is drawn (Type 3): it prints badly. Use an ordinary font.`
            : `The font “${name}” on page ${number} is not in the file: the printer would use another. Save the PDF with all fonts embedded.`,
      })
    }
  return problems
}

const TAG = 'NOTIFY'

function tagProblems({ number, words }: LetterPage, { keepClear }: PrinterProfile): LetterProblem[] {
  const place = keepClear.find(({ name }) => name.startsWith(TAG))
  if (!place || number === 1) return []
  const [left, top, right, bottom] = boxOf(place.zone, 1)
  const found = words.find(
    ({ text, xMm, yMm }) => text.trim() === TAG && xMm >= left && xMm <= right && yMm >= top && yMm <= bottom,
  )
  if (!found) return []
  return [
    {
      rule: 'tag-on-later-page',
      severity: 'error',
      page: number,
      zone: place.name,
      what: TAG,
      message: `Page ${number} has the tag “${TAG}” in its corner: it comes from a letter that GOV.UK Notify has made before. Use the original page.`,
    },
  ]
}
