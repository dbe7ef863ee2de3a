/**
 * Reads a text file that the user named.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { isAbsent, systemCode } from '../base/files.ts'
import { option } from '../base/text.ts'
import { UserError } from './finding.ts'
import type { SourceFile } from './sources.ts'

/**
 * @param named the option that names the file
 * @throws UserError when it cannot be read
 */
export async function readTextFile(file: string, named: string): Promise<SourceFile> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (cause) {
    const why = isAbsent(cause) ? 'there is no such file' : systemCode(cause)
    throw new UserError('input', `${file} cannot be read: ${why}.`, `Check the path after ${option(named)}.`, { cause })
  }
}
