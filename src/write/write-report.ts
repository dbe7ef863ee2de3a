/**
 * Write one file that the user named, with the folders above it.
 *
 * @module
 */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { UserError } from '../model/finding.ts'

/** @throws UserError 4 when it cannot be written */
export async function writeReport(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  } catch (cause) {
    throw new UserError(4, `${file} cannot be written.`, 'Check the path and that you may write there.', { cause })
  }
}
