/**
 * A verify report as text: one line per problem, why each rule matters once, then the summary.
 *
 * @module
 */
import { DOCX_RULES } from './docx/docx-rules.ts'
import { HTML_RULES } from './html/html-rules.ts'
import { PDF_RULES } from './pdf/pdf-rules.ts'
import { count } from './rule.ts'
import { FILE_BROKEN, FILE_BROKEN_WHY } from './verify-document.ts'
import type { VerifyReport } from './verify-report.ts'

const WHY: ReadonlyMap<string, string> = new Map([
  ...[...HTML_RULES, ...DOCX_RULES, ...PDF_RULES].map(({ id, why }) => [id, why] as const),
  [FILE_BROKEN, FILE_BROKEN_WHY],
])

/** Sentence on why a rule matters to a reader. */
export const whyOf = (rule: string): string => WHY.get(rule) ?? ''

export function printReport({ files, problems, cannotJudge }: VerifyReport): string {
  const lines: string[] = []
  const explained = new Set<string>()
  for (const { file, where, message, rule } of problems) {
    lines.push(`${file}${where === '' ? '' : `: ${where}`}: ${message}  ${rule}`)
    if (!explained.has(rule)) lines.push(`  why it matters: ${whyOf(rule)}`)
    explained.add(rule)
  }
  if (problems.length > 0) lines.push('')
  const bad = new Set(problems.map((problem) => problem.file)).size
  const pages = files.reduce((sum, file) => sum + (file.pages ?? 0), 0)
  lines.push(
    `${count(files.length, 'file')} looked at (${count(pages, 'PDF page')}): ${count(problems.length, 'problem')} in ${count(bad, 'file')}`,
  )
  if (cannotJudge.length > 0) lines.push('', 'Not judged here:')
  for (const { file, what } of cannotJudge) lines.push(`- ${file === undefined ? '' : `${file}: `}${what}`)
  return `${lines.join('\n')}\n`
}
