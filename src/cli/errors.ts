/**
 * What goes wrong: a user error shows its message and advice, a bug its stack.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import { inFlags, printFindings } from './print.ts'

/** What the machine lacks, by the system's own code. */
const LACKING: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full.',
  EDQUOT: 'The room you may use on this disk is full.',
  EROFS: 'The disk can only be read.',
  EACCES: 'You may not read or write there.',
  EPERM: 'You may not read or write there.',
  EIO: 'The disk fails: it does not give what is on it.',
  ESTALE: 'The drive on the network is gone.',
  EBUSY: 'Another program holds it.',
  EMFILE: 'Too many files are open at the same time.',
  ENFILE: 'Too many files are open on this computer.',
  ENOMEM: 'There is too little memory.',
  ELOOP: 'A symbolic link leads back to itself.',
  ENAMETOOLONG: 'A name is longer than the file system takes.',
  EISDIR: 'A folder is where a file should be.',
  ENOTDIR: 'A file is where a folder should be.',
}

/**
 * What the computer could not do, in a sentence; null where it is no error of the system. From a worker an error comes
 * without its code; Node's own messages start with it.
 */
function lackingOf(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  const code = 'code' in error ? String(error.code) : (/^(E[A-Z]+): /.exec(error.message)?.[1] ?? '')
  return LACKING[code] ?? ('syscall' in error ? 'The computer cannot read or write something that is needed.' : null)
}

/** @returns the exit code */
export function reportError(error: unknown): number {
  if (error instanceof UserError) {
    printFindings(error.findings, error.practices ?? 'the practices file')
    process.stderr.write(`${inFlags(error.message)}\n${inFlags(error.advice)}\n`)
    return error.exitCode
  }
  const lacking = lackingOf(error)
  if (lacking !== null) {
    process.stderr.write(
      `${lacking}\n${error instanceof Error ? error.message : ''}\nNothing is lost: put that right and run again.\n`,
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
