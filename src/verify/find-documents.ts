/**
 * Which files `verify` looks at: those named, and every PDF, DOCX and HTML below a named directory.
 *
 * @module
 */
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import { kindOf } from './verify-document.ts'

export interface FoundDocuments {
  readonly documents: readonly string[]
  /** Named by the user, but nothing we can read. */
  readonly others: readonly string[]
}

/** @throws UserError (3) when a path is not there, or when there is nothing to verify */
export async function findDocuments(paths: readonly string[]): Promise<FoundDocuments> {
  const documents: string[] = []
  const others: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new UserError(3, `Cannot read \`${path}\``, 'Name a file or a directory that is there.', { cause })
    })
    if (!found.isDirectory()) (kindOf(path) === null ? others : documents).push(path)
    else {
      const names = await readdir(path, { recursive: true })
      const below = names.filter((name) => kindOf(name) !== null).sort()
      documents.push(...below.map((name) => join(path, name)))
    }
  }
  if (documents.length === 0 && others.length === 0)
    throw new UserError(3, 'Nothing to verify: no PDF, DOCX or HTML was found', 'Name a pack’s directory or its files.')
  return { documents: [...new Set(documents)], others }
}
