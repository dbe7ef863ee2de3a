/**
 * Wave: finds where the plans of many practices clash, by rules given as data.
 *
 * Pure: no disk, no words for readers.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import { addDays, type IsoDay, latestOf, mondayOf } from '../base/day.ts'
import { type Clash, type ClashRule, dayOfMilestone, type Plan } from '../model/plan.ts'

/** @returns sorted by date */
export function findClashes(plans: readonly Plan[], rules: readonly ClashRule[]): Clash[] {
  return rules
    .flatMap((rule) => {
      if (rule.kind === 'same') return shared(plans, rule)
      return rule.kind === 'per-week' ? crowdedWeeks(plans, rule) : busyPeriods(plans, rule)
    })
    .sort((a, b) => compare(a.from, b.from) || compare(a.rule.id, b.rule.id))
}

interface Window {
  readonly ods: string
  readonly from: IsoDay
  readonly until: IsoDay
}

function shared(plans: readonly Plan[], rule: Extract<ClashRule, { kind: 'same' }>): Clash[] {
  const byValue = new Map<string, { readonly written: string; readonly windows: Window[] }>()
  for (const plan of plans) {
    const written = plan.practice.text[rule.column]
    if (written === null) continue
    const known = byValue.get(sameWord(written)) ?? { written, windows: [] }
    byValue.set(sameWord(written), known)
    known.windows.push({
      ods: plan.practice.ods,
      from: dayOfMilestone(plan, rule.from),
      until: dayOfMilestone(plan, rule.until),
    })
  }
  return [...byValue.values()].flatMap(({ written, windows }) =>
    crowds(windows, rule.most).map(({ group, from, until }): Clash => {
      return { rule, value: written, practices: group.map(({ ods }) => ods), from, until }
    }),
  )
}

/** Ignores case and spaces. */
const sameWord = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim()

/**
 * Periods that more than `most` windows share. Windows connected through others form one clash; its days are those on which
 * there are too many.
 */
function crowds(windows: readonly Window[], most: number): { group: Window[]; from: IsoDay; until: IsoDay }[] {
  const sorted = [...windows].sort((a, b) => compare(a.from, b.from) || compare(a.ods, b.ods))
  const found: { group: Window[]; from: IsoDay; until: IsoDay }[] = []
  let open: Window[] = []
  for (const window of sorted) {
    open = open.filter(({ until }) => until >= window.from)
    open.push(window)
    if (open.length <= most) continue
    const until = open.map((one) => one.until).sort()[open.length - most - 1] ?? window.until
    const last = found.at(-1)
    if (last && last.until >= window.from) {
      for (const one of open) if (!last.group.includes(one)) last.group.push(one)
      if (until > last.until) last.until = until
    } else found.push({ group: [...open], from: window.from, until })
  }
  return found
}

function crowdedWeeks(plans: readonly Plan[], rule: Extract<ClashRule, { kind: 'per-week' }>): Clash[] {
  const weeks = new Map<IsoDay, Window[]>()
  for (const plan of plans) {
    const day = dayOfMilestone(plan, rule.of)
    const monday = mondayOf(day)
    weeks.set(monday, [...(weeks.get(monday) ?? []), { ods: plan.practice.ods, from: day, until: day }])
  }
  return [...weeks]
    .filter(([, windows]) => windows.length > rule.most)
    .map(([monday, windows]): Clash => {
      const sorted = [...windows].sort((a, b) => compare(a.from, b.from) || compare(a.ods, b.ods))
      return { rule, value: null, practices: sorted.map(({ ods }) => ods), from: monday, until: addDays(monday, 6) }
    })
}

/** Collects the findings of the plans, one clash for each period. */
function busyPeriods(plans: readonly Plan[], rule: ClashRule): Clash[] {
  const periods = new Map<string, Window[]>()
  for (const plan of plans)
    for (const { rule: id, values } of plan.findings) {
      const { period, after } = values
      if (id !== 'busy-period' || typeof period !== 'string' || after !== undefined) continue
      const from = dayOfMilestone(plan, 'final-data-production')
      const window = { ods: plan.practice.ods, from, until: plan.practice.goLive }
      periods.set(period, [...(periods.get(period) ?? []), window])
    }
  return [...periods]
    .filter(([, windows]) => windows.length > rule.most)
    .flatMap(([value, windows]): Clash[] => {
      const sorted = [...windows].sort((a, b) => compare(a.from, b.from) || compare(a.ods, b.ods))
      const from = sorted[0]?.from
      const until = latestOf(sorted.map((one) => one.until))
      if (from === undefined || until === undefined) return []
      return [{ rule, value, practices: sorted.map(({ ods }) => ods), from, until }]
    })
}
