// `npm test`: sets up a fresh clone, then runs the tests.
import { bin, run, setUp } from './set-up.mjs'

setUp()
process.exitCode = run(process.execPath, [bin('vitest/vitest.mjs'), 'run', ...process.argv.slice(2)])
