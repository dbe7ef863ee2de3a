/**
 * The commands about this computer and the data of the tool: `doctor`, `data` and `completions`.
 *
 * @module
 */
import { Argument, type Command, type CommandUnknownOpts, type Option } from '@commander-js/extra-typings'
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
    .option(
      '--holidays <file>',
      'bank-holidays.json of gov.uk: keep its days with a guide of your own, else in this folder',
    )
    .addHelpText('after', '\nExamples:\n  practice-packs data\n  practice-packs data --holidays bank-holidays.json\n')
    .action(async (flags) => data(given(flags)))

  program
    .command('completions')
    .description('print what makes your shell complete commands and flags')
    .addArgument(new Argument('<shell>', 'your shell').choices(['bash', 'zsh', 'fish', 'powershell'] as const))
    .addHelpText('after', '\nExample:\n  practice-packs completions powershell\n')
    .action((shell) => {
      process.stdout.write(completions(program, shell))
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
  if (taken !== null)
    process.stderr.write(
      `${taken.file} has the days of ${file}.${taken.holidays.isOfGuide ? '' : ' Commands that run in this folder use it; an update of the tool leaves it alone.'}\n`,
    )
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

/*
 * Completions for shells, made from the commands themselves, so that no command or flag can be forgotten.
 */

type Shell = 'bash' | 'zsh' | 'fish' | 'powershell'

interface CompletedCommand {
  /** The words of the command: `['new', 'practice']`; none for the program itself. */
  readonly path: readonly string[]
  readonly command: CommandUnknownOpts
}

/** A script that the shell reads: `source <(practice-packs completions bash)`. */
function completions(program: Command, shell: Shell): string {
  const known = tree(program, [])
  if (shell === 'fish') return fish(known)
  if (shell === 'powershell') return powershell(known)
  // zsh understands the script of bash after this line.
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bash(known)}` : bash(known)
}

function tree(command: CommandUnknownOpts, path: readonly string[]): CompletedCommand[] {
  return [{ path, command }, ...command.commands.flatMap((one) => tree(one, [...path, one.name()]))]
}

const flagsOf = ({ options }: CommandUnknownOpts): readonly Option[] =>
  options.filter(({ long, hidden }) => long && !hidden)

function bash(known: readonly CompletedCommand[]): string {
  const paths = known.filter(({ path }) => path.length > 0).map(({ path }) => `"/${path.join('/')}"`)
  const words = known.map(({ path, command }) => {
    const all = [...command.commands.map((one) => one.name()), ...command.registeredArguments.flatMap(choicesOf)]
    const flags = flagsOf(command).map(({ long }) => long)
    return `    "${path.map((word) => `/${word}`).join('')}") offered="${[...all, ...flags, '--help'].join(' ')}" ;;`
  })
  const choices = new Map(
    known.flatMap(({ command }) =>
      flagsOf(command).flatMap(({ long, argChoices }) => (argChoices ? [[long, argChoices.join(' ')] as const] : [])),
    ),
  )
  // Other values are mostly files or folders, which the shell completes when there are no words.
  const taking = known.flatMap(({ command }) =>
    flagsOf(command).flatMap(({ long, required, argChoices }) => (required && long && !argChoices ? [long] : [])),
  )
  // In zsh, `path` and `words` are the shell's own variables.
  return `_practice_packs() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" here="" word offered=""
  for word in "\${COMP_WORDS[@]:1:\$((COMP_CWORD - 1))}"; do
    case "$here/$word" in
      ${paths.join('|')}) here="$here/$word" ;;
    esac
  done
  case "$here" in
${words.join('\n')}
  esac
  case "$before" in
    ${[...new Set(taking)].filter((flag) => !choices.has(flag)).join('|')}) offered="" ;;
${[...choices].map(([flag, values]) => `    ${flag}) offered="${values}" ;;`).join('\n')}
  esac
  COMPREPLY=($(compgen -W "$offered" -- "$current"))
}
complete -o default -F _practice_packs practice-packs
`
}

const choicesOf = ({ argChoices }: Argument): readonly string[] => argChoices ?? []

function fish(known: readonly CompletedCommand[]): string {
  const lines = known.flatMap(({ path, command }) => {
    const here = path.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ') || '__fish_use_subcommand'
    const start = `complete -c practice-packs -n ${quoted(here)}`
    return [
      ...command.commands.map((one) => `${start} -a ${one.name()} -d ${quoted(one.description())}`),
      ...command.registeredArguments.flatMap(choicesOf).map((word) => `${start} -a ${word}`),
      ...flagsOf(command).map(({ long = '', description, argChoices, required, optional }) => {
        const takes = argChoices ? ` -xa ${quoted(argChoices.join(' '))}` : required || optional ? ' -r' : ''
        return `${start} -l ${long.slice(2)}${takes} -d ${quoted(description)}`
      }),
    ]
  })
  return `${lines.join('\n')}\n`
}

const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`

/** PowerShell gives the words of the line as a tree; a word that ends at the cursor is the one to complete. */
function powershell(known: readonly CompletedCommand[]): string {
  const list = (words: readonly string[]): string => `@(${words.map(inPowershell).join(', ')})`
  const offers = known.map(({ path, command }) => {
    const words = [...command.commands.map((one) => one.name()), ...command.registeredArguments.flatMap(choicesOf)]
    const flags = flagsOf(command).flatMap(({ long }) => long ?? [])
    return `    ${inPowershell(path.map((word) => `/${word}`).join(''))} = ${list([...words, ...flags, '--help'])}`
  })
  const flags = known.flatMap(({ command }) => flagsOf(command))
  const choices = new Map(flags.flatMap(({ long, argChoices }) => (long && argChoices ? [[long, argChoices]] : [])))
  const taking = flags.flatMap(({ long, required }) => (long && required && !choices.has(long) ? [long] : []))
  return `Register-ArgumentCompleter -Native -CommandName 'practice-packs' -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $offers = @{
${offers.join('\n')}
  }
  $choices = @{
${[...choices].map(([flag, values]) => `    ${inPowershell(flag)} = ${list(values)}`).join('\n')}
  }
  $files = ${list([...new Set(taking)])}
  $here = ''
  $before = ''
  foreach ($element in ($commandAst.CommandElements | Select-Object -Skip 1)) {
    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
    $before = $element.ToString()
    if ($offers.ContainsKey("$here/$before")) { $here = "$here/$before" }
  }
  $words = if ($choices.ContainsKey($before)) { $choices[$before] } elseif ($files -contains $before) { @() } else { $offers[$here] }
  $words | Where-Object { $_.StartsWith($wordToComplete) } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`
}

const inPowershell = (text: string): string => `'${text.replaceAll("'", "''")}'`
