#!/usr/bin/env node
/**
 * The command line: arguments → pipeline → what was made and found → exit code.
 *
 * Each command loads its own code, so that none waits for a library it does not need. Results go to stdout, words for
 * people to stderr.
 *
 * @module
 */
import { availableParallelism } from 'node:os'
import { Command, CommanderError, Option } from 'commander'
import { addGapCommands } from './cli/gap-options.ts'
import { addMachineCommands } from './cli/machine-commands.ts'
import { registerLetters } from './cli/letter-commands.ts'
import { registerImport, registerNew } from './cli/new/register.ts'
import { addGuide, addInputs, csvList, largePrint, wholeNumber } from './cli/options.ts'
import { reportError } from './cli/report-error.ts'
import { day } from './cli/today.ts'

const program = new Command('practice-packs')
  .description('Turns a clinical system migration guide into checklists, cutover plans and patient letters.')
  .showHelpAfterError('(add --help to see what is possible)')
  .exitOverride()

addInputs(program.command('build'))
  .description('make packs for every practice in the practices file')
  .option('--out <dir>', 'where the packs go', 'output')
  .option('--documents <list>', 'checklist, cutover-plan, letters', csvList)
  .option('--formats <list>', 'pdf, docx, html', csvList)
  .option('--views <list>', 'whole, role, week, poster: which checklists; the whole one is always made', csvList)
  .option('--dialects <list>', 'word, govuk-notify, nhs-notify: who fills in the letters', csvList)
  .option('--large-print [points]', 'everything in large print: 18 point, or 16', largePrint)
  .option('--allow-superseded', 'make letters from an edition that has been replaced', false)
  .option('--force', 'make every pack again, changed or not', false)
  .option('--jobs <n>', 'how many packs to make at the same time', wholeNumber, availableParallelism())
  .option('--shard <i/n>', 'only this share of the practices, for several machines')
  .option('--only-failed', 'only the practices that have no pack yet or failed in the run before', false)
  .addOption(new Option('--progress <style>', 'how to show progress').choices(['auto', 'json', 'none']).default('auto'))
  .addHelpText('after', '\nExample:\n  practice-packs build --practices wave1.csv --out packs\n')
  .action(async (options) => (await import('./cli/build.ts')).build(options))

program
  .command('merge')
  .description('join the output of shards into one folder')
  .argument('<dirs...>', 'folders that `build --shard` made')
  .requiredOption('--out <dir>', 'where the joined packs go')
  .action(async (folders: string[], options: { readonly out: string }) => {
    const { mergeRuns } = await import('./run/merge-runs.ts')
    const { packs, failed } = await mergeRuns(folders, options.out)
    process.stderr.write(`${packs - failed} packs stand in ${options.out}; ${failed} rows failed.\n`)
  })

addInputs(program.command('check'))
  .description('say everything that is wrong with the inputs; write nothing')
  .option('--fix-sheet <file>', 'write the rows that cannot be planned into this spreadsheet (.xlsx), to be mended')
  .addHelpText(
    'after',
    `
Examples:
  practice-packs check --practices wave1.csv
  practice-packs check --practices wave1.xlsx --sheet "Wave 2" --map "Golive=go_live" --ods epraccur.csv
  practice-packs check --practices wave1.csv --fix-sheet fix-these-rows.xlsx
`,
  )
  .action(async (options) => (await import('./cli/check.ts')).check(options))

addInputs(program.command('plan'))
  .description('show dates, tasks, owners, and why; write nothing')
  .option('--what-if <changes>', 'compare with other dates: go_live=2027-05-11,cutover=weekend', csvList)
  .option('--find-go-live', 'propose the first go-live days with no error or warning', false)
  .option('--after <date>', 'propose only days after this one', day)
  .addHelpText(
    'after',
    `
Examples:
  practice-packs plan --only Z99901
  practice-packs plan --only Z99901 --what-if go_live=2027-05-11
  practice-packs plan --only Z99905 --find-go-live --after 2027-06-01
`,
  )
  .action(async (options) => (await import('./cli/plan.ts')).plan(options))

addInputs(program.command('wave'))
  .description('make one calendar and one overview of all practices: who goes live when, and what clashes')
  .option('--out <dir>', 'where the folder wave goes', 'output')
  .addHelpText('after', '\nExample:\n  practice-packs wave --practices wave1.csv --out packs\n')
  .action(async (options) => (await import('./cli/wave.ts')).wave(options))
addGuide(program.command('model'))
  .description('show what was understood of the guide')
  .addHelpText('after', '\nExample:\n  practice-packs model --guide ../guide --json\n')
  .action(async (options) => (await import('./cli/model.ts')).model(options))

addGapCommands(program)
registerNew(program)
registerImport(program)
program
  .command('verify')
  .description('judge finished documents: tags, reading order, fonts, margins, links')
  .argument('<paths...>', 'PDF, DOCX or HTML files, or folders of them')
  .option('--json', 'the result as one JSON value', false)
  .addHelpText('after', '\nExample:\n  practice-packs verify output\n')
  .action(async (paths: string[], options) => (await import('./cli/verify.ts')).verify(paths, options))

registerLetters(program)
addMachineCommands(program)

// `practice-packs plan | head` closes the pipe early: that is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own message; help and version are no errors.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else process.exitCode = reportError(error)
}
