import type { GuideRule } from '../guide-rule.ts'

/** Pages that readers start from; steps count too, because includes show them on other pages. */
const START = /^(?:guide\/)?index\.md$|^_steps\//i

export const unreachablePage: GuideRule = {
  id: 'unreachable-page',
  severity: 'warning',
  title: 'A page that no link leads to',
  why: 'Readers follow links from the first page, so they never find it.',
  fix: 'Link to it from the page it belongs to, or delete it.',
  *check({ guide }) {
    const pages = new Map(guide.pages.map((page) => [page.file, page]))
    const reached = new Set([...pages.keys()].filter((file) => START.test(file)))
    // Without a first page there is nothing to start from.
    if (reached.size === 0) return
    for (const file of reached)
      for (const { leadsTo } of pages.get(file)?.links ?? []) if (leadsTo !== null) reached.add(leadsTo)
    for (const { file, title } of guide.pages)
      if (!reached.has(file))
        yield {
          message: `Unexpected page \`${title}\` that no link leads to, expected one from a page that readers reach. Link to it, or delete it.`,
          place: { file, line: 1, column: 1 },
        }
  },
}
