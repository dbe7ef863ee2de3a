/**
 * Completions for shells, made from the commands themselves, so that no command or flag can be forgotten.
 *
 * @module
 */
import type { Argument, Command, CommandUnknownOpts, Option } from '@commander-js/extra-typings'

type Shell = 'bash' | 'zsh' | 'fish'

interface CompletedCommand {
  /** The words of the command: `['new', 'practice']`; none for the program itself. */
  readonly path: readonly string[]
  readonly command: CommandUnknownOpts
}

/** A script that the shell reads: `source <(practice-packs completions bash)`. */
export function completions(program: Command, shell: Shell): string {
  const known = tree(program, [])
  if (shell === 'fish') return fish(known)
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
