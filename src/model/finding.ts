/**
 * Findings and user errors.
 *
 * A finding is about content; it is collected, never thrown. A {@link UserError} is thrown when the tool cannot continue;
 * the command line prints its message and advice without a stack. Anything else that is thrown is a bug.
 *
 * @module
 */
import { defined } from '../base/shape.ts'

/** A position in a file on disk. Lines and columns count from 1; `file` uses `/`. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column: number
}

/** A position in the practices file, counted as a spreadsheet counts: the header is row 1. */
export interface CellPlace {
  readonly row: number
  /** The header as written in the file. Absent when the whole row is meant. */
  readonly column?: string
  /** Letters of the column as a spreadsheet shows them, so that letter and row name the cell: `C7`. */
  readonly letter?: string
  /** Name of the sheet, when the file has more than one. */
  readonly sheet?: string
}

export type Severity = 'error' | 'warning' | 'note'

export interface Finding {
  /** Stable id: a noun for the wrong thing, such as `broken-link`. */
  readonly rule: string
  readonly severity: Severity
  /** What is wrong, why, and what to do: whole sentences, for a person. */
  readonly message: string
  /** Place in the guide, a template or a data file. */
  readonly place?: Place
  /** Place in the practices file. */
  readonly cell?: CellPlace
  /** ODS code of the practice it is about. */
  readonly practice?: string
  /** Name of the file of the practice's pack that it is about. */
  readonly file?: string
}

/** A value and the findings made while parsing it. */
export interface Checked<T> {
  readonly value: T
  readonly findings: readonly Finding[]
}

/**
 * `usage`: wrong options, or an error in a file of ours. `input`: something cannot be read. `environment`: something is
 * missing from the computer.
 */
export type UserErrorKind = 'usage' | 'input' | 'environment'

/** A problem that the user can fix: the message says what, where and why, `advice` what to do. */
export class UserError extends Error {
  readonly kind: UserErrorKind
  readonly advice: string
  /** Findings made before, printed above the message. */
  readonly findings: readonly Finding[]
  /** The practices file, where `findings` are about its cells. */
  readonly practices: string | null

  constructor(
    kind: UserErrorKind,
    message: string,
    advice: string,
    more: {
      readonly cause?: unknown
      readonly findings?: readonly Finding[]
      readonly practices?: string
    } = {},
  ) {
    super(message, defined({ cause: more.cause }))
    this.name = 'UserError'
    this.kind = kind
    this.advice = advice
    this.findings = more.findings ?? []
    this.practices = more.practices ?? null
  }
}

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'note']

/** Worst first: below 0 when `a` is worse than `b`. */
const bySeverity = (a: { readonly severity: Severity }, b: { readonly severity: Severity }): number =>
  SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)

/** Worst first; within a severity the order in which they were found. */
export const worstFirst = <T extends { readonly severity: Severity }>(findings: readonly T[]): T[] =>
  [...findings].sort(bySeverity)
