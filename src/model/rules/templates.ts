/**
 * Rules about templates.
 *
 * @module
 */
import { defineRules } from './rule.ts'

export const TEMPLATE_RULES = defineRules({
  'unknown-template-field': {
    severity: 'error',
    title: 'A template that mentions a field that does not exist',
    why: 'Every document made with it would have a hole.',
    fix: 'Use the field that the message suggests.',
  },
  'unknown-merge-field': {
    severity: 'error',
    title: 'A patient’s field that no printer fills',
    why: 'The patient would get a letter with a hole, or with the name of a field.',
    fix: 'Use a field of merge-fields.yaml, written as `[[merge: full_name]]`.',
  },
  'broken-template': {
    severity: 'error',
    title: 'A template that cannot be read',
    why: 'No document can be made with it.',
    fix: 'Correct it at the place that the message names.',
  },
})
