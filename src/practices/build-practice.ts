/**
 * Builds a practice from the parsed cells of its row.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { CellPlace } from '../model/finding.ts'
import type { GuideData, MilestoneId } from '../model/guide.ts'
import {
  type Contact,
  type CutoverKind,
  type FixedMilestone,
  type MilestoneStatus,
  type Practice,
  type PracticeSystem,
  TEXT_COLUMNS,
  type TextColumn,
} from '../model/practice.ts'
import type { TimedMilestone } from './columns.ts'

/** The parsed cells of a row, by kind. */
export interface Answers {
  ods: string | null
  name: string | null
  currentSystem: PracticeSystem | null
  newSystem: PracticeSystem | null
  cutover: CutoverKind | null
  repeatOrderBy: IsoDay | null
  previousGoLive: IsoDay | null
  appsOff: IsoDay | null
  patients: number | null
  readonly text: Partial<Record<TextColumn, string>>
  readonly dates: Partial<Record<MilestoneId, IsoDay>>
  readonly statuses: Partial<Record<MilestoneId, MilestoneStatus>>
  readonly times: Partial<Record<TimedMilestone, string>>
  readonly contacts: Record<string, Partial<Record<keyof Contact, string>>>
  readonly conditions: Record<string, boolean>
}

/** An empty set of answers, to be filled cell by cell. */
export function noAnswers(): Answers {
  return {
    ods: null,
    name: null,
    currentSystem: null,
    newSystem: null,
    cutover: null,
    repeatOrderBy: null,
    previousGoLive: null,
    appsOff: null,
    patients: null,
    text: {},
    dates: {},
    statuses: {},
    times: {},
    contacts: {},
    conditions: {},
  }
}

/**
 * @param row number of the row in the spreadsheet
 * @param cellOf the cell with the date of a milestone
 * @returns null while one of the five needed values is missing
 */
export function buildPractice(
  row: number,
  answers: Answers,
  data: GuideData,
  cellOf: (milestone: MilestoneId) => CellPlace,
): Practice | null {
  const { ods, name, currentSystem, newSystem, dates } = answers
  const goLive = dates['go-live']
  if (ods === null || name === null || currentSystem === null || newSystem === null || goLive === undefined) return null
  const fixed: Partial<Record<MilestoneId, FixedMilestone>> = {}
  const statuses = { ...answers.statuses }
  for (const [id, date] of Object.entries(dates) as [MilestoneId, IsoDay][]) {
    fixed[id] = { date, status: statuses[id] ?? 'proposed', cell: cellOf(id) }
    delete statuses[id]
  }
  return {
    ods,
    name,
    row,
    currentSystem,
    newSystem,
    goLive,
    fixed,
    statuses,
    times: answers.times,
    cutover: answers.cutover ?? 'week',
    repeatOrderBy: answers.repeatOrderBy,
    previousGoLive: answers.previousGoLive,
    appsOff: answers.appsOff,
    patients: answers.patients,
    text: Object.fromEntries(TEXT_COLUMNS.map((id) => [id, answers.text[id] ?? null])) as Practice['text'],
    contacts: contactsOf(answers, data),
    conditions: withTpp(answers.conditions, currentSystem, newSystem),
  }
}

/** Columns of text that also say who fills a role. */
const TEXT_FOR_ROLE: Readonly<Partial<Record<TextColumn, string>>> = {
  delivery_partner: 'delivery-partner',
  pathology_lab: 'pathology-lab',
  trainer: 'trainers',
}

function contactsOf(answers: Answers, data: GuideData): Practice['contacts'] {
  const parts = { ...answers.contacts }
  for (const [text, role] of Object.entries(TEXT_FOR_ROLE) as [TextColumn, string][]) {
    const name = answers.text[text]
    if (name !== undefined && data.roles.some(({ id }) => id === role)) parts[role] = { name, ...parts[role] }
  }
  return Object.fromEntries(
    Object.entries(parts).map(([role, part]) => [
      role,
      {
        name: part.name ?? null,
        phone: part.phone ?? null,
        email: part.email ?? null,
        deputy: part.deputy ?? null,
        outOfHours: part.outOfHours ?? null,
      },
    ]),
  )
}

/** Whether a system is involved that changes the MESH address follows from the two, unless the row says or one is not known. */
function withTpp(
  conditions: Readonly<Record<string, boolean>>,
  current: PracticeSystem,
  next: PracticeSystem,
): Practice['conditions'] {
  if (conditions['tpp_involved'] !== undefined) return conditions
  const changes = [current.known?.meshChange, next.known?.meshChange]
  if (changes.includes('yes')) return { ...conditions, tpp_involved: true }
  return changes.includes(undefined) ? conditions : { ...conditions, tpp_involved: false }
}
