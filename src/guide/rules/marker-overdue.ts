import type { GuideRule } from '../guide-rule.ts'

export const markerOverdue: GuideRule = {
  id: 'marker-overdue',
  severity: 'warning',
  title: 'A marker whose day has passed',
  why: 'Somebody was to find out by then, and readers still do not know.',
  fix: 'Ask its owner. Write down what is known and delete the marker, or give it another day.',
  *check({ guide: { markers }, asOf }) {
    for (const { kind, owner, due, place } of markers)
      if (due !== null && due < asOf)
        yield {
          message: `This [${kind}] was due by ${due}${owner === null ? '' : ` (owner: ${owner})`} and is still open. Close it, or give it another day.`,
          place,
        }
  },
}
