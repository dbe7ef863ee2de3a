/**
 * How much two wordings have in common, for telling a reworded item from a new one.
 *
 * @module
 */

/** From 0 (nothing) to 1 (the same words): twice the shared words over all words, each counted as often as it stands. */
export function similarity(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length + b.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of a) {
    const times = left.get(word) ?? 0
    if (times > 0) shared += 1
    left.set(word, times - 1)
  }
  return (2 * shared) / (a.length + b.length)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** The same words, whatever white space, capitals and marks stand between them. */
export const sameWords = (one: string, other: string): boolean => wordsOf(one).join(' ') === wordsOf(other).join(' ')

/**
 * Pairs what is most alike first; each item is used once.
 *
 * @param score of a pair; below `least` it is none
 */
export function pairUp<A, B>(
  before: readonly A[],
  after: readonly B[],
  least: number,
  score: (a: A, b: B) => number,
): { pairs: { before: A; after: B }[]; onlyBefore: A[]; onlyAfter: B[] } {
  const candidates = before
    .flatMap((a, i) => after.map((b, j) => ({ i, j, score: score(a, b) })))
    .filter((candidate) => candidate.score >= least)
    // Equal scores keep the order of the guide.
    .sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j)
  const usedBefore = new Set<number>()
  const usedAfter = new Set<number>()
  const chosen = candidates.filter(({ i, j }) => {
    if (usedBefore.has(i) || usedAfter.has(j)) return false
    usedBefore.add(i)
    usedAfter.add(j)
    return true
  })
  const pairs = chosen
    .sort((x, y) => x.j - y.j)
    .flatMap(({ i, j }) => {
      const [a, b] = [before[i], after[j]]
      return a === undefined || b === undefined ? [] : [{ before: a, after: b }]
    })
  return {
    pairs,
    onlyBefore: before.filter((_, i) => !usedBefore.has(i)),
    onlyAfter: after.filter((_, j) => !usedAfter.has(j)),
  }
}
