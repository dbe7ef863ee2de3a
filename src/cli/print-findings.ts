/**
 * Findings for a person in a terminal: what, where, why, what to do; worst first.
 *
 * @module
 */
import { styleText } from 'node:util'
import { worstFirst, type Finding, type Severity } from '../model/finding.ts'

const COLOUR = { error: 'red', warning: 'yellow', note: 'cyan' } as const

/** Colour only helps on a terminal; the word is always there. NO_COLOR is respected. */
const paint = (severity: Severity): string => {
  const word = severity.padEnd('warning'.length)
  return process.stderr.isTTY && !process.env['NO_COLOR'] ? styleText(COLOUR[severity], word) : word
}

/**
 * @param practices name of the practices file, for findings in its cells
 * @param least the mildest severity to print
 */
export function printFindings(findings: readonly Finding[], practices: string, least: Severity = 'note'): void {
  const order: readonly Severity[] = ['error', 'warning', 'note']
  const shown = worstFirst(findings).filter(({ severity }) => order.indexOf(severity) <= order.indexOf(least))
  for (const finding of shown)
    process.stderr.write(
      `${paint(finding.severity)}  ${whereOf(finding, practices)}  ${finding.rule}\n         ${finding.message}\n`,
    )
}

export function whereOf({ place, cell, practice }: Finding, practices: string): string {
  if (cell) {
    const column = cell.column === undefined ? '' : `, column “${cell.column}”`
    const name = cell.letter === undefined ? '' : ` (${cell.letter}${cell.row})`
    const sheet = cell.sheet === undefined ? '' : `, sheet “${cell.sheet}”`
    return `${practices}${sheet}, row ${cell.row}${column}${name}${practice ? `, ${practice}` : ''}`
  }
  const at = place ? `${place.file}:${place.line}:${place.column}` : practices
  return practice ? `${practice} (rule: ${at})` : at
}

/** `2 errors, 1 warning` */
export function countFindings(findings: readonly Finding[]): string {
  const parts = (['error', 'warning', 'note'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length
    return count === 0 ? [] : [`${count} ${severity}${count === 1 ? '' : 's'}`]
  })
  return parts.length === 0 ? 'nothing found' : parts.join(', ')
}
