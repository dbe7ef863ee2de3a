/**
 * The view: everything that templates may mention, calculated from a Guide and a Plan. Dates and names are already
 * words here.
 *
 * @module
 */
import { daysBetween, type IsoDay } from '../base/day.ts'
import { worstFirst } from '../model/finding.ts'
import type { Guide, MilestoneId } from '../model/guide.ts'
import { dayOfMilestone, isAgreed, isPlanAgreed, type Plan, type PlannedMilestone } from '../model/plan.ts'
import type { MilestoneView, View } from '../model/view.ts'
import { compare } from '../base/text.ts'
import { reasonsView } from './reasons-view.ts'
import { serviceView } from './service-view.ts'
import { openQuestions, questionSheets } from './open-questions.ts'
import { toDos, unsettled } from './to-dos.ts'
import { checklistView, runbookView, viewPhases } from './view-parts.ts'
import type { Words } from '../template/fill.ts'
import { clockTime, dateRange, type DayInWords, longDate, shortDate } from '../base/day-in-words.ts'
import { roleName, sayFinding, sayReason } from './say.ts'
import { openGaps, orderInTime, phasesAroundCutover } from './shown-tasks.ts'
import type { ComposeContext } from './compose-context.ts'

export function viewOfPlan(context: ComposeContext): View {
  const { guide, plan, words, language } = context
  const { practice } = plan
  const milestones = plan.milestones.map((milestone) => viewMilestone(milestone, context))
  const dates = (id: MilestoneId): MilestoneView => {
    const found = milestones.find((milestone) => milestone.id === id)
    if (!found) throw new Error(`The plan has no milestone ${id}.`)
    return found
  }
  const orderBy = orderInTime(plan) ? practice.repeatOrderBy : null
  const text = practice.text
  const addressLines = [1, 2, 3, 4, 5]
    .map((n) => text[`address_${n}` as 'address_1'])
    .concat(text.postcode)
    .flatMap((line) => (line ? [{ line }] : []))
  const todo = toDos(context)
  const gaps = openGaps(context)
  const aroundCutover = phasesAroundCutover(context)
  const planned = (id: MilestoneId): IsoDay => dayOfMilestone(plan, id)
  const inTime = [...plan.milestones]
    .sort((a, b) => compare(a.date, b.date))
    .flatMap(({ id }) => milestones.find((milestone) => milestone.id === id) ?? [])
  const between = (a: MilestoneId, b: MilestoneId): string => counted(daysBetween(planned(a), planned(b)), 'day', words)
  const cutover = {
    days: between('final-data-production', 'go-live'),
    hours: counted(plan.cutoverHours, 'hour', words),
    toSettle: unsettled(context).length > 0,
    weekendToSettle:
      text.dates_accepted_by === null && plan.findings.some(({ rule }) => rule === 'weekend-cutover-not-offered'),
    settleBy: firstTold(plan, language),
  }
  const check = { days: between('extract-request', 'data-sign-off') }
  const answer = (condition: string): string | null => {
    const said = practice.conditions[condition]
    return said === undefined ? null : said ? 'yes' : 'no'
  }

  // A postcode in running text must not be broken over two lines.
  const unbroken = (line: string): string => (line === text.postcode ? line.replaceAll(' ', '\u00a0') : line)

  return {
    practice: {
      name: practice.name,
      ods: practice.ods,
      address: addressLines.length > 0 ? addressLines.map(({ line }) => unbroken(line)).join(', ') : null,
      addressLines,
      phone: text.phone,
      email: text.email,
      website: text.website,
      icb: text.icb,
      pcn: text.pcn,
      deliveryPartner: text.delivery_partner,
      deliveryTeam: text.delivery_team,
      trainer: text.trainer,
      pathologyLab: text.pathology_lab,
      wave: text.wave,
      patients: practice.patients === null ? null : practice.patients.toLocaleString('en-GB'),
      currentSystem: practice.currentSystem.known?.name ?? practice.currentSystem.written,
      newSystem: practice.newSystem.known?.name ?? practice.newSystem.written,
      signatory: text.signatory,
      signatoryRole: text.signatory_role,
      onlineUrl: text.online_url,
      appsStop: text.apps_stop,
      appsContinue: text.apps_continue,
      urgentPhone: text.urgent_phone,
      resultsPhone: text.results_phone,
      urgentResultsPhone: text.urgent_results_phone,
      dutyDoctorPhone: text.duty_doctor_phone,
      formatsContact: text.formats_contact,
      privacyUrl: text.privacy_url,
      repeatOrderBy: orderBy === null ? null : longDate(orderBy, language),
      repeatOrderByShort: orderBy === null ? null : shortDate(orderBy, language),
      previousGoLive: practice.previousGoLive === null ? null : longDate(practice.previousGoLive, language),
      previousGoLiveShort: practice.previousGoLive === null ? null : shortDate(practice.previousGoLive, language),
      street: text.address_1,
      postcode: text.postcode,
      manager: practice.contacts['practice-manager']?.name ?? null,
      managerPhone: practice.contacts['practice-manager']?.phone ?? null,
      managerEmail: practice.contacts['practice-manager']?.email ?? null,
      cutoverKind: words.say(`cutovers.${practice.cutover}`),
    },
    guide: {
      name: guide.edition.name,
      label: guide.edition.label,
      superseded: !guide.edition.current,
      borrowed: borrowedOf(guide),
    },
    dates: {
      order: dates('order'),
      kickOff: dates('kick-off'),
      technicalSurvey: dates('technical-survey'),
      extractRequest: dates('extract-request'),
      initialDataProduction: dates('initial-data-production'),
      dataSignOff: dates('data-sign-off'),
      cutoverPlanningMeeting: dates('cutover-planning-meeting'),
      linksOff: dates('links-off'),
      training: dates('training'),
      finalDataProduction: dates('final-data-production'),
      goLive: dates('go-live'),
      linksOn: dates('links-on'),
      processReview: dates('process-review'),
      oldSystemAccessEnds: dates('old-system-access-ends'),
    },
    milestones: inTime,
    patientDates: {
      posters: patientDate(plan, 'posters', language),
      firstMessage: patientDate(plan, 'first-message', language),
      reminder: patientDate(plan, 'reminder', language),
      during: patientDate(plan, 'during', language),
      thankYou: patientDate(plan, 'thank-you', language),
      suggestedOrderBy: plan.suggestedOrderBy === null ? null : longDate(plan.suggestedOrderBy, language),
    },
    cutover,
    window: {
      long: dateRange(planned('final-data-production'), planned('go-live'), true, language, words.say('dates.to')),
      short: dateRange(planned('final-data-production'), planned('go-live'), false, language, words.say('dates.to')),
      agreed: isPlanAgreed(plan),
    },
    answers: {
      onlineServices: answer('online_services'),
      nhsApp: answer('nhs_app'),
      patientApps: answer('patient_apps'),
      sms: answer('sms'),
      eps: answer('eps'),
      repeatDispensing: answer('repeat_dispensing'),
      dispensing: answer('dispensing'),
      gpLinks: answer('gp_links'),
      pcseMustAct: answer('pcse_must_act'),
      onlineConsultation: answer('online_consultation'),
      pathologyLinks: answer('pathology_links'),
    },
    check,
    ...serviceView(context),
    ...runbookView(context),
    ...checklistView(context, inTime),
    proposed: !isPlanAgreed(plan),
    phases: viewPhases(context),
    findings: worstFirst(plan.findings).map((finding) => {
      const { severity, message } = sayFinding(finding, practice.ods, words)
      return {
        severity: words.say(`severities.${severity}`),
        message,
        error: severity === 'error',
        warning: severity === 'warning',
        note: severity === 'note',
      }
    }),
    toDos: todo.map(({ text }) => ({ text })),
    questionSheets: questionSheets(context).map(({ id, title, questions }) => ({
      id,
      title,
      questions: String(questions.length),
    })),
    ...reasonsView(context, { cutover, check }),
    contacts: contacts(context),
    gaps: gaps.map((gap) => ({
      text: gap.text,
      phase: guide.phases.find(({ id }) => id === gap.phase)?.title ?? null,
      ask: gap.ask === null ? null : roleName(gap.ask, guide),
      question: gap.question,
    })),
    textPages: guide.listItems.leftOn.flatMap(({ page, items }) =>
      page.startsWith('_')
        ? []
        : [{ title: guide.pages.find(({ file }) => file === page)?.title ?? page, items: `${items}` }],
    ),
    counts: {
      tasks: String(plan.tasks.length),
      gaps: String(gaps.length),
      gapsAroundCutover: String(gaps.filter(({ phase }) => aroundCutover.some(({ id }) => id === phase)).length),
      toDos: String(todo.length),
      questions: String(openQuestions(context).length),
      leftOut: String(plan.leftOut.length),
      asText: String(guide.kind === 'public' ? guide.listItems.left : 0),
      asTextHere: String(guide.tasks.filter(({ onlyText }) => onlyText !== undefined).length),
    },
  }
}

function viewMilestone(milestone: PlannedMilestone, { guide, words, language }: ComposeContext): MilestoneView {
  const { id, date, end, time, timeAssumed, status } = milestone
  const statusWords = words.say(
    status === 'proposed' || milestone.fixed ? `statuses.${status}` : 'statuses.without-day',
  )
  const timeWords = time === null ? null : clockTime(time)
  return {
    id,
    name: words.say(`milestones.${id}`),
    date: longDate(date, language),
    shortDate: shortDate(date, language),
    end: end === null ? null : longDate(end, language),
    time: timeWords,
    timeAssumed,
    summary: words.say('dates.summary', {
      date: end === null ? longDate(date) : words.say('dates.range', { from: longDate(date), to: longDate(end) }),
      time: timeWords,
      assumed: timeAssumed,
      status: statusWords,
    }),
    status: statusWords,
    agreed: isAgreed(milestone),
    reason: sayReason(milestone.reason, date, guide, words),
    movesGoLive: milestone.movesGoLive,
  }
}

/** The day by which the dates must be settled: the first on which a message is due, or a letter must be with a printer. */
function firstTold({ patientDates, partyDates }: Plan, language?: string): DayInWords | null {
  const letters = patientDates.find(({ id }) => id === 'first-message')?.postBy ?? []
  const [first] = [...patientDates, ...partyDates, ...letters].map(({ date }) => date).sort(compare)
  return first === undefined ? null : longDate(first, language)
}

const patientDate = (plan: Plan, id: string, language?: string): DayInWords | null => {
  const found = plan.patientDates.find((one) => one.id === id)
  return found ? longDate(found.date, language) : null
}

const counted = (value: number, unit: 'day' | 'hour', words: Words): string =>
  `${value} ${words.say(`units.${unit}`)}${value === 1 ? '' : 's'}`

/** The roles that own or share a task of this plan, with their contacts from the practice's row. */
function contacts({ guide, plan }: ComposeContext): View['contacts'] {
  const involved = new Set(plan.tasks.flatMap(({ task }) => task.roles))
  return guide.data.roles
    .filter(({ id, group }) => (involved.has(id) && group !== true) || plan.practice.contacts[id] !== undefined)
    .map(({ id }) => {
      const known = plan.practice.contacts[id]
      return {
        role: roleName(id, guide),
        name: known?.name ?? null,
        phone: known?.phone ?? null,
        email: known?.email ?? null,
        deputy: known?.deputy ?? null,
        outOfHours: known?.outOfHours ?? null,
      }
    })
}

/** The register of SLAs is no part of it: it prints nothing by itself. */
function borrowedOf({ borrowed }: Guide): View['guide']['borrowed'] {
  const { dates, busyPeriods, dataTypes, links, decisions, stops, losses } = borrowed
  const shown = { dates, busyPeriods, dataTypes, links, decisions, stops, losses }
  return { ...shown, anything: Object.values(shown).includes(true) }
}
