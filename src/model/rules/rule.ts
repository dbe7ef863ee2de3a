/**
 * The type of a rule. Each rule is defined once; all its findings have its id and severity.
 *
 * @module
 */
import type { Severity } from '../finding.ts'

export interface Rule<Id extends string = string> {
  /** A noun for the problem, such as `task-without-owner`. Scripts rely on it: never rename it. */
  readonly id: Id
  readonly severity: Severity
  /** What is wrong, as a heading: `A task without an owner`. */
  readonly title: string
  /** Why it matters to a reader, in one or two sentences. */
  readonly why: string
  /** What to do about it. */
  readonly fix: string
}

/** What a rule calls an error, where the row goes on without the value. */
export const asWarning = <Found extends { readonly severity: Severity }>(finding: Found): Found => ({
  ...finding,
  severity: 'warning',
})

/** What makes a finished file fail is an error, whatever it is. */
export const asError = <Words extends object>(words: Words): Words & { readonly severity: Severity } => ({
  ...words,
  severity: 'error',
})

/** Makes rules from a table, with its keys as ids. */
export function defineRules<const Table extends Readonly<Record<string, Omit<Rule, 'id'>>>>(
  table: Table,
): { readonly [Id in keyof Table & string]: Rule<Id> } {
  const rules = Object.entries(table).map(([id, words]) => [id, { id, ...words }])
  return Object.fromEntries(rules) as { readonly [Id in keyof Table & string]: Rule<Id> }
}
