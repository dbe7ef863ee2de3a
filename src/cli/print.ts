/**
 * Printing: findings and plans for a person in a terminal, errors with advice, JSON for a script, and the next command
 * to copy.
 *
 * Results go to stdout, messages for people to stderr.
 *
 * @module
 */
import { styleText } from 'node:util'
import type { ColumnsToKeep } from '../app/remembered-columns.ts'
import type { PracticeOptions } from '../app/understand.ts'
import { clockTime, longDate } from '../base/day-in-words.ts'
import { daysBetween } from '../base/day.ts'
import { compare, counted, quotedWord, sayOptions } from '../base/text.ts'
import type { SaidPlan } from '../compose/say.ts'
import { type Finding, SEVERITIES, type Severity, UserError, type UserErrorKind, worstFirst } from '../model/finding.ts'
import { dayOfMilestone } from '../model/plan.ts'

const COLOUR = { error: 'red', warning: 'yellow', note: 'cyan' } as const

/** Where findings go: to stdout where they are what the command is asked for, else beside it. */
type Stream = typeof process.stdout | typeof process.stderr

/** Colour is used on terminals only and never alone: the word is always there. NO_COLOR is respected. */
const paint = (severity: Severity, stream: Stream): string => {
  const word = severity.padEnd('warning'.length)
  return stream.isTTY && !process.env['NO_COLOR'] ? styleText(COLOUR[severity], word) : word
}

/** How many findings of one rule are shown in full. The others are listed by place on one line. */
const IN_FULL: Readonly<Record<Severity, number>> = { error: 20, warning: 10, note: 3 }

/** How many places of the others are listed: all of errors, because each must be fixed. */
const PLACES: Readonly<Record<Severity, number>> = { error: Infinity, warning: 50, note: 10 }

/**
 * @param practices name of the practices file, for findings in its cells
 * @param least the lowest severity to print
 */
export function printFindings(
  findings: readonly Finding[],
  practices: string,
  least: Severity = 'note',
  stream: Stream = process.stderr,
): void {
  for (const severity of SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1)) {
    const more = new Map<string, Finding[]>()
    const counts = new Map<string, number>()
    for (const finding of findings) {
      if (finding.severity !== severity) continue
      const count = (counts.get(finding.rule) ?? 0) + 1
      counts.set(finding.rule, count)
      if (count <= IN_FULL[severity]) {
        const { rule, message } = finding
        stream.write(
          `${paint(severity, stream)}  ${whereOf(finding, practices)}  ${rule}\n         ${inFlags(message)}\n`,
        )
      } else more.set(finding.rule, [...(more.get(finding.rule) ?? []), finding])
    }
    for (const [rule, others] of more) {
      const line = `${others.length} more of this kind: ${placesOf(others, PLACES[severity])}.`
      stream.write(`${paint(severity, stream)}  ${practices}  ${rule}\n         ${line}\n`)
    }
  }
}

/** `C7, C9, C12`: the shortest form that identifies the place. */
function placesOf(findings: readonly Finding[], most: number): string {
  const places = findings.map(({ cell, place, practice }) => {
    if (cell !== undefined) return cell.letter === undefined ? `row ${cell.row}` : `${cell.letter}${cell.row}`
    return practice ?? (place === undefined ? '' : `${place.file}:${place.line}`)
  })
  const named = [...new Set(places)].filter(Boolean)
  return `${named.slice(0, most).join(', ')}${named.length > most ? ` and ${named.length - most} more` : ''}`
}

export function whereOf({ place, cell, practice }: Finding, practices: string): string {
  if (cell) {
    const column = cell.column === undefined ? '' : `, column “${cell.column}”`
    const name = cell.letter === undefined ? '' : ` (${cell.letter}${cell.row})`
    const sheet = cell.sheet === undefined ? '' : `, sheet “${cell.sheet}”`
    return `${practices}${sheet}, row ${cell.row}${column}${name}${practice ? `, ${practice}` : ''}`
  }
  if (place === undefined) return practice === undefined ? practices : `${practices}, ${practice}`
  const at = `${place.file}:${place.line}:${place.column}`
  return practice === undefined ? at : `${practice} (rule: ${at})`
}

/** `2 errors, 1 warning` */
export function countFindings(findings: readonly Finding[]): string {
  const parts = SEVERITIES.flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? 'nothing found' : parts.join(', ')
}

/** A text with options written as flags: ``option `dateOrder: mdy` `` becomes `--date-order mdy`. */
export const inFlags = (text: string): string =>
  sayOptions(text, (name, value) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')}`
    if (value === undefined) return flag
    return `${flag} ${/^[\w./\\:,…-]+$/.test(value) ? value : `"${value}"`}`
  })

/** For `JSON.stringify`: messages for people name flags. */
export const withFlags = (_key: string, value: unknown): unknown => (typeof value === 'string' ? inFlags(value) : value)

/** One JSON value on stdout, for scripts. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, withFlags, 2)}\n`)
}

/** One JSON value `{"name": […], …more}` on stdout, item by item: thousands of plans are too long for one string. */
export function printJsonList<T>(name: string, items: Iterable<T>, more: object): void {
  process.stdout.write(`{${JSON.stringify(name)}: [`)
  let first = true
  for (const item of items) {
    process.stdout.write(`${first ? '' : ','}\n${JSON.stringify(item, withFlags)}`)
    first = false
  }
  const others = Object.entries(more).map(
    ([key, value]) => `, ${JSON.stringify(key)}: ${JSON.stringify(value, withFlags)}`,
  )
  process.stdout.write(`\n]${others.join('')}}\n`)
}

/** The command that starts the program. npm and npx leave a trace; the bare name is then not on the path. */
const PROGRAM = process.env['npm_command'] === undefined ? 'practice-packs' : 'npx practice-packs'

/** A command with its arguments, as it can be copied. */
export const sayCommand = (command: string): string => `${PROGRAM} ${command}`

/** What was said of columns is kept for the next run, and said. */
export async function sayKept(columns: ColumnsToKeep | null): Promise<void> {
  if (columns === null) return
  const { keepColumns } = await import('../app/remembered-columns.ts')
  process.stderr.write(`${await keepColumns(columns)}\n`)
}

type Inputs = { readonly [Flag in keyof PracticeOptions]: PracticeOptions[Flag] | undefined }

/** The flags for the practices file and how to read it. */
export function sayInputs({ practices, sheet, headerRow, wave, map, ods, dateOrder, fixed }: Inputs): string {
  const flags: (readonly [string, string | undefined])[] = [
    ['--practices', practices],
    ['--sheet', sheet],
    ['--header-row', headerRow === undefined ? undefined : String(headerRow)],
    ['--wave', wave],
    ...[...(map ?? [])].map(([from, to]) => ['--map', `${from}=${to}`] as const),
    ['--date-order', dateOrder],
    ['--ods', ods],
    ...(fixed ?? []).map((file) => ['--fixed', file] as const),
  ]
  return flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quotedWord(value)}`])).join(' ')
}

/** What the computer could not do, by the system's error code. */
const LACKING: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'Your disk quota is used up.',
  EROFS: 'The disk is read-only.',
  EACCES: 'You have no permission to read or write there.',
  EPERM: 'You have no permission to read or write there.',
  EIO: 'The disk failed to read or write.',
  ESTALE: 'The network drive is no longer there.',
  EBUSY: 'Another program is using it.',
  EMFILE: 'Too many files are open at the same time.',
  ENFILE: 'Too many files are open on this computer.',
  ENOMEM: 'There is not enough memory.',
  ELOOP: 'A symbolic link points back to itself.',
  ENAMETOOLONG: 'A name is longer than the file system allows.',
  EISDIR: 'A folder is where a file should be.',
  ENOTDIR: 'A file is where a folder should be.',
}

/**
 * What the computer could not do, as a sentence; null for anything but an error of the system. An error from a worker
 * has no code, but Node's own messages start with it.
 */
function lackingOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : (/^(E[A-Z]+): /.exec(error.message)?.[1] ?? '')
  return LACKING[code] ?? ('syscall' in error ? 'The computer cannot read or write something that is needed.' : null)
}

const EXIT_CODES: Readonly<Record<UserErrorKind, number>> = { usage: 2, input: 3, environment: 4 }

/** Prints an error: a user error with its advice, a bug with its stack. @returns the exit code */
export function reportError(error: unknown): number {
  if (error instanceof UserError) {
    printFindings(error.findings, error.practices ?? 'the practices file')
    process.stderr.write(`${inFlags(error.message)}\n${inFlags(error.advice)}\n`)
    return EXIT_CODES[error.kind]
  }
  const lacking = lackingOf(error)
  if (lacking !== null) {
    process.stderr.write(
      `${lacking}\n${error instanceof Error ? error.message : ''}\nNothing is lost: solve this and run again.\n`,
    )
    return EXIT_CODES.environment
  }
  process.stderr.write(
    `This is a bug in practice-packs, not a problem in your files. Please report it with the lines below.\n${
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    }\n`,
  )
  return 70
}

const INDENT = '    '

/** One plan: each milestone with its day, status and slack, and the reason below. */
export function planTable({ plan, milestones, phases, tasks, leftOut, findings }: SaidPlan, width: number): string {
  const rows = [...milestones].sort((a, b) => compare(a.milestone.date, b.milestone.date))
  const nameWidth = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.flatMap(({ milestone, name, reason }) => {
    const { date, end, time, timeAssumed, status, slackDays } = milestone
    const hour = time ? ` ${clockTime(time)}${timeAssumed ? ' (assumed)' : ''}` : ''
    const when = `${longDate(date)}${end ? ` to ${longDate(end)}` : ''}${hour}`
    const moves = milestone.movesGoLive ? 'moves go live if it slips' : ''
    const slack = slackDays === null ? '' : `slack ${counted(slackDays, 'day')}`
    const facts = [when, status, slack, moves].filter((fact) => fact !== '')
    const head = `${name.padEnd(nameWidth)}  ${facts.join('  ')}`
    const heads = head.length <= width ? [head] : [name, ...facts.map((fact) => `${INDENT}${fact}`)]
    return [...heads, ...wrap(reason, width, INDENT)]
  })
  const work = phases.flatMap(({ phase, title }) => [
    '',
    `${title}  ${longDate(phase.start)} to ${longDate(phase.end)}`,
    ...tasks
      .filter(({ task }) => task.task.phase === phase.id)
      .sort((a, b) => compare(a.task.due ?? '9', b.task.due ?? '9'))
      .flatMap(({ task, owner, reason }) => [
        ...wrap(
          `${task.due ?? 'no date'}  ${owner}: ${task.task.text}${task.applies === 'unknown' ? ' (if this applies)' : ''}`,
          width,
          '  ',
        ),
        ...wrap(reason, width, `${INDENT}    `),
      ]),
  ])
  const said = worstFirst(findings).flatMap(({ severity, message }) => wrap(`${severity}: ${message}`, width, INDENT))
  const title = `${plan.practice.ods}  ${plan.practice.name}`
  const counts = `${tasks.length} tasks, ${leftOut.length} left out, ${findings.length} findings about dates`
  return [title, '-'.repeat(Math.min(width, title.length)), ...lines, ...work, '', counts, ...said, ''].join('\n')
}

/** Two plans side by side, and by how many days each milestone moves. */
export function comparison(now: SaidPlan, then: SaidPlan, width: number): string {
  const rows = now.milestones.map(({ name, milestone }) => {
    const other = dayOfMilestone(then.plan, milestone.id)
    const days = daysBetween(milestone.date, other)
    return { name, now: milestone.date, then: other, moves: days === 0 ? 'same' : `${days > 0 ? '+' : ''}${days} days` }
  })
  const nameWidth = Math.max('Milestone'.length, ...rows.map(({ name }) => name.length))
  const table = [{ name: 'Milestone', now: 'now', then: 'what if', moves: 'moves' }, ...rows].map((row) => {
    const line = `${row.name.padEnd(nameWidth)}  ${row.now.padEnd(10)}  ${row.then.padEnd(10)}  ${row.moves}`
    return line.length <= width ? line : `${row.name}\n${INDENT}${row.now}  ${row.then}  ${row.moves}`
  })
  const worse = then.findings.filter(({ severity }) => severity !== 'note')
  const findings =
    worse.length === 0
      ? ['No errors or warnings with these dates.']
      : worse.flatMap(({ severity, message }) => wrap(`${severity}: ${message}`, width, INDENT))
  return [`${now.plan.practice.ods}  ${now.plan.practice.name}`, ...table, '', ...findings, ''].join('\n')
}

/** Breaks at spaces; a longer word is not divided. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(indent + line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, indent + line]
}
