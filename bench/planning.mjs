// 6,900 practices planned without rendering: all of England. The cost of one practice must not grow with their number.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { inTurn, root, round, runNode, table, temporary } from './measure.mjs'
import { writePractices } from './practices.mjs'

export const title = 'Planning'

const PLAN = `
  import { planPractice, understand } from '${pathToFileURL(join(root, 'dist/pipeline.js'))}'
  const understood = await understand({ guide: 'guide', templates: 'templates', practices: process.argv[1] })
  let tasks = 0
  for (const practice of understood.practices) tasks += planPractice(understood, practice, '2026-11-21').tasks.length
  if (tasks === 0) throw new Error('nothing was planned')
`

export function run() {
  const counts = [690, 6900]
  const files = counts.map((count) => writePractices(temporary(), count))
  const [nothing, few, all] = inTurn(
    [() => runNode(['-e', '0']), ...files.map((file) => () => runNode(['--input-type=module', '-e', PLAN, file]))],
    3,
  )
  const each = (result, count) => round((1000 * (result.seconds - nothing.seconds)) / count, 2)
  return [
    table(
      ['whole process', 'seconds', 'ms a practice', 'peak MiB'],
      [
        ['`node -e 0`', round(nothing.seconds, 3), '', round(nothing.peak)],
        ['690 practices planned', round(few.seconds, 2), each(few, 690), round(few.peak)],
        ['6,900 practices planned', round(all.seconds, 2), each(all, 6900), round(all.peak)],
      ],
    ),
    `Cost of a practice at 6,900 against 690: ${round(each(all, 6900) / each(few, 690), 2)}.`,
  ].join('\n\n')
}
