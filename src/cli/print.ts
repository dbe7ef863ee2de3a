/**
 * What commands print: findings for a person in a terminal, JSON for a script, the next command as it can be copied.
 *
 * Results go to stdout, words for people to stderr.
 *
 * @module
 */
import { styleText } from 'node:util'
import type { PracticeOptions } from '../app/understand-practices.ts'
import { sayOptions } from '../base/option.ts'
import { quotedWord } from '../base/quoted-word.ts'
import { SEVERITIES, type Finding, type Severity } from '../model/finding.ts'

const COLOUR = { error: 'red', warning: 'yellow', note: 'cyan' } as const

/** Colour only helps on a terminal; the word is always there. NO_COLOR is respected. */
const paint = (severity: Severity): string => {
  const word = severity.padEnd('warning'.length)
  return process.stderr.isTTY && !process.env['NO_COLOR'] ? styleText(COLOUR[severity], word) : word
}

/** How many of one rule are shown in full. The places of the others follow in a line of their own. */
const IN_FULL: Readonly<Record<Severity, number>> = { error: 20, warning: 10, note: 3 }

/** Places of the others: of errors every one, because each is to be mended. */
const PLACES: Readonly<Record<Severity, number>> = { error: Infinity, warning: 50, note: 10 }

/**
 * @param practices name of the practices file, for findings in its cells
 * @param least the mildest severity to print
 */
export function printFindings(findings: readonly Finding[], practices: string, least: Severity = 'note'): void {
  for (const severity of SEVERITIES.slice(0, SEVERITIES.indexOf(least) + 1)) {
    const more = new Map<string, Finding[]>()
    const counts = new Map<string, number>()
    for (const finding of findings) {
      if (finding.severity !== severity) continue
      const count = (counts.get(finding.rule) ?? 0) + 1
      counts.set(finding.rule, count)
      if (count <= IN_FULL[severity]) {
        const { rule, message } = finding
        process.stderr.write(
          `${paint(severity)}  ${whereOf(finding, practices)}  ${rule}\n         ${inFlags(message)}\n`,
        )
      } else more.set(finding.rule, [...(more.get(finding.rule) ?? []), finding])
    }
    for (const [rule, others] of more) {
      const line = `${others.length} more of this kind: ${placesOf(others, PLACES[severity])}.`
      process.stderr.write(`${paint(severity)}  ${practices}  ${rule}\n         ${line}\n`)
    }
  }
}

/** `C7, C9, C12`: what is shortest and still finds the place. */
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

/** A text whose options are flags: ``option `dateOrder: mdy` `` becomes `--date-order mdy`. */
export const inFlags = (text: string): string =>
  sayOptions(text, (name, value) => {
    const flag = `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`).replaceAll('_', '-')}`
    if (value === undefined) return flag
    return `${flag} ${/^[\w./\\:,…-]+$/.test(value) ? value : `"${value}"`}`
  })

/** For `JSON.stringify`: messages to people name flags. */
export const withFlags = (_key: string, value: unknown): unknown => (typeof value === 'string' ? inFlags(value) : value)

/** One JSON value on stdout, for scripts. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, withFlags, 2)}\n`)
}

/** One JSON value `{"name": […]}` on stdout, item by item: thousands of plans are too long for one string. */
export function printJsonList<T>(name: string, items: Iterable<T>): void {
  process.stdout.write(`{${JSON.stringify(name)}: [`)
  let first = true
  for (const item of items) {
    process.stdout.write(`${first ? '' : ','}\n${JSON.stringify(item, withFlags)}`)
    first = false
  }
  process.stdout.write('\n]}\n')
}

/** What starts the program: npm and npx tell that they did, and then the bare name is on nobody's path. */
const PROGRAM = process.env['npm_command'] === undefined ? 'practice-packs' : 'npx practice-packs'

/** `command`, with its words as they are. */
export const sayCommand = (command: string): string => `${PROGRAM} ${command}`

type Inputs = { readonly [Flag in keyof PracticeOptions]: PracticeOptions[Flag] | undefined }

/** The flags that say where the practices are and how they are read. */
export function sayInputs({ practices, sheet, map, ods, dateOrder, fixed }: Inputs): string {
  const flags: (readonly [string, string | undefined])[] = [
    ['--practices', practices],
    ['--sheet', sheet],
    ...[...(map ?? [])].map(([from, to]) => ['--map', `${from}=${to}`] as const),
    ['--date-order', dateOrder],
    ['--ods', ods],
    ...(fixed ?? []).map((file) => ['--fixed', file] as const),
  ]
  return flags.flatMap(([flag, value]) => (value === undefined ? [] : [`${flag} ${quotedWord(value)}`])).join(' ')
}
