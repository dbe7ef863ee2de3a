/**
 * Writes one file to disk, completely or not at all.
 *
 * @module
 */
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, extname } from 'node:path'
import { orIfAbsent } from '../base/files.ts'
import { option } from '../base/text.ts'
import { UserError } from '../model/finding.ts'

/** @throws UserError when the file exists and may not be replaced, or when nothing can be written there */
export async function writeFileAtomically(
  path: string,
  content: Uint8Array | string | AsyncIterable<string>,
  options: { readonly replace: boolean },
): Promise<void> {
  if (!options.replace && (await existing(path)) !== null) {
    throw new UserError(
      'usage',
      `${path} exists already.`,
      `Name another file, or add ${option('force')} to replace it.`,
    )
  }
  const temporary = `${path}.new`
  try {
    await mkdir(dirname(path), { recursive: true })
    // An existing file is left from a run that was killed, or a link, which is not followed.
    await rm(temporary, { force: true })
    await writeFile(temporary, content, { flag: 'wx' })
    await rename(temporary, path)
  } catch (cause) {
    await rm(temporary, { force: true })
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new UserError(
      'environment',
      `${path} cannot be written: ${why}`,
      'Close it in other programs, or write to another folder.',
      {
        cause,
      },
    )
  }
}

/**
 * Writes beside files that people may have edited: a file of the same name with other content is left alone, and the
 * new one gets a number.
 *
 * @returns the path of the file
 */
export async function writeBeside(path: string, content: Uint8Array): Promise<string> {
  for (let number = 1; ; number += 1) {
    const name = numbered(path, number)
    const there = await existing(name)
    if (there !== null && Buffer.compare(there, content) === 0) return name
    if (there !== null) continue
    await writeFileAtomically(name, content, { replace: false })
    return name
  }
}

/** `wave.csv`, `wave-2.csv` … */
export const numbered = (path: string, number: number): string =>
  number === 1 ? path : `${path.slice(0, -extname(path).length)}-${number}${extname(path)}`

/** @throws UserError when something is there that cannot be read: it may not be replaced unseen */
async function existing(path: string): Promise<Buffer | null> {
  try {
    return await orIfAbsent(readFile(path), null)
  } catch (cause) {
    throw new UserError(
      'environment',
      `${path} exists and cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
      'Check the permissions, or write to another folder.',
      { cause },
    )
  }
}

/** Writes a file that the user named, and the folders above it. @throws UserError when it cannot be written */
export async function writeReport(file: string, content: string | Uint8Array): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  } catch (cause) {
    throw new UserError(
      'environment',
      `${file} cannot be written.`,
      'Check the path and your permission to write there.',
      {
        cause,
      },
    )
  }
}
