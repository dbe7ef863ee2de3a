/**
 * The overview of a wave: who goes live when, where practices clash, which plans have findings, which dates are not
 * confirmed. As a view for its template, a picture and a spreadsheet.
 *
 * @module
 */
import { daysBetween, type IsoDay, monthsBetween, partsOf } from '../base/day.ts'
import { compare, listed } from '../base/text.ts'
import type { Timeline, TimelineRow } from '../document/document.ts'
import { SEVERITIES, worstFirst } from '../model/finding.ts'
import type { PaperTable } from '../model/data-files.ts'
import { type Clash, dayOfMilestone, milestoneIn, type Plan, type PlanFinding } from '../model/plan.ts'
import type { ViewOf, ViewShape } from '../model/view.ts'
import { compileSentence, type Words } from '../template/fill.ts'
import { daysWithin, longDate, shortDate } from '../base/day-in-words.ts'
import type { ReportSpec } from '../template/parse-template.ts'
import { sayFinding } from './say.ts'

const text = { type: 'text' } as const
const day = { type: 'text', day: true } as const
const flag = { type: 'flag' } as const
const list = <Item extends ViewShape>(item: Item) => ({ type: 'list', item }) as const

const WAVE_VIEW = {
  guide: text,
  /** First and last go-live. */
  from: day,
  to: day,
  counts: { practices: text, clashes: text, findings: text, unconfirmed: text, failed: text },
  /** Clashes by their rule: what all have in common is said once. */
  clashes: list({
    id: text,
    title: text,
    advice: text,
    severity: text,
    warning: flag,
    count: text,
    each: list({ what: text, from: day, until: day, practices: text, says: text }),
  }),
  /** What was found in plans, by rule: errors before warnings, notes left out. */
  problems: list({ severity: text, title: text, fix: text, count: text, practices: text }),
  /** Few enough for a picture of their moves. */
  few: flag,
  /** By wave and ICB, in it by team, each in order of go live. */
  groups: list({
    id: text,
    title: text,
    count: text,
    practices: list({
      name: text,
      ods: text,
      goLive: day,
      production: day,
      length: text,
      status: text,
      team: text,
      trainer: text,
      findings: text,
    }),
  }),
  unconfirmed: list({ what: text, count: text, practices: text }),
  failed: list({ ods: text, message: text }),
} as const satisfies ViewShape

type WaveView = ViewOf<typeof WAVE_VIEW>

/** What the template of the overview may mention. */
export const WAVE_REPORT: ReportSpec = {
  file: 'wave.hbs',
  shape: WAVE_VIEW,
  slots: { timeline: { options: {}, says: 'The picture of all practices’ moves.' } },
}

export interface Wave {
  readonly guide: string
  readonly plans: readonly Plan[]
  readonly clashes: readonly Clash[]
  /** Rows that could not be planned. */
  readonly failed: readonly { readonly ods: string; readonly message: string }[]
  readonly words: Words
  /** What a rule is about and what to do, in words. */
  readonly ruleOf: (id: string) => { readonly title: string; readonly fix: string }
}

const byGoLive = (a: Plan, b: Plan): number =>
  compare(a.practice.goLive, b.practice.goLive) || compare(a.practice.ods, b.practice.ods)

export function waveView(wave: Wave): WaveView {
  const { words, clashes, failed } = wave
  const plans = [...wave.plans].sort(byGoLive)
  const first = plans[0]?.practice.goLive
  const last = plans.at(-1)?.practice.goLive
  const unconfirmed = groupBy(
    plans.flatMap((plan) => openDates(plan, words).map((what) => [what, plan] as const)),
    ([what]) => what,
  )
  return {
    guide: wave.guide,
    from: first === undefined ? null : longDate(first),
    to: last === undefined ? null : longDate(last),
    counts: {
      practices: String(plans.length),
      clashes: String(clashes.length),
      findings: String(plans.filter(hasProblem).length),
      unconfirmed: String(plans.filter((plan) => openDates(plan, words).length > 0).length),
      failed: String(failed.length),
    },
    clashes: [
      ...groupBy(
        worstFirst(clashes.map((clash) => ({ ...clash, severity: clash.rule.severity }))),
        ({ rule }) => rule.id,
      ).values(),
    ].map((group, at) => {
      const { severity, title, advice, id } = group[0].rule
      return {
        id: `clashes-${at + 1}`,
        title: title ?? id,
        advice,
        severity: words.say(`severities.${severity}`),
        warning: severity === 'warning',
        count: String(group.length),
        each: group.map((clash) => ({
          what: clash.value ?? words.say('wave.week'),
          from: shortDate(clash.from),
          until: shortDate(clash.until),
          practices: someOf(clash.practices, words),
          says: sayClash(clash, plans),
        })),
      }
    }),
    problems: problemsByRule(plans).map(([{ rule, severity }, found]) => ({
      ...wave.ruleOf(rule),
      severity: words.say(`severities.${severity}`),
      count: String(found.length),
      practices: someOf(codesOf(found), words),
    })),
    few: plans.length <= MOST_IN_PICTURE,
    groups: [...groupBy(plans, groupOf).values()]
      .sort(
        (a, b) =>
          Number(groupOf(a[0]) === '') - Number(groupOf(b[0]) === '') || IN_ORDER.compare(groupOf(a[0]), groupOf(b[0])),
      )
      .map((group, at) => ({
        id: `group-${at + 1}`,
        title: groupOf(group[0]) || words.say('wave.no-group'),
        count: String(group.length),
        practices: [...group]
          .sort((a, b) => IN_ORDER.compare(teamOf(a) ?? '', teamOf(b) ?? ''))
          .map((plan) => {
            const production = dayOfMilestone(plan, 'final-data-production')
            return {
              name: plan.practice.name,
              ods: plan.practice.ods,
              goLive: shortDate(plan.practice.goLive),
              production: shortDate(production),
              length: words.say('wave.length', { days: daysBetween(production, plan.practice.goLive) }),
              status: words.say(`statuses.${statusOf(plan)}`),
              team: teamOf(plan),
              trainer: plan.practice.text.trainer,
              findings: String(problemsOf(plan).length),
            }
          }),
      })),
    unconfirmed: [...unconfirmed].map(([what, found]) => ({
      what,
      count: String(found.length),
      practices: someOf(codesOf(found.map(([, plan]) => plan)), words),
    })),
    failed,
  }
}

/** At least one item for each key, in the order in which keys first come. */
function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return groups
}

const teamOf = ({ practice: { text } }: Plan): string | null => text.delivery_team ?? text.delivery_partner

const groupOf = (plan: Plan): string =>
  [plan.practice.text.wave, plan.practice.text.icb].filter((part) => part !== null).join(', ')

/** Wave 2 before wave 10. */
const IN_ORDER = new Intl.Collator('en-GB', { numeric: true })

const codesOf = (plans: readonly Plan[]): string[] => plans.map(({ practice }) => practice.ods)

/** How many practices are named in one place of the report; the workbook has all. */
const MOST_NAMED = 10

const someOf = (codes: readonly string[], words: Words): string =>
  codes.length <= MOST_NAMED
    ? codes.join(', ')
    : words.say('wave.more', { some: codes.slice(0, MOST_NAMED - 1).join(', '), more: codes.length - MOST_NAMED + 1 })

/** Errors first; a plan counts once for each rule. */
function problemsByRule(plans: readonly Plan[]): (readonly [PlanFinding, Plan[]])[] {
  const found = plans.flatMap((plan) => problemsOf(plan).map((finding) => ({ finding, plan })))
  return [...groupBy(found, ({ finding }) => finding.rule).values()]
    .map((group): readonly [PlanFinding, Plan[]] => [group[0].finding, [...new Set(group.map(({ plan }) => plan))]])
    .sort(([a], [b]) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
}

const statusOf = (plan: Plan): string => milestoneIn(plan.milestones, 'go-live').status
const problemsOf = (plan: Plan): Plan['findings'] =>
  worstFirst(plan.findings.filter(({ severity }) => severity !== 'note'))
const hasProblem = (plan: Plan): boolean => problemsOf(plan).length > 0

/** Unconfirmed dates that the rest depends on, and times that are only assumed. */
function openDates({ milestones }: Plan, words: Words): string[] {
  return milestones
    .filter(({ id }) => id === 'go-live' || id === 'final-data-production')
    .flatMap(({ id, status, timeAssumed }) => {
      const name = words.say(`milestones.${id}`)
      const day = status === 'proposed' ? [words.say('wave.open-date', { name })] : []
      return timeAssumed ? [...day, words.say('wave.open-time', { name })] : day
    })
}

/** One clash in words. */
export function sayClash({ rule, value, practices, from, until }: Clash, plans: readonly Plan[]): string {
  const names = practices.map((ods) => plans.find((plan) => plan.practice.ods === ods)?.practice.name ?? ods)
  return compileSentence(rule.says)({
    value,
    practices: listed(names),
    count: names.length,
    most: rule.most,
    from: longDate(from),
    until: longDate(until),
  })
}

/** More rows than fit on two pages are no picture any more. */
const MOST_IN_PICTURE = 40

/** A bar for each cutover, a diamond for each go-live; null where there are too many. */
export function waveTimeline({ plans, words }: Wave): Timeline | null {
  const sorted = [...plans].sort(byGoLive)
  const days = sorted.flatMap((plan) => [dayOfMilestone(plan, 'links-off'), plan.practice.goLive]).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined || plans.length > MOST_IN_PICTURE) return null
  const periods = monthsBetween(first, last)
  return {
    type: 'timeline',
    id: 'wave',
    caption: [{ text: words.say('wave.caption') }],
    alt: words.say('wave.alt', { practices: sorted.length, from: longDate(first), to: longDate(last) }),
    labelHeading: words.say('wave.practice'),
    periods: periods.map(({ from }) => ({ from, label: words.say(`timeline.months.${partsOf(from).month}`) })),
    to: periods.at(-1)?.to ?? last,
    rows: sorted.map((plan) => timelineRow(plan, periods)),
    legend: [
      { kind: 'work', label: words.say('wave.legend.work') },
      { kind: 'moment', label: words.say('wave.legend.moment') },
      { kind: 'open-moment', label: words.say('wave.legend.open-moment') },
    ],
  }
}

/** A name longer than this leaves no room for the picture. */
const LONGEST_LABEL = 34

function timelineRow(plan: Plan, periods: readonly { readonly from: IsoDay; readonly to: IsoDay }[]): TimelineRow {
  const { name, ods, goLive } = plan.practice
  const from = dayOfMilestone(plan, 'final-data-production')
  const kind = statusOf(plan) === 'proposed' ? 'open-moment' : 'moment'
  return {
    id: ods,
    label: name.length > LONGEST_LABEL ? `${name.slice(0, LONGEST_LABEL - 1).trimEnd()}…` : name,
    dates: daysWithin(from, goLive, goLive),
    marks: [
      { kind: 'work', from, to: goLive },
      { kind, from: goLive, to: goLive },
    ],
    cells: periods.map((period) =>
      [from, goLive]
        .filter((day) => day >= period.from && day <= period.to)
        .map((day) => String(partsOf(day).dayOfMonth))
        .join(' – '),
    ),
  }
}

export function waveTables(wave: Wave): PaperTable[] {
  const { words } = wave
  const plans = [...wave.plans].sort(byGoLive)
  const column = (name: string, width: number, kind: 'text' | 'date' = 'text') => ({
    header: words.say(`wave.columns.${name}`),
    width,
    kind,
  })
  return [
    {
      name: words.say('wave.sheets.practices'),
      columns: [
        column('ods', 10),
        column('name', 34),
        column('wave', 12),
        column('icb', 34),
        column('production', 18, 'date'),
        column('go-live', 18, 'date'),
        column('status', 20),
        column('team', 26),
        column('trainer', 22),
        column('laboratory', 28),
        column('network', 24),
        column('errors', 10),
        column('warnings', 10),
      ],
      rows: plans.map((plan) => {
        const { ods, name, goLive, text: row } = plan.practice
        const count = (severity: string): string =>
          String(plan.findings.filter((finding) => finding.severity === severity).length)
        return [
          ods,
          name,
          row.wave ?? '',
          row.icb ?? '',
          dayOfMilestone(plan, 'final-data-production'),
          goLive,
          words.say(`statuses.${statusOf(plan)}`),
          teamOf(plan) ?? '',
          row.trainer ?? '',
          row.pathology_lab ?? '',
          row.pcn ?? '',
          count('error'),
          count('warning'),
        ]
      }),
    },
    {
      name: words.say('wave.sheets.clashes'),
      columns: [
        column('severity', 18),
        column('kind', 40),
        column('what', 28),
        column('from', 18, 'date'),
        column('until', 18, 'date'),
        column('says', 90),
      ],
      rows: wave.clashes.map((clash) => [
        words.say(`severities.${clash.rule.severity}`),
        clash.rule.title ?? clash.rule.id,
        clash.value ?? '',
        clash.from,
        clash.until,
        sayClash(clash, plans),
      ]),
    },
    {
      name: words.say('wave.sheets.findings'),
      columns: [column('ods', 10), column('name', 34), column('severity', 18), column('says', 90)],
      rows: [
        ...plans.flatMap((plan) =>
          problemsOf(plan).map((finding) => [
            plan.practice.ods,
            plan.practice.name,
            words.say(`severities.${finding.severity}`),
            sayFinding(finding, plan.practice.ods, words).message,
          ]),
        ),
        ...plans.flatMap((plan) =>
          openDates(plan, words).map((what) => [
            plan.practice.ods,
            plan.practice.name,
            words.say('wave.unconfirmed'),
            what,
          ]),
        ),
        ...wave.failed.map(({ ods, message }) => [ods, '', words.say('severities.error'), message]),
      ],
    },
  ]
}
