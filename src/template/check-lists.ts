/**
 * Checks lists of what not to do: under a heading "Do not", an item says what not to do, as the NHS service manual has it. An
 * item with a "no" of its own says the opposite of what was meant.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'

const HEADING = /^#{1,6} +(.*)$/
const DO_NOT = /^(?:do not|don[’']t)\b/i
const ITEM = /^(\s*[-*] +)(.*)$/
/** What follows a colon or a full stop gives the reason, or says what to do instead. */
const FIRST_CLAUSE = /^[^:.]*/
const NEGATIVE = /\b(?:do not|don[’']t|never|no one|nobody|nothing|none|no)\b/i

/** @param body of a template, with `bodyLine` as the number of its first line */
export function doubleNegatives(file: string, body: string, bodyLine: number): Finding[] {
  let heading = ''
  return body.split('\n').flatMap((line, index) => {
    heading = HEADING.exec(line)?.[1] ?? heading
    const [, before = '', item = ''] = DO_NOT.test(heading) ? (ITEM.exec(line) ?? []) : []
    const [negative] = NEGATIVE.exec(FIRST_CLAUSE.exec(item)?.[0] ?? '') ?? []
    if (negative === undefined) return []
    const message = `Unexpected \`${negative}\` in an item under “${heading.replace(/ *\{#.*/, '')}”: with the heading it says the opposite. Write what not to do, such as \`cancel anything until …\`.`
    return [
      findingOf('double-negative', message, { place: { file, line: bodyLine + index, column: before.length + 1 } }),
    ]
  })
}
