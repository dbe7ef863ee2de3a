/**
 * Parts of the view: the checklist by role and by week, the dated phases, and the runbook of the cutover week.
 *
 * @module
 */
import { briefDay, clockTime, dayOfYear, daysWithin, longDate } from '../base/day-in-words.ts'
import { blockLines } from '../document/plain-text.ts'
import { earliestOf, type IsoDay, latestOf, mondayOf, yearOf } from '../base/day.ts'
import { worstFirst } from '../model/finding.ts'
import { type Guide, isBackwards } from '../model/guide.ts'
import { isPlanAgreed, type Plan, type PlannedPhase } from '../model/plan.ts'
import type { Contact } from '../model/practice.ts'
import type { MilestoneView, View } from '../model/view.ts'
import type { ComposeContext } from './compose-context.ts'
import type { Words } from '../template/fill.ts'
import { roleName, sayFinding, sayWhere } from './say.ts'
import { deciderOf, sayUntil } from './slots/decision.ts'
import {
  beginsIn,
  inOrder,
  NO_OWNER,
  NO_WEEK,
  ofHelper,
  ofOwner,
  ofWeek,
  openGaps,
  ownersOf,
  phasesAroundCutover,
  weeksWith,
} from './shown-tasks.ts'

/** @param milestones in order of their days */
export function checklistView(
  context: ComposeContext,
  milestones: readonly MilestoneView[],
): Pick<View, 'owners' | 'named' | 'unowned' | 'weeks' | 'undated'> {
  const { plan } = context
  return {
    owners: owners(context),
    named: owners(context).some(({ name }) => name !== null),
    unowned: ofOwner(plan, NO_OWNER).length > 0,
    weeks: weeks(context, milestones),
    undated: ofWeek(plan, NO_WEEK).length > 0,
  }
}

const owners = ({ guide, plan }: ComposeContext): View['owners'] =>
  ownersOf(guide, plan).map((id) => ({
    id,
    role: roleName(id, guide),
    name: plan.practice.contacts[id]?.name ?? null,
    tasks: `${ofOwner(plan, id).length}`,
    helps: ofHelper(plan, id).length > 0,
  }))

/** Weeks in which a task or a milestone is due. */
function weeks({ guide, plan, words }: ComposeContext, milestones: readonly MilestoneView[]): View['weeks'] {
  const week = new Map(plan.milestones.map(({ id, date }): [string | null, IsoDay] => [id, mondayOf(date)]))
  const brief = (id: string | null, year: string): string | null => {
    const found = plan.milestones.find((one) => one.id === id)
    if (found === undefined) return null
    const date = briefDay(found.date, year)
    const end = found.end === null ? null : briefDay(found.end, year)
    return words.say('dates.brief', {
      date: end === null ? date : words.say('dates.range', { from: date, to: end }),
      time: found.time === null ? null : clockTime(found.time),
      assumed: found.timeAssumed,
      proposed: found.status === 'proposed',
    })
  }
  return weeksWith(plan).map((id) => ({
    id,
    title: words.say('tables.week', { day: longDate(id) }),
    tasks: ofWeek(plan, id).length > 0,
    begins: beginsIn(plan, id).length > 0,
    milestones: milestones
      .filter((one) => week.get(one.id) === id)
      .map(({ id: milestone, name, summary }) => ({ name, summary, when: brief(milestone, yearOf(id)) })),
    phases: guide.phases
      .filter((phase) => plan.phases.some((one) => one.id === phase.id && mondayOf(one.start) === id))
      .map((phase) => ({ id: phase.id, title: phase.title })),
  }))
}

export function viewPhases({ guide, plan, policy, words }: ComposeContext): View['phases'] {
  const aroundCutover = phasesAroundCutover({ guide, policy })
  const starts = new Map(plan.phases.map((phase) => [phase.id, phase]))
  const gaps = openGaps({ guide, policy, plan })
  return inOrder(guide, plan).map((phase) => {
    const dates = starts.get(phase.id)
    const one = dates && dates.start === dates.end
    return {
      id: phase.id,
      number: String(phase.order),
      title: phase.title,
      dates: !dates
        ? null
        : one
          ? longDate(dates.start)
          : words.say('dates.range', { from: longDate(dates.start), to: longDate(dates.end) }),
      taskDays: dates === undefined ? null : daysOfTasks(phase.id, dates, plan, words),
      estimate: phase.estimate === null || isBackwards(phase.estimate) ? null : phase.estimate.text,
      who: phase.who.length > 0 ? phase.who.map((role) => roleName(role, guide)).join(', ') : null,
      tasks: plan.tasks.some(({ task }) => task.phase === phase.id),
      asText: asText(phase.id, guide, words),
      limits: guide.slas.some((sla) => sla.phase === phase.id && sla.status === 'live'),
      callouts: guide.callouts.some((callout) => callout.phase === phase.id),
      gaps: gaps.some((marker) => marker.phase === phase.id),
      proposed: !isPlanAgreed(plan),
      aroundCutover: aroundCutover.includes(phase),
      days: !dates ? null : daysWithin(dates.start, dates.end, plan.practice.goLive),
    }
  })
}

/** The first and the last day of a phase's tasks; null where all of them are on the days of the phase. */
function daysOfTasks(phase: string, { start, end }: PlannedPhase, { tasks }: Plan, words: Words): string | null {
  const days = tasks
    .filter(({ task }) => task.phase === phase)
    .flatMap(({ from, due }) => [from, due])
    .filter((day) => day !== null)
  const first = earliestOf(days)
  const last = latestOf(days)
  if (first === undefined || last === undefined || (first >= start && last <= end)) return null
  return words.say('dates.range', { from: longDate(first), to: longDate(last) })
}

/** What the checklists of a public guide ask or name in a phase, once for all roles. */
function asText(phase: string, guide: Guide, words: Words): View['phases'][number]['asText'] {
  const said = new Map<string, string>()
  for (const task of guide.tasks) {
    const key = task.text.toLowerCase()
    if (task.onlyText === undefined || task.phase !== phase || said.has(key)) continue
    const details = (task.details ?? []).flatMap(blockLines).join(' ')
    said.set(key, words.say('tables.as-text', { text: task.text, details, where: sayWhere(task, words) }))
  }
  return [...said.values()].map((text) => ({ text }))
}

const MAY: readonly (readonly [keyof View['may'], string])[] = [
  ['anticoagulation', 'anticoagulation'],
  ['branchSites', 'branch_sites'],
  ['callBoards', 'call_boards'],
  ['dispensing', 'dispensing'],
  ['documentManagement', 'document_management'],
  ['eReferrals', 'e_referrals'],
  ['eps', 'eps'],
  ['gpLinks', 'gp_links'],
  ['mesh', 'mesh'],
  ['nhsApp', 'nhs_app'],
  ['oneOneOne', 'one_one_one'],
  ['onlineConsultation', 'online_consultation'],
  ['onlineServices', 'online_services'],
  ['orderComms', 'order_comms'],
  ['outOfHours', 'out_of_hours'],
  ['pathologyLinks', 'pathology_links'],
  ['patientApps', 'patient_apps'],
  ['ppg', 'ppg'],
  ['remoteStaff', 'remote_staff'],
  ['repeatDispensing', 'repeat_dispensing'],
  ['screeningLinks', 'screening_links'],
  ['selfCheckIn', 'self_check_in'],
  ['smartcards', 'smartcards'],
  ['sms', 'sms'],
]

/** The runbook of the cutover week: what the practice has, whom to phone, which logs it needs, which days it counts. */
export function runbookView(
  context: ComposeContext,
): Pick<
  View,
  | 'may'
  | 'people'
  | 'logs'
  | 'countDays'
  | 'linksOffDays'
  | 'daysBetween'
  | 'decisions'
  | 'eveningTasks'
  | 'attention'
  | 'forInformation'
> {
  const { guide, plan, words } = context
  const { conditions, contacts, goLive } = plan.practice
  const year = yearOf(goLive)
  const person = (role: string): View['people']['practiceManager'] => {
    const { name, phone, deputy, outOfHours }: Omit<Contact, 'email'> = contacts[role] ?? NOBODY
    return { name, phone, deputy, outOfHours }
  }
  const named = (id: string): string => guide.data.conditions.find((one) => one.id === id)?.name ?? id
  const said = worstFirst(plan.findings.map((finding) => sayFinding(finding, plan.practice.ods, words)))
  const logs = plan.dataTypes.filter(({ line }) => line.log !== null)
  return {
    may: Object.fromEntries(MAY.map(([name, id]) => [name, conditions[id] !== false])) as View['may'],
    people: {
      practiceManager: person('practice-manager'),
      projectManager: person('project-manager'),
      clinicalLead: person('clinical-lead'),
      itLead: person('it-lead'),
      prescribingLead: person('prescribing-lead'),
      dispensaryLead: person('dispensary-lead'),
      registrationsClerk: person('registrations-clerk'),
      clinicalSafetyOfficer: person('clinical-safety-officer'),
      currentSupplier: person('current-supplier'),
      newSupplier: person('new-supplier'),
      pathologyLab: person('pathology-lab'),
    },
    logs: logs.map(({ line, applies, unanswered }, index) => ({
      number: String(index + 1),
      id: line.id,
      name: line.log,
      unsure:
        applies === 'yes' ? null : words.say('tables.if-it-applies', { conditions: unanswered.map(named).join(', ') }),
    })),
    attention: said
      .filter(({ severity }) => severity !== 'note')
      .map(({ severity, message }) => ({ severity: words.say(`severities.${severity}`), message })),
    // Disagreements between sources have a section of their own.
    forInformation: said
      .filter(({ severity, rule }) => severity === 'note' && rule !== 'sources-disagree')
      .map(({ message }) => ({ message })),
    countDays: plan.countDays.map((date) => ({ day: briefDay(date, year) })),
    linksOffDays: plan.linksOffDays.map((date) => ({ day: dayOfYear(date, year) })),
    decisions: plan.decisions.map((planned, index) => {
      const decider = deciderOf(planned)
      return {
        number: String(index + 1),
        id: planned.decision.id,
        title: planned.decision.title,
        date: longDate(planned.date),
        until: sayUntil(planned, context),
        back: planned.decision.back,
        decides: decider === null ? null : roleName(decider, guide),
      }
    }),
    eveningTasks: plan.hours.some(({ kind, rows }) => kind === 'evening' && rows.length > 0),
    daysBetween: plan.hours
      .filter(({ kind }) => kind === 'between')
      .map(({ date }) => ({ day: dayOfYear(date, year) })),
  }
}

const NOBODY: Contact = { name: null, phone: null, email: null, deputy: null, outOfHours: null }
