/**
 * Judges what is printed where nothing may be printed, and reads the address and the pages that the rules for letters
 * need.
 *
 * @module
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Zone } from '../../document/document.ts'
import { allowedZones, forbiddenZones, printableZone } from '../../letters/zones.ts'
import type { Severity } from '../../model/finding.ts'
import type { PrinterProfile } from '../../model/template.ts'
import { common, type Matrix, type PaperBox } from '../pdf/geometry.ts'
import { type FontFacts, type Operators, type PageMark, pageMarks } from './page-marks.ts'

export const boxOf = ({ xMm, yMm, widthMm, heightMm }: Zone, grownBy = 0): PaperBox => [
  xMm - grownBy,
  yMm - grownBy,
  xMm + widthMm + grownBy,
  yMm + heightMm + grownBy,
]

/** Rounding of positions in a PDF, in mm. */
const ROUNDING = 0.05

/** The parts of `box` that no box of `allowed` covers. */
function uncovered(box: PaperBox, allowed: readonly PaperBox[]): PaperBox[] {
  let pieces: PaperBox[] = [box]
  for (const zone of allowed) {
    pieces = pieces.flatMap((piece) => without(piece, zone))
    if (pieces.length === 0) return []
  }
  return pieces.filter(([left, top, right, bottom]) => right - left > ROUNDING || bottom - top > ROUNDING)
}

function without(piece: PaperBox, zone: PaperBox): PaperBox[] {
  const inside = common(piece, zone)
  if (!inside) return [piece]
  const [left, top, right, bottom] = piece
  const [inLeft, inTop, inRight, inBottom] = inside
  const rest: PaperBox[] = [
    [left, top, right, inTop],
    [left, inBottom, right, bottom],
    [left, inTop, inLeft, inBottom],
    [inRight, inTop, right, inBottom],
  ]
  return rest.filter((one) => one[2] - one[0] > ROUNDING && one[3] - one[1] > ROUNDING)
}

/** The most things that are named individually in a zone of a page. */
const MOST_NAMED = 3

interface Intrusion {
  readonly zone: string
  readonly what: string
  readonly piece: PaperBox
}

/** One problem for each zone of the page, naming the first things found there. */
export function zoneProblems({ number, marks }: LetterPage, profile: PrinterProfile): LetterProblem[] {
  const zones = number === 1 ? allowedZones(profile).map(({ zone }) => zone) : [printableZone(profile)]
  const strict = zones.map((zone) => boxOf(zone))
  const tolerant = zones.map((zone) => boxOf(zone, profile.toleranceMm))
  const found: Intrusion[] = []
  const close: Intrusion[] = []
  for (const mark of marks) {
    const pieces = uncovered(mark.box, strict)
    if (pieces.length === 0) continue
    const beyond = uncovered(mark.box, tolerant)
    const into = beyond.length > 0 ? found : close
    for (const piece of beyond.length > 0 ? beyond : pieces)
      into.push({ zone: zoneOf(piece, number, profile), what: nameOf(mark), piece })
  }
  return [
    ...grouped(found).map((all) => problemOf(all, number, profile)),
    ...grouped(close).map((all) => closeProblem(all, number, profile)),
  ]
}

const nameOf = ({ kind, run }: PageMark): string =>
  kind === 'text'
    ? `“${run.trim()}”`
    : kind === 'picture'
      ? 'a picture'
      : kind === 'line'
        ? 'a line'
        : 'a coloured area'

/** The zone that contains most of the piece; a zone that must be kept clear takes precedence. */
function zoneOf(piece: PaperBox, page: number, profile: PrinterProfile): string {
  const zones = page === 1 ? forbiddenZones(profile) : forbiddenZones({ ...profile, address: null, keepClear: [] })
  const kept = page === 1 ? profile.keepClear.find(({ zone }) => common(piece, boxOf(zone))) : undefined
  if (kept) return kept.name
  const area = (box: PaperBox | null): number => (box ? (box[2] - box[0]) * (box[3] - box[1]) : 0)
  const best = zones
    .map(({ name, zone }) => ({ name, area: area(common(piece, boxOf(zone))) }))
    .sort((a, b) => b.area - a.area)[0]
  return best && best.area > 0 ? best.name : 'strip between the zones'
}

function grouped(all: readonly Intrusion[]): Intrusion[][] {
  const groups = new Map<string, Intrusion[]>()
  for (const one of all) groups.set(one.zone, [...(groups.get(one.zone) ?? []), one])
  return [...groups.values()]
}

function problemOf(all: readonly Intrusion[], page: number, { keepClear, name }: PrinterProfile): LetterProblem {
  const { zone, what, place } = summary(all)
  const kept = keepClear.some((one) => one.name === zone)
  return {
    rule: kept ? 'zone-not-clear' : 'outside-printable-zones',
    severity: 'error',
    page,
    zone,
    what,
    message: `Page ${page}: ${what} in the ${zone}, ${place}. ${
      kept ? `${name} prints something of its own there.` : `Nothing may be printed there: move it or make it smaller.`
    }`,
  }
}

function closeProblem(all: readonly Intrusion[], page: number, { name, toleranceMm }: PrinterProfile): LetterProblem {
  const { zone, what, place } = summary(all)
  return {
    rule: 'close-to-the-edge',
    severity: 'note',
    page,
    zone,
    what,
    message: `Page ${page}: ${what} reaches into the ${zone}, ${place}. ${name} lets up to ${toleranceMm} mm pass; do not rely on this.`,
  }
}

function summary(all: readonly Intrusion[]): { readonly zone: string; readonly what: string; readonly place: string } {
  const names = [...new Set(all.map(({ what }) => what))]
  const more = names.length - MOST_NAMED
  const [first] = all
  const [left = 0, top = 0] = first?.piece ?? []
  return {
    zone: first?.zone ?? '',
    what: names.slice(0, MOST_NAMED).join(', ') + (more > 0 ? ` and ${more} more` : ''),
    place: `${left.toFixed(1)} mm from the left and ${top.toFixed(1)} mm from the top`,
  }
}

/** GOV.UK Notify reads a little around the block: what is half outside still belongs to the address. */
const READ_AROUND_MM = 3
/** Letters are on one line if their baselines are this close, as a share of their size. */
const SAME_LINE = 0.4

/** The address as a machine reads it: the words in and close around its block, line by line. */
export function addressLines(marks: readonly PageMark[], zone: Zone): string[] {
  const block = boxOf(zone, READ_AROUND_MM)
  const letters = marks.filter(({ kind, box }) => kind === 'text' && common(box, block) !== null)
  const lines: PageMark[][] = []
  for (const letter of [...letters].sort((a, b) => middle(a) - middle(b))) {
    const line = lines.find(([one]) => one && Math.abs(middle(one) - middle(letter)) < letter.sizeMm * SAME_LINE)
    if (line) line.push(letter)
    else lines.push([letter])
  }
  return lines.map(lineText).filter((line) => line.trim() !== '')
}

const middle = ({ box }: PageMark): number => (box[1] + box[3]) / 2

function lineText(line: readonly PageMark[]): string {
  const sorted = [...line].sort((a, b) => a.box[0] - b.box[0])
  return sorted
    .map((mark, i) => {
      const before = sorted[i - 1]
      const gap = before ? mark.box[0] - before.box[2] : 0
      return gap > mark.sizeMm * 0.15 ? ` ${mark.letter}` : mark.letter
    })
    .join('')
}

/** A problem of a letter for its printer. */
export interface LetterProblem {
  readonly rule: string
  readonly severity: Severity
  /** From 1; null for the file in general. */
  readonly page: number | null
  /** Name of the zone, as a person can find it on paper. */
  readonly zone: string | null
  /** What was found there: text, or `a line`, `a picture`. */
  readonly what: string | null
  readonly message: string
}

/** A page as marks in mm, with the fonts that it uses. */
export interface LetterPage {
  /** From 1. */
  readonly number: number
  /** In reading orientation. */
  readonly widthMm: number
  readonly heightMm: number
  readonly marks: readonly PageMark[]
  readonly fonts: readonly FontFacts[]
  /** Every word of the page, including white ones. */
  readonly words: readonly { readonly text: string; readonly xMm: number; readonly yMm: number }[]
}

const MM_PER_POINT = 25.4 / 72

export async function readPages(document: PDFDocumentProxy, most: number): Promise<LetterPage[]> {
  const pages: LetterPage[] = []
  for (let number = 1; number <= Math.min(document.numPages, most); number += 1) {
    const page = await document.getPage(number)
    pages.push(await readPage(page))
    page.cleanup()
  }
  return pages
}

async function readPage(page: PDFPageProxy): Promise<LetterPage> {
  const { transform, width, height } = page.getViewport({ scale: 1 })
  const toPaper = transform as unknown as Matrix
  const operators = (await page.getOperatorList()) as Operators
  const fonts = new Map<string, FontFacts>()
  const fontNamed = (id: string): FontFacts | null => {
    const known = fonts.get(id)
    if (known) return known
    const found = page.commonObjs.has(id) ? (page.commonObjs.get(id) as FontFacts) : null
    if (found) fonts.set(id, found)
    return found
  }
  const marks = pageMarks(operators, fontNamed, toPaper, { width, height })
  const { items } = await page.getTextContent()
  const words = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [x = 0, y = 0] = [item.transform[4] as number, item.transform[5] as number]
    return [
      {
        text: item.str,
        xMm: (toPaper[0] * x + toPaper[2] * y + toPaper[4]) * MM_PER_POINT,
        yMm: (toPaper[1] * x + toPaper[3] * y + toPaper[5]) * MM_PER_POINT,
      },
    ]
  })
  return {
    number: page.pageNumber,
    widthMm: width * MM_PER_POINT,
    heightMm: height * MM_PER_POINT,
    marks,
    fonts: [...fonts.values()],
    words,
  }
}
