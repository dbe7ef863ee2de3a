#!/usr/bin/env node
/**
 * `npm run check:documents`: builds the starter packs, in standard and in large print, the reports for editors, and the
 * variants that no starter practice has, such as guides with no task, one and 200. It runs every check over them, and then
 * shows with faulty documents that the checks catch them.
 *
 * What follows the command goes to {@link file://./check-documents.mjs}: `--strict`, `--only`, `--record-pages`.
 * Exit code 0 when all is well, 4 when the packs could not be built, else 1.
 *
 * @module
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root, run, setUp } from '../scripts/set-up.mjs'
import { writeGuide } from './lib/write-guides.mjs'
import { HARD_NAME, writePractices } from './lib/write-practices.mjs'

/** A look of somebody's own: a logo that lets the ground through, and a colour too pale for words. */
const LOGO = join(root, 'kit/logo.png')
/** Every template in every size of print for a name that is hard to print; the starters in the sizes most asked for. */
const BUILDS = {
  standard: [],
  'large-print-16': ['--large-print', '16', '--only', HARD_NAME.ods, '--logo', LOGO, '--colour', '#ffb81c'],
  'large-print-18': ['--large-print'],
}
/** Guides with so many tasks, in these sizes of print; letters and messages hold no tasks. */
const TASKS = { 0: [12, 18], 1: [12, 18], 200: [12, 16, 18] }
const TASK_DOCUMENTS = ['--only', HARD_NAME.ods, '--documents', 'checklist,cutover-plan']
// Page counts are recorded: they must not change with the day.
const ALWAYS = ['--as-of', '2026-11-21']
const kit = join(root, 'kit')
const node = process.execPath
const modified = (file) => (existsSync(file) ? statSync(file).mtimeMs : 0)

setUp()
installKit()

const folder = mkdtempSync(join(tmpdir(), 'starter-packs-'))
try {
  process.exitCode = await check()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

async function check() {
  console.error('Building the starter packs …')
  const cli = join(root, 'dist', 'cli.js')
  const practices = writePractices(folder)
  for (const [name, flags] of [...Object.entries(BUILDS), ...buildsOfTasks()]) {
    const words = [cli, 'build', ...ALWAYS, '--practices', practices, '--out', join(folder, name), ...flags]
    const { status, stderr } = spawnSync(node, words, { cwd: root, encoding: 'utf8' })
    // Warnings about the starter practices belong to them; they matter here only when nothing was built.
    if (status === 0) continue
    console.error(`${stderr}\nThe starter packs could not be built.`)
    return 4
  }
  // What editors get: the gap report, and the guide as its readers see it.
  const reports = join(folder, 'editors')
  const editors = [
    ['gaps', '--output', `html=${join(reports, 'gaps.html')}`, '--output', `pdf=${join(reports, 'gaps.pdf')}`],
    ['publish', '--out', join(reports, 'guide'), '--formats', 'html'],
  ]
  for (const words of editors)
    if (spawnSync(node, [cli, ...words], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] }).status !== 0) {
      console.error(`\`practice-packs ${words[0]}\` could not write its report.`)
      return 4
    }
  const { writeVariants } = await import('./lib/write-variants.mjs')
  await writeVariants(join(folder, 'variants'))

  const pages = join(kit, 'expected-pages.json')
  const documents = run(node, [join(kit, 'check-documents.mjs'), folder, '--pages', pages, ...process.argv.slice(2)])
  if (process.argv.some((word) => word.startsWith('--only') || word === '--record-pages')) return documents
  console.error('Trying the faulty documents …')
  const faults = run(node, [join(kit, 'faults.mjs')])
  return documents === 0 && faults === 0 ? 0 : 1
}

/** @returns {[string, string[]][]} */
function buildsOfTasks() {
  return Object.entries(TASKS).flatMap(([count, sizes]) => {
    const guide = writeGuide(join(folder, 'guides', count), Number(count))
    return sizes.map((size) => [
      // Large print is recognised by its folder's name.
      join(size === 12 ? 'standard-12' : `large-print-${size}`, `guide-of-${count}-tasks`),
      ['--guide', guide, ...TASK_DOCUMENTS, ...(size === 12 ? [] : ['--large-print', `${size}`])],
    ])
  })
}

function installKit() {
  if (modified(join(kit, 'node_modules', '.package-lock.json')) >= modified(join(kit, 'package-lock.json'))) return
  console.error('Installing the checkers (once) …')
  const npm = process.env.npm_execpath
  // Not `npm ci`: it insists on an entry for every platform of the Open XML SDK, and some are not to be had everywhere.
  const words = ['install', '--no-save', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  // npm gives its scripts its own path; started without npm, it must be on the PATH.
  const status = npm ? run(node, [npm, ...words], { cwd: kit }) : run('npm', words, { cwd: kit })
  if (status !== 0) console.error('The checkers could not be installed; what needs them is not checked.')
}
