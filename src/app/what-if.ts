/**
 * The same practice with other dates: `go_live=2027-05-11`.
 *
 * @module
 */
import { option } from '../base/option.ts'
import { isDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import { MILESTONES } from '../model/guide.ts'
import type { CutoverKind, Practice } from '../model/practice.ts'
import { withDate } from '../plan/with-date.ts'

const CUTOVERS: readonly CutoverKind[] = ['week', 'weekend', '72-hours']

/** @throws UserError 2 naming the change that is not understood */
export function changePractice(practice: Practice, changes: readonly string[]): Practice {
  if (changes.length === 0)
    throw new UserError(2, 'No change is named.', `Write one, such as ${option('whatIf', 'go_live=2027-05-11')}.`)
  return changes.reduce((changed, change) => {
    const [name = '', ...values] = change.split('=').map((part) => part.trim())
    const value = values.join('=')
    const id = name.toLowerCase().replace(/[\s_]+/g, '-')
    const cutover = CUTOVERS.find((one) => one === value.toLowerCase())
    if (id === 'cutover' && cutover) return { ...changed, cutover }
    const milestone = MILESTONES.find((one) => one === id)
    if (!milestone || !isDay(value))
      throw new UserError(
        2,
        `Unexpected change \`${change}\`.`,
        `Write a milestone and a day, such as go_live=2027-05-11, or cutover=weekend. Milestones: ${MILESTONES.map((one) => one.replaceAll('-', '_')).join(', ')}.`,
      )
    return withDate(changed, milestone, value)
  }, practice)
}
