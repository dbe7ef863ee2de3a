// Makes the pictures of the README and docs/ again: `node scripts/pictures.mjs`. Needs pdftoppm (poppler).
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run } from './set-up.mjs'

const practice = 'Z99901'
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-pictures-'))
const pictures = join(root, 'docs/pictures')
mkdirSync(pictures, { recursive: true })
const choice = [
  '--only',
  practice,
  '--documents',
  'checklist',
  '--formats',
  'pdf',
  '--out',
  folder,
  '--as-of',
  '2026-11-20',
]
run(process.execPath, [join(root, 'dist/cli.js'), 'build', ...choice])
const pack = readdirSync(folder).find((name) => name.startsWith(`${practice}-`))
const page = join(folder, pack, '1 Plan', `${practice} Checklist.pdf`)
process.exitCode = run('pdftoppm', ['-png', '-r', '70', '-f', '1', '-singlefile', page, join(pictures, 'checklist')])
rmSync(folder, { recursive: true })
