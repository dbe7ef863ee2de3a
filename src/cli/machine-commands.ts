/**
 * The commands about this computer: `doctor`, `data` and `completions`.
 *
 * @module
 */
import { Argument, type Command } from 'commander'
import { BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import type { Shell } from './completions.ts'
import { addAsOf, addGuide, here } from './options.ts'

export function addMachineCommands(program: Command): void {
  addAsOf(addGuide(program.command('doctor')))
    .description('say whether this computer has all that a build takes')
    .option('--templates <dir>', 'the templates', here('templates', BUILT_IN_TEMPLATES))
    .option('--out <dir>', 'where packs would go', 'output')
    .option('--ods <file>', 'the national practice file, if you use it')
    .addHelpText('after', '\nExample:\n  practice-packs doctor --out packs\n')
    .action(async (options) => (await import('./doctor.ts')).doctor(options))

  addAsOf(addGuide(program.command('data')))
    .description('show how far the bank holidays reach, or take a newer list')
    .option('--holidays <file>', 'bank-holidays.json of gov.uk: keep it with the guide')
    .addHelpText('after', '\nExamples:\n  practice-packs data\n  practice-packs data --holidays bank-holidays.json\n')
    .action(async (options) => (await import('./data.ts')).data(options))

  program
    .command('completions')
    .description('print what makes your shell complete commands and flags')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish']))
    .addHelpText('after', '\nExample:\n  source <(practice-packs completions bash)\n')
    .action(async (shell: Shell) => {
      process.stdout.write((await import('./completions.ts')).completions(program, shell))
    })
}
