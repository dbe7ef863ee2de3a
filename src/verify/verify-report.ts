/**
 * What `verify` found, as data: files looked at, problems, and what a program cannot judge.
 *
 * @module
 */

export type DocumentKind = 'pdf' | 'docx' | 'html'

/** Print copies are archived and printed, fill-in copies are ticked on a screen; a `.docx` and an `.html` serve both. */
export type CopyKind = 'print' | 'fill-in' | 'both'

export interface VerifiedFile {
  readonly path: string
  readonly kind: DocumentKind
  readonly copy: CopyKind
  /** Null where the format has no pages of its own, or the file could not be read. */
  readonly pages: number | null
}

export interface Problem {
  readonly file: string
  /** Stable id of the rule: a noun for the wrong thing, such as `figure-without-alternative`. */
  readonly rule: string
  readonly message: string
  /** Where in the file, for a person: `page 3`, `heading 2`, `word/document.xml`. Empty: the file as a whole. */
  readonly where: string
}

export interface CannotJudge {
  /** Absent where it holds for every file of the kind. */
  readonly file?: string
  readonly what: string
}

export interface VerifyReport {
  readonly files: readonly VerifiedFile[]
  readonly problems: readonly Problem[]
  readonly cannotJudge: readonly CannotJudge[]
}
