import { inFlags } from '../../src/cli/print.ts'
import { type Finding, UserError } from '../../src/model/finding.ts'
import { parsePractices, type ParsePracticesOptions } from '../../src/practices/parse-practices.ts'
import { readPractices } from '../../src/practices/read-practices.ts'
import { guideData } from './guide-data.ts'

/** As a font without pictures would say. */
export function missingCharacter(text: string): { character: string } | null {
  const match = /\p{Extended_Pictographic}/u.exec(text)
  return match === null ? null : { character: match[0] }
}

/** Everything that reading and parsing a file says, as a person would want to see it. */
export async function wordsOf(file: string, options: Partial<ParsePracticesOptions> = {}): Promise<string> {
  try {
    const table = await readPractices(file)
    const { value, findings } = parsePractices(table, guideData, { missingCharacter, ...options })
    const ready = value.practices.map(({ row, ods, name }) => `ready   row ${row}  ${ods}  ${name}`)
    const failed = value.failed.map(({ row, ods, name }) => `failed  row ${row}  ${ods ?? '(no code)'}  ${name}`)
    return [...ready, ...failed, ...findings.map(wordsOfFinding), ''].join('\n')
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return [
      `exit ${{ usage: 2, input: 3, environment: 4 }[error.kind]}`,
      inFlags(error.message),
      inFlags(error.advice),
      ...error.findings.map(wordsOfFinding),
      '',
    ].join('\n')
  }
}

export function wordsOfFinding({ severity, rule, message, cell, place, practice }: Finding): string {
  const where =
    cell === undefined
      ? place === undefined
        ? ''
        : `line ${place.line}`
      : `${cell.sheet === undefined ? '' : `${cell.sheet}!`}${cell.letter ?? 'row '}${cell.row}`
  return `\n${severity} ${rule}  ${[where, cell?.column, practice].filter((part) => part !== undefined).join('  ')}\n  ${inFlags(message)}`
}
