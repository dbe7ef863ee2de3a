import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isoDay } from '../../src/base/day.ts'
import type { Guide, Sla } from '../../src/model/guide.ts'
import { type Practice, TEXT_COLUMNS } from '../../src/model/practice.ts'
import { parseTimingPolicy } from '../../src/guide/timing-policy.ts'
import { makeCalendar } from '../../src/plan/calendar.ts'
import { planForPractice } from '../../src/plan/plan-for-practice.ts'
import type { Plan } from '../../src/model/plan.ts'

const guideFolder = join(import.meta.dirname, '../../guide')
const names = ['timing.yaml', 'bank-holidays.yaml', 'busy-periods.yaml']

export const policy = parseTimingPolicy(
  new Map(names.map((file) => [file, { file, text: readFileSync(join(guideFolder, file), 'utf8') }])),
)
export const calendar = makeCalendar(policy.holidays)

/** An SLA that a guide shows: without it, no clock runs. */
const shown = (id: string): Sla => ({
  id,
  text: `The limit ${id}.`,
  limit: null,
  names: null,
  startEvent: null,
  document: null,
  page: null,
  section: null,
  status: 'live',
  phase: null,
  place: { file: '01-a.md', line: 1, column: 1 },
})

/** A guide that says nothing but the SLAs: dates do not need its words. */
export const emptyGuide: Guide = {
  kind: 'own',
  edition: { name: 'Test guide', hash: '00000000', label: 'Test guide 00000000', current: true, reviewed: null },
  phases: [],
  tasks: [],
  slas: [...new Set(policy.clocks.map(({ sla }) => sla.slice(0, 'SLA-00'.length)))].map(shown),
  dmis: [],
  markers: [],
  nearMisses: [],
  callouts: [],
  pages: [],
  dataTypes: [],
  externalLinks: [],
  stops: [],
  losses: [],
  borrowed: {
    dates: false,
    slas: false,
    busyPeriods: false,
    dataTypes: false,
    links: false,
    decisions: false,
    stops: false,
    losses: false,
  },
  listItems: { taken: 0, left: 0, leftOn: [] },
  data: {
    phases: [],
    messages: [],
    roles: [],
    conditions: [],
    systems: [],
    sources: [],
    slas: [],
    dmis: [],
    decisions: [],
    hazards: [],
    withdrawnTasks: [],
    datedFacts: [],
  },
}

export function aPractice(more: Partial<Practice> = {}): Practice {
  const goLive = more.goLive ?? isoDay('2027-04-14')
  return {
    ods: 'Z99999',
    name: 'Invented Surgery',
    row: 2,
    currentSystem: { written: 'EMIS Web', known: null },
    newSystem: { written: 'TPP SystmOne', known: null },
    goLive,
    statuses: {},
    times: {},
    cutover: 'week',
    repeatOrderBy: null,
    previousGoLive: null,
    appsOff: null,
    patients: null,
    text: Object.fromEntries(TEXT_COLUMNS.map((column) => [column, null])) as Practice['text'],
    contacts: {},
    conditions: {},
    ...more,
    fixed: { 'go-live': { date: goLive, status: 'proposed', cell: { row: 2 } }, ...more.fixed },
  }
}

export const planFor = (more: Partial<Practice> = {}, guide = emptyGuide, asOf = isoDay('2026-06-01')): Plan =>
  planForPractice(guide, policy, calendar, aPractice(more), asOf)

export const dateOf = (plan: Plan, id: string): string => plan.milestones.find((one) => one.id === id)?.date ?? 'none'
export const rules = (plan: Plan, severity?: string): string[] =>
  plan.findings.filter((one) => severity === undefined || one.severity === severity).map(({ rule }) => rule)
export const fixedAt = (date: string) => ({ date: isoDay(date), status: 'proposed' as const, cell: { row: 2 } })
