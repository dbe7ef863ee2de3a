import type { Quantity } from '../../model/guide.ts'
import type { GuideRule } from '../guide-rule.ts'

export const slaLimitDiffers: GuideRule = {
  id: 'sla-limit-differs',
  severity: 'warning',
  title: 'An SLA whose number is not that of slas.yaml',
  why: 'The page tells a practice one limit, and the register, whose numbers plans and reports go by, another.',
  fix: 'Look in the document that the SLA cites, and correct the page or slas.yaml.',
  *check({ guide }) {
    const known = new Map(guide.data.slas.map(({ id, limit }) => [id, limit]))
    for (const { id, limit, status, place } of guide.slas) {
      const registered = id === null ? undefined : known.get(id)
      if (status !== 'live' || limit === null || registered === undefined) continue
      if (inDays(limit) !== inDays(registered))
        yield {
          message: `Unexpected limit of ${words(limit)} in the SLA \`${id}\`, expected ${words(registered)}, as slas.yaml has it. Correct the one that is wrong.`,
          place,
        }
    }
  },
}

/** A week is seven days, in whatever unit it is written. */
const inDays = ({ value, unit }: Quantity): string => (unit === 'week' ? `${value * 7} day` : `${value} ${unit}`)

const words = ({ value, unit }: Quantity): string =>
  unit === 'count' ? `${value} times` : `${value} ${unit.replace('-', ' ')}${value === 1 ? '' : 's'}`
