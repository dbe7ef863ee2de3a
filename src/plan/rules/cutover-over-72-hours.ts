import { hoursBetween, momentOf } from '../../base/day.ts'
import type { DateRule } from './rule.ts'

/** Longer than the limit of 2019: a note, since newer guidance plans for more. */
export const cutoverOver72Hours: DateRule = function* ({ milestone, policy }) {
  const production = milestone('final-data-production')
  const goLive = milestone('go-live')
  if (!production.time || !goLive.time) return
  const hours = hoursBetween(momentOf(production.date, production.time), momentOf(goLive.date, goLive.time))
  const most = policy.limits.cutoverMaxHours
  if (hours <= most) return
  yield {
    rule: 'cutover-over-72-hours',
    severity: 'note',
    values: {
      hours,
      most,
      production: production.date,
      productionTime: production.time,
      goLive: goLive.date,
      goLiveTime: goLive.time,
    },
    milestones: ['final-data-production', 'go-live'],
    place: policy.limitPlaces.cutoverMaxHours,
  }
}
