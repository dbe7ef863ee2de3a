/**
 * A verify report as text: one line per problem, why each rule matters once, then the summary.
 *
 * @module
 */
import type { InspectionReport, Problem } from './report.ts'
import { QUESTIONS } from './questions.ts'
import { count } from './rule.ts'

/** Sentence on why a rule matters to a reader. */
export const whyOf = (rule: Problem['rule']): string => QUESTIONS[rule]

export function printReport({ files, problems, cannotJudge }: InspectionReport): string {
  const lines: string[] = []
  const explained = new Set<string>()
  for (const { file, rule, shown, more } of grouped(problems)) {
    for (const { where, message } of shown)
      lines.push(`${file}${where === '' ? '' : `: ${where}`}: ${message}  ${rule}`)
    if (!explained.has(rule)) lines.push(`  why it matters: ${whyOf(rule)}`)
    if (more > 0) lines.push(`  and ${more} more like it in this file`)
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

/** So many of one rule in one file are shown; a template with one fault repeats it on every page. */
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
