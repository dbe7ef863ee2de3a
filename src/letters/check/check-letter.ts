/**
 * Judges any letter PDF by the rules of the printer that it is for, before it is uploaded: sheet, pages, zones, address,
 * fonts, size. Each fault names its page, its zone and what stands there.
 *
 * Source of the rules: alphagov/notifications-template-preview, `precompiled.py`, August 2026, and the guidance of GOV.UK
 * Notify on uploading a letter. Notify itself looks at pixels; this looks at what is drawn, so a white shape over black
 * words does not help.
 *
 * @module
 */
import type { PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Severity } from '../../model/finding.ts'
import type { PrinterProfile } from '../../model/letter.ts'
import { addressFaults, isOpenField } from '../postal-address.ts'
import { A4_MM } from '../zones.ts'
import { addressLines } from './address-lines.ts'
import { fontFaults } from './font-faults.ts'
import { readPages, type LetterPage } from './read-pages.ts'
import { tagFaults } from './tag-faults.ts'
import { zoneFaults } from './zone-faults.ts'

export interface LetterFault {
  readonly rule: string
  readonly severity: Severity
  /** From 1; null: the file as a whole. */
  readonly page: number | null
  /** Name of the zone, as a person finds it on paper. */
  readonly zone: string | null
  /** What stands there: words, or `a line`, `a picture`. */
  readonly what: string | null
  readonly message: string
}

export interface LetterVerdict {
  readonly pages: number
  readonly faults: readonly LetterFault[]
  /** The address as it was read from its block. */
  readonly address: readonly string[]
}

/** Sides may differ by so much from A4. */
const SHEET_TOLERANCE_MM = 2
const BYTES_IN_MEGABYTE = 1024 * 1024

/** Never throws because of what is in the file. */
export async function checkLetter(bytes: Uint8Array, profile: PrinterProfile): Promise<LetterVerdict> {
  const opened = await open(bytes)
  if ('fault' in opened) return { pages: 0, faults: [opened.fault], address: [] }
  const { document } = opened
  try {
    const faults: LetterFault[] = [...sizeFaults(bytes, profile), ...countFaults(document.numPages, profile)]
    // Eleven pages are too many already; a thousand need not be read.
    const pages = await readPages(document, (profile.mostPages ?? 50) + 1)
    for (const page of pages) {
      const sheet = sheetFaults(page)
      faults.push(...sheet, ...tagFaults(page, profile))
      // On a sheet of another size the zones mean nothing.
      if (sheet.length === 0) faults.push(...zoneFaults(page, profile))
    }
    faults.push(...fontFaults(pages))
    const [first] = pages
    const address = first && profile.address ? addressLines(first.marks, profile.address) : []
    return { pages: document.numPages, faults: [...faults, ...sayAddress(address)], address }
  } catch (error) {
    return { pages: document.numPages, faults: [unreadable(error)], address: [] }
  } finally {
    await document.loadingTask.destroy()
  }
}

async function open(
  bytes: Uint8Array,
): Promise<{ readonly document: PDFDocumentProxy } | { readonly fault: LetterFault }> {
  const { getDocument, VerbosityLevel } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  try {
    // pdf.js keeps the array that it is given, and takes no Buffer.
    const task = getDocument({
      data: new Uint8Array(bytes),
      verbosity: VerbosityLevel.ERRORS,
      disableFontFace: true,
      useSystemFonts: false,
      isEvalSupported: false,
    })
    return { document: await task.promise }
  } catch (error) {
    return { fault: unreadable(error) }
  }
}

function unreadable(error: unknown): LetterFault {
  const locked = error instanceof Error && error.name === 'PasswordException'
  const message = locked
    ? 'The file is locked with a password. Save it again without one.'
    : 'The file cannot be read as a PDF. Save or export it again as PDF.'
  return { rule: 'file-not-readable', severity: 'error', page: null, zone: null, what: null, message }
}

const whole = (rule: string, message: string, page: number | null = null): LetterFault => ({
  rule,
  severity: 'error',
  page,
  zone: null,
  what: null,
  message,
})

function sizeFaults(bytes: Uint8Array, { mostMegabytes, name }: PrinterProfile): LetterFault[] {
  if (mostMegabytes === null || bytes.byteLength < mostMegabytes * BYTES_IN_MEGABYTE) return []
  const size = (bytes.byteLength / BYTES_IN_MEGABYTE).toFixed(1)
  return [
    whole(
      'file-too-large',
      `The file has ${size} MB; ${name} takes less than ${mostMegabytes} MB. Make its pictures smaller.`,
    ),
  ]
}

function countFaults(pages: number, { mostPages, name }: PrinterProfile): LetterFault[] {
  if (mostPages === null || pages <= mostPages) return []
  return [whole('too-many-pages', `The letter has ${pages} pages; ${name} takes ${mostPages} at most.`)]
}

function sheetFaults({ number, widthMm, heightMm }: LetterPage): LetterFault[] {
  const off = (side: number, wanted: number): boolean => Math.abs(side - wanted) > SHEET_TOLERANCE_MM
  if (!off(widthMm, A4_MM.width) && !off(heightMm, A4_MM.height)) return []
  const size = `${Math.round(widthMm)} by ${Math.round(heightMm)} mm`
  return [whole('not-a4-portrait', `Page ${number} is ${size}, expected A4 upright: 210 by 297 mm.`, number)]
}

function sayAddress(lines: readonly string[]): LetterFault[] {
  if (lines.length > 0 && lines.every(isOpenField))
    return [
      {
        rule: 'address-still-open',
        severity: 'note',
        page: 1,
        zone: 'address',
        what: lines[0] ?? null,
        message: 'The address is still open: it holds fields that are filled when the letters are merged.',
      },
    ]
  return addressFaults(lines).map(({ rule, message }) => ({
    rule,
    severity: 'error',
    page: 1,
    zone: 'address',
    what: lines.length === 0 ? null : lines.join(', '),
    message,
  }))
}
