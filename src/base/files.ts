/**
 * What is not there, told apart from what cannot be read. Only a missing file or folder is nothing: whatever else keeps a
 * path from being read (rights, a failing disk, too many open files) is an error, or files that people need would be taken
 * for gone.
 *
 * @module
 */
import { type Dirent, readFileSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The system's own code of an error, such as `ENOENT`; empty where it has none. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : ''

/** True when nothing is at the path: no such name (ENOENT), or a file where one of its folders should be (ENOTDIR). */
export const isAbsent = (error: unknown): boolean => ['ENOENT', 'ENOTDIR'].includes(systemCode(error))

/** What the disk answers, or `value` where nothing is at the path. @throws whatever else went wrong */
export async function orIfAbsent<T, U>(answer: Promise<T>, value: U): Promise<T | U> {
  try {
    return await answer
  } catch (error) {
    if (isAbsent(error)) return value
    throw error
  }
}

/**
 * What is in a folder, or in the folders below it too; nothing where there is no such folder.
 *
 * @throws whatever else went wrong, also where a file is in its place: somebody put it there
 */
export async function entriesIn(folder: string, options: { readonly recursive?: boolean } = {}): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true, recursive: options.recursive === true })
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return []
    throw error
  }
}

/** False only when nothing is at the path. What is there and cannot be looked at says so when it is read. */
export function isThere(path: string): boolean {
  try {
    statSync(path)
    return true
  } catch (error) {
    return !isAbsent(error)
  }
}

/*
 * Where the tool itself stands on disk: its own guide and templates, and its version.
 */

/** Two folders above this file, whether it runs as source or compiled. */
const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))))

export const BUILT_IN_GUIDE = join(ROOT, 'guide')
export const BUILT_IN_TEMPLATES = join(ROOT, 'templates')
export const BUILT_IN_PRACTICES = join(ROOT, 'practices', 'practices.csv')

let version: string | undefined

export const toolVersion = (): string =>
  (version ??= (JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }).version)
