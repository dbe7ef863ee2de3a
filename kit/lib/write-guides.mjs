/**
 * Small guides with as many tasks as wanted, in each phase around the cutover: what a pack looks like when a guide has
 * nothing to do, one thing, or far too much.
 *
 * @module
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Phases with a day that their tasks are due on, or around. */
const PHASES = [
  ['planning-for-cutover', 'Planning for cutover', (day) => `${day} days before final data production`],
  ['cutover', 'Final data production and cutover', () => 'on final data production'],
  ['go-live', 'Go live', () => 'on go live'],
  ['post-go-live', 'After go live', (day) => `${day} days after go live`],
]
const OWNERS = ['practice-manager', 'clinical-lead, practice-manager', 'it-lead', 'reception, new-supplier']
const WORDS = [
  'Tell the staff.',
  'Print the appointment lists of the first three days, one copy for each room, and keep them where everybody finds them when the screens stay dark.',
  'Ask the laboratory to hold results from 5pm.',
  'Agree who decides on go live, and write down where, such as at https://www.example.org/a-rather-long-address/that-has-no-place-to-break.',
]

const front = (fields) =>
  ['---', ...Object.entries(fields).map(([name, value]) => `${name}: ${value}`), '---'].join('\n')

/**
 * @param {string} folder
 * @param {number} count of tasks
 * @returns {string} the guide's folder
 */
export function writeGuide(folder, count) {
  mkdirSync(folder, { recursive: true })
  const index = { title: 'An invented guide', edition: 'Invented guide', status: 'current', reviewed: '2026-11-01' }
  writeFileSync(join(folder, 'index.md'), `${front(index)}\n\nIt has ${count} tasks.\n`)
  PHASES.forEach(([phase, title, due], order) => {
    // A single task is where most documents show it: on the evening of final data production.
    const tasks = Array.from({ length: count }, (_, n) => n).filter((n) => (n + 1) % PHASES.length === order)
    const lines = tasks.map((n) => {
      const notes = [`id: ${phase}-${n + 1}`, `who: ${OWNERS[n % OWNERS.length]}`, `due: ${due((n % 28) + 1)}`]
      return `- [ ] ${n + 1}: ${WORDS[n % WORDS.length]} <!-- ${notes.join('; ')} -->`
    })
    const fields = { title, phase, order: order + 1, reviewed: '2026-11-01' }
    const page = [front(fields), 'What is to be done in this phase.', ...(lines.length > 0 ? [lines.join('\n')] : [])]
    writeFileSync(join(folder, `0${order + 1}-${phase}.md`), `${page.join('\n\n')}\n`)
  })
  return folder
}
