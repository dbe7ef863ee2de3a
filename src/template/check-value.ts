/**
 * One value of front matter or of a directive against what the language says of it.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { ValueSpec } from './language.ts'

/** @returns what is wrong, as the end of a sentence; null where it is right */
export function checkValue(value: string, { type, values }: ValueSpec): string | null {
  const got = `got \`${value}\``
  if (value.trim() === '') return 'it is empty.'
  if (values !== undefined && !values.includes(value))
    return `expected one of ${values.join(', ')}, ${got}.${didYouMean(value, values)}`
  // A blank is a place in the body; here it would be printed with its brackets.
  if (/\[\[/.test(value)) return `${got}. A blank or a patient’s field can only be in the body of the template.`
  if (type === 'yes-no' && value !== 'yes' && value !== 'no') return `expected yes or no, ${got}.`
  if (type === 'number' && !/^\d+(?:\.\d+)?$/.test(value)) return `expected a number, ${got}.`
  if (type === 'numbers' && !/^\d+(?:\.\d+)?(?:\s+\d+(?:\.\d+)?)*$/.test(value))
    return `expected numbers with spaces between them, ${got}.`
  return null
}
