// Makes a fresh clone ready: installs what package-lock.json names, and compiles, when that has not been done.
import { spawnSync } from 'node:child_process'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  utimesSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** Runs one of our commands without a shell, so that it works the same on Windows. */
export function run(command, args, options = {}) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  return status ?? 1
}

export const bin = (name) => join(root, 'node_modules', name)

/** A folder's own time counts too: it changes when a file in it is deleted or renamed. */
const newestIn = (folder) =>
  Math.max(
    modified(folder),
    ...readdirSync(folder, { withFileTypes: true, recursive: true }).map((entry) =>
      modified(join(entry.parentPath, entry.name)),
    ),
  )

const filesIn = (folder) =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))

const dist = join(root, 'dist')
const SETTINGS = ['tsconfig.json', 'tsconfig.build.json']

/** `dist/cli.js` has the time at which the last complete compilation began. */
const isCompiled = () =>
  modified(join(dist, 'cli.js')) >=
  Math.max(newestIn(join(root, 'src')), ...SETTINGS.map((file) => modified(join(root, file))))

/**
 * Compiles when the source is newer than what was compiled; takes milliseconds when it is not. Programs that run from
 * `dist` meanwhile never see half a file: it is compiled into a folder beside, and only what differs is moved over.
 *
 * @throws Error when the source does not compile; what was compiled before stays as it was
 */
export function compile() {
  if (isCompiled()) return
  const unlock = lock(join(root, 'dist.lock'))
  try {
    // Another run may have compiled while this one waited.
    if (isCompiled()) return
    console.error('Setting up: compiling …')
    const started = new Date()
    const fresh = mkdtempSync(join(root, 'dist.new-'))
    try {
      const status = run(process.execPath, [bin('typescript/bin/tsc'), '-p', 'tsconfig.build.json', '--outDir', fresh])
      if (status !== 0) throw new Error('The source does not compile; see the lines above.')
      const files = filesIn(fresh)
      for (const file of files) moveIfOther(join(fresh, file), join(dist, file))
      const wanted = new Set(files)
      for (const file of filesIn(dist)) if (!wanted.has(file)) rmSync(join(dist, file))
      utimesSync(join(dist, 'cli.js'), started, started)
    } finally {
      rmSync(fresh, { recursive: true, force: true })
    }
  } finally {
    unlock()
  }
}

function moveIfOther(from, to) {
  if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) return
  mkdirSync(dirname(to), { recursive: true })
  renameSync(from, to)
}

const ABANDONED_AFTER_MS = 120_000

/** Waits while another run compiles in this clone. A lock that is older than any compilation was left by a run that was killed. */
function lock(folder) {
  for (;;) {
    try {
      mkdirSync(folder)
      return () => rmdirSync(folder)
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (Date.now() - modified(folder) > ABANDONED_AFTER_MS) rmSync(folder, { recursive: true, force: true })
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}

/** `npm ci` empties the folder that a link leads to, which another clone uses: who made the link keeps its libraries. */
const isLinked = () => lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false })?.isSymbolicLink() === true

export function setUp() {
  const installed = join(root, 'node_modules', '.package-lock.json')
  if (!isLinked() && modified(installed) < modified(join(root, 'package-lock.json'))) {
    console.error('Setting up: installing the libraries (once) …')
    // npm gives its scripts its own path; started without npm, it must be on the PATH.
    const npm = process.env.npm_execpath
    const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
    const status = npm
      ? run(process.execPath, [npm, ...args])
      : run(process.platform === 'win32' ? 'npm.cmd' : 'npm', args, { shell: process.platform === 'win32' })
    if (status !== 0) process.exit(4)
  }
  try {
    compile()
  } catch (error) {
    console.error(error.message)
    process.exit(4)
  }
}
