/**
 * What is wrong with a folder of templates besides what is wrong in one file: names that nothing reads, names given twice.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Template } from '../model/template.ts'
import { didYouMean } from '../base/text.ts'
import { LETTER_DATA_FILES } from './letter-data.ts'
import { parseReportTemplate, type ReportSpec } from './parse-template.ts'

const broken = (file: string, message: string): Finding =>
  findingOf('broken-template', message, { place: { file, line: 1, column: 1 } })

/** Each template of a report that the folder brings, checked as the report will. */
export function checkReports(files: readonly SourceFile[], specs: readonly ReportSpec[]): Finding[] {
  const names = specs.map(({ file }) => file)
  return files.flatMap((source) => {
    const name = source.file.replace('reports/', '')
    const spec = specs.find(({ file }) => file === name)
    if (spec !== undefined) return parseReportTemplate(source, spec).findings
    return [broken(source.file, `No report has a template \`${name}\`.${didYouMean(name, names)}`)]
  })
}

/** Two templates of one id would write one file. */
export function checkNames(templates: readonly Template[]): Finding[] {
  const first = new Map<string, string>()
  return templates.flatMap(({ id, file }) => {
    const other = first.get(id)
    if (other === undefined) first.set(id, file)
    return other === undefined ? [] : [broken(file, `Unexpected \`id: ${id}\`: ${other} has the same id.`)]
  })
}

/** A template whose name has another ending makes no document, and a data file of another name says nothing. */
export const unreadFiles = (names: readonly string[]): Finding[] =>
  names.map((file) => {
    const near = didYouMean(file, ['words.yaml', 'spreadsheet.yaml', ...LETTER_DATA_FILES])
    const advice = file.endsWith('.hbs') ? ' A document’s template is named `*.md.hbs`, a part `*.part.hbs`.' : near
    return broken(file, `Nothing reads ${file}.${advice}`)
  })
