/**
 * The lines of the guide's tables that may concern this practice: types of data, links, what stops and what may be lost, each
 * with its own days. What no rule says stays unknown.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import type { Condition, ExternalLink, LineDay, Loss, Stop } from '../model/guide.ts'
import type { PlannedLine, PlannedLineDay, PlannedLink, PlannedLoss, PlannedStop } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import type { Calendar } from './calendar.ts'
import { dayOf, type Days } from './milestones.ts'
import { appliesTo, mentionedIn } from './tasks.ts'

/** The lines of one of the guide's tables that may concern this practice. */
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

/** The links that may concern this practice, each with the days of its own rules. */
export const planLinks = (
  links: readonly ExternalLink[],
  practice: Practice,
  days: Days,
  calendar: Calendar,
): PlannedLink[] =>
  planLines(links, practice).map((planned) => {
    const source = planned.line.sources.join(', ')
    const off = lineDay(planned.line.off, source, days, calendar)
    const on = lineDay(planned.line.on, source, days, calendar)
    return { ...planned, off: appsOff(planned.line, off, practice), on }
  })

/** Conditions of what suppliers switch off together: online services and patient apps. */
const APPS = ['online_services', 'nhs_app', 'patient_apps']

/** The supplier's day from the row, where the guide knows none. */
function appsOff({ condition }: ExternalLink, off: PlannedLineDay, practice: Practice): PlannedLineDay {
  if (off.kind !== 'ask' || practice.appsOff === null || condition === null) return off
  if (!mentionedIn(condition.expression).some((id) => APPS.includes(id))) return off
  return { kind: 'day', date: practice.appsOff, reason: { kind: 'set', status: 'confirmed' } }
}

/** @param links those of this practice: a line that names one takes its days */
export const planStops = (
  stops: readonly Stop[],
  links: readonly PlannedLink[],
  practice: Practice,
  days: Days,
  calendar: Calendar,
): PlannedStop[] =>
  planLines(stops, practice).map((planned) => {
    const linked = links.filter(({ line }) => planned.line.links.includes(line.id))
    const daysOf = (of: Stop['from'], side: 'off' | 'on'): PlannedLineDay[] => {
      if (of.kind !== 'link') return [lineDay(of, 'ours', days, calendar)]
      const found = linked.map((link) => link[side])
      return found.length === 0 ? [{ kind: 'ask', whom: null }] : different(found)
    }
    return { ...planned, from: daysOf(planned.line.from, 'off'), until: daysOf(planned.line.until, 'on') }
  })

/** Each day once, in order; then each of those who have to be asked. */
function different(days: readonly PlannedLineDay[]): PlannedLineDay[] {
  const keyOf = (day: PlannedLineDay): string =>
    day.kind === 'day' ? day.date : `${day.kind} ${day.kind === 'ask' ? (day.whom ?? '') : ''}`
  const byKey = new Map(days.map((day) => [keyOf(day), day]))
  return [...byKey].sort(([a], [b]) => compare(a, b)).map(([, day]) => day)
}

export const planLosses = (
  losses: readonly Loss[],
  practice: Practice,
  days: Days,
  calendar: Calendar,
): PlannedLoss[] =>
  planLines(losses, practice).map((planned) => ({ ...planned, by: lineDay(planned.line.by, 'ours', days, calendar) }))

function lineDay(of: LineDay, source: string, days: Days, calendar: Calendar): PlannedLineDay {
  if (of.kind !== 'rule') return of
  const { date, reason } = dayOf(of.rule, days, calendar, source)
  return { kind: 'day', date, reason }
}
