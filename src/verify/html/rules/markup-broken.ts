import type { Rule } from '../../rule.ts'
import type { HtmlSubject } from '../html-subject.ts'

export const markupBroken: Rule<HtmlSubject> = {
  id: 'markup-broken',
  why: 'Each browser repairs broken pages in its own way, so that readers see different pages.',
  *check({ hasDoctype, faults }) {
    if (!hasDoctype) yield { message: 'The page does not begin with `<!doctype html>`' }
    for (const { message, line } of faults) yield { message, where: `line ${line}` }
  },
}
