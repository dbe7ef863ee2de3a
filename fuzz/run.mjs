// `npm run fuzz -- [--minutes N] [--target NAME] [--runs N] [--seed N]`: tries inputs on every target in turn, keeps those that
// reach new code in fuzz/corpus/, and saves what goes wrong in fuzz/found/. Ends with 1 when something went wrong.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { Worker } from 'node:worker_threads'

const here = import.meta.dirname
const all = readdirSync(join(here, 'targets'))
  .map((name) => name.replace(/\.mjs$/, ''))
  .sort()
const { values } = parseArgs({
  options: {
    minutes: { type: 'string' },
    target: { type: 'string', multiple: true, default: all },
    runs: { type: 'string' },
    seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
    /** Nothing is read from or kept in fuzz/corpus: the same seed, the same inputs. */
    fresh: { type: 'boolean', default: false },
  },
})
const unknown = values.target.filter((name) => !all.includes(name))
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(', ')}. Targets: ${all.join(', ')}.`)
  process.exit(2)
}
const minutes = Number(values.minutes ?? (values.runs === undefined ? 10 : 24 * 60))

/** A worker that has worked on one input for so long, by the processor's clock, hangs. */
const HANGS_MS = 10_000
const MOST_UNITS = 70_000

const nameOf = (input) => createHash('sha256').update(input, 'utf16le').digest('hex').slice(0, 16)

/** As JSON: an input may hold characters that no encoding of a text file keeps. */
const save = (folder, input) => {
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `${nameOf(input)}.json`)
  writeFileSync(file, `${JSON.stringify(input)}\n`)
  return file
}
const load = (folder) =>
  existsSync(folder) ? readdirSync(folder).map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8'))) : []

function fuzz(target, until, runs, seed) {
  const corpusFolder = join(here, 'corpus', target)
  const total = { executions: 0, blocks: 0, seeds: 0, corpus: 0, found: [] }
  const found = (input, stack) => {
    const file = save(join(here, 'found', target), input)
    total.found.push(file)
    console.error(`${target}: ${file}\n${stack}\n`)
  }
  const once = (part) =>
    new Promise((resolve) => {
      const trying = new SharedArrayBuffer(8 + 2 * MOST_UNITS)
      const count = new Int32Array(trying, 0, 2)
      const tried = () => String.fromCharCode(...new Uint16Array(trying, 8, count[1]))
      const worker = new Worker(new URL('./worker.mjs', import.meta.url), {
        workerData: {
          target,
          seed: seed + part,
          runs: runs - total.executions,
          until,
          grown: values.fresh ? [] : load(corpusFolder),
          trying,
        },
        resourceLimits: { maxOldGenerationSizeMb: 1024 },
      })
      let last = { number: 0, since: process.cpuUsage() }
      const watch = setInterval(() => {
        if (count[0] !== last.number || count[0] === 0) last = { number: count[0], since: process.cpuUsage() }
        else if (process.cpuUsage(last.since).user > HANGS_MS * 1000) {
          found(tried(), `It has not come back after ${HANGS_MS / 1000} seconds`)
          void worker.terminate()
        }
      }, 1000)
      worker.on('message', ({ failed, stack, kept, ...ended }) => {
        if (failed !== undefined) found(failed, stack)
        else if (kept !== undefined) {
          if (!values.fresh) save(corpusFolder, kept)
        } else Object.assign(total, { blocks: ended.blocks, seeds: ended.shipped, corpus: ended.corpus })
      })
      worker.on('error', (error) => found(tried(), `The worker ended: ${error.stack ?? error}`))
      worker.on('exit', () => {
        clearInterval(watch)
        total.executions += count[0]
        resolve()
      })
    })
  return (async () => {
    // After a hang or a full memory the work goes on with other numbers.
    for (let part = 0; part < 20 && total.executions < runs && Date.now() < until; part += 1) await once(part)
    return total
  })()
}

const started = Date.now()
const totals = []
for (const [index, target] of values.target.entries()) {
  const until = started + (minutes * 60_000 * (index + 1)) / values.target.length
  const begun = Date.now()
  const total = await fuzz(target, until, Number(values.runs ?? Infinity), Number(values.seed))
  totals.push({ target, minutes: Math.round((Date.now() - begun) / 6000) / 10, ...total, found: total.found.length })
  console.log(JSON.stringify(totals.at(-1)))
}
console.table(totals)
if (totals.some(({ found }) => found > 0)) process.exitCode = 1
