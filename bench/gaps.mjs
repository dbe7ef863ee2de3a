// The gap report as a whole process, beside `node -e 0` and a plain remark-parse of the same files.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cli, inTurn, root, round, runNode, table } from './measure.mjs'

export const title = 'Gap report'

const PARSE = `
  import { readdirSync, readFileSync } from 'node:fs'
  import { join } from 'node:path'
  import remarkParse from 'remark-parse'
  import { unified } from 'unified'
  const folder = process.argv[1]
  const parser = unified().use(remarkParse)
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.md')))
    parser.parse(readFileSync(join(folder, file), 'utf8'))
`

export function run() {
  const beside = join(root, '../shared/corpus/guide-2020-03-25')
  const guide = existsSync(beside) ? beside : join(root, 'guide')
  const [nothing, plain, gaps] = inTurn(
    [
      () => runNode(['-e', '0']),
      () => runNode(['--input-type=module', '-e', PARSE, guide]),
      () => runNode([cli, 'gaps', '--guide', guide]),
    ],
    9,
  )
  return [
    table(
      ['whole process', 'seconds', 'peak MiB'],
      [
        ['`node -e 0`', round(nothing.seconds, 3), round(nothing.peak)],
        ['plain remark-parse of the same files', round(plain.seconds, 3), round(plain.peak)],
        ['`practice-packs gaps`', round(gaps.seconds, 3), round(gaps.peak)],
      ],
    ),
    `The gap report against the plain parse: ${round(gaps.seconds / plain.seconds, 2)} (${existsSync(beside) ? 'public guide of March 2020' : 'our own guide: the public one is not beside the repository'}).`,
  ].join('\n\n')
}
