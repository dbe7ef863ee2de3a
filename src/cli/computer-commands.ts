/**
 * The commands about this computer and the data of the tool: `doctor`, `data` and `completions`.
 *
 * @module
 */
import { Argument, type Command } from '@commander-js/extra-typings'
import { daysBetween, type IsoDay } from '../base/day.ts'
import type { DoctorOptions } from '../app/doctor.ts'
import type { Holidays } from '../app/holiday-data.ts'
import { addAsOf, addGuide, addTemplates, given } from './flags.ts'
import { inFlags, printJson } from './print.ts'

export function registerComputer(program: Command): void {
  addTemplates(addAsOf(addGuide(program.command('doctor'))))
    .description('check whether this computer has everything that a build needs')
    .option('--out <dir>', 'where packs would go', 'output')
    .option('--ods <file>', 'the national practice file, if you use it')
    .addHelpText('after', '\nExample:\n  practice-packs doctor --out packs\n')
    .action(async (flags) => doctor(given(flags)))

  addAsOf(addGuide(program.command('data')))
    .description('show how far the bank holidays reach, or take a newer list')
    .option('--holidays <file>', 'bank-holidays.json of gov.uk: keep it with the guide')
    .addHelpText('after', '\nExamples:\n  practice-packs data\n  practice-packs data --holidays bank-holidays.json\n')
    .action(async (flags) => data(given(flags)))

  program
    .command('completions')
    .description('print what makes your shell complete commands and flags')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish'] as const))
    .addHelpText('after', '\nExample:\n  source <(practice-packs completions bash)\n')
    .action(async (shell) => {
      process.stdout.write((await import('./completions.ts')).completions(program, shell))
    })
}

async function doctor(flags: DoctorOptions & { readonly json: boolean }): Promise<void> {
  const { diagnose } = await import('../app/doctor.ts')
  const diagnoses = await diagnose(flags)
  const fine = diagnoses.every(({ state }) => state !== 'lacking')
  if (flags.json) printJson({ ok: fine, checks: diagnoses })
  else {
    for (const { what, state, message } of diagnoses)
      process.stdout.write(`${state.padEnd(8)} ${what}: ${inFlags(message)}\n`)
    process.stderr.write(fine ? 'Everything that a build needs is there.\n' : 'Something is missing; see above.\n')
  }
  if (!fine) process.exitCode = 4
}

interface DataFlags {
  readonly guide: string
  readonly holidays?: string
  readonly asOf: IsoDay
  readonly json: boolean
}

async function data({ guide, holidays: file, asOf, json }: DataFlags): Promise<void> {
  const { readHolidays, takeHolidays } = await import('../app/holiday-data.ts')
  const taken = file === undefined ? null : await takeHolidays(guide, file, asOf)
  if (taken !== null) process.stderr.write(`${taken.file} has the days of ${file}.\n`)
  const holidays = taken?.holidays ?? (await readHolidays(guide))
  const { from, to, lastSeen, notAnnounced, days } = holidays
  const daysOld = daysBetween(lastSeen, asOf)
  if (json) printJson({ from, to, lastSeen, daysOld, notAnnounced, days: days.size })
  else process.stdout.write(sayHolidays(holidays, daysOld))
}

function sayHolidays({ from, to, lastSeen, notAnnounced, days }: Holidays, daysOld: number): string {
  const lines = [
    `Bank holidays of England and Wales: ${days.size} days from ${from} to ${to}.`,
    `Compared with gov.uk on ${lastSeen}, ${daysOld} days ago.`,
    ...(notAnnounced.length > 0 ? [`Not announced yet, worked out by rule: ${notAnnounced.join(', ')}.`] : []),
    'A newer list: save https://www.gov.uk/bank-holidays.json, then practice-packs data --holidays bank-holidays.json',
  ]
  return `${lines.join('\n')}\n`
}
