/**
 * Every rule, by the kind of document, in the order in which problems are told. They are collected from what the rule files
 * export, so that none can be forgotten.
 *
 * @module
 */
import * as docx from './docx/rules.ts'
import type { DocxSubject } from './docx/docx-subject.ts'
import * as html from './html/rules.ts'
import type { HtmlSubject } from './html/html-subject.ts'
import type { PdfSubject } from './pdf/pdf-subject.ts'
import * as fields from './pdf/rules-fields.ts'
import * as file from './pdf/rules-file.ts'
import * as pages from './pdf/rules-pages.ts'
import * as tags from './pdf/rules-tags.ts'
import * as text from './pdf/rules-text.ts'
import type { Rule } from './rule.ts'

const inOrder = <Subject>(...files: readonly Readonly<Record<string, Rule<Subject>>>[]): readonly Rule<Subject>[] =>
  files.flatMap((rules) => Object.values(rules)).sort((one, other) => (one.id < other.id ? -1 : 1))

export const PDF_RULES = inOrder<PdfSubject>(tags, text, pages, fields, file)
export const DOCX_RULES = inOrder<DocxSubject>(docx)
export const HTML_RULES = inOrder<HtmlSubject>(html)
