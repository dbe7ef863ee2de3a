/**
 * The command `letters` and those below it, their flags and examples. Each loads its own code when it is called.
 *
 * @module
 */
import { InvalidArgumentError, type Command } from 'commander'
import type { Zone } from '../document/letter-layout.ts'
import { BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import { addInputs, csvList, here } from './options.ts'

/** Adds `letters` and its commands. */
export function registerLetters(program: Command): void {
  const letters = program
    .command('letters')
    .description('judge letters, look at their worst cases, count text messages')

  withWindow(letters.command('check'))
    .description('judge letter PDFs by the rules of the printer that they are for')
    .argument('<files...>', 'PDF files')
    .option('--profile <id>', 'govuk-notify, nhs-notify, plain, c5-window or dl-window', 'govuk-notify')
    .option('--templates <dir>', 'where printer-profiles.yaml stands', here('templates', BUILT_IN_TEMPLATES))
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters check my-letter.pdf\n')
    .action(async (files, options) => (await import('./letters.ts')).check(files, options))

  withWindow(addInputs(letters.command('proof').alias('preview')))
    .description('make the worst cases of each letter, with the zones of each printer in colour')
    .option('--out <dir>', 'where the proofs go', 'proofs')
    .option('--letters <ids>', 'only these letters, such as letter-disruption', csvList)
    .option('--profiles <ids>', 'only these printers', csvList)
    .addHelpText('after', '\nExample:\n  practice-packs letters proof --only Z99901 --letters letter-disruption\n')
    .action(async (options) => (await import('./letters.ts')).proof(options))

  letters
    .command('examples')
    .description('write example spreadsheets for the mail merge, one blank and one filled for each dialect')
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--out <dir>', 'where they go', 'examples')
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters examples --out examples\n')
    .action(async (options) => (await import('./letters.ts')).examples(options))

  letters
    .command('sms')
    .description('count the parts in which text messages are sent and paid for')
    .argument('<files...>', 'text files, one message in each')
    .option('--json', 'the result as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs letters sms Z99901-sms-disruption.txt\n')
    .action(async (files, options) => (await import('./letters.ts')).sms(files, options))
}

const withWindow = (command: Command): Command =>
  command.option(
    '--window <x,y,width,height>',
    'place of the address in mm, for a printer whose window is not known: 20,45,90,35',
    window,
  )

function window(value: string): Zone {
  const [xMm, yMm, widthMm, heightMm, ...rest] = value.split(',').map(Number)
  const numbers = [xMm, yMm, widthMm, heightMm]
  if (rest.length > 0 || numbers.some((number) => number === undefined || !Number.isFinite(number) || number < 0))
    throw new InvalidArgumentError('Write four numbers in mm, such as 20,45,90,35.')
  return { xMm: xMm ?? 0, yMm: yMm ?? 0, widthMm: widthMm ?? 0, heightMm: heightMm ?? 0 }
}
