/** `practice-packs check`: everything that is wrong with the inputs. Writes nothing. */
import { checkRules } from '../gap-pipeline.ts'
import { BUILT_IN_GUIDE } from '../package-root.ts'
import { explainFindings, planPractice, understand } from '../pipeline.ts'
import { readGuide } from '../read/read-guide.ts'
import type { InputOptions } from './options.ts'
import { countFindings, printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

export async function check(options: InputOptions): Promise<void> {
  const understood = await understand(options)
  const dates = understood.practices.flatMap((practice) =>
    explainFindings(understood, planPractice(understood, practice, options.asOf)),
  )
  const rules = checkRules(await readGuide(options.guide, BUILT_IN_GUIDE), understood.guide, options.asOf)
  const findings = [...understood.findings, ...rules, ...dates]
  if (options.json) printJson({ findings, practices: understood.practices.length, failed: understood.failed.length })
  else {
    printFindings(findings, options.practices, 'warning')
    process.stdout.write(
      `${understood.practices.length} practices can be planned, ${understood.failed.length} cannot; ${countFindings(findings)}.\n`,
    )
  }
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}
