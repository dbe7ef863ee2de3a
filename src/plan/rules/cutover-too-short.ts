import type { DateRule } from './rule.ts'

/** Too few working days to load, recheck and approve; a weekend cutover is made for it. */
export const cutoverTooShort: DateRule = function* ({ milestone, practice, calendar, policy, cures }) {
  const production = milestone('final-data-production')
  const goLive = milestone('go-live')
  const needed = policy.limits.cutoverMinWorkingDaysBetween
  const between = calendar.workingDaysBetween(production.date, goLive.date)
  if (practice.cutover === 'weekend' || between >= needed) return
  const offset = { value: needed + 1, unit: 'working-day' } as const
  const productionBy = calendar.shift(goLive.date, { ...offset, side: 'before' }, 'back').date
  const goLiveFrom = calendar.shift(production.date, { ...offset, side: 'after' }, 'on').date
  yield {
    rule: 'cutover-too-short',
    severity: 'warning',
    values: {
      between,
      needed,
      production: production.date,
      goLive: goLive.date,
      productionBy: cures('cutover-too-short', { 'final-data-production': productionBy }) ? productionBy : '',
      goLiveFrom: cures('cutover-too-short', { 'go-live': goLiveFrom }) ? goLiveFrom : '',
    },
    milestones: ['final-data-production', 'go-live'],
    place: policy.limitPlaces.cutoverMinWorkingDaysBetween,
  }
}
