/**
 * What a rule is. Each is defined once; its id and severity are the ones of every finding by it.
 *
 * @module
 */
import type { Severity } from '../finding.ts'

export interface Rule<Id extends string = string> {
  /** A noun for the wrong thing, such as `task-without-owner`. Scripts rely on it: never renamed. */
  readonly id: Id
  readonly severity: Severity
  /** What is wrong, as a heading: `A task without an owner`. */
  readonly title: string
  /** Why it matters to a reader, in one or two sentences. */
  readonly why: string
  /** What a person does about it. */
  readonly fix: string
}

/** Gives each rule of a table its key as id. */
export function defineRules<const Table extends Readonly<Record<string, Omit<Rule, 'id'>>>>(
  table: Table,
): { readonly [Id in keyof Table & string]: Rule<Id> } {
  const rules = Object.entries(table).map(([id, words]) => [id, { id, ...words }])
  return Object.fromEntries(rules) as { readonly [Id in keyof Table & string]: Rule<Id> }
}
