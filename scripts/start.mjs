// `npm start`: packs for every practice in practices/practices.csv.
import { join } from 'node:path'
import { root, run, setUp } from './set-up.mjs'

setUp()
process.exitCode = run(process.execPath, [join(root, 'dist', 'cli.js'), 'build', ...process.argv.slice(2)])
