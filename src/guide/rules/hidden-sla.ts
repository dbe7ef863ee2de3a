import type { GuideRule } from '../guide-rule.ts'

export const hiddenSla: GuideRule = {
  id: 'hidden-sla',
  severity: 'warning',
  title: 'An SLA that is only in a comment',
  why: 'Readers do not see it and no plan uses it, although its source may still state it.',
  fix: 'Show it again as a dated statement of its source, or delete it and give the reason in the history.',
  *check({ guide }) {
    const shown = new Set(guide.slas.filter(({ status }) => status === 'live').map(({ id }) => id))
    for (const { id, status, place } of guide.slas)
      if (status === 'commented' && (id === null || !shown.has(id)))
        yield {
          message: `Unexpected SLA${id === null ? '' : ` \`${id}\``} inside a comment, expected it in the text or not at all. Readers do not see it.`,
          place,
        }
  },
}
