/**
 * Inspects finished documents with Node alone: the files named, and every PDF, DOCX and HTML below a named directory.
 *
 * In:  paths. Out: a report of problems with the rules they break, and of what cannot be judged here.
 *
 * Any pack can be inspected, also one made elsewhere: nothing here knows how the documents were rendered.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import { inspectDocument, kindOf } from './inspect-document.ts'
import { CANNOT_JUDGE, type CannotJudge, type InspectedFile, type InspectionReport, type Problem } from './report.ts'

/** @throws UserError when a path is not there or holds nothing to verify */
export async function inspectFiles(paths: readonly string[]): Promise<InspectionReport> {
  const { documents, others } = await findDocuments(paths)
  const files: InspectedFile[] = []
  const problems: Problem[] = []
  // One after the other: a directory may hold a thousand packs, and each PDF is read whole.
  for (const path of documents) {
    const kind = kindOf(path)
    if (kind === null) continue
    const verified = await inspectDocument(path, kind, await readFile(path))
    files.push(verified.file)
    problems.push(...verified.problems)
  }
  const kinds = new Set(files.map((file) => file.kind))
  const cannotJudge: CannotJudge[] = [
    ...others.map((file) => ({ file, what: 'What kind of document this is: expected .pdf, .docx or .html' })),
    ...CANNOT_JUDGE.filter(({ kind }) => kinds.has(kind)).map(({ what }) => ({ what })),
  ]
  return { files, problems, cannotJudge }
}

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
