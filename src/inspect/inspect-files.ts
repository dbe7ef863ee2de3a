/**
 * Inspects finished documents with Node alone: the named files, and every PDF, DOCX, XLSX and HTML file below a named
 * directory.
 *
 * In:  paths.
 * Out: a report of problems with the rules they break, and of what cannot be judged here; and that report as text.
 *
 * Any pack can be inspected, even one made by other software: nothing here knows how the documents were rendered.
 *
 * @module
 */
import { existsSync } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ASKED_FORMATS } from '../document/document.ts'
import { UserError } from '../model/finding.ts'
import { type DocxSubject, readDocxSubject } from './docx/docx-subject.ts'
import * as docx from './docx/docx-rules.ts'
import { type HtmlSubject, type IsBeside, readHtmlSubject } from './html/html-subject.ts'
import * as html from './html/html-rules.ts'
import * as office from './office/office-rules.ts'
import * as xlsx from './office/xlsx-rules.ts'
import { readXlsxSubject, type XlsxSubject } from './office/xlsx-subject.ts'
import { type PdfSubject, readPdfSubject } from './pdf/pdf-subject.ts'
import * as fields from './pdf/rules-fields.ts'
import * as file from './pdf/rules-file.ts'
import * as pages from './pdf/rules-pages.ts'
import * as tags from './pdf/rules-tags.ts'
import * as text from './pdf/rules-text.ts'
import { FILE_BROKEN, QUESTIONS } from './questions.ts'
import {
  CANNOT_JUDGE,
  type CannotJudge,
  type CopyKind,
  count,
  type DocumentKind,
  type InspectedFile,
  type InspectionReport,
  type Problem,
  type InspectionRule,
} from './inspection-rule.ts'

/**
 * Collected from everything that the rule files export, so that no rule can be forgotten, in the order of the report.
 */
const inOrder = <Subject>(
  ...files: readonly Readonly<Record<string, InspectionRule<Subject>>>[]
): readonly InspectionRule<Subject>[] =>
  files.flatMap((rules) => Object.values(rules)).sort((one, other) => (one.id < other.id ? -1 : 1))

export const PDF_RULES = inOrder<PdfSubject>(tags, text, pages, fields, file)
export const DOCX_RULES = inOrder<DocxSubject>(docx, office)
export const XLSX_RULES = inOrder<XlsxSubject>(xlsx, office)
export const HTML_RULES = inOrder<HtmlSubject>(html)

export interface InspectedDocument {
  readonly file: InspectedFile
  readonly problems: readonly Problem[]
}

const KINDS: readonly DocumentKind[] = [...ASKED_FORMATS, 'xlsx']

/** Null for a file of another kind. */
export function kindOf(path: string): DocumentKind | null {
  const ending = /\.(\w+)$/.exec(path)?.[1]?.toLowerCase()
  return KINDS.find((kind) => kind === ending) ?? null
}

const copyOf = (path: string, kind: DocumentKind): CopyKind => {
  if (kind !== 'pdf') return 'both'
  return /[- ]fill-in\.pdf$/i.test(path) ? 'fill-in' : 'print'
}

type Judge = (
  path: string,
  bytes: Uint8Array,
  copy: CopyKind,
  isBeside: IsBeside,
) => Promise<{ readonly problems: readonly Problem[]; readonly pages: number | null }>

const JUDGES: Readonly<Record<DocumentKind, Judge>> = {
  async pdf(path, bytes, copy) {
    const subject = await readPdfSubject(path, bytes, copy)
    return { problems: ask(PDF_RULES, subject), pages: subject.pages.length }
  },
  docx: async (path, bytes) => ({ problems: ask(DOCX_RULES, readDocxSubject(path, bytes)), pages: null }),
  xlsx: async (path, bytes) => ({ problems: ask(XLSX_RULES, readXlsxSubject(path, bytes)), pages: null }),
  html: async (path, bytes, _copy, isBeside) => ({
    problems: ask(HTML_RULES, readHtmlSubject(path, bytes, isBeside)),
    pages: null,
  }),
}

/**
 * Inspects one document with the reader and the rules for its kind: bytes in, problems out.
 *
 * @param path names the file in problems; its ending gives the kind, ` fill-in.pdf` a copy to fill in
 * @param isBeside whether a file that a page links to exists; without it, none does
 */
export async function inspectDocument(
  path: string,
  kind: DocumentKind,
  bytes: Uint8Array,
  isBeside: IsBeside = () => false,
): Promise<InspectedDocument> {
  const copy = copyOf(path, kind)
  try {
    const { problems, pages } = await JUDGES[kind](path, bytes, copy, isBeside)
    return { file: { path, kind, copy, pages }, problems }
  } catch (error) {
    if (!(error instanceof Error) || error instanceof TypeError || error instanceof ReferenceError) throw error
    const problem = { file: path, rule: FILE_BROKEN, message: `The file cannot be read: ${error.message}`, where: '' }
    return { file: { path, kind, copy, pages: null }, problems: [problem] }
  }
}

function ask<Subject extends { readonly path: string }>(
  rules: readonly InspectionRule<Subject>[],
  subject: Subject,
): Problem[] {
  return rules.flatMap((rule) =>
    [...rule.check(subject)].map(({ message, where = '' }) => ({ file: subject.path, rule: rule.id, message, where })),
  )
}

/** @throws UserError when a path does not exist or contains nothing to inspect */
export async function inspectFiles(
  paths: readonly string[],
  onFile: (done: number, of: number) => void = () => undefined,
): Promise<InspectionReport> {
  const { documents, others } = await findDocuments(paths)
  const files: InspectedFile[] = []
  const problems: Problem[] = []
  // One after the other, because a directory may contain a thousand packs, and each PDF is read into memory.
  for (const path of documents) {
    const kind = kindOf(path)
    if (kind === null) continue
    const verified = await inspectDocument(path, kind, await readFile(path), (linked) =>
      existsSync(join(dirname(path), linked)),
    )
    files.push(verified.file)
    problems.push(...verified.problems)
    onFile(files.length, documents.length)
  }
  const kinds = new Set(files.map((file) => file.kind))
  const cannotJudge: CannotJudge[] = [
    ...others.map((file) => ({ file, what: 'What kind of document this is: expected .pdf, .docx, .xlsx or .html' })),
    ...CANNOT_JUDGE.filter(({ kind }) => kinds.has(kind)).map(({ what }) => ({ what })),
  ]
  return { files, problems, cannotJudge }
}

export interface FoundDocuments {
  readonly documents: readonly string[]
  /** Named by the user, but of a kind that cannot be inspected. */
  readonly others: readonly string[]
}

/** @throws UserError when a path does not exist, or when there is nothing to inspect */
export async function findDocuments(paths: readonly string[]): Promise<FoundDocuments> {
  const documents: string[] = []
  const others: string[] = []
  for (const path of paths) {
    const found = await stat(path).catch((cause: unknown) => {
      throw new UserError('input', `Cannot read \`${path}\``, 'Name an existing file or directory.', { cause })
    })
    if (!found.isDirectory()) (kindOf(path) === null ? others : documents).push(path)
    else {
      const names = await readdir(path, { recursive: true })
      const below = names.filter((name) => kindOf(name) !== null).sort()
      documents.push(...below.map((name) => join(path, name)))
    }
  }
  if (documents.length === 0 && others.length === 0)
    throw new UserError(
      'input',
      'Nothing to verify: no PDF, DOCX, XLSX or HTML file was found',
      'Name the directory of a pack, or its files.',
    )
  return { documents: [...new Set(documents)], others }
}

/** Why a rule matters to a reader. */
export const whyOf = (rule: Problem['rule']): string => QUESTIONS[rule]

/** The report as text: one line per problem, why each rule matters once, then the summary. */
export function printReport({ files, problems, cannotJudge }: InspectionReport): string {
  const lines: string[] = []
  const explained = new Set<string>()
  for (const { file, rule, shown, more } of grouped(problems)) {
    for (const { where, message } of shown)
      lines.push(`${file}${where === '' ? '' : `: ${where}`}: ${message}  ${rule}`)
    if (!explained.has(rule)) lines.push(`  why it matters: ${whyOf(rule)}`)
    if (more > 0) lines.push(`  and ${more} more of this kind in this file`)
    explained.add(rule)
  }
  if (problems.length > 0) lines.push('')
  const bad = new Set(problems.map((problem) => problem.file)).size
  const pages = files.reduce((sum, file) => sum + (file.pages ?? 0), 0)
  lines.push(
    `${count(files.length, 'file')} inspected (${count(pages, 'PDF page')}): ${count(problems.length, 'problem')} in ${count(bad, 'file')}`,
  )
  if (cannotJudge.length > 0) lines.push('', 'Not judged here:')
  for (const { file, what } of cannotJudge) lines.push(`- ${file === undefined ? '' : `${file}: `}${what}`)
  return `${lines.join('\n')}\n`
}

/** The most problems of one rule shown for a file: a fault of a template is repeated on every page. */
const SHOWN = 5

interface Group {
  readonly file: string
  readonly rule: Problem['rule']
  readonly shown: readonly Problem[]
  readonly more: number
}

function grouped(problems: readonly Problem[]): Group[] {
  const groups = new Map<string, Problem[]>()
  for (const problem of problems) {
    const key = `${problem.file}\n${problem.rule}`
    const group = groups.get(key)
    if (group) group.push(problem)
    else groups.set(key, [problem])
  }
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { file, rule } = first
    return [{ file, rule, shown: group.slice(0, SHOWN), more: Math.max(0, group.length - SHOWN) }]
  })
}
