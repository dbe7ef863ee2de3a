// Finds what the guide says in the packs of the starter practices, sentence by sentence: `npm run guide-in-packs`.
// Prints a table with a column for each practice and ends with 1 where something that applies is missing.
import { fileURLToPath } from 'node:url'
import { join } from 'node:path'

/** Pages and sections that no pack repeats, and why. */
export const ONLY_ON_THE_SITE = {
  'withdrawn.md': 'For editors: advice of older guides that we do not give, and why.',
  'index.md':
    'Leads to the other pages and says what the guide is. Its box, and what a pack needs of it, are asked for below.',
  'roles.md': 'Leads readers of the site to their pages. A pack has a checklist by role, which says it task by task.',
  'information-governance.md#ours': 'Leads to the tasks that it names; each of them is looked for as a task.',
}

/** Sentences of the pages above that every pack has to say nevertheless. */
const ALWAYS = [
  ['index.md', 'Where a supplier or your ICB tells you something different in writing, follow that.'],
  ['roles.md', 'Each role needs a deputy during the cutover.'],
]

/** Sections for practices that have something: the words of a page stand under no task that would say so. */
const SECTION_FOR = {
  'links.md#gp-links': 'gp_links',
  'links.md#mesh': 'mesh',
  'what-stops.md#online-consultation': 'online_consultation',
}

/** Sentences that a pack says in its own words, and where. */
const IN_OTHER_WORDS = [
  [/^(?:This|These|Both) limits? (?:is|are) history, not (?:a )?rights?: see /, 'The box of limits says so, once.'],
]

const text = (spans) => spans.map((span) => span.text).join('')
/** The same words, whatever their capitals, spaces and marks. */
export const bare = (words) =>
  words
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** A full stop within a number or an address ends no sentence. */
const sentences = (words) =>
  words
    .split(/(?<=[.?!]["”’)]?)\s+(?=\p{Lu}|["“‘(])/u)
    .map((one) => one.trim())
    .filter((one) => bare(one) !== '')

const linesOf = (block) => {
  if (block.type === 'paragraph' || block.type === 'heading') return [text(block.spans)]
  if (block.type === 'list') return block.items.flatMap((item) => item.flatMap(linesOf))
  if (block.type === 'callout') return block.blocks.flatMap(linesOf)
  if (block.type === 'table')
    return block.rows.flatMap(({ cells }) => cells.flatMap(({ spans = [], more = [] }) => [spans, ...more].map(text)))
  return []
}

/**
 * Everything that the guide says and that some pack has to say.
 *
 * @returns `where`, `kind`, `words` and `notFor(plan)`: why a practice does not get it, or null
 */
export function sayingsOf(guide) {
  const everybody = () => null
  const taskOf = new Map(guide.tasks.map((task) => [task.text, task]))
  const ofTask = (task) => (plan) => {
    const left = plan.leftOut.find((one) => one.task.id === task.id)
    if (left)
      return `left out: ${left.because.map(({ condition, answer }) => `${condition} ${answer ? 'yes' : 'no'}`).join(', ')}`
    return plan.tasks.some((planned) => planned.task.id === task.id) ? null : 'not in this plan'
  }
  const said = []
  const add = (where, kind, words, notFor = everybody) => {
    for (const sentence of sentences(words)) said.push({ where, kind, words: sentence, notFor })
  }
  for (const task of guide.tasks) {
    if (task.onlyText !== undefined) continue
    const where = `${task.place.file}:${task.place.line}`
    add(where, 'task', task.text, ofTask(task))
    for (const line of (task.details ?? []).flatMap(linesOf)) add(where, 'under a task', line, ofTask(task))
  }
  for (const { place, title, blocks } of guide.callouts)
    for (const line of [text(title), ...blocks.flatMap(linesOf)]) add(`${place.file}:${place.line}`, 'box', line)
  const rowIn = (list) => (id) => (plan) => (plan[list].some(({ line }) => line.id === id) ? null : 'has none of these')
  const rows = [
    ...guide.dataTypes.map((one) => [
      'data-types.md',
      'row',
      [one.name, text(one.during), text(one.after)],
      rowIn('dataTypes')(one.id),
    ]),
    ...guide.externalLinks.map((one) => [
      'links.md',
      'row',
      [one.name, text(one.tell), text(one.meanwhile), text(one.test)],
      rowIn('externalLinks')(one.id),
    ]),
    ...guide.stops.map((one) => ['what-stops.md', 'row', [one.name, text(one.meanwhile)], rowIn('stops')(one.id)]),
    ...guide.losses.map((one) => ['data-types.md#at-risk', 'row', [one.name, text(one.todo)], rowIn('losses')(one.id)]),
  ]
  for (const [where, kind, cells, notFor] of rows) for (const cell of cells) add(where, kind, cell, notFor)
  for (const { id, caveat } of guide.data.sources) {
    const names = ({ task: { sources, dueSources = [] } }) => [...sources, ...dueSources].includes(id)
    add('sources.yaml', 'caveat', caveat, (plan) =>
      plan.tasks.some(names) ? null : 'no task of this plan rests on it',
    )
  }
  for (const page of guide.pages) sayPage(page, guide, taskOf, ofTask, add)
  for (const [where, words] of ALWAYS) add(where, 'always', words)
  return said
}

/** Rows of the data tables are known by their columns, and said already. */
const isDataTable = ({ header }) => header.some((spans) => /^applies to$/i.test(text(spans).trim()))

function sayPage(page, guide, taskOf, ofTask, add) {
  if (ONLY_ON_THE_SITE[page.file] !== undefined) return
  let section = ''
  const sections = []
  for (const block of page.blocks) {
    if (block.type === 'heading') section = block.id
    else sections.push([section, block])
  }
  const tasksIn = (id) =>
    guide.tasks.filter(
      ({ place }) =>
        place.file === page.file && page.headings.filter((one) => one.place.line < place.line).at(-1)?.id === id,
    )
  for (const [id, block] of sections) {
    const where = `${page.file}${id === '' ? '' : `#${id}`}`
    if (ONLY_ON_THE_SITE[where] !== undefined || block.type === 'callout') continue
    if (block.type === 'list' && block.items.some(([first]) => first && taskOf.has(linesOf(first)[0]))) continue
    if (block.type === 'table' && isDataTable(block)) {
      // Data types and links are said above, by their place in the plan.
      if (['data-types.md', 'links.md'].includes(page.file)) continue
      const at = block.header.findIndex((spans) => /^applies to$/i.test(text(spans).trim()))
      // A pack says these as days of its own.
      const inDays = block.header.flatMap((spans, index) =>
        /^(?:from|until|link|source|applies to)$/i.test(text(spans).trim()) ? [index] : [],
      )
      for (const { cells } of block.rows) {
        const names = text(cells[at]?.spans ?? []).split(/ or | and /i)
        const ids = names.flatMap(
          (name) => guide.data.conditions.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())?.id ?? [],
        )
        const none = (plan) =>
          ids.length > 0 && ids.every((id) => plan.practice.conditions[id] === false) ? `${ids.join(', ')} no` : null
        for (const [index, { spans = [] }] of cells.entries())
          if (!inDays.includes(index)) add(where, 'row', text(spans), none)
      }
      continue
    }
    const tasks = tasksIn(id)
    const condition = SECTION_FOR[where]
    const notFor = (plan) => {
      if (condition !== undefined) return plan.practice.conditions[condition] === false ? `${condition} no` : null
      if (tasks.length === 0) return null
      return tasks.some((task) => ofTask(task)(plan) === null) ? null : 'no task of this section'
    }
    if (page.file === 'glossary.md') {
      for (const { cells } of block.type === 'table' ? block.rows : []) {
        const [word = '', meaning = ''] = cells.map(({ spans = [] }) => text(spans))
        add(where, 'word', meaning, (plan) => (usesWord(plan, word) ? null : 'the word is not used'))
      }
      continue
    }
    for (const line of linesOf(block)) {
      const names = page.links.filter(({ leadsTo }) => leadsTo !== null).map((link) => link.text)
      for (const one of sentences(line)) {
        const leads = /\b(?:see|more is on|start from|read)\b/i.test(one) && names.some((name) => one.includes(name))
        add(where, leads ? 'leads to another page' : block.type, one, leads ? () => 'leads to another page' : notFor)
      }
    }
  }
}

/** Whether a practice's tasks use a word of the glossary, or the abbreviation before its brackets. */
const usesWord = ({ tasks }, word) => {
  const [short = word] = word.split(/ \(|, /)
  const said = tasks.map(({ task }) => [task.text, ...(task.details ?? []).flatMap(linesOf)].join(' ')).join(' ')
  return new RegExp(`(?<![\\p{L}\\p{N}])${short.replace(/[+]/g, '\\+')}(?![\\p{L}\\p{N}])`, 'iu').test(said)
}

/**
 * @param packs each with `ods`, `plan` and `words`: all that its documents say
 * @returns a row for each sentence, with a state for each practice: `found`, `missing`, or why it is not for it
 */
export function findInPacks(guide, packs) {
  const known = packs.map(({ plan, words }) => ({ plan, words: ` ${bare(words)} ` }))
  return sayingsOf(guide).map(({ where, kind, words, notFor }) => ({
    where,
    kind,
    words,
    states: known.map((pack) => {
      if (pack.words.includes(` ${bare(words)} `)) return 'found'
      const reason = notFor(pack.plan) ?? IN_OTHER_WORDS.find(([pattern]) => pattern.test(words))?.[1]
      return reason ?? 'missing'
    }),
  }))
}

async function main([
  practices = join(root, 'practices/practices.csv'),
  guideFolder = join(root, 'guide'),
  templates = join(root, 'templates'),
]) {
  const load = (name) => import(new URL(`../dist/${name}.js`, import.meta.url).href)
  const { understand, planPractice } = await load('pipeline')
  const { composeDocuments } = await load('compose/compose-documents')
  const { plainText } = await load('document/plain-text')
  const understood = await understand({ guide: guideFolder, templates, practices })
  const packs = understood.practices.map((practice) => {
    const plan = planPractice(understood, practice, '2026-11-30')
    const choice = { documents: ['checklist', 'cutover-plan', 'letters'], allowSuperseded: true }
    const { documents } = composeDocuments(plan, understood, choice)
    return { ods: practice.ods, plan, words: documents.flatMap(plainText).join(' ') }
  })
  const rows = findInPacks(understood.guide, packs)
  const lines = rows.map(({ where, kind, words, states }) => [where, kind, words.slice(0, 70), ...states].join('\t'))
  console.log([['where', 'what', 'words', ...packs.map(({ ods }) => ods)].join('\t'), ...lines].join('\n'))
  const missing = rows.filter(({ states }) => states.includes('missing'))
  for (const [page, why] of Object.entries(ONLY_ON_THE_SITE)) console.error(`Only on the site: ${page}. ${why}`)
  console.error(
    `${rows.length} sentences in ${packs.length} packs: ${rows.length - missing.length} found wherever they apply, ${missing.length} missing.`,
  )
  return missing.length === 0 ? 0 : 1
}

const root = fileURLToPath(new URL('..', import.meta.url))
if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = await main(process.argv.slice(2))
