// `npm run check`: types, lint, format and the fast tests, for before each commit. `npm run check:all`: all tests.
// Every step runs, whatever became of the others; what each said is printed when it has ended.
import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { bin, root, setUp } from './set-up.mjs'

const all = process.argv.includes('--all')
if (all) setUp()
// Longest first; the tests, which use every core themselves, come last and alone.
const steps = [
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['types', 'typescript/bin/tsc', '--noEmit'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'],
]
const tests = ['tests', 'vitest/vitest.mjs', 'run', ...(all ? [] : ['--project', 'fast', '--maxWorkers', '100%'])]

const failed = []
await Promise.all(Array.from({ length: availableParallelism() }, work))
await take(tests, 'inherit')
if (failed.length > 0) {
  console.error(`Failed: ${failed.join(', ')}.`)
  process.exitCode = 1
}

async function work() {
  for (let step = steps.shift(); step !== undefined; step = steps.shift()) await take(step, 'pipe')
}

function take([name, script, ...args], stdio) {
  const started = performance.now()
  const child = spawn(process.execPath, [bin(script), ...args], { cwd: root, stdio: ['ignore', stdio, stdio] })
  let said = ''
  child.stdout?.on('data', (text) => (said += text))
  child.stderr?.on('data', (text) => (said += text))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('close', (status) => {
      if (status !== 0) failed.push(name)
      const seconds = Math.round((performance.now() - started) / 1000)
      console.error(`${status === 0 ? '✓' : '✗'} ${name} (${seconds} s)${said === '' ? '' : `\n${said}`}`)
      resolve()
    })
  })
}
