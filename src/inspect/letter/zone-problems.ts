/**
 * What stands where nothing may stand.
 *
 * @module
 */
import { allowedZones, forbiddenZones, printableZone } from '../../letters/zones.ts'
import type { PrinterProfile } from '../../model/letter.ts'
import { type PaperBox, common } from '../pdf/geometry.ts'
import type { LetterProblem } from './letter-problem.ts'
import type { PageMark } from './page-marks.ts'
import type { LetterPage } from './read-pages.ts'
import { boxOf, uncovered } from './uncovered.ts'

/** Things in one zone of one page that are named one by one. */
const MOST_NAMED = 3

interface Intrusion {
  readonly zone: string
  readonly what: string
  readonly piece: PaperBox
}

/** One fault for each zone of the page, naming the first things that stand there. */
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

/** The zone with most of the piece in it; a zone that must be kept clear names itself first. */
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
    message: `Page ${page}: ${what} reaches into the ${zone}, ${place}. ${name} lets up to ${toleranceMm} mm pass; do not rely on it.`,
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
