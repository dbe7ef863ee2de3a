// Whole runs: packs a second with one job and two, a second run against the first, memory at 70 and at 690 practices.
import { join } from 'node:path'
import { cli, round, runNode, table, temporary } from './measure.mjs'
import { writePractices } from './practices.mjs'

export const title = 'Runs'

export function run({ practices = 690 } = {}) {
  const few = Math.max(7, Math.round(practices / 10))
  const build = (file, out, jobs) =>
    runNode([
      cli,
      'build',
      '--json',
      '--practices',
      file,
      '--out',
      out,
      '--jobs',
      String(jobs),
      '--as-of',
      '2026-11-21',
    ])
  const files = { few: writePractices(temporary(), few), all: writePractices(temporary(), practices) }
  const folder = temporary()
  const small = build(files.few, join(folder, 'small'), 2)
  const one = build(files.all, join(folder, 'one'), 1)
  const two = build(files.all, join(folder, 'two'), 2)
  const again = build(files.all, join(folder, 'two'), 2)
  const row = (name, count, { seconds, peak }) => [name, round(seconds, 1), round(count / seconds, 2), round(peak)]
  return [
    table(
      ['run', 'seconds', 'packs a second', 'peak MiB'],
      [
        row(`${few} practices, two jobs`, few, small),
        row(`${practices} practices, one job`, practices, one),
        row(`${practices} practices, two jobs`, practices, two),
        row(`${practices} practices again, nothing changed`, practices, again),
      ],
    ),
    `Two jobs against one: ${round(two.seconds / one.seconds, 2)}. Second run against the first: ${round((100 * again.seconds) / two.seconds, 1)} %. Peak memory at ${practices} against ${few}: ${round(two.peak / small.peak, 2)}.`,
  ].join('\n\n')
}
