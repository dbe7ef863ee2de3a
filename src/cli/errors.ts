/**
 * What goes wrong: a user error shows its message and advice, a bug its stack.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import { printFindings } from './print.ts'

/** What the machine lacks, by the system's own code. */
const LACKING: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The room you may use on this disk is full.',
  EROFS: 'The disk can only be read.',
  EACCES: 'You may not write there.',
  EPERM: 'You may not write there.',
}

/** From a worker an error comes without its code; Node's own messages start with it. */
const systemCode = (error: Error): string =>
  'code' in error ? String(error.code) : (/^([A-Z]+): /.exec(error.message)?.[1] ?? '')

/** @returns the exit code */
export function reportError(error: unknown): number {
  if (error instanceof UserError) {
    printFindings(error.findings, error.practices ?? 'the practices file')
    process.stderr.write(`${error.message}\n${error.advice}\n`)
    return error.exitCode
  }
  const lacking = error instanceof Error ? LACKING[systemCode(error)] : undefined
  if (lacking !== undefined) {
    process.stderr.write(
      `${lacking}\n${error instanceof Error ? error.message : ''}\nNothing is lost: mend it and run again.\n`,
    )
    return 4
  }
  process.stderr.write(
    `This is a mistake in practice-packs, not in your files. Please report it with the lines below.\n${
      error instanceof Error ? (error.stack ?? error.message) : String(error)
    }\n`,
  )
  return 70
}
