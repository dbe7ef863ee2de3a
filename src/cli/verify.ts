/** `practice-packs verify`: judges finished files, whoever made them, with what runs in Node alone. */
import { printReport } from '../verify/print-report.ts'
import { verifyFiles } from '../verify/verify-files.ts'
import { printJson } from './print-json.ts'

export async function verify(paths: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
  const report = await verifyFiles(paths)
  if (json) printJson(report)
  else process.stdout.write(`${printReport(report).trimEnd()}\n`)
  if (report.problems.length > 0) process.exitCode = 1
}
