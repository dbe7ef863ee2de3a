/**
 * How long it takes to read and check a practices file, beside reading and splitting the same file with csv-parse alone.
 *
 *     npm run build && node bench/practices-file.mjs
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { firstMissing } from '../dist/fonts/coverage.js'
import { parseGuideData } from '../dist/parse/guide-data.js'
import { parsePractices } from '../dist/parse/practices/parse-practices.js'
import { readGuide } from '../dist/read/read-guide.js'
import { readTable } from '../dist/read/read-practices.js'

const RUNS = 15
const folder = mkdtempSync(join(tmpdir(), 'bench-'))
const [header, ...rows] = readFileSync('practices/practices.csv', 'utf8').trim().split('\n')
const { data } = parseGuideData((await readGuide('guide', 'guide')).data)

const median = (times) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)]
const time = async (run) => {
  const started = performance.now()
  await run()
  return performance.now() - started
}

for (const count of [212, 6900]) {
  const file = join(folder, `${count}.csv`)
  const codes = Array.from({ length: count }, (_, at) => rows[at % rows.length].replace(/^Z999\d\d/, `Z${10_000 + at}`))
  writeFileSync(file, `${[header, ...codes].join('\n')}\n`)
  const plain = []
  const checked = []
  // By turns, so that a busy moment of the machine falls on both.
  for (let run = 0; run < RUNS; run += 1) {
    plain.push(await time(() => parse(readFileSync(file, 'utf8'), { bom: true })))
    checked.push(
      await time(async () => parsePractices(await readTable(file), data, { missingCharacter: firstMissing })),
    )
  }
  const [plainMs, checkedMs] = [median(plain), median(checked)]
  const ratio = (checkedMs / plainMs).toFixed(1)
  process.stdout.write(
    `${count} rows  plain read ${plainMs.toFixed(1)} ms  checked ${checkedMs.toFixed(1)} ms  ${ratio} plain reads\n`,
  )
}
rmSync(folder, { recursive: true })
