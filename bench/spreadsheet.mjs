// 212 rows checked, as a whole process, beside `node -e 0` and a plain read of the same file with csv-parse.
import { cli, inTurn, round, runNode, table, temporary } from './measure.mjs'
import { writePractices } from './practices.mjs'

export const title = 'Spreadsheet'

const READ = `
  import { readFileSync } from 'node:fs'
  import { parse } from 'csv-parse/sync'
  parse(readFileSync(process.argv[1], 'utf8'), { bom: true, columns: true })
`

export function run() {
  const file = writePractices(temporary(), 212)
  const [nothing, plain, check] = inTurn([
    () => runNode(['-e', '0']),
    () => runNode(['--input-type=module', '-e', READ, file]),
    () => runNode([cli, 'check', '--practices', file, '--as-of', '2026-11-21'], { mayFail: true }),
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
