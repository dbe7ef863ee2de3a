/**
 * What is known of every rule about a guide, whoever finds it.
 *
 * @module
 */
import type { RuleInfo } from '../model/rule.ts'
import { FOUND_IN_PARSING } from './found-in-parsing.ts'
import { MARKER_RULES } from './marker-rules.ts'
import { RULES } from './rules/index.ts'

export const RULE_INFO: readonly RuleInfo[] = [...MARKER_RULES, ...RULES, ...FOUND_IN_PARSING]
