/**
 * Reads, parses and checks a guide by the rules. Loads nothing that planning and documents need, so that an editor's
 * command answers at once.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { checkGuide, GUIDE_RULES } from '../guide/check-guide.ts'
import type { GuideRule } from '../guide/guide-rule.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { asFinding } from '../model/yaml-map.ts'
import type { Guide } from '../model/guide.ts'
import { type GuideSources, isBuiltIn } from '../model/sources.ts'
import { BUILT_IN_GUIDE } from '../base/files.ts'
import { checkTerms, parseClashes, parseDisagreements } from '../guide/guide-tables.ts'
import { parseGuide } from '../guide/parse-guide.ts'
import { readGuide } from '../guide/read-guide.ts'

export interface CheckedGuide {
  readonly sources: GuideSources
  readonly guide: Guide
  /** Findings of parsing, then of the rules. */
  readonly findings: readonly Finding[]
}

/**
 * @param asOf today, `YYYY-MM-DD`: pages may be due for review
 * @param own rules besides the built-in ones
 * @throws UserError when there is no guide
 */
export async function readCheckedGuide(
  directory: string,
  asOf: IsoDay,
  own: readonly GuideRule[] = [],
): Promise<CheckedGuide> {
  return checkSources(await readGuide(directory, BUILT_IN_GUIDE), asOf, own)
}

export function checkSources(sources: GuideSources, asOf: IsoDay, own: readonly GuideRule[] = []): CheckedGuide {
  const parsed = parseGuide(sources)
  const found = checkRules(sources, parsed.value, asOf, own)
  return { sources, guide: parsed.value, findings: [...parsed.findings, ...found] }
}

/** Findings of the rules, in addition to those of parsing. @param own rules besides the built-in ones */
export function checkRules(
  sources: GuideSources,
  guide: Guide,
  asOf: IsoDay,
  own: readonly GuideRule[] = [],
): Finding[] {
  // Contradictions come from the guide's own data; readers of another guide never see ours.
  const timing = sources.data.get('timing.yaml')
  const ownTiming = sources.kind === 'own' && !isBuiltIn(timing) ? timing : undefined
  const disagreements = parseDisagreements(ownTiming)
  const terms = checkTerms(sources.data.get('terms.yaml'))
  return [
    ...checkClashes(sources),
    ...disagreements.findings,
    ...terms.findings,
    ...checkGuide({ guide, pages: sources.pages, terms: terms.value, disagreements: disagreements.value, asOf }, [
      ...GUIDE_RULES,
      ...own,
    ]),
  ]
}

/** What only a wave reads of a guide's own data. */
function checkClashes({ data }: GuideSources): Finding[] {
  if (data.get('clashes.yaml')?.file !== 'clashes.yaml') return []
  try {
    parseClashes(data)
    return []
  } catch (error) {
    return [asFinding(error, 'data-unreadable')]
  }
}

/**
 * Of a guide of our own kind, nothing is made while something that it says would be missing.
 *
 * @param found in parsing, and by the rules
 * @param directory as the user named it
 * @throws UserError with what was found
 */
export function refuseLosses({ kind }: Guide, found: readonly Finding[], directory: string): void {
  const errors = found.filter(({ severity }) => severity === 'error').length
  if (kind !== 'own' || errors === 0) return
  throw new UserError(
    'usage',
    `${errors === 1 ? 'A problem' : `${errors} problems`} in the guide ${directory} would leave something out of what is made of it, so nothing was made.`,
    'Correct what is named above: it gives file, line and what to do. The command `explain`, with the word at the end of a line, says more.',
    { findings: found.filter(({ severity }) => severity !== 'note') },
  )
}
