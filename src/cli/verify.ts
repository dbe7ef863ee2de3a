/** `practice-packs verify`: judges finished files, whoever made them, with what runs in Node alone. */
import { printReport } from '../inspect/print-report.ts'
import { inspectFiles } from '../inspect/inspect-files.ts'
import { printJson } from './print-json.ts'

export async function verify(paths: readonly string[], { json }: { readonly json: boolean }): Promise<void> {
  const report = await inspectFiles(paths)
  if (json) printJson(report)
  else process.stdout.write(`${printReport(report).trimEnd()}\n`)
  if (report.problems.length > 0) process.exitCode = 1
}
