import { longDate } from '../../base/day-in-words.ts'
import { type ConsistencyRule, phrasesOf } from '../pack.ts'
import { patternOf } from '../printed.ts'

/** What cannot be undone is done from a day on; a deadline asks for it to be done early. */
export const byInsteadOfNotBefore: ConsistencyRule = {
  id: 'by-instead-of-not-before',
  severity: 'warning',
  title: 'A deadline for what must not happen before its day',
  why: 'A deadline asks for it as soon as possible: what is destroyed early is gone while somebody still needs it.',
  fix: 'Write `from` or `after` in its `due`.',
  *find({ plan, words }) {
    const phrases = phrasesOf(words)('not-before').map(patternOf).join('|')
    // Where a sentence begins, or where it goes on with another thing to do.
    const verbs = new RegExp(`(?:^|[.:;,] |\\b(?:and|then) )(?:(?:then|and|securely|safely) )*(?:${phrases})\\b`, 'i')
    for (const { task, due, sense } of plan.tasks)
      if (due !== null && sense === 'deadline' && verbs.test(task.text))
        yield { values: { task: task.text, due: longDate(due) }, place: task.place }
  },
}
