import type { GuideRule } from '../guide-rule.ts'

const MOST_WORDS = 25

export const longSentence: GuideRule = {
  id: 'long-sentence',
  severity: 'note',
  title: `A sentence of more than ${MOST_WORDS} words`,
  why: 'People who read under pressure lose the thread of a long sentence. This is advice: some sentences need their length.',
  fix: 'Split it into two sentences, or make it a list.',
  *check({ guide }) {
    for (const { prose } of guide.pages)
      for (const { text, place } of prose) {
        // Fast path: most paragraphs are short.
        if (text.length < 2 * MOST_WORDS || text.split(' ').length <= MOST_WORDS) continue
        for (const sentence of sentencesOf(text)) {
          const words = sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
          if (words.length > MOST_WORDS)
            yield {
              message: `A sentence of ${words.length} words: “${words.slice(0, 8).join(' ')} …”. Readers can follow up to ${MOST_WORDS}; split it.`,
              place,
            }
        }
      }
  },
}

/** A full stop after a single letter or a common abbreviation does not end a sentence. */
const sentencesOf = (text: string): string[] =>
  text.split(/(?<=[.!?][”"’')]?)(?<!\b(?:\p{L}|e\.g|i\.e|etc|eg|ie|No|Dr)\.)\s+(?=[\p{Lu}“"‘(])/u)
