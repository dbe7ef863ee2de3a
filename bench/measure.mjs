// Measuring whole processes and functions: medians of several runs, taken in turn so that a machine that slows down
// slows both sides of a ratio.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
export const cli = join(root, 'dist/cli.js')
export const temporary = () => mkdtempSync(join(tmpdir(), 'practice-packs-bench-'))

export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]

// Loaded before the program: writes the highest memory of the process when it ends.
const WATCH = `data:text/javascript,${encodeURIComponent(
  "import { writeFileSync } from 'node:fs'; process.on('exit', () => { if (process.env.BENCH_PEAK) writeFileSync(process.env.BENCH_PEAK, String(process.resourceUsage().maxRSS)) })",
)}`

/** Runs node with these arguments. @returns seconds on the wall, peak memory in MiB, exit status */
export function runNode(args, options = {}) {
  const peakFile = join(temporary(), 'peak')
  const started = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--import', WATCH, ...args], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, BENCH_PEAK: peakFile },
    ...options,
  })
  const seconds = (performance.now() - started) / 1000
  let peak = Number.NaN
  try {
    peak = Number(readFileSync(peakFile, 'utf8')) / 1024
  } catch {
    // The process was stopped before it could write.
  }
  if (status !== 0 && !options.mayFail) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`)
  return { seconds, peak, status }
}

/** Several programs in turn: A B C A B C … @returns for each the medians */
export function inTurn(programs, times = 5) {
  const runs = programs.map(() => [])
  for (let n = 0; n < times; n += 1) for (const [index, program] of programs.entries()) runs[index].push(program())
  return runs.map((all) => ({
    seconds: median(all.map(({ seconds }) => seconds)),
    peak: median(all.map(({ peak }) => peak)),
  }))
}

/** Calls several functions in turn. @returns median milliseconds a call, for each */
export async function callInTurn(functions, times = 15) {
  const spent = functions.map(() => [])
  for (let n = 0; n < times; n += 1)
    for (const [index, call] of functions.entries()) {
      const started = performance.now()
      await call()
      // The first calls warm the compiler up.
      if (n >= 3) spent[index].push(performance.now() - started)
    }
  return spent.map(median)
}

export const round = (value, digits = 1) => Number(value.toFixed(digits))

/** A Markdown table. */
export const table = (header, rows) =>
  [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
