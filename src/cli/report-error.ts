/**
 * What goes wrong: a user error shows its message and advice, a bug its stack.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import { printFindings } from './print-findings.ts'

/** @returns the exit code */
export function reportError(error: unknown): number {
  if (error instanceof UserError) {
    printFindings(error.findings, '')
    process.stderr.write(`${error.message}\n${error.advice}\n`)
    return error.exitCode
  }
  process.stderr.write(
    `This is a mistake in practice-packs, not in your files. Please report it with the lines below.\n${
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    }\n`,
  )
  return 70
}
