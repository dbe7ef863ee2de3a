/**
 * Values as scripts read them from `--json`: places, quantities and texts, no blocks.
 *
 * @module
 */
import type { MadeWave } from '../app/wave.ts'
import type { SaidPlan } from '../compose/say.ts'
import type { IsoDay } from '../base/day.ts'
import { blockLines } from '../document/plain-text.ts'
import { type Finding, UserError } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { Marker } from '../model/marker.ts'
import { milestoneIn, type PlannedLineDay } from '../model/plan.ts'
import { understandForPractices, type InputOptions, type Understood } from '../pipeline.ts'
import { printFindings, printJson } from './print.ts'

const markersJson = (guide: Guide) =>
  guide.markers.map(({ kind, text, place, headings, hides, ask, question, owner, due, issue, phase }: Marker) => ({
    kind,
    text,
    place,
    headings,
    hides,
    phase,
    ask,
    question,
    owner,
    due,
    issue,
  }))

export const modelJson = (guide: Guide, findings: readonly Finding[]) => ({
  edition: guide.edition.label,
  kind: guide.kind,
  current: guide.edition.current,
  listItems: guide.listItems,
  phases: guide.phases.map(({ id, order, title, estimate, who, datesOf, place }) => ({
    id,
    order,
    title,
    estimate,
    who,
    datesOf,
    place,
  })),
  slas: guide.slas,
  dmis: guide.dmis,
  markers: markersJson(guide),
  nearMisses: guide.nearMisses,
  callouts: guide.callouts.map(({ kind, text, phase, place }) => ({ kind, text, phase, place })),
  tasks: guide.tasks.map((task) => ({
    id: task.id,
    text: task.text,
    phase: task.phase,
    roles: task.roles,
    condition: task.condition?.text ?? null,
    timing: task.timing?.text ?? null,
    task: task.onlyText === undefined,
    onlyText: task.onlyText ?? null,
    heading: task.question ?? null,
    details: (task.details ?? []).flatMap(blockLines).join('\n'),
    takes: task.takes,
    after: task.after,
    messages: task.messages.map(({ variant, channel }) => (channel === null ? variant : `${variant}/${channel}`)),
    settles: task.settles,
    slas: task.slas,
    dmis: task.dmis,
    from: task.from,
    source: task.sources,
    dueSource: task.dueSources,
    link: task.link ?? null,
    place: task.place,
  })),
  findings,
})

/** @param ofRow what was found about the row of the spreadsheet */
export const planJson = (
  { plan, milestones, phases, patientDates, tasks, links, leftOut, findings }: SaidPlan,
  ofRow: readonly Finding[],
) => ({
  ods: plan.practice.ods,
  name: plan.practice.name,
  milestones: milestones.map(({ milestone, reason }) => ({
    id: milestone.id,
    date: milestone.date,
    end: milestone.end,
    time: milestone.time,
    timeAssumed: milestone.timeAssumed,
    status: milestone.status,
    reason,
    slackDays: milestone.slackDays,
    movesGoLive: milestone.movesGoLive,
  })),
  phases: phases.map(({ phase: { id, start, end }, reason }) => ({ id, start, end, reason })),
  tasks: tasks.map(({ task, reason }) => ({
    id: task.task.id,
    phase: task.task.phase,
    roles: task.task.roles,
    due: task.due,
    from: task.from,
    applies: task.applies,
    reason,
  })),
  leftOut: leftOut.map(({ task, because }) => ({ id: task.task.id, because })),
  links: links.map(({ link: { line, applies, off, on }, offReason, onReason }) => ({
    id: line.id,
    name: line.name,
    applies,
    off: lineDayJson(off, offReason),
    on: lineDayJson(on, onReason),
    source: line.sources,
  })),
  slaClocks: plan.slaClocks.map(({ sla, start, due, names }) => ({ sla, start, due, names: names?.party ?? null })),
  patientDates: patientDates.map(({ day: { id, date, postBy }, reason }) => ({ id, date, postBy, reason })),
  findings: [...ofRow, ...findings],
})

const lineDayJson = (day: PlannedLineDay, reason: string | null) => ({
  date: day.kind === 'day' ? day.date : null,
  staysOn: day.kind === 'stays-on',
  ask: day.kind === 'ask' ? (day.whom ?? '') : null,
  reason,
})

export const waveJson = ({ wave, clashWords, files }: MadeWave) => ({
  practices: wave.plans.map(({ practice, milestones, findings }) => ({
    ods: practice.ods,
    name: practice.name,
    goLive: practice.goLive,
    finalDataProduction: milestoneIn(milestones, 'final-data-production').date,
    status: milestoneIn(milestones, 'go-live').status,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  })),
  clashes: wave.clashes.map(({ rule, value, practices, from, until }, index) => ({
    rule: rule.id,
    severity: rule.severity,
    value,
    practices,
    from,
    until,
    message: clashWords[index] ?? '',
  })),
  failed: wave.failed,
  files,
})

/** What was found about the rows of a practices file and about everything else. */
interface FindingsByRow {
  readonly ofPractice: (ods: string) => readonly Finding[]
  /** Rows that cannot be planned. */
  readonly failed: readonly {
    readonly ods: string | null
    readonly row: number
    readonly findings: readonly Finding[]
  }[]
  /** About the file as a whole and, but for notes, about the guide and the templates. */
  readonly rest: readonly Finding[]
}

export function findingsByRow({ practices, failed, practiceFindings, guideFindings }: Understood): FindingsByRow {
  const ofFailed = new Set(failed.flatMap(({ findings }) => findings))
  const planned = new Map(practices.map(({ ods }) => [ods, [] as Finding[]]))
  const rest: Finding[] = guideFindings.filter(({ severity }) => severity !== 'note')
  for (const finding of practiceFindings)
    if (!ofFailed.has(finding)) (planned.get(finding.practice ?? '') ?? rest).push(finding)
  return {
    ofPractice: (ods) => planned.get(ods) ?? [],
    failed: failed.map(({ ods, row, findings }) => ({ ods, row, findings })),
    rest,
  }
}

/** With `--json` the findings are on stdout; a person who only sees the exit code learns why here. */
export function sayFailed({ failed }: Understood, practices: string): void {
  printFindings(
    failed.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'note')),
    practices,
  )
}

/*
 * What everything that is made for practices starts with; scripts learn from stdout why nothing was made.
 */

/**
 * @param nothing the fields of the command's `--json` output when nothing was made
 * @throws UserError where the guide or the templates have problems; with `--json` these are on stdout by then
 */
export async function understandOrSay(
  flags: InputOptions & { readonly asOf: IsoDay; readonly json: boolean },
  nothing: object,
): Promise<Understood> {
  try {
    return await understandForPractices(flags, flags.asOf)
  } catch (error) {
    if (flags.json && error instanceof UserError && error.findings.length > 0)
      printJson({ ...nothing, findings: error.findings })
    throw error
  }
}
