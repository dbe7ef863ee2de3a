/**
 * Flags that several commands share, each declared once, and the parsing of their values.
 *
 * @module
 */
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES, isThere } from '../base/files.ts'
import { InvalidArgumentError, Option, type Command, type OptionValues } from '@commander-js/extra-typings'
import { dayInEngland, isDay, type IsoDay } from '../base/day.ts'
import { LARGE_PRINTS, type LargePrint } from '../document/document.ts'
import { repairText } from '../practices/repair-value.ts'

/** The options that a command's action gets. Flags that were not given are absent, never undefined. */
type Given<T> = { [Flag in keyof T]: Exclude<T[Flag], undefined> }

export const given = <T extends object>(flags: T): Given<T> =>
  Object.fromEntries(Object.entries(flags).filter(([, value]) => value !== undefined)) as Given<T>

/** The user's own folder where there is one, otherwise the built-in one. */
const here = (folder: string, shipped: string): string => (isThere(folder) ? folder : shipped)

/** Today in England. The only place where the clock is read. */
export const today = (): IsoDay => dayInEngland(new Date())

export const addGuideFolder = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
  words = 'the guide: ours, or a checkout of the public one',
) => command.option('--guide <dir>', words, here('guide', BUILT_IN_GUIDE))

export const addTemplates = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
  words = 'the templates',
) => command.option('--templates <dir>', words, here('templates', BUILT_IN_TEMPLATES))

export const addJson = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
  words = 'the result as one JSON value',
) => command.option('--json', words, false)

export const addGuide = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) => addJson(addGuideFolder(command))

export const addAsOf = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) => command.option('--as-of <date>', 'today, for what lies in the past: YYYY-MM-DD', day, today())

export const addPracticesFile = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
  words = 'the practices',
) => command.option('--practices <file>', words, 'practices/practices.csv')

export const addOnly = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) => command.option('--only <codes>', 'only these ODS codes', csvList)

export const addOds = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) => command.option('--ods <file>', 'the national practice file (epraccur), for names, addresses and phones')

/** How to read the practices file: its columns, sheets and waves. */
export const addColumns = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) =>
  command
    .option('--map <column=name>', 'what a column is, as in --map "Golive=go_live"; may be repeated', addToMap)
    .option('--sheet <name>', 'the sheet to read; without it all that are shown and have the needed columns')
    .option('--header-row <number>', 'the row of the column names, where it is not found', wholeNumber)
    .option('--wave <name>', 'only the practices of this wave: of the column wave, or of a sheet of that name')

/** All inputs of a plan, and the branding of the team that makes the packs. */
export const addInputs = <A extends unknown[], O extends OptionValues, G extends OptionValues>(
  command: Command<A, O, G>,
) => {
  const practices = addColumns(addOds(addGuide(command)))
    .addOption(
      new Option('--date-order <order>', 'which number of 03/04/2027 is the day').choices(['dmy', 'mdy'] as const),
    )
    .option('--fixed <file>', 'rows that came back fixed (fix-these-rows.xlsx); may be repeated', addToList)
    .option('--logo <file>', 'logo of the team that makes the packs, for rows without their own: PNG or JPEG')
    .option('--colour <colour>', 'colour of headings, for rows without their own, such as "#005eb8"', colour)
  return addOnly(
    addPracticesFile(addTemplates(addAsOf(practices)), 'the practices: CSV, XLSX or ODS; YAML or JSON for one'),
  )
}

/** Comma-separated values. */
export const csvList = (value: string): readonly string[] =>
  value
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** @throws InvalidArgumentError for anything but a whole number from 1 */
export function wholeNumber(value: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new InvalidArgumentError('Write a whole number from 1.')
  return number
}

/** @param words the value of `--large-print` */
export function largePrint(words: string): LargePrint {
  const points = LARGE_PRINTS.find((one) => String(one) === words)
  if (points === undefined) throw new InvalidArgumentError(`Write ${LARGE_PRINTS.join(' or ')}, or nothing for 18.`)
  return points
}

/** A day as a flag gives it. @throws InvalidArgumentError for one that does not exist */
export function day(value: string): IsoDay {
  if (!isDay(value)) throw new InvalidArgumentError('Write a day that exists, such as 2027-04-14.')
  return value
}

function colour(value: string): string {
  const repaired = repairText('colour', value)
  if (repaired.value === null) throw new InvalidArgumentError('Write it like "#005eb8".')
  return repaired.value
}

const addToList = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
]

/** The name may contain `=` signs; the column's meaning cannot. */
function addToMap(value: string, before: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> {
  const at = value.lastIndexOf('=')
  if (at <= 0 || at === value.length - 1) {
    throw new InvalidArgumentError('Write the column, = and what it is, such as --map "Golive=go_live".')
  }
  return new Map([...(before ?? []), [value.slice(0, at).trim(), value.slice(at + 1).trim()]])
}
