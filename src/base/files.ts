/**
 * Missing files told apart from unreadable ones, and the paths of the tool's own files.
 *
 * Only a missing file or folder counts as absent. Any other failure (permissions, a failing disk, too many open files) is
 * an error; otherwise files that people need would be treated as deleted.
 *
 * @module
 */
import { type Dirent, lstatSync, readFileSync, realpathSync, statSync } from 'node:fs'
import { open, readdir } from 'node:fs/promises'
import { dirname, isAbsolute, join, relative, sep } from 'node:path'
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

/**
 * What an entry of a folder from elsewhere is, if not a file of that folder; null for a file, a link to one, and a link to
 * nothing (reading it says so). Such a folder may come from strangers: a link out of it would put a file of this computer
 * into what is made, and a device or a pipe never ends.
 *
 * @param name of the entry, from the folder
 */
export function whatIsNoFile(
  folder: string,
  name: string,
  entry: Dirent,
): 'special' | 'link-to-folder' | 'link-to-special' | 'link-out' | null {
  if (entry.isFile()) return null
  if (!entry.isSymbolicLink()) return 'special'
  const path = join(folder, name)
  try {
    const found = statSync(path)
    if (found.isDirectory()) return 'link-to-folder'
    if (!found.isFile()) return 'link-to-special'
    const target = relative(realpathSync(folder), realpathSync(path))
    return target.split(sep)[0] === '..' || isAbsolute(target) ? 'link-out' : null
  } catch {
    return null
  }
}

/**
 * A whole file, or null if it has more bytes than that. A pipe and a device count too: they are read no further than the
 * limit, whatever size they claim.
 */
export async function readAtMost(path: string, mostBytes: number): Promise<Buffer | null> {
  const handle = await open(path)
  try {
    const found = await handle.stat()
    if (found.size > mostBytes) return null
    if (found.isFile()) return await handle.readFile()
    const parts: Buffer[] = []
    let size = 0
    for await (const part of handle.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>) {
      size += part.length
      if (size > mostBytes) return null
      parts.push(part)
    }
    return Buffer.concat(parts)
  } finally {
    await handle.close()
  }
}

/** Whether two paths lead to the same folder, which is there. */
export function isSameFolder(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other)
  } catch {
    return false
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
