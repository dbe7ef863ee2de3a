/** `docs/reference/commands.md` has every command, argument, flag and default of the code, and nothing else. */
import { readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Command, type Argument, type Option } from 'commander'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { today } from '../../src/cli/flags.ts'

const root = join(import.meta.dirname, '../..')
const sections = readFileSync(join(root, 'docs/reference/commands.md'), 'utf8').split(/^## /m).slice(1)
const INPUT_FLAGS = 'Input flags'

interface Row {
  /** As the help shows it: `--out <dir>`, `[file]`. */
  readonly flag: string
  readonly default: string
}

const documented = new Map(sections.map((section) => [section.split('\n', 1)[0] ?? '', rowsOf(section)]))

describe('docs/reference/commands.md', () => {
  let commands = new Map<string, Command>()
  beforeAll(async () => {
    commands = leaves(await programOfCli(), [])
  })

  it('has each command, and no other', () => {
    expect([...documented.keys()].filter((name) => name !== INPUT_FLAGS).sort()).toEqual([...commands.keys()].sort())
  })

  it('has each argument, flag and default, and no other', () => {
    const inCode = [...commands].map(([name, command]) => [name, sorted(declared(command))])
    const onPage = [...commands.keys()].map((name) => [name, sorted(documentedFor(name))])
    expect(Object.fromEntries(onPage)).toEqual(Object.fromEntries(inCode))
  })

  it('names each choice of a flag', () => {
    const missing = [...commands].flatMap(([name, command]) =>
      [...command.options, ...command.registeredArguments].flatMap((one) =>
        (one.argChoices ?? []).filter((choice) => !lineOf(name, flagOf(one)).includes(`\`${choice}\``)),
      ),
    )
    expect(missing).toEqual([])
  })

  it('names the other name of a command', () => {
    for (const [name, command] of commands)
      for (const alias of command.aliases()) expect(sectionOf(name)).toContain(alias)
  })
})

/** The command line as `src/cli.ts` declares it: its `parseAsync` is kept from running a command. */
async function programOfCli(): Promise<Command> {
  const programs: Command[] = []
  vi.spyOn(Command.prototype, 'parseAsync').mockImplementation(function (this: Command) {
    programs.push(this)
    return Promise.resolve(this)
  })
  await import('../../src/cli.ts')
  const [program] = programs
  if (program === undefined) throw new Error('src/cli.ts parses no arguments')
  return program
}

function leaves(command: Command, path: readonly string[]): Map<string, Command> {
  if (command.commands.length === 0) return new Map([[path.join(' '), command]])
  return new Map(command.commands.flatMap((one) => [...leaves(one, [...path, one.name()])]))
}

function declared(command: Command): Row[] {
  return [...command.registeredArguments, ...command.options].map((one) => ({
    flag: flagOf(one),
    default: byDefault(one),
  }))
}

function flagOf(one: Argument | Option): string {
  if ('flags' in one) return one.flags
  const name = one.variadic ? `${one.name()}...` : one.name()
  return one.required ? `<${name}>` : `[${name}]`
}

/** The default as the page says it. */
function byDefault(one: Argument | Option): string {
  const value: unknown = one.defaultValue
  if ('mandatory' in one ? one.mandatory : one.required && value === undefined) return 'needed'
  if (value === undefined || typeof value === 'boolean' || (Array.isArray(value) && value.length === 0)) return '–'
  if (value === availableParallelism()) return 'the number of cores'
  if (value === today()) return 'today'
  const text = String(value)
  // Found by `here()`: the tests run in a folder that has both.
  return text === 'guide' || text === 'templates' ? `\`${text}\`, or the built-in one` : `\`${text}\``
}

function rowsOf(section: string): Row[] {
  const cells = section.split('\n').flatMap((line) => (line.startsWith('| `') ? [line.split(' | ')] : []))
  return cells.map(([flag = '', byDefault = '']) => ({ flag: flag.replace(/^\| `|`$/g, ''), default: byDefault }))
}

const sectionOf = (name: string): string => sections.find((section) => section.startsWith(`${name}\n`)) ?? ''

const takesInputFlags = (name: string): boolean => /Takes the\s+\[input\s+flags\]/.test(sectionOf(name))

function documentedFor(name: string): readonly Row[] {
  const shared = takesInputFlags(name) ? (documented.get(INPUT_FLAGS) ?? []) : []
  return [...shared, ...(documented.get(name) ?? [])]
}

function lineOf(name: string, flag: string): string {
  const text = sectionOf(name) + (takesInputFlags(name) ? sectionOf(INPUT_FLAGS) : '')
  return text.split('\n').find((line) => line.startsWith(`| \`${flag}\``)) ?? ''
}

const sorted = (rows: readonly Row[]): string[] => rows.map(({ flag, default: value }) => `${flag} | ${value}`).sort()
