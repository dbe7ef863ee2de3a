import type { GuideRule } from '../guide-rule.ts'

const MOST_WORDS = 25

export const longSentence: GuideRule = {
  id: 'long-sentence',
  severity: 'note',
  title: `A sentence of more than ${MOST_WORDS} words`,
  why: 'People who read under pressure lose the thread of a long sentence. This is advice: some sentences need their length.',
  fix: 'Make two sentences of it, or a list.',
  *check({ guide }) {
    for (const { prose } of guide.pages)
      for (const { text, place } of prose) {
        // Most paragraphs are shorter as a whole: they need no second look.
        if (text.length < 2 * MOST_WORDS || text.split(' ').length <= MOST_WORDS) continue
        for (const sentence of sentencesOf(text)) {
          const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
          if (words.length > MOST_WORDS)
            yield {
              message: `A sentence of ${words.length} words: “${words.slice(0, 8).join(' ')} …”. Readers follow up to ${MOST_WORDS}; make two of it.`,
              place,
            }
        }
      }
  },
}

/** A full stop after one letter or a common short form ends no sentence. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?][”"’')]?)(?<!\b(?:\p{L}|e\.g|i\.e|etc|eg|ie|No|Dr)\.)\s+(?=[\p{Lu}“"‘(])/u)
