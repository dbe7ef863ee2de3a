/**
 * Verifies one document: picks the reader and the rules by its kind. Pure: bytes in, problems out.
 *
 * @module
 */
import { readDocxSubject } from './docx/docx-subject.ts'
import { readHtmlSubject } from './html/html-subject.ts'
import { readPdfSubject } from './pdf/pdf-subject.ts'
import type { CopyKind, DocumentKind, InspectedFile, Problem } from './report.ts'
import { FILE_BROKEN } from './questions.ts'
import type { Rule } from './rule.ts'
import { DOCX_RULES, HTML_RULES, PDF_RULES } from './rules.ts'

export interface InspectedDocument {
  readonly file: InspectedFile
  readonly problems: readonly Problem[]
}

/** Null for a file of another kind. */
export function kindOf(path: string): DocumentKind | null {
  const ending = /\.(pdf|docx|html)$/i.exec(path)?.[1]?.toLowerCase()
  return ending === 'pdf' || ending === 'docx' || ending === 'html' ? ending : null
}

const copyOf = (path: string, kind: DocumentKind): CopyKind => {
  if (kind !== 'pdf') return 'both'
  return /-fill-in\.pdf$/i.test(path) ? 'fill-in' : 'print'
}

/** @param path names the file in problems; its ending says the kind, `-fill-in.pdf` a copy to fill in */
export async function inspectDocument(path: string, kind: DocumentKind, bytes: Uint8Array): Promise<InspectedDocument> {
  const copy = copyOf(path, kind)
  try {
    if (kind === 'pdf') {
      const subject = await readPdfSubject(path, bytes, copy)
      return { file: { path, kind, copy, pages: subject.pages.length }, problems: ask(PDF_RULES, subject) }
    }
    const problems =
      kind === 'docx' ? ask(DOCX_RULES, readDocxSubject(path, bytes)) : ask(HTML_RULES, readHtmlSubject(path, bytes))
    return { file: { path, kind, copy, pages: null }, problems }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error
    const problem = { file: path, rule: FILE_BROKEN, message: `The file cannot be read: ${error.message}`, where: '' }
    return { file: { path, kind, copy, pages: null }, problems: [problem] }
  }
}

function ask<Subject extends { readonly path: string }>(rules: readonly Rule<Subject>[], subject: Subject): Problem[] {
  return rules.flatMap((rule) =>
    [...rule.check(subject)].map(({ message, where = '' }) => ({ file: subject.path, rule: rule.id, message, where })),
  )
}
