#!/usr/bin/env node
/**
 * The command line: arguments → app → what was made and found → exit code.
 *
 * The files of `cli/` declare commands and print. Each command loads the code that does its work when it is called, so
 * that no command waits for a library that it does not need. Results go to stdout, messages for people to stderr.
 *
 * @module
 */
import { Command, CommanderError } from '@commander-js/extra-typings'
import { registerComputer } from './cli/computer-commands.ts'
import { registerLetters, registerVerify } from './cli/document-commands.ts'
import { reportError } from './cli/print.ts'
import { registerGuide } from './cli/guide-commands.ts'
import { registerInputs } from './cli/input-commands.ts'
import { registerPacks } from './cli/pack-commands.ts'
import { registerImport, registerNew } from './cli/spreadsheet-commands.ts'

const program: Command = new Command('practice-packs')
  .description('Turns a clinical system migration guide into checklists, cutover plans and patient letters.')
  .showHelpAfterError('(add --help to see what is possible)')
  .exitOverride()

registerPacks(program)
registerInputs(program)
registerGuide(program)
registerNew(program)
registerImport(program)
registerVerify(program)
registerLetters(program)
registerComputer(program)

// `practice-packs plan | head` closes the pipe early, which is not an error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await program.parseAsync()
} catch (error) {
  // Commander has printed its own message; help and version are not errors.
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2
  else process.exitCode = reportError(error)
}
