/** `practice-packs check`: everything that is wrong with the inputs. Writes nothing, unless asked for the rows to fix. */
import { checkRules } from '../gap-pipeline.ts'
import type { Finding } from '../model/finding.ts'
import { BUILT_IN_GUIDE } from '../base/package-root.ts'
import { explainFindings, understand, type Understood } from '../pipeline.ts'
import { readGuide } from '../read/read-guide.ts'
import type { InputOptions } from './options.ts'
import { countFindings, printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'
import { sayCommand, sayInputs, sayWord } from './say-command.ts'

export interface CheckOptions extends InputOptions {
  /** Where the rows that cannot be planned go, as a spreadsheet to mend. */
  readonly fixSheet?: string
}

export async function check(options: CheckOptions): Promise<void> {
  const understood = await understand(options)
  const dates = understood.practices.flatMap((practice) => explainFindings(understood, practice, options.asOf))
  const rules = checkRules(await readGuide(options.guide, BUILT_IN_GUIDE), understood.guide, options.asOf)
  const findings = [...understood.findings, ...rules, ...dates]
  const fixSheet = options.fixSheet === undefined ? null : await writeFixes(understood, options.fixSheet, options)
  if (options.json)
    printJson({ findings, practices: understood.practices.length, failed: understood.failed.length, fixSheet })
  else {
    const guide = [...understood.guideFindings, ...rules]
    // The spreadsheet first; notes of the others have their own commands.
    printFindings([...understood.practiceFindings, ...[...dates, ...guide].filter(isNoNote)], options.practices)
    process.stdout.write(`${countRows(understood)}; ${countFindings(findings)}.\n`)
    process.stderr.write(`${nextSteps(understood, { dates, guide }, fixSheet, options).join('\n')}\n`)
  }
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}

const isNoNote = ({ severity }: Finding): boolean => severity !== 'note'

async function writeFixes({ table, failed }: Understood, file: string, options: InputOptions): Promise<string | null> {
  const { writeFixSheet } = await import('./new/fix-sheet.ts')
  return writeFixSheet(table, failed, file, options)
}

function countRows({ practices, failed }: Understood): string {
  return `${practices.length} ${practices.length === 1 ? 'practice' : 'practices'} can be planned, ${failed.length} cannot`
}

function nextSteps(
  { practices, failed, table }: Understood,
  said: Readonly<Record<'dates' | 'guide', readonly Finding[]>>,
  fixSheet: string | null,
  options: CheckOptions,
): string[] {
  const notes = (findings: readonly Finding[]): number => findings.length - findings.filter(isNoNote).length
  const lines = [
    ...(notes(said.dates) > 0 ? [`${notes(said.dates)} notes are about dates: ${sayCommand('plan')} shows them.`] : []),
    ...(notes(said.guide) > 0
      ? [`${notes(said.guide)} notes are about the guide: ${sayCommand('gaps')} lists them.`]
      : []),
  ]
  if (fixSheet !== null) {
    lines.push(`The rows that cannot be planned stand in ${fixSheet}.`)
    lines.push(
      `Next: mend them there, then add --fixed ${sayWord(fixSheet)} to the same command instead of --fix-sheet.`,
    )
  } else if (failed.length > 0 && table.kind !== 'answers') {
    lines.push('Next: mend the file, or add --fix-sheet fix-these-rows.xlsx for a spreadsheet of these rows alone.')
    lines.push(`      ${sayCommand('explain')} and the word at the end of a finding says more about it.`)
  } else if (practices.length > 0) lines.push(`Next: ${sayCommand('build')} ${sayInputs(options)} --out packs`)
  return lines
}
