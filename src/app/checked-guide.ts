/**
 * Reads, parses and checks a guide by the rules. Loads nothing that planning and documents need, so that an editor's
 * command answers at once.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { checkGuide } from '../guide/check-guide.ts'
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { GuideSources } from '../model/sources.ts'
import { BUILT_IN_GUIDE } from '../base/files.ts'
import { parseDisagreements, parseTerms } from '../guide/guide-tables.ts'
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
 * @throws UserError when there is no guide
 */
export async function readCheckedGuide(directory: string, asOf: IsoDay): Promise<CheckedGuide> {
  return checkSources(await readGuide(directory, BUILT_IN_GUIDE), asOf)
}

export function checkSources(sources: GuideSources, asOf: IsoDay): CheckedGuide {
  const parsed = parseGuide(sources)
  return { sources, guide: parsed.value, findings: [...parsed.findings, ...checkRules(sources, parsed.value, asOf)] }
}

/** Findings of the rules, in addition to those of parsing. */
export function checkRules(sources: GuideSources, guide: Guide, asOf: IsoDay): Finding[] {
  // Contradictions come from the guide's own data; readers of another guide never see ours.
  const timing = sources.data.get('timing.yaml')
  const ownTiming = sources.kind === 'own' && timing?.file.startsWith('built-in/') !== true ? timing : undefined
  const disagreements = parseDisagreements(ownTiming)
  const terms = parseTerms(sources.data.get('terms.yaml'))
  return [
    ...disagreements.findings,
    ...checkGuide({ guide, pages: sources.pages, terms, disagreements: disagreements.value, asOf }),
  ]
}
