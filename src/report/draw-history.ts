/**
 * Gaps and uplifts over time as a picture: two lines that differ in dash and label, not in colour alone. The table
 * below it has the same numbers. Also reads the labels of the picture and of the report's controls.
 *
 * @module
 */
import { shortDate } from '../base/day-in-words.ts'
import { asHtml, type Markup, noMarkup } from '../base/markup.ts'
import { UserError } from '../model/finding.ts'
import type { HistoryPoint } from '../model/sources.ts'

const WIDTH = 760
const HEIGHT = 300
const LEFT = 44
const RIGHT = 110
const TOP = 16
const BOTTOM = 40
const INK = '#212b32'

export function drawHistory(history: readonly HistoryPoint[], words: Labels): Markup {
  const day = ({ date }: HistoryPoint): number => Date.parse(date)
  // Commits are in the order of their parents, not necessarily of their days.
  const points = [...history].sort((a, b) => day(a) - day(b))
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined) return noMarkup
  const most = Math.max(1, ...points.map(({ gaps, uplifts }) => Math.max(gaps, uplifts)))
  const step = stepFor(most)
  const top = Math.ceil(most / step) * step
  const span = day(last) - day(first)
  const x = (time: number): number =>
    round(LEFT + (span === 0 ? 0 : (time - day(first)) / span) * (WIDTH - LEFT - RIGHT))
  // Commits of a single day cannot be spread over time, so they are put side by side.
  const xOf = (point: HistoryPoint, at: number): number =>
    span > 0 ? x(day(point)) : round(LEFT + (at / points.length) * (WIDTH - LEFT - RIGHT))
  const y = (count: number): number => round(HEIGHT - BOTTOM - (count / top) * (HEIGHT - TOP - BOTTOM))
  const line = (value: (point: HistoryPoint) => number): string => {
    let path = ''
    let before: number | null = null
    for (const [index, point] of points.entries()) {
      const [at, height] = [xOf(point, index), y(value(point))]
      path += before === null ? `M${at} ${height}` : before === height ? '' : `H${at}V${height}`
      before = height
    }
    return `${path}H${WIDTH - RIGHT}`
  }
  const grid = Array.from({ length: top / step + 1 }, (_, at) => at * step).map(
    (count) =>
      asHtml`<path d="M${LEFT} ${y(count)}H${WIDTH - RIGHT}" stroke="#aeb7bd" stroke-width="1" fill="none"/><text x="${LEFT - 8}" y="${y(count) + 5}" text-anchor="end">${count}</text>`,
  )
  const days = ticks(day(first), day(last)).map(
    (time) =>
      asHtml`<path d="M${x(time)} ${HEIGHT - BOTTOM}v6" stroke="${INK}" fill="none"/><text x="${x(time)}" y="${HEIGHT - BOTTOM + 22}" text-anchor="middle">${monthName(time)}</text>`,
  )
  const endGaps = y(last.gaps)
  const endUplifts = y(last.uplifts)
  // Labels at the ends of the lines must not overlap.
  const apart = Math.abs(endGaps - endUplifts) < 18 ? (endGaps <= endUplifts ? -9 : 9) : 0
  const values: Readonly<Record<string, string>> = {
    first: shortDate(first.date),
    last: shortDate(last.date),
    gapsFirst: String(first.gaps),
    gapsLast: String(last.gaps),
    gapsMost: String(Math.max(...points.map(({ gaps }) => gaps))),
    upliftsFirst: String(first.uplifts),
    upliftsLast: String(last.uplifts),
    upliftsMost: String(Math.max(...points.map(({ uplifts }) => uplifts))),
  }
  const description = words('description').replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
  const named = asHtml`<title id="chart-title">${words('title')}</title><desc id="chart-description">${description}</desc>`
  const lines = [
    asHtml`<path d="${line(({ gaps }) => gaps)}" stroke="#d5281b" stroke-width="3" fill="none"/>`,
    asHtml`<path d="${line(({ uplifts }) => uplifts)}" stroke="#005eb8" stroke-width="3" stroke-dasharray="8 5" fill="none"/>`,
  ]
  const label = (at: number, colour: string, text: string): Markup =>
    asHtml`<text x="${WIDTH - RIGHT + 8}" y="${at}" fill="${colour}" font-weight="bold">${text}</text>`
  const ends = [
    label(endGaps + 5 + apart, '#d5281b', `${words('gaps')} ${last.gaps}`),
    label(endUplifts + 5 - apart, '#005eb8', `${words('uplifts')} ${last.uplifts}`),
  ]
  return asHtml`<div class="chart"><svg role="img" aria-labelledby="chart-title chart-description" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="arial, sans-serif" font-size="14" fill="${INK}">${named}${grid}${days}${lines}${ends}</svg></div>`
}

const round = (length: number): number => Math.round(length * 10) / 10

/** At most six lines across the picture, at round numbers. */
function stepFor(most: number): number {
  const steps = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000]
  return steps.find((step) => most / step <= 6) ?? Math.ceil(most / 6)
}

/** First days of months between two days, at most eight. */
function ticks(from: number, to: number): number[] {
  const start = new Date(from)
  const months: number[] = []
  for (let month = start.getUTCMonth() + 1; ; month += 1) {
    const time = Date.UTC(start.getUTCFullYear(), month, 1)
    if (time > to) break
    months.push(time)
  }
  if (months.length === 0) return [from]
  const every = Math.ceil(months.length / 8)
  return months.filter((_, at) => at % every === 0)
}

const MONTHS = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', month: 'short', year: 'numeric' })
const monthName = (time: number): string => MONTHS.format(time)

/**
 * Labels of the report's controls and picture, from the front matter of its template. @throws UserError when the
 * template lacks the label
 */
export interface Labels {
  (name: string): string
  /** Names and labels of a group, in their order. */
  group(name: string): readonly (readonly [string, string])[]
}

export function labels(matter: Readonly<Record<string, unknown>>): {
  readonly filters: Labels
  readonly chart: Labels
} {
  return { filters: labelsOf(matter, 'filters'), chart: labelsOf(matter, 'chart') }
}

function labelsOf(matter: Readonly<Record<string, unknown>>, part: string): Labels {
  const all = isRecord(matter[part]) ? matter[part] : {}
  const missing = (name: string): UserError =>
    new UserError(
      'usage',
      `The template gap-report.hbs has no \`${name}\` under \`${part}:\` in its front matter.`,
      'Add it; the built-in template has them all.',
    )
  const one = (name: string): string => {
    const value = all[name]
    if (typeof value !== 'string' && typeof value !== 'number') throw missing(name)
    return String(value)
  }
  const group = (name: string): (readonly [string, string])[] => {
    const value = all[name]
    if (!isRecord(value)) throw missing(name)
    return Object.entries(value).map(([key, label]) => [key, String(label)] as const)
  }
  return Object.assign(one, { group })
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null
