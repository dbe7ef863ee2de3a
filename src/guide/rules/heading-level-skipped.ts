import type { GuideRule } from '../guide-rule.ts'

export const headingLevelSkipped: GuideRule = {
  id: 'heading-level-skipped',
  severity: 'note',
  title: 'A heading that skips a level',
  why: 'People who move through a page by its headings, as with a screen reader, think that a section is missing.',
  fix: 'Use the next level: ## below the title, ### below ##.',
  *check({ guide }) {
    if (guide.kind !== 'own') return
    for (const { headings } of guide.pages) {
      // The title of the page is level 1.
      let above = 1
      for (const { level, text, place } of headings) {
        if (level > above + 1)
          yield {
            message: `Unexpected heading “${text}” of level ${level} below one of level ${above}, expected level ${above + 1}. Use one \`#\` more than the heading above.`,
            place,
          }
        above = level
      }
    }
  },
}
