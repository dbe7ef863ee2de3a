// One target, input after input, in a worker: a hang or a full memory ends the worker, not the run. The input that is being
// tried is in shared memory, where the parent finds it.
import { parentPort, workerData } from 'node:worker_threads'
import { openCoverage } from './coverage.mjs'
import { judgeSpeed } from './judge.mjs'
import { mutate, numbers } from './mutate.mjs'
import { forbidWriting } from './no-writing.mjs'

const { target, seed, runs, until, grown, trying } = workerData
const { seeds, words, run } = await import(`./targets/${target}.mjs`)
const next = numbers(seed)
const count = new Int32Array(trying, 0, 2)
const units = new Uint16Array(trying, 8)

const shipped = await seeds()
const corpus = [...shipped, ...grown]
const first = corpus.length
const coverage = await openCoverage()
const told = new Set()
let done = 0
forbidWriting()

/** @returns whether it went well */
async function attempt(input) {
  count[1] = Math.min(input.length, units.length)
  for (let at = 0; at < count[1]; at += 1) units[at] = input.charCodeAt(at)
  // The parent recognises a hang by a number that no longer changes.
  Atomics.add(count, 0, 1)
  done += 1
  try {
    await judgeSpeed(run, input)
    return true
  } catch (error) {
    const stack = String(error?.stack ?? error)
    // The same bug found by another input is reported once: the same kind at the same place.
    const kind = `${error?.name} ${/^\s+at .*$/m.exec(stack)?.[0] ?? stack}`
    if (!told.has(kind)) parentPort.postMessage({ failed: input, stack })
    told.add(kind)
    return false
  }
}

for (const input of corpus) await attempt(input)
coverage.learn(await coverage.news())

// Asking what ran costs as much as several inputs, and news are rare: one question for a batch, more only when it has news.
const BATCH = 16
while (done < first + runs && Date.now() < until) {
  const batch = []
  for (let n = 0; n < BATCH; n += 1) {
    const input = mutate(corpus[next(corpus.length)], corpus, words, next)
    if (await attempt(input)) batch.push(input)
  }
  const news = await coverage.news()
  if (news.length === 0) continue
  for (const input of batch) {
    if (!(await attempt(input))) continue
    const own = await coverage.news()
    if (own.length === 0) continue
    coverage.learn(own)
    corpus.push(input)
    parentPort.postMessage({ kept: input })
  }
  coverage.learn(news)
}
parentPort.postMessage({ done, blocks: coverage.blocks(), shipped: shipped.length, corpus: corpus.length })
