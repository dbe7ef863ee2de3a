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
import { type Clash, dayOfMilestone, milestoneIn, type Plan } from '../model/plan.ts'
import type { ViewOf, ViewShape } from '../model/view.ts'
import { compileSentence, type Words } from '../template/fill.ts'
import { daysWithin, longDate } from '../base/day-in-words.ts'
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
  clashes: list({ severity: text, says: text, warning: flag }),
  /** Plans with findings: errors before warnings, notes left out. */
  problems: list({ name: text, ods: text, goLive: day, messages: list({ severity: text, message: text }) }),
  practices: list({
    name: text,
    ods: text,
    wave: text,
    goLive: day,
    production: day,
    length: text,
    status: text,
    team: text,
    trainer: text,
    findings: text,
  }),
  unconfirmed: list({ name: text, ods: text, what: text }),
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
}

const byGoLive = (a: Plan, b: Plan): number =>
  compare(a.practice.goLive, b.practice.goLive) || compare(a.practice.ods, b.practice.ods)

export function waveView(wave: Wave): WaveView {
  const { words, clashes, failed } = wave
  const plans = [...wave.plans].sort(byGoLive)
  const first = plans[0]?.practice.goLive
  const last = plans.at(-1)?.practice.goLive
  const problems = plans.filter(hasProblem).sort((a, b) => worst(a) - worst(b) || byGoLive(a, b))
  const unconfirmed = plans.flatMap((plan) => {
    const what = openDates(plan, words)
    return what === '' ? [] : [{ name: plan.practice.name, ods: plan.practice.ods, what }]
  })
  return {
    guide: wave.guide,
    from: first === undefined ? null : longDate(first),
    to: last === undefined ? null : longDate(last),
    counts: {
      practices: String(plans.length),
      clashes: String(clashes.length),
      findings: String(problems.length),
      unconfirmed: String(unconfirmed.length),
      failed: String(failed.length),
    },
    clashes: clashes.map((clash) => ({
      severity: words.say(`severities.${clash.rule.severity}`),
      says: sayClash(clash, plans),
      warning: clash.rule.severity === 'warning',
    })),
    problems: problems.map((plan) => ({
      name: plan.practice.name,
      ods: plan.practice.ods,
      goLive: longDate(plan.practice.goLive),
      messages: problemsOf(plan).map((finding) => ({
        severity: words.say(`severities.${finding.severity}`),
        message: sayFinding(finding, plan.practice.ods, words).message,
      })),
    })),
    practices: plans.map((plan) => {
      const production = dayOfMilestone(plan, 'final-data-production')
      return {
        name: plan.practice.name,
        ods: plan.practice.ods,
        wave: plan.practice.text.wave,
        goLive: longDate(plan.practice.goLive),
        production: longDate(production),
        length: words.say('wave.length', { days: daysBetween(production, plan.practice.goLive) }),
        status: words.say(`statuses.${statusOf(plan)}`),
        team: plan.practice.text.delivery_team ?? plan.practice.text.delivery_partner,
        trainer: plan.practice.text.trainer,
        findings: String(problemsOf(plan).length),
      }
    }),
    unconfirmed,
    failed,
  }
}

const statusOf = (plan: Plan): string => milestoneIn(plan.milestones, 'go-live').status
const problemsOf = (plan: Plan): Plan['findings'] =>
  worstFirst(plan.findings.filter(({ severity }) => severity !== 'note'))
const hasProblem = (plan: Plan): boolean => problemsOf(plan).length > 0
const worst = (plan: Plan): number => Math.min(...problemsOf(plan).map(({ severity }) => SEVERITIES.indexOf(severity)))

/** Unconfirmed dates that the rest depends on, and times that are only assumed. */
function openDates({ milestones }: Plan, words: Words): string {
  return milestones
    .filter(({ id }) => id === 'go-live' || id === 'final-data-production')
    .flatMap(({ id, date, status, timeAssumed }) => {
      const name = words.say(`milestones.${id}`)
      const day = status === 'proposed' ? [words.say('wave.open-date', { name, date: longDate(date) })] : []
      return timeAssumed ? [...day, words.say('wave.open-time', { name })] : day
    })
    .join(' ')
}

function sayClash({ rule, value, practices, from, until }: Clash, plans: readonly Plan[]): string {
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

/** A bar for each cutover, a diamond for each go-live. */
export function waveTimeline({ plans, words }: Wave): Timeline | null {
  const sorted = [...plans].sort(byGoLive)
  const days = sorted.flatMap((plan) => [dayOfMilestone(plan, 'links-off'), plan.practice.goLive]).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (first === undefined || last === undefined) return null
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
  const view = waveView(wave)
  return [
    {
      name: words.say('wave.sheets.practices'),
      columns: [
        column('ods', 10),
        column('name', 34),
        column('wave', 12),
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
          dayOfMilestone(plan, 'final-data-production'),
          goLive,
          words.say(`statuses.${statusOf(plan)}`),
          row.delivery_team ?? row.delivery_partner ?? '',
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
      columns: [column('severity', 18), column('from', 18, 'date'), column('until', 18, 'date'), column('says', 90)],
      rows: wave.clashes.map((clash, index) => [
        words.say(`severities.${clash.rule.severity}`),
        clash.from,
        clash.until,
        view.clashes[index]?.says ?? '',
      ]),
    },
    {
      name: words.say('wave.sheets.findings'),
      columns: [column('ods', 10), column('name', 34), column('severity', 18), column('says', 90)],
      rows: [
        ...view.problems.flatMap(({ ods, name, messages }) =>
          messages.map(({ severity, message }) => [ods ?? '', name ?? '', severity ?? '', message ?? '']),
        ),
        ...view.unconfirmed.map(({ ods, name, what }) => [
          ods ?? '',
          name ?? '',
          words.say('wave.unconfirmed'),
          what ?? '',
        ]),
        ...wave.failed.map(({ ods, message }) => [ods, '', words.say('severities.error'), message]),
      ],
    },
  ]
}
