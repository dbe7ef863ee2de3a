/**
 * The rules that are reported while something is read, composed or written, and how a finding is made from one.
 *
 * The rules about a whole guide (`guide/rules/`) and about dates (`plan/date-rules.ts`) are defined beside their code.
 * `app/rule-registry.ts` has all of them.
 *
 * @module
 */
import type { Finding } from './finding.ts'
import { CONTENT_RULES } from './rules/guide-rules.ts'
import { PAGE_RULES } from './rules/page-rules.ts'
import { DOCUMENT_RULES, TEMPLATE_RULES } from './rules/document-rules.ts'
import { PRACTICES_FILE_RULES } from './rules/practice-rules.ts'
import type { Rule } from './rules/rule.ts'

export { asError, asWarning, type Rule } from './rules/rule.ts'

export const RULES = {
  ...CONTENT_RULES,
  ...PAGE_RULES,
  ...TEMPLATE_RULES,
  ...PRACTICES_FILE_RULES,
  ...DOCUMENT_RULES,
}

export type RuleId = keyof typeof RULES

/**
 * What a finding is about: a place in a file, a cell of the practices file, a practice. Empty: the input in general.
 */
type Where = Pick<Finding, 'place' | 'cell' | 'practice' | 'file'>

/**
 * Makes a finding: its id and severity come from the rule.
 *
 * @param message what is wrong here and what to do: whole sentences, for a person
 */
export const findingOf = (id: RuleId, message: string, where: Where = {}): Finding =>
  findingBy(RULES[id], message, where)

/** Makes a finding from a rule that is defined beside its code. */
export const findingBy = ({ id, severity }: Rule, message: string, where: Where = {}): Finding => ({
  rule: id,
  severity,
  message,
  ...where,
})

/**
 * Whether a finding says that a value cannot be used. Of a cell that may stay empty it is only a warning: the value counts as
 * not known.
 */
export const isUnusable = ({ rule }: Finding): boolean =>
  (RULES as Readonly<Record<string, Rule>>)[rule]?.severity === 'error'
