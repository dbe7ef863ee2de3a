/**
 * Selects what documents show: the tasks of a phase, role or week, whether a template's condition is true, and whether
 * a plan's dates are agreed.
 *
 * @module
 */
import { type IsoDay, mondayOf } from '../base/day.ts'
import { compare } from '../base/text.ts'
import { taskAbove } from './guide-prose.ts'
import type { Anchor, Guide, MilestoneId, Phase, Quantity } from '../model/guide.ts'
import type { Marker } from '../model/marker.ts'
import { dayOfMilestone, type Plan, type PlannedTask } from '../model/plan.ts'
import type { Disagreement, TimingPolicy } from '../model/policy.ts'
import type { When } from '../model/template.ts'
import { VIEW, type View, type ViewField } from '../model/view.ts'

/** The week of tasks that have no date. */
export const NO_WEEK = 'none'

const inWeek = ({ due }: PlannedTask, week: string): boolean =>
  due === null ? week === NO_WEEK : mondayOf(due) === week

export const ofPhase = ({ tasks }: Plan, phase: string): PlannedTask[] =>
  tasks.filter(({ task }) => task.phase === phase).sort(soonest)

/** In place of an owner, for tasks that nobody owns yet. */
export const NO_OWNER = 'none'

/** The first role of a task owns it. */
export const ofOwner = ({ tasks }: Plan, role: string): PlannedTask[] =>
  tasks.filter(({ task }) => (task.roles[0] ?? NO_OWNER) === role).sort(soonest)

/** Roles that own tasks. The practice's own people come first, because the checklist is theirs. */
export function ownersOf({ data: { roles } }: Guide, { tasks }: Plan): readonly string[] {
  const owners = new Set(tasks.flatMap(({ task }) => task.roles.slice(0, 1)))
  const own = roles.filter(({ belongs }) => belongs === 'practice')
  const known = [...own, ...roles.filter((role) => !own.includes(role))].map(({ id }) => id)
  return [...known.filter((id) => owners.has(id)), ...[...owners].filter((id) => !known.includes(id))]
}

export const ofHelper = ({ tasks }: Plan, role: string): PlannedTask[] =>
  tasks.filter(({ task }) => task.roles.slice(1).includes(role)).sort(soonest)

/** A task belongs to the week in which it is due. */
export const ofWeek = ({ tasks }: Plan, week: string): PlannedTask[] =>
  tasks.filter((planned) => inWeek(planned, week)).sort(soonest)

/** Starts in this week, and is due in a later one. */
export const beginsIn = ({ tasks }: Plan, week: string): PlannedTask[] =>
  tasks
    .filter(({ from, due }) => from !== null && due !== null && mondayOf(from) === week && mondayOf(due) > week)
    .sort(soonest)

/** Mondays of the weeks in which a task or a milestone is due. */
export const weeksWith = ({ tasks, milestones }: Plan): readonly IsoDay[] => {
  const due = tasks.flatMap((planned) => (planned.due === null ? [] : [mondayOf(planned.due)]))
  return [...new Set([...due, ...milestones.map(({ date }) => mondayOf(date))])].sort()
}

/** Greater than any ISO date: what has no date sorts last. */
export const AFTER_ALL_DATES = '9'

export const soonest = (a: PlannedTask, b: PlannedTask): number =>
  compare(a.due ?? AFTER_ALL_DATES, b.due ?? AFTER_ALL_DATES)

/**
 * Ours in order of their first day, those without dates last. The steps of a public guide are numbered for its readers, and
 * several share the days of one phase of the timing policy: they keep the guide's order.
 */
export function inOrder({ kind, phases }: Guide, plan: Pick<Plan, 'phases'>): Phase[] {
  const starts = new Map(plan.phases.map(({ id, start }): [string, string] => [id, start]))
  const startOf = ({ id }: Phase): string => (kind === 'public' ? '' : (starts.get(id) ?? AFTER_ALL_DATES))
  return [...phases].sort((a, b) => compare(startOf(a), startOf(b)) || a.order - b.order)
}

interface GuideAndPolicy {
  readonly guide: Guide
  readonly policy: TimingPolicy
}

const AROUND_CUTOVER: readonly MilestoneId[] = [
  'cutover-planning-meeting',
  'links-off',
  'final-data-production',
  'go-live',
  'links-on',
]

/** The phases that a cutover plan shows: those whose first day is counted from a milestone around the cutover. */
export function phasesAroundCutover({ guide, policy }: GuideAndPolicy): Phase[] {
  const startsFrom = (anchor: Anchor): MilestoneId | null => {
    if ('milestone' in anchor) return anchor.milestone
    if ('message' in anchor) return null
    const other = policy.phases.find(({ id }) => id === anchor.phase)
    return other === undefined ? null : startsFrom(other[anchor.edge].anchor)
  }
  const around = policy.phases.filter(({ start }) => AROUND_CUTOVER.some((id) => id === startsFrom(start.anchor)))
  return guide.phases.filter(({ datesOf }) => around.some(({ id }) => id === datesOf))
}

/** What decides which open questions concern a practice. */
type GapContext = GuideAndPolicy & { readonly plan: Pick<Plan, 'leftOut'> }

/**
 * What the guide does not know, each once: the checklists of a public guide repeat a gap for every role. Of gaps with the
 * same words the one in a phase that most documents show stays. Questions about a task that was left out are nobody's.
 */
export function openGaps({ guide, policy, plan }: GapContext): Marker[] {
  const around = new Set(phasesAroundCutover({ guide, policy }).map(({ id }) => id))
  const known = new Set(guide.phases.map(({ id }) => id))
  const rank = ({ phase }: Marker): number => (phase === null || !known.has(phase) ? 2 : around.has(phase) ? 0 : 1)
  const said = new Map<string, Marker>()
  for (const marker of guide.markers) {
    if (marker.kind !== 'GAP' || isLeftOut(marker, guide, plan)) continue
    const words = [marker.text, marker.ask, marker.question].join('\0').toLowerCase()
    const other = said.get(words)
    if (other === undefined || rank(marker) < rank(other)) said.set(words, marker)
  }
  const once = new Set(said.values())
  return guide.markers.filter((marker) => once.has(marker))
}

/** Whether it is a question about a task that this practice does not have. */
function isLeftOut(marker: Marker, guide: Guide, { leftOut }: Pick<Plan, 'leftOut'>): boolean {
  const above = leftOut.length === 0 ? null : taskAbove(marker, guide)
  return above !== null && leftOut.some(({ task }) => task.id === above.id)
}

export function valueAt(view: View, path: string): unknown {
  let value: unknown = view
  for (const part of path.split('.'))
    value = typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[part] : undefined
  return value
}

export const isKnown = (value: unknown): boolean => value === true || (typeof value === 'string' && value !== '')

/** Whether a document concerns this practice: an unknown answer counts as a yes. */
export function isConditionTrue(view: View, { path, is, not }: When): boolean {
  const value = valueAt(view, path)
  return (is === null ? isKnown(value) : value === is) !== not
}

/** The spreadsheet column behind a view path; a milestone's `agreed` comes from its status column. */
export function columnOf(path: string): string {
  let field: ViewField | undefined = VIEW
  const parts = path.split('.')
  if (parts.at(-1) === 'agreed') parts.splice(-1, 1, 'status')
  for (const part of parts)
    field =
      field && !('type' in field && typeof field.type === 'string')
        ? (field as Record<string, ViewField>)[part]
        : undefined
  return field && 'column' in field && typeof field.column === 'string' ? field.column : path
}

/**
 * Whether patients could still order by the day in the row: a letter that names a day after final data production would
 * send them to a system that no longer takes orders.
 */
export const orderInTime = (plan: Plan): boolean =>
  plan.practice.repeatOrderBy === null || plan.practice.repeatOrderBy < dayOfMilestone(plan, 'final-data-production')

/** Whether readers of the guide see an SLA. The register that ships with the tool may have another number than the guide says. */
function showsLimit({ slas, data, borrowed }: Guide, id: string): boolean {
  const known = data.slas.find((info) => info.id === id)?.limit
  const isSame = (limit: Quantity | null): boolean => limit?.value === known?.value && limit?.unit === known?.unit
  return slas.some((sla) => sla.id === id && sla.status === 'live' && (!borrowed.slas || isSame(sla.limit)))
}

/** What sources say where they disagree: of limits, only those that the guide shows. */
export const saidHere = (says: Disagreement['says'], guide: Guide): Disagreement['says'] =>
  says.filter(({ sla = null }) => sla === null || showsLimit(guide, sla))
