/** `practice-packs explain`: what a rule means, why it matters to a reader, and what to do. */
import { UserError } from '../model/finding.ts'
import type { Rule } from '../model/rules.ts'
import { ALL_RULES } from '../app/rule-registry.ts'
import { inFlags, printJson } from './print.ts'

/** @throws UserError for a rule that nobody knows */
export async function explain(name: string | undefined, { json }: { readonly json: boolean }): Promise<void> {
  if (name === undefined) {
    if (json) printJson(ALL_RULES)
    else process.stdout.write(`${ALL_RULES.map(line).join('\n')}\n`)
    return
  }
  const rule = ALL_RULES.find(({ id }) => id === name.toLowerCase())
  if (rule === undefined) {
    const { nearestWord } = await import('../base/text.ts')
    const nearest = nearestWord(
      name,
      ALL_RULES.map(({ id }) => id),
    )
    throw new UserError(
      'usage',
      `There is no rule \`${name}\`.${nearest === null ? '' : ` Did you mean \`${nearest}\`?`}`,
      'See them all: practice-packs explain',
    )
  }
  if (json) printJson(rule)
  else process.stdout.write(inFlags(text(rule)))
}

const line = ({ id, severity, title }: Rule): string => `${severity.padEnd(7)}  ${id.padEnd(24)}  ${title}`

const text = ({ id, severity, title, why, fix }: Rule): string =>
  `${id} (${severity})\n${title}.\n\nWhy it matters\n  ${why}\n\nWhat to do\n  ${fix}\n`
