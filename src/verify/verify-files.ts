/**
 * Verify: what a program can say about finished documents, with Node alone.
 *
 * In:  paths of PDFs, DOCX files and HTML pages, or of directories that hold them.
 * Out: a `VerifyReport`: problems with the rules they break, and what cannot be judged here.
 *
 * Any pack can be verified, also one made elsewhere: nothing here knows how the documents were rendered.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { CANNOT_JUDGE } from './cannot-judge.ts'
import { findDocuments } from './find-documents.ts'
import { kindOf, verifyDocument } from './verify-document.ts'
import type { CannotJudge, Problem, VerifiedFile, VerifyReport } from './verify-report.ts'

/** @throws UserError when a path is not there or holds nothing to verify */
export async function verifyFiles(paths: readonly string[]): Promise<VerifyReport> {
  const { documents, others } = await findDocuments(paths)
  const files: VerifiedFile[] = []
  const problems: Problem[] = []
  // One after the other: a directory may hold a thousand packs, and each PDF is read whole.
  for (const path of documents) {
    const kind = kindOf(path)
    if (kind === null) continue
    const verified = await verifyDocument(path, kind, await readFile(path))
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
