/**
 * Missing files told apart from unreadable ones, and the paths of the tool's own files.
 *
 * Only a missing file or folder counts as absent. Any other failure (permissions, a failing disk, too many open files) is
 * an error; otherwise files that people need would be treated as deleted.
 *
 * @module
 */
import { type Dirent, lstatSync, readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The system's code of an error, such as `ENOENT`; empty if it has none. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** True when nothing is at the path: no such name (ENOENT), or a file where one of its folders should be (ENOTDIR). */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(systemCode(error))

/** The result, or `value` if nothing is at the path. @throws any other error */
export async function orIfAbsent<T, U>(answer: Promise<T>, value: U): Promise<T | U> {
  try {
    return await answer
  } catch (error) {
    if (isAbsent(error)) return value
    throw error
  }
}

/**
 * The entries of a folder, optionally of the folders below it too; none if there is no such folder.
 *
 * @throws any other error, also when the path is a file: somebody put it there
 */
export async function entriesIn(folder: string, options: { readonly recursive?: boolean } = {}): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true, recursive: options.recursive === true })
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** False only when nothing is at the path. An unreadable file and a dangling link are there; reading them gives the error. */
export function isThere(path: string): boolean {
  try {
    lstatSync(path)
    return true
  } catch (error) {
    return !isAbsent(error)
  }
}

/** The tool's own folder: two above this file's, whether it runs as source or compiled. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const BUILT_IN_GUIDE = join(ROOT, 'guide')
export const BUILT_IN_TEMPLATES = join(ROOT, 'templates')
export const BUILT_IN_PRACTICES = join(ROOT, 'practices', 'practices.csv')

let version: string | undefined

export const toolVersion = (): string =>
  (version ??= (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version)
