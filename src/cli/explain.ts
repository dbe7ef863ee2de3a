/** `practice-packs explain`: what a rule means, why it matters to a reader, and what to do. */
import { FOUND_IN_DOCUMENTS } from '../check/found-in-documents.ts'
import { FOUND_IN_PLANS } from '../check/found-in-plans.ts'
import { FOUND_IN_ROWS } from '../check/found-in-rows.ts'
import { RULE_INFO } from '../check/rule-info.ts'
import { UserError } from '../model/finding.ts'
import type { RuleInfo } from '../model/rule.ts'
import { printJson } from './print.ts'

/** About the guide, the practices file, the dates, the documents. */
const ALL: readonly RuleInfo[] = [...RULE_INFO, ...FOUND_IN_ROWS, ...FOUND_IN_PLANS, ...FOUND_IN_DOCUMENTS]

/** @throws UserError 2 for a rule that nobody knows */
export async function explain(name: string | undefined, { json }: { readonly json: boolean }): Promise<void> {
  if (name === undefined) {
    if (json) printJson(ALL)
    else process.stdout.write(`${ALL.map(line).join('\n')}\n`)
    return
  }
  const rule = ALL.find(({ id }) => id === name.toLowerCase())
  if (rule === undefined) {
    const { nearestWord } = await import('../parse/suggest.ts')
    const nearest = nearestWord(
      name,
      ALL.map(({ id }) => id),
    )
    throw new UserError(
      2,
      `There is no rule \`${name}\`.${nearest === null ? '' : ` Did you mean \`${nearest}\`?`}`,
      'See them all: practice-packs explain',
    )
  }
  if (json) printJson(rule)
  else process.stdout.write(text(rule))
}

const line = ({ id, severity, title }: RuleInfo): string => `${severity.padEnd(7)}  ${id.padEnd(24)}  ${title}`

const text = ({ id, severity, title, why, mend }: RuleInfo): string =>
  `${id} (${severity})\n${title}.\n\nWhy it matters\n  ${why}\n\nWhat to do\n  ${mend}\n`
