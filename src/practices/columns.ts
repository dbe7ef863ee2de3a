/**
 * The columns that a practices file can have: fixed ones, and those of the guide's milestones, roles and conditions.
 *
 * @module
 */
import { type GuideData, type MilestoneId, MILESTONES } from '../model/guide.ts'
import { type Contact, TEXT_COLUMNS, type TextColumn } from '../model/practice.ts'

/** A practice cannot be planned without these. */
export const NEEDED_COLUMNS = ['ods_code', 'name', 'current_system', 'new_system', 'go_live'] as const
type NeededColumn = (typeof NEEDED_COLUMNS)[number]

export type TimedMilestone = 'go-live' | 'final-data-production'
const TIMED: readonly TimedMilestone[] = ['go-live', 'final-data-production']

/** What is in a column's cells. `id` is its proper name; `go_live` is a `date` column. */
export type Column = { readonly id: string } & (
  | { readonly kind: 'needed'; readonly needed: Exclude<NeededColumn, 'go_live'> }
  | { readonly kind: 'text'; readonly text: TextColumn }
  | { readonly kind: 'date'; readonly milestone: MilestoneId }
  | { readonly kind: 'status'; readonly milestone: MilestoneId }
  | { readonly kind: 'time'; readonly milestone: TimedMilestone }
  | { readonly kind: 'cutover' }
  | { readonly kind: 'repeat-order-by' }
  | { readonly kind: 'previous-go-live' }
  | { readonly kind: 'apps-off' }
  | { readonly kind: 'patients' }
  | { readonly kind: 'contact'; readonly role: string; readonly part: keyof Contact }
  | { readonly kind: 'condition'; readonly condition: string }
)

const CONTACT_PARTS: readonly { readonly suffix: string; readonly part: keyof Contact }[] = [
  { suffix: '_name', part: 'name' },
  { suffix: '_phone', part: 'phone' },
  { suffix: '_email', part: 'email' },
  { suffix: '_deputy', part: 'deputy' },
  { suffix: '_out_of_hours', part: 'outOfHours' },
]

/** Every column for this guide, by {@link plainName}; if a name has two meanings, the first one counts. */
export function knownColumns(data: GuideData): ReadonlyMap<string, Column> {
  const columns: Column[] = [
    ...NEEDED_COLUMNS.flatMap((id): Column[] => (id === 'go_live' ? [] : [{ id, kind: 'needed', needed: id }])),
    ...TEXT_COLUMNS.map((id): Column => ({ id, kind: 'text', text: id })),
    ...MILESTONES.flatMap((milestone): Column[] => [
      { id: snake(milestone), kind: 'date', milestone },
      { id: `${snake(milestone)}_status`, kind: 'status', milestone },
    ]),
    ...TIMED.map((milestone): Column => ({ id: `${snake(milestone)}_time`, kind: 'time', milestone })),
    { id: 'cutover', kind: 'cutover' },
    { id: 'repeat_order_by', kind: 'repeat-order-by' },
    { id: 'previous_go_live', kind: 'previous-go-live' },
    { id: 'apps_off', kind: 'apps-off' },
    { id: 'patients', kind: 'patients' },
    ...data.conditions.map(({ id }): Column => ({ id, kind: 'condition', condition: id })),
    ...data.roles.flatMap(({ id: role }) =>
      CONTACT_PARTS.map(({ suffix, part }): Column => ({ id: snake(role) + suffix, kind: 'contact', role, part })),
    ),
  ]
  const byName = new Map<string, Column>()
  const add = (name: string, column: Column) => {
    if (!byName.has(plainName(name))) byName.set(plainName(name), column)
  }
  for (const column of columns) add(column.id, column)
  // The bare role means its name. Last, because `delivery_partner` is a column of its own.
  for (const column of columns) {
    if (column.kind === 'contact' && column.part === 'name') add(snake(column.role), column)
  }
  return byName
}

/** A name in a form that ignores case, spaces, `_`, `-`, other punctuation and invisible characters. */
export function plainName(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

/** `go-live` → `go_live`. */
export function snake(id: string): string {
  return id.replaceAll('-', '_')
}
