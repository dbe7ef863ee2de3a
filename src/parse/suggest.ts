/**
 * The known word nearest to a misspelt one.
 *
 * @module
 */
import { distance } from 'fastest-levenshtein'

/** Null where nothing known is near: a wrong suggestion is worse than none. */
export function nearestWord(word: string, known: Iterable<string>): string | null {
  const wanted = word.toLowerCase()
  if (wanted.length > 200) return null
  let best: string | null = null
  let bestDistance = Math.max(2, Math.floor(wanted.length / 3)) + 1
  for (const candidate of known) {
    const far = distance(wanted, candidate.toLowerCase())
    if (far < bestDistance) [best, bestDistance] = [candidate, far]
  }
  return best
}

/** ` Did you mean \`x\`?`, with the space before it, or nothing. */
export function didYouMean(word: string, known: Iterable<string>): string {
  const nearest = nearestWord(word, known)
  return nearest === null ? '' : ` Did you mean \`${nearest}\`?`
}
