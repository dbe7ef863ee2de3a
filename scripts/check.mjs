// `npm run check`: types, lint, format, tests. Stops at the first that fails.
import { bin, run, setUp } from './set-up.mjs'

setUp()
const steps = [
  ['types', 'typescript/bin/tsc', '--noEmit'],
  ['lint', 'eslint/bin/eslint.js', '.'],
  ['format', 'prettier/bin/prettier.cjs', '--check', '.'],
  ['tests', 'vitest/vitest.mjs', 'run'],
]
for (const [name, script, ...args] of steps) {
  console.error(`— ${name}`)
  const status = run(process.execPath, [bin(script), ...args])
  if (status !== 0) {
    console.error(`The step “${name}” failed.`)
    process.exit(status)
  }
}
