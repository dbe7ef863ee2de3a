/**
 * Words of older editions and what they are called now.
 *
 * @module
 */

export interface Term {
  /** The old words; a plural is understood. */
  readonly was: readonly string[]
  /** True: only with these very capitals. */
  readonly exact: boolean
  readonly now: string
  readonly nowPlural: string
  /** `an` where the current words begin with the sound of a vowel. */
  readonly article: 'a' | 'an'
  /** True: one may stand for the other without rewording the sentence. */
  readonly fix: boolean
  /** What changed, and when: a sentence for editors. */
  readonly because: string
}

export interface Terms {
  readonly terms: readonly Term[]
  /** Phrases that stay as they are. */
  readonly neverChange: readonly string[]
  /** A name in capitals that ends in one of these words is the title of a document. */
  readonly titleEnds: readonly string[]
}
