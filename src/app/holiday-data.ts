/**
 * The bank holidays of a guide, and the newer list of gov.uk (`bank-holidays.json`) in the same form.
 *
 * @module
 */
import { compare, listed } from '../base/text.ts'
import { isoDay, earliestOf, isDay, type IsoDay, latestOf, partsOf } from '../base/day.ts'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import { BUILT_IN_GUIDE, isSameFolder, isThere } from '../base/files.ts'
import { HOLIDAYS_SHAPE, parseTimingPolicy } from '../guide/timing-policy.ts'
import { openYaml } from '../model/yaml-map.ts'
import { HOLIDAY_FILE, readGuide } from '../guide/read-guide.ts'
import { readTextFile } from '../model/text-file.ts'
import { writeFileAtomically } from '../packs/write-file.ts'

export interface Holidays {
  /** Whether the guide has a list of its own: not that of the tool, nor that of the current folder. */
  readonly isOfGuide: boolean
  /** First and last day of the data, and the day of the last comparison with gov.uk. */
  readonly from: IsoDay
  readonly to: IsoDay
  readonly lastSeen: IsoDay
  /** Years whose days are calculated by rule. */
  readonly notAnnounced: readonly number[]
  /** Names by date. */
  readonly days: ReadonlyMap<IsoDay, string>
}

/** @throws UserError when the guide or its data cannot be read */
export async function readHolidays(guide: string): Promise<Holidays> {
  const { kind, data } = await readGuide(guide, BUILT_IN_GUIDE)
  const { holidays } = parseTimingPolicy(data)
  const source = data.get(HOLIDAY_FILE)
  if (source === undefined) throw new UserError('input', `${HOLIDAY_FILE} is missing.`, 'Install the tool again.')
  const yaml = openYaml(source, HOLIDAYS_SHAPE)
  return {
    isOfGuide: kind === 'own' && isThere(join(guide, HOLIDAY_FILE)) && !isSameFolder(guide, BUILT_IN_GUIDE),
    from: holidays.from,
    to: holidays.to,
    lastSeen: yaml.day('last_seen'),
    notAnnounced: yaml.numbers('not_yet_announced'),
    days: new Map(holidays.holidays.map(({ date, name }) => [date, name])),
  }
}

/** The days of England and Wales in a file of gov.uk. @throws UserError when it is not that file */
async function readGovUk(file: string): Promise<ReadonlyMap<IsoDay, string>> {
  const { text } = await readTextFile(file, 'holidays')
  const wrong = new UserError(
    'input',
    `${file} is not the list of bank holidays of gov.uk.`,
    'Save https://www.gov.uk/bank-holidays.json as it is, and name that file.',
  )
  let events: unknown
  try {
    const json = JSON.parse(text) as { readonly 'england-and-wales'?: { readonly events?: unknown } } | null
    events = json?.['england-and-wales']?.events
  } catch {
    throw wrong
  }
  if (!Array.isArray(events) || events.length === 0) throw wrong
  const days = new Map<IsoDay, string>()
  for (const event of events as readonly unknown[]) {
    const { title, date, notes } = (event ?? {}) as Readonly<Record<string, unknown>>
    // A name is one line; anything else could break the YAML file that it is written to.
    if (typeof title !== 'string' || !/^[^\p{Cc}]+$/u.test(title)) throw wrong
    if (typeof date !== 'string' || !isDay(date)) throw wrong
    const substitute = typeof notes === 'string' && /substitute/i.test(notes)
    days.set(date, substitute ? `${title} (substitute day)` : title)
  }
  const missing = missingDays(days)
  if (missing !== null)
    throw new UserError(
      'input',
      `${file} lacks days of ${missing.year}: ${listed(missing.names)}. Dates near them would be wrong, so nothing was changed.`,
      'Save https://www.gov.uk/bank-holidays.json again, whole and as it is.',
    )
  return days
}

/** The eight days of every year, under whatever words follow. */
const EVERY_YEAR = [
  "New Year's Day",
  'Good Friday',
  'Easter Monday',
  'Early May bank holiday',
  'Spring bank holiday',
  'Summer bank holiday',
  'Christmas Day',
  'Boxing Day',
]

/** The first year of the list, from its first to its last, in which a day of every year is missing. */
function missingDays(days: ReadonlyMap<IsoDay, string>): { readonly year: number; readonly names: string[] } | null {
  const years = [...days.keys()].map((date) => partsOf(date).year)
  for (let year = Math.min(...years); year <= Math.max(...years); year += 1) {
    const ofYear = [...days].filter(([date]) => partsOf(date).year === year).map(([, name]) => name.replace('’', "'"))
    const names = EVERY_YEAR.filter((name) => !ofYear.some((one) => one.startsWith(name)))
    if (names.length > 0) return { year, names }
  }
  return null
}

/**
 * The list of gov.uk replaces every year that it names; other years stay as they were, and those after its last year
 * count as not yet announced.
 */
function withGovUk(known: Holidays, announced: ReadonlyMap<IsoDay, string>, today: IsoDay): Holidays {
  const years = [...announced.keys()].map((date) => partsOf(date).year)
  const first = Math.min(...years)
  const last = Math.max(...years)
  const others = [...known.days].filter(([date]) => partsOf(date).year < first || partsOf(date).year > last)
  return {
    isOfGuide: known.isOfGuide,
    from: earliestOf([known.from, isoDay(`${first}-01-01`)]) ?? known.from,
    to: latestOf([known.to, isoDay(`${last}-12-31`)]) ?? known.to,
    lastSeen: today,
    notAnnounced: [...new Set(others.map(([date]) => partsOf(date).year).filter((year) => year > last))],
    days: new Map([...others, ...announced].sort(([a], [b]) => compare(a, b))),
  }
}

/** As `bank-holidays.yaml` holds it. */
function toYaml({ from, to, lastSeen, notAnnounced, days }: Holidays): string {
  const lines = [
    '# Bank holidays of England and Wales. Contains public sector information licensed under the Open Government Licence v3.0.',
    '# Years in `not_yet_announced` are worked out by rule and not yet announced.',
    'division: england-and-wales',
    `last_seen: ${lastSeen}`,
    `from: ${from}`,
    `to: ${to}`,
    'holidays:',
    ...[...days].map(
      ([date, name]) => `  ${date}: ${/^[A-Za-z][\w'’() -]*$/.test(name) ? name : JSON.stringify(name)}`,
    ),
    `not_yet_announced: [${notAnnounced.join(', ')}]`,
  ]
  return `${lines.join('\n')}\n`
}

interface TakenHolidays {
  readonly holidays: Holidays
  /** The file that now holds them. */
  readonly file: string
}

/**
 * Keeps a newer list of gov.uk: with a guide of one's own, else in the current folder.
 *
 * @param today the day on which the lists are compared, `YYYY-MM-DD`
 * @throws UserError for a file that is not gov.uk's or lacks days, and when it cannot be written
 */
export async function takeHolidays(guide: string, file: string, today: IsoDay): Promise<TakenHolidays> {
  const known = await readHolidays(guide)
  const holidays = withGovUk(known, await readGovUk(file), today)
  const target = known.isOfGuide ? join(guide, HOLIDAY_FILE) : HOLIDAY_FILE
  await writeFileAtomically(target, toYaml(holidays), { replace: true })
  return { holidays, file: target }
}
