/**
 * Reads a text file that the user named.
 *
 * @module
 */
import { ifUtf16 } from '../base/encoding.ts'
import { isAbsent, readAtMost, systemCode } from '../base/files.ts'
import { option } from '../base/text.ts'
import { type Finding, UserError } from './finding.ts'
import { findingOf } from './rules.ts'
import type { SourceFile } from './sources.ts'

/** Templates, words and settings are written by hand; none comes near it. */
const MAX_BYTES = 2_000_000

/**
 * @param named the option that names the file
 * @throws UserError when it cannot be read
 */
export async function readTextFile(file: string, named: string): Promise<SourceFile> {
  try {
    const bytes = await readAtMost(file, MAX_BYTES)
    if (bytes === null)
      throw new UserError(
        'input',
        `${file} has more than ${MAX_BYTES / 1000} kB.`,
        `Check the path after ${option(named)}.`,
      )
    const text = bytes.toString('utf8')
    const wide = ifUtf16(text, () => bytes)
    return wide === null ? { file, text } : { file, text: wide, encoding: 'UTF-16' }
  } catch (cause) {
    if (cause instanceof UserError) throw cause
    const code = systemCode(cause)
    const why = isAbsent(cause) ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code
    throw new UserError('input', `${file} cannot be read: ${why}.`, `Check the path after ${option(named)}.`, { cause })
  }
}

/** What is said of a file of a guide or a template that is not UTF-8: one finding, or none. */
export function notUtf8({ file, text, encoding }: SourceFile): Finding[] {
  const lost = text.indexOf('\uFFFD')
  if (encoding === undefined && lost === -1) return []
  const lines = text.slice(0, Math.max(0, lost)).split(/\r\n|\r|\n/)
  const place = { file, line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
  const message =
    encoding === undefined
      ? 'Unexpected bytes that are not UTF-8; the letters there are lost. Save the file as UTF-8.'
      : `Unexpected encoding ${encoding}, expected UTF-8: other programs see no words in it, and git no lines. Save the file as UTF-8.`
  return [findingOf('file-not-utf-8', message, { place })]
}
