/**
 * All findings about the inputs of a run, in words. Writes nothing.
 *
 * @module
 */
import { addDays, type IsoDay } from '../base/day.ts'
import { firstMissing } from '../fonts/coverage.ts'
import { type Finding, UserError } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { parsePractices } from '../practices/parse-practices.ts'
import { tableFromCsv } from '../practices/read-table.ts'
import type { MaybePractices } from './understand.ts'
import { planPractice, understand, type InputOptions, type Understood } from '../pipeline.ts'
import { checkRules } from './checked-guide.ts'
import { choicesWith } from '../compose/compose-context.ts'
import { composeDocuments } from '../compose/compose-documents.ts'
import { findingOf } from '../model/rules.ts'
import { type Extensions, NO_EXTENSIONS } from './extensions.ts'
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
 * @param options `practices: null`: the guide and the templates alone
 * @param asOf today, `YYYY-MM-DD`
 * @throws UserError where nothing could be built at all
 */
export async function checkInputs(
  options: MaybePractices<InputOptions>,
  asOf: IsoDay,
  own: Extensions = NO_EXTENSIONS,
): Promise<CheckedInputs> {
  const understood = await understand(options, true, own)
  const dates = understood.practices.flatMap((practice) => explainFindings(understood, practice, asOf))
  const rules = [
    ...checkRules(understood.guideSources, understood.guide, asOf, own.rules),
    ...composeForTrial(understood, asOf),
  ]
  return {
    understood,
    practices: understood.practiceFindings,
    dates,
    guide: [...understood.guideFindings, ...rules],
    findings: [...understood.findings, ...rules, ...dates],
  }
}

/**
 * Each template is composed once, for the first practice or for an invented one: some problems, such as a directive above a
 * block of another type, only show in a filled template.
 */
function composeForTrial(understood: Understood, asOf: IsoDay): Finding[] {
  const broken = understood.guideFindings.filter(({ severity }) => severity === 'error').map(({ place }) => place?.file)
  const practice = understood.practices[0] ?? inventedPractice(understood, asOf)
  // Templates hold the words of their parts.
  if (practice === undefined || broken.some((file) => file?.endsWith('.part.hbs'))) return []
  const plan = planPractice(understood, practice, asOf)
  return understood.templates.flatMap((template): Finding[] => {
    if (broken.includes(template.file)) return []
    try {
      composeDocuments(
        plan,
        { ...understood, templates: [template] },
        { documents: choicesWith(understood.own.documents), allowSuperseded: true },
      )
      return []
    } catch (error) {
      if (!(error instanceof UserError)) throw error
      const place = { file: template.file, line: template.bodyLine, column: 1 }
      return [findingOf('broken-template', `${error.message} ${error.advice}`, { place })]
    }
  })
}

const DAYS_AHEAD = 140

function inventedPractice({ guide }: Understood, asOf: IsoDay): Practice | undefined {
  const [from, to] = guide.data.systems
  if (from === undefined || to === undefined) return undefined
  const row = `Z99999,Example Practice,"${from.name}","${to.name}",${addDays(asOf, DAYS_AHEAD)}`
  const table = tableFromCsv('example.csv', `ods_code,name,current_system,new_system,go_live\n${row}\n`, [])
  return parsePractices(table, guide.data, { missingCharacter: firstMissing }).value.practices[0]
}
