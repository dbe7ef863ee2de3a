// `npm run fuzz`: sets up a fresh clone, then tries inputs that nobody would write (fuzz/README.md).
import { join } from 'node:path'
import { root, run, setUp } from './set-up.mjs'

setUp()
process.exitCode = run(process.execPath, [join(root, 'fuzz/run.mjs'), ...process.argv.slice(2)])
