// 212 rows checked beside plain reads of the same file with csv-parse: as whole processes, and within one process that has
// read the guide already, which is what a row costs.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { callInTurn, cli, inTurn, root, round, runNode, table, temporary } from './measure.mjs'
import { writePractices } from './practices.mjs'

export const title = 'Spreadsheet'

const AS_OF = '2026-11-21'

const READ = `
  import { readFileSync } from 'node:fs'
  import { parse } from 'csv-parse/sync'
  parse(readFileSync(process.argv[1], 'utf8'), { bom: true, columns: true })
`

export async function run() {
  const file = writePractices(temporary(), 212)
  return [wholeProcesses(file), await withinOne(file)].join('\n\n')
}

function wholeProcesses(file) {
  const [nothing, plain, check] = inTurn([
    () => runNode(['-e', '0']),
    () => runNode(['--input-type=module', '-e', READ, file]),
    () => runNode([cli, 'check', '--practices', file, '--as-of', AS_OF], { mayFail: true }),
  ])
  return [
    table(
      ['whole process', 'seconds', 'peak MiB'],
      [
        ['`node -e 0`', round(nothing.seconds, 3), round(nothing.peak)],
        ['plain csv-parse of 212 rows', round(plain.seconds, 3), round(plain.peak)],
        ['`practice-packs check`, guide, templates and dates included', round(check.seconds, 3), round(check.peak)],
      ],
    ),
    `The check takes the time of ${round(check.seconds / plain.seconds)} plain reads.`,
  ].join('\n\n')
}

async function withinOne(file) {
  const { understand } = await import('../dist/pipeline.js')
  const { explainFindings } = await import('../dist/app/plan-practices.js')
  const { understandPractices } = await import('../dist/app/understand.js')
  const { firstMissing } = await import('../dist/fonts/coverage.js')
  const flags = { practices: file, guide: join(root, 'guide'), templates: join(root, 'templates') }
  const understood = await understand(flags)
  const rows = () => understandPractices(flags, understood.guide.data, firstMissing)
  const [plain, checked, dated] = await callInTurn([
    () => parse(readFileSync(file, 'utf8'), { bom: true, columns: true }),
    rows,
    async () => {
      for (const practice of (await rows()).value.practices) explainFindings(understood, practice, AS_OF)
    },
  ])
  return [
    table(
      ['within one process', 'milliseconds'],
      [
        ['plain csv-parse of 212 rows', round(plain)],
        ['every cell of them checked', round(checked)],
        ['and every date against the rules', round(dated)],
      ],
    ),
    `The cells take the time of ${round(checked / plain)} plain reads, with the dates ${round(dated / plain)}.`,
  ].join('\n\n')
}
