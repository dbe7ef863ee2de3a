/**
 * Flags about the practices file that several commands share.
 *
 * @module
 */
import { InvalidArgumentError, Option, type Command } from 'commander'
import { mendText } from '../../parse/practices/mend-text.ts'

/** `--ods`. */
export const addOds = (command: Command): Command =>
  command.option('--ods <file>', 'the national practice file (epraccur), for names, addresses and phones')

/** `--map` and `--sheet`: where what stands in the practices file. */
export const addColumnFlags = (command: Command): Command =>
  command
    .option('--map <column=name>', 'what a column is, as in --map "Golive=go_live"; may be repeated', addToMap)
    .option('--sheet <name>', 'the sheet to read, where it is not the first one that is shown')

/** Flags about the practices file, and the look of the team that makes the packs. */
export const addPracticeFlags = (command: Command): Command =>
  addColumnFlags(addOds(command))
    .addOption(new Option('--date-order <order>', 'which number of 03/04/2027 is the day').choices(['dmy', 'mdy']))
    .option('--fixed <file>', 'rows that came back mended (fix-these-rows.xlsx); may be repeated', addToList)
    .option('--logo <file>', 'logo of the team that makes the packs, for rows without their own: PNG or JPEG')
    .option('--colour <colour>', 'colour of headings, for rows without their own, such as "#005eb8"', colour)

function colour(value: string): string {
  const mended = mendText('colour', value)
  if (mended.remark !== undefined) throw new InvalidArgumentError('Write it like "#005eb8".')
  return mended.value
}

const addToList = (value: string, before: readonly string[] | undefined): readonly string[] => [
  ...(before ?? []),
  value,
]

/** The name may hold `=` signs; what a column is does not. */
function addToMap(value: string, before: ReadonlyMap<string, string> | undefined): ReadonlyMap<string, string> {
  const at = value.lastIndexOf('=')
  if (at <= 0 || at === value.length - 1) {
    throw new InvalidArgumentError('Write the column, = and what it is, such as --map "Golive=go_live".')
  }
  return new Map([...(before ?? []), [value.slice(0, at).trim(), value.slice(at + 1).trim()]])
}
