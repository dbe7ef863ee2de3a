/**
 * One text file that the user named.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'

/** @throws UserError 3 when it cannot be read */
export async function readTextFile(file: string, flag: string): Promise<SourceFile> {
  try {
    return { file, text: await readFile(file, 'utf8') }
  } catch (cause) {
    throw new UserError(3, `${file} cannot be read.`, `Check the path after ${flag}.`, { cause })
  }
}
