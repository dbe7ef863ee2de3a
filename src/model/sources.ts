/**
 * What is read from disk: texts with their names, nothing understood yet.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'

/** One text file. `file` is relative to its directory, with `/`; `text` is as on disk, byte order mark and all. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

export interface GuideSources {
  /** `public`: a checkout of the public guide's repository; `own`: pages that declare their phase. */
  readonly kind: 'own' | 'public'
  /** Markdown pages, sorted by name. */
  readonly pages: readonly SourceFile[]
  /** YAML data beside the guide, by file name; missing ones are filled from the guide that ships with the tool. */
  readonly data: ReadonlyMap<string, SourceFile>
}

/*
 * What version control knows of a guide.
 */

/** Who last touched a line, and when. */
export interface Origin {
  /** Full name of the commit. */
  readonly revision: string
  readonly author: string
  /** The author's own day. */
  readonly date: IsoDay
}

/** How many markers the guide had at one commit. */
export interface HistoryPoint {
  readonly revision: string
  readonly date: IsoDay
  readonly gaps: number
  readonly uplifts: number
}

/*
 * Words of older editions and what they are called now.
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
