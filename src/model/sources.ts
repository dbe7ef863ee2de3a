/**
 * What is read from disk before anything is parsed: text files, a guide's files, its git history, and outdated terms.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Finding } from './finding.ts'

/** One text file. `file` is relative to its directory, with `/`; `text` is as on disk, byte order mark included. */
export interface SourceFile {
  readonly file: string
  readonly text: string
  /** Absent: UTF-8. */
  readonly encoding?: 'UTF-16'
}

/** Files that the guide borrows from the one that ships are named so. */
export const BUILT_IN = 'built-in/'

/** Whether a file, or what stands in it, is of the guide that ships, and not the guide's own. */
export const isBuiltIn = (source: { readonly file: string } | undefined): boolean =>
  source?.file.startsWith(BUILT_IN) === true

export interface GuideSources {
  /** `public`: a checkout of the public guide's repository; `own`: pages that declare their phase. */
  readonly kind: 'own' | 'public'
  /** Markdown pages, sorted by name. */
  readonly pages: readonly SourceFile[]
  /** YAML data beside the guide, by file name; missing ones are filled from the guide that ships with the tool. */
  readonly data: ReadonlyMap<string, SourceFile>
  /** Files of the folder that look like pages or data and are not read. */
  readonly unread?: readonly Finding[]
}

/** Who last changed a line, and when, according to git. */
export interface Origin {
  /** Full hash of the commit. */
  readonly revision: string
  readonly author: string
  /** The author date. */
  readonly date: IsoDay
}

/** How many markers the guide had at one commit. */
export interface HistoryPoint {
  readonly revision: string
  readonly date: IsoDay
  readonly gaps: number
  readonly uplifts: number
}

/** An outdated term and what it is called now. */
export interface Term {
  /** The outdated words; plurals are included. */
  readonly was: readonly string[]
  /** True: the case must match. */
  readonly exact: boolean
  readonly now: string
  readonly nowPlural: string
  /** `an` if the current term begins with a vowel sound. */
  readonly article: 'a' | 'an'
  /** True: it can be replaced without rewording the sentence. */
  readonly fix: boolean
  /** What changed and when: a sentence for editors. */
  readonly because: string
}

export interface Terms {
  readonly terms: readonly Term[]
  /** Phrases that stay as they are. */
  readonly neverChange: readonly string[]
  /** A capitalised name that ends in one of these words is the title of a document. */
  readonly titleEnds: readonly string[]
}
