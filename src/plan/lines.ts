/**
 * Lines of the guide's tables: which of them concern this practice. As with tasks, unknown never drops one.
 *
 * @module
 */
import type { Condition } from '../model/guide.ts'
import type { PlannedLine } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import { appliesTo, mentionedIn } from './applies-to.ts'

export function planLines<Line extends { readonly condition: Condition | null }>(
  lines: readonly Line[],
  { conditions: answers }: Practice,
): PlannedLine<Line>[] {
  return lines.flatMap((line) => {
    if (!line.condition) return [{ line, applies: 'yes', unanswered: [] }]
    const { expression } = line.condition
    const applies = appliesTo(expression, answers)
    if (applies === 'no') return []
    const unanswered = applies === 'yes' ? [] : mentionedIn(expression).filter((id) => answers[id] === undefined)
    return [{ line, applies, unanswered }]
  })
}
