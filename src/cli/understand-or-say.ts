/** What everything that is made for practices starts with; scripts learn from stdout why nothing was made. */
import { UserError } from '../model/finding.ts'
import type { IsoDay } from '../base/day.ts'
import { understandForPractices, type InputOptions, type Understood } from '../pipeline.ts'
import { printJson } from './print.ts'

/**
 * @param nothing the fields of the command's `--json` output when nothing was made
 * @throws UserError where the guide or the templates have problems; with `--json` these are on stdout by then
 */
export async function understandOrSay(
  flags: InputOptions & { readonly asOf: IsoDay; readonly json: boolean },
  nothing: object,
): Promise<Understood> {
  try {
    return await understandForPractices(flags, flags.asOf)
  } catch (error) {
    if (flags.json && error instanceof UserError && error.findings.length > 0)
      printJson({ ...nothing, findings: error.findings })
    throw error
  }
}
