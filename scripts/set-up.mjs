// Makes a fresh clone ready: installs what package-lock.json names, and compiles, when that has not been done.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

/** Runs one of our commands without a shell, so that it works the same on Windows. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  return status ?? 1
}

export const bin = (name) => join(root, 'node_modules', name)

function newestSource(folder) {
  return Math.max(
    ...readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => modified(join(entry.parentPath, entry.name))),
  )
}

export function setUp() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (modified(installed) < modified(join(root, 'package-lock.json'))) {
    console.error('Setting up: installing the libraries (once) …')
    // npm tells its scripts where it stands; started without npm, it must be on the path.
    const npm = process.env.npm_execpath
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    const status = npm
      ? run(process.execPath, [npm, ...args])
      : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' })
    if (status !== 0) process.exit(4)
  }
  const compiled = join(root, 'dist', 'cli.js')
  if (modified(compiled) < newestSource(join(root, 'src'))) {
    console.error('Setting up: compiling …')
    if (run(process.execPath, [bin('typescript/bin/tsc'), '-p', 'tsconfig.build.json']) !== 0) process.exit(4)
  }
}
