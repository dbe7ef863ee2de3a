/**
 * Part of the view: the days of links and services, each by its own rule of the guide's table. What nobody knows is null, so
 * that a template has to say so.
 *
 * @module
 */
import { longDate, shortDate } from '../base/day-in-words.ts'
import { spansText } from '../document/plain-text.ts'
import {
  isAgreed,
  linkNamed,
  milestoneIn,
  ONLINE_SERVICES,
  type PlannedLineDay,
  type PlannedLink,
} from '../model/plan.ts'
import type { View } from '../model/view.ts'
import type { ComposeContext } from './compose-context.ts'

/**
 * The lines of the guide's table that templates may mention by name: by the question that alone decides them, which stays the
 * same when a line is reworded, or by their id. A guide without such a line says nothing about it.
 */
const LINES: Readonly<Record<keyof View['services'], string>> = {
  gpLinks: 'gp_links',
  hospitalLetters: 'hospital-letters',
  nhsApp: 'nhs_app',
  online: ONLINE_SERVICES,
  onlineConsultation: 'online-consultation',
  patientApps: 'patient_apps',
  prescriptions: 'eps',
  referrals: 'e_referrals',
  screening: 'screening_links',
  testRequests: 'order_comms',
  testResults: 'pathology_links',
  texts: 'sms',
}

export function serviceView(context: ComposeContext): Pick<View, 'services' | 'linksWithDay' | 'linksToAsk'> {
  const { externalLinks } = context.plan
  const entries = Object.entries(LINES).map(([name, wanted]) => {
    const found = linkNamed(externalLinks, wanted)
    return [name, found === undefined ? NOT_HERE : viewLink(found, context)]
  })
  const shown = externalLinks.map((link) => ({
    name: link.line.name,
    tell: spansText(link.line.tell),
    ...viewLink(link, context),
  }))
  return {
    services: Object.fromEntries(entries) as View['services'],
    linksWithDay: shown.filter(({ off }) => off !== null),
    linksToAsk: shown.filter(({ off, staysOn }) => off === null && !staysOn),
  }
}

type ServiceView = View['services']['online']

const NOT_HERE: ServiceView = {
  off: null,
  offShort: null,
  on: null,
  onShort: null,
  agreed: false,
  staysOn: false,
  ask: null,
}

function viewLink({ line, off, on }: PlannedLink, context: ComposeContext): ServiceView {
  const days = (day: PlannedLineDay) => {
    if (day.kind !== 'day') return [null, null] as const
    return [longDate(day.date, context.language), shortDate(day.date, context.language)] as const
  }
  const [offLong, offShort] = days(off)
  const [onLong, onShort] = days(on)
  return {
    off: offLong,
    offShort,
    on: onLong,
    onShort,
    agreed: isAgreedDay(off, context),
    staysOn: off.kind === 'stays-on',
    ask: off.kind === 'ask' ? (off.whom ?? spansText(line.tell)) : null,
  }
}

/** Set in the row, or the very day of a milestone that is agreed. */
function isAgreedDay(day: PlannedLineDay, { plan }: ComposeContext): boolean {
  if (day.kind !== 'day') return false
  const { reason } = day
  if (reason.kind === 'set') return reason.status !== 'proposed'
  return (
    reason.kind === 'same' &&
    'milestone' in reason.anchor &&
    isAgreed(milestoneIn(plan.milestones, reason.anchor.milestone))
  )
}
