// `npm run test:node24 [-- FILE …]`: the tests on another version of Node, which the npm package `node` brings into a temporary
// folder. What the tests start runs on it too.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { bin, run, setUp } from './set-up.mjs'

const [version = '24', ...files] = process.argv.slice(2)
setUp()
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-node-'))
try {
  const windows = process.platform === 'win32'
  const install = ['install', '--no-audit', '--no-fund', '--no-save', '--prefix', folder, `node@${version}`]
  const status = run(windows ? 'npm.cmd' : 'npm', install, { cwd: folder, shell: windows })
  if (status !== 0) process.exit(4)
  const folderOfNode = join(folder, 'node_modules/node/bin')
  const node = join(folderOfNode, windows ? 'node.exe' : 'node')
  run(node, ['--version'])
  const env = { ...process.env, PATH: `${folderOfNode}${delimiter}${process.env.PATH ?? ''}` }
  process.exitCode = run(node, [bin('vitest/vitest.mjs'), 'run', ...files], { env })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
