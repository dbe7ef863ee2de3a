/**
 * Entries in groups, for formats that show them under headings.
 *
 * @module
 */
import type { GapEntry, GapReport } from './gap-report.ts'

/** In the guide's order; what belongs to no phase comes last, with no title. */
export function byPhase(
  entries: readonly GapEntry[],
  { phases }: Pick<GapReport, 'phases'>,
): { title: string | null; entries: GapEntry[] }[] {
  const titles: (string | null)[] = [...new Set(phases.map(({ title }) => title)), null]
  return titles
    .map((title) => ({ title, entries: entries.filter(({ phase }) => phase === title) }))
    .filter((group) => group.entries.length > 0)
}

/** Entries of one rule; never empty. */
export type RuleGroup = [...GapEntry[], GapEntry]

/** In the order in which each rule comes first. */
export function byRule(entries: readonly GapEntry[]): RuleGroup[] {
  const groups = new Map<string, RuleGroup>()
  for (const entry of entries) groups.set(entry.rule, [...(groups.get(entry.rule) ?? []), entry])
  return [...groups.values()]
}
