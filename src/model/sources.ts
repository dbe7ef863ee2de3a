/**
 * What `read/` brings from disk: texts with their names, nothing understood yet.
 *
 * @module
 */

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
