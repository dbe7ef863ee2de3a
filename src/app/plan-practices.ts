/**
 * Plans of practices with their reasons in words, findings about dates, and other go-live days.
 *
 * @module
 */
import { isDay, type IsoDay } from '../base/day.ts'
import { option } from '../base/text.ts'
import { type SaidPlan, sayFinding, sayPlan } from '../compose/say.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { MILESTONES } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { CutoverKind, Practice } from '../model/practice.ts'
import { planPractice, type RunContext } from '../pipeline.ts'
import { withDate } from '../plan/milestones.ts'
import { findingsForPractice } from '../plan/plan-for-practice.ts'

/** The plan with its reasons and findings in words. */
export const explainPlan = ({ guide, words }: RunContext, plan: Plan): SaidPlan => sayPlan(plan, guide, words)

/**
 * Plan one practice, with reasons.
 *
 * @param asOf today, `YYYY-MM-DD`
 */
export const planInWords = (context: RunContext, practice: Practice, asOf: IsoDay): SaidPlan =>
  explainPlan(context, planPractice(context, practice, asOf))

/** Only the findings about a practice's dates, in words: what `check` needs. */
export const explainFindings = (
  { guide, policy, calendar, words }: RunContext,
  practice: Practice,
  asOf: IsoDay,
): readonly Finding[] =>
  findingsForPractice(guide, policy, calendar, practice, asOf).map((finding) =>
    sayFinding(finding, practice.ods, words),
  )

export interface Proposal {
  readonly practice: Practice
  /** Plans without errors or warnings, the earliest go-live first. */
  readonly plans: readonly Plan[]
}

/** How many go-live days are proposed. */
const PROPOSALS = 5

/**
 * The first go-live days of each practice that have no error or warning.
 *
 * @param after only days after this one, `YYYY-MM-DD`
 * @throws UserError when no practice has any
 */
export async function proposeGoLive(
  { guide, policy, calendar }: RunContext,
  practices: readonly Practice[],
  asOf: IsoDay,
  after: IsoDay,
): Promise<readonly Proposal[]> {
  const { findGoLive } = await import('../plan/plan-for-practice.ts')
  const proposals = practices.map((practice) => ({
    practice,
    plans: findGoLive(guide, policy, calendar, practice, asOf, after, PROPOSALS),
  }))
  if (proposals.every(({ plans }) => plans.length === 0) && practices.length > 0)
    throw new UserError(
      'usage',
      `No go-live after ${after} is free of errors and warnings: the bank holidays are known to ${policy.holidays.to}, and dates set in the row may stand in the way.`,
      'Bring newer bank holidays (practice-packs data), or change the dates that the row sets.',
    )
  return proposals
}

const CUTOVERS: readonly CutoverKind[] = ['week', 'weekend', '72-hours']

/** The same practice with other dates: `go_live=2027-05-11`. */
export function changePractice(practice: Practice, changes: readonly string[]): Practice {
  if (changes.length === 0)
    throw new UserError('usage', 'No change is given.', `Write one, such as ${option('whatIf', 'go_live=2027-05-11')}.`)
  return changes.reduce((changed, change) => {
    const [name = '', ...values] = change.split('=').map((part) => part.trim())
    const value = values.join('=')
    const id = name.toLowerCase().replace(/[\s_]+/g, '-')
    const cutover = CUTOVERS.find((one) => one === value.toLowerCase())
    if (id === 'cutover' && cutover) return { ...changed, cutover }
    const milestone = MILESTONES.find((one) => one === id)
    if (!milestone || !isDay(value))
      throw new UserError(
        'usage',
        `Unexpected change \`${change}\`.`,
        `Write a milestone and a day, such as go_live=2027-05-11, or cutover=weekend. Milestones: ${MILESTONES.map((one) => one.replaceAll('-', '_')).join(', ')}.`,
      )
    return withDate(changed, milestone, value)
  }, practice)
}
