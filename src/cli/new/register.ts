/**
 * The commands `new` and `import`. Each loads its own code when it is called.
 *
 * @module
 */
import { Option, type Command } from 'commander'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from '../../base/package-root.ts'
import { csvList, here } from '../options.ts'
import { addColumnFlags, addOds } from './practice-flags.ts'

/** `practice-packs new …`: what a project begins with. */
export function registerNew(program: Command): void {
  const command = program.command('new').description('make a spreadsheet, questionnaires, or a file for one practice')

  addSheets(command.command('spreadsheet'))
    .description('an empty spreadsheet with drop-downs and explanations')
    .argument('[file]', 'where it goes', 'practices.xlsx')
    .option('--force', 'replace a file that is there', false)
    .addHelpText('after', '\nExample:\n  practice-packs new spreadsheet wave1.xlsx\n')
    .action(async (file, options) => (await import('./new-spreadsheet.ts')).newSpreadsheet(file, options))

  addOds(addColumnFlags(addSheets(command.command('questionnaire'))))
    .description('questions for each practice, with what is known filled in')
    .option('--practices <file>', 'the practices', 'practices/practices.csv')
    .addOption(
      new Option('--format <format>', 'a spreadsheet or a Word document').choices(['xlsx', 'docx']).default('xlsx'),
    )
    .option('--only <codes>', 'only these ODS codes', csvList)
    .option('--out <dir>', 'where they go', 'questionnaires')
    .option('--force', 'replace files that are there', false)
    .addHelpText(
      'after',
      `
Examples:
  practice-packs new questionnaire --practices wave1.csv --out to-send
  practice-packs new questionnaire --practices wave1.csv --ods epraccur.csv --format docx --out to-send
`,
    )
    .action(async (options) => (await import('./new-questionnaire.ts')).newQuestionnaire(options))

  addSheets(command.command('practice'))
    .description('a file of answers about one practice, by questions; every answer is also a flag')
    .argument('[file]', 'where it goes; what it holds already is remembered', 'practice.yaml')
    .option('--no-input', 'never ask, even at a terminal')
    .option('--no-schema', 'do not write the schema that helps editors')
    .allowUnknownOption()
    .allowExcessArguments()
    .addHelpText(
      'after',
      `
Examples:
  practice-packs new practice larkspur-hill.yaml
  practice-packs new practice larkspur-hill.yaml --ods-code Z99901 --name "Larkspur Hill Surgery" \\
    --current-system "EMIS Web" --new-system "TPP SystmOne" --go-live "14 April 2027" --dispensing no
`,
    )
    .action(async (_, options, self: Command) => {
      const [file, flags] = fileAndFlags(self.args)
      await (await import('./new-practice.ts')).newPractice(file, flags, options)
    })
}

/** The file comes first or not at all: what follows a flag may be its answer. */
function fileAndFlags(words: readonly string[]): [string, readonly string[]] {
  const [first] = words
  return first === undefined || first.startsWith('-') ? ['practice.yaml', words] : [first, words.slice(1)]
}

/** `practice-packs import DIR`: what came back. */
export function registerImport(program: Command): void {
  addColumnFlags(addSheets(program.command('import')))
    .description('put returned questionnaires into the practices file, showing each change first')
    .argument('<dir>', 'the folder with the files that came back')
    .option('--practices <file>', 'the practices', 'practices/practices.csv')
    .option('--yes', 'make the changes without asking', false)
    .option('--json', 'the changes as one JSON value', false)
    .addHelpText('after', '\nExample:\n  practice-packs import returned --practices wave1.csv\n')
    .action(async (folder, options) => (await import('./import-answers.ts')).importAnswers(folder, options))
}

const addSheets = (command: Command): Command =>
  command
    .option('--guide <dir>', 'the guide whose conditions are asked about', here('guide', BUILT_IN_GUIDE))
    .option('--templates <dir>', 'the templates, for their words', here('templates', BUILT_IN_TEMPLATES))
