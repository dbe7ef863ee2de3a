/**
 * The view of the papers of the cutover week: what the practice has, whom to phone, which logs it needs, which days it counts.
 *
 * @module
 */
import { yearOf } from '../base/day.ts'
import { worstFirst } from '../model/finding.ts'
import type { Contact } from '../model/practice.ts'
import type { View } from '../model/view.ts'
import { dayOfYear } from '../base/day-in-words.ts'
import { sayFinding } from './say-finding.ts'
import type { ComposeContext } from './compose-context.ts'

const MAY: readonly (readonly [keyof View['may'], string])[] = [
  ['anticoagulation', 'anticoagulation'],
  ['branchSites', 'branch_sites'],
  ['callBoards', 'call_boards'],
  ['dispensing', 'dispensing'],
  ['documentManagement', 'document_management'],
  ['eReferrals', 'e_referrals'],
  ['eps', 'eps'],
  ['gpLinks', 'gp_links'],
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

export function runbookView({
  guide,
  plan,
  words,
}: ComposeContext): Pick<
  View,
  'may' | 'people' | 'logs' | 'countDays' | 'daysBetween' | 'eveningTasks' | 'attention' | 'forInformation'
> {
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
    // What the sources disagree about has a section of its own.
    forInformation: said
      .filter(({ severity, rule }) => severity === 'note' && rule !== 'sources-disagree')
      .map(({ message }) => ({ message })),
    countDays: plan.countDays.map((date) => ({ day: dayOfYear(date, year) })),
    eveningTasks: plan.hours.some(({ kind, rows }) => kind === 'evening' && rows.length > 0),
    daysBetween: plan.hours
      .filter(({ kind }) => kind === 'between')
      .map(({ date }) => ({ day: dayOfYear(date, year) })),
  }
}

const NOBODY: Contact = { name: null, phone: null, email: null, deputy: null, outOfHours: null }
