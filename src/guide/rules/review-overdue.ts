import type { GuideRule } from '../guide-rule.ts'

export const reviewOverdue: GuideRule = {
  id: 'review-overdue',
  severity: 'note',
  title: 'A page whose review is overdue',
  why: 'Nobody has checked recently that its content is still right.',
  fix: 'Read the page against its sources, then change `reviewed` and `review_by`.',
  *check({ guide, asOf }) {
    for (const { file, title, reviewBy } of guide.pages)
      if (reviewBy !== null && reviewBy < asOf)
        yield {
          message: `The page \`${title}\` was to be reviewed by ${reviewBy}. Check it, then change \`reviewed\` and \`review_by\`.`,
          place: { file, line: 1, column: 1 },
        }
  },
}
