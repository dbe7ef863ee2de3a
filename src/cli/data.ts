/** `practice-packs data`: how far the bank holidays reach and how old they are; takes a newer list. */
import { join } from 'node:path'
import { daysBetween, type IsoDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import { writeWholeFile } from '../write/write-file.ts'
import { HOLIDAY_FILE, readGovUk, readHolidays, toYaml, withGovUk, type Holidays } from './holiday-data.ts'
import { printJson } from './print-json.ts'

export interface DataFlags {
  readonly guide: string
  readonly holidays?: string
  readonly asOf: IsoDay
  readonly json: boolean
}

/** @throws UserError 2 for a guide without data of its own, 3 for a file that is not gov.uk's, 4 when it cannot be written */
export async function data({ guide, holidays: file, asOf, json }: DataFlags): Promise<void> {
  let holidays = await readHolidays(guide)
  if (file !== undefined) {
    if (holidays.guideKind === 'public')
      throw new UserError(
        2,
        `The guide in ${guide} is the public one, which has no data of its own.`,
        'Leave out --guide: the list is then kept with the tool, where the public guide takes it from.',
      )
    holidays = withGovUk(holidays, await readGovUk(file), asOf)
    const target = join(guide, HOLIDAY_FILE)
    await writeWholeFile(target, toYaml(holidays), { replace: true })
    process.stderr.write(`${target} has the days of ${file}.\n`)
  }
  const { from, to, lastSeen, notAnnounced, days } = holidays
  if (json) printJson({ from, to, lastSeen, daysOld: daysBetween(lastSeen, asOf), notAnnounced, days: days.size })
  else process.stdout.write(say(holidays, asOf))
}

function say({ from, to, lastSeen, notAnnounced, days }: Holidays, asOf: IsoDay): string {
  const lines = [
    `Bank holidays of England and Wales: ${days.size} days from ${from} to ${to}.`,
    `Compared with gov.uk on ${lastSeen}, ${daysBetween(lastSeen, asOf)} days ago.`,
    ...(notAnnounced.length > 0 ? [`Not announced yet, worked out by rule: ${notAnnounced.join(', ')}.`] : []),
    'A newer list: save https://www.gov.uk/bank-holidays.json, then practice-packs data --holidays bank-holidays.json',
  ]
  return `${lines.join('\n')}\n`
}
