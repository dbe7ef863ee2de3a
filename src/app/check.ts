/**
 * All findings about the inputs of a run, in words. Writes nothing.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Finding } from '../model/finding.ts'
import { understand, type InputOptions, type Understood } from '../pipeline.ts'
import { checkRules } from './checked-guide.ts'
import { explainFindings } from './plan-practices.ts'

export interface CheckedInputs {
  readonly understood: Understood
  /** About the practices file. */
  readonly practices: readonly Finding[]
  /** About the dates of each practice. */
  readonly dates: readonly Finding[]
  /** About the guide and the templates. */
  readonly guide: readonly Finding[]
  /** All of them. */
  readonly findings: readonly Finding[]
}

/**
 * @param asOf today, `YYYY-MM-DD`
 * @throws UserError where nothing could be built at all
 */
export async function checkInputs(options: InputOptions, asOf: IsoDay): Promise<CheckedInputs> {
  const understood = await understand(options, true)
  const dates = understood.practices.flatMap((practice) => explainFindings(understood, practice, asOf))
  const rules = checkRules(understood.guideSources, understood.guide, asOf)
  return {
    understood,
    practices: understood.practiceFindings,
    dates,
    guide: [...understood.guideFindings, ...rules],
    findings: [...understood.findings, ...rules, ...dates],
  }
}
