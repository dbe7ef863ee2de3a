import type { GuideRule } from '../guide-rule.ts'

export const slaWithoutLimit: GuideRule = {
  id: 'sla-without-limit',
  severity: 'warning',
  title: 'An SLA without a number',
  why: 'Without a number the plan cannot work out a date where the reader expects one.',
  fix: 'Write the number and its unit into the SLA, as its source does.',
  *check({ guide }) {
    for (const { id, limit, status, place } of guide.slas)
      if (limit === null && status === 'live')
        yield {
          message: `Unexpected SLA${id === null ? '' : ` \`${id}\``} without a limit, expected a number and a unit such as \`5 working days\`.`,
          place,
        }
  },
}
