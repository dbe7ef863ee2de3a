/**
 * Phases of the public guide: the steps of its group `migration-key-phases`, or its chapters if that group is missing.
 *
 * @module
 */
import { lazy } from '../base/cache.ts'
import { compare, didYouMean, nearestWord } from '../base/text.ts'
import { spansText } from '../document/plain-text.ts'
import type { Checked, Finding, Place } from '../model/finding.ts'
import type { Estimate, Phase } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { nameOf, type ReadGuidePage, type Site } from './page.ts'
import type { RoleNames } from './roles.ts'
import { parseEstimate } from './timing-words.ts'

/** For each of the public guide's 15 key phases, in order, the phase of the timing policy whose dates it takes. */
const KEY_PHASE_IDS: readonly string[] = [
  'buying-and-preparing',
  'buying-and-preparing',
  'kick-off',
  'technical-survey',
  'pre-migration',
  'initial-data-production',
  'data-checking',
  'data-checking',
  'planning-for-cutover',
  'training',
  'cutover',
  'cutover',
  'go-live',
  'post-go-live',
  'end-of-migration',
]

/** First match wins: `Post Go-Live` is not go-live, `Planning for cutover` is not cutover. */
const BY_TITLE: readonly (readonly [RegExp, string])[] = [
  [/\bend of\b/i, 'end-of-migration'],
  [/\bpost[ -]?(?:go[ -]?live|migration)\b|\brun[ -]?off\b/i, 'post-go-live'],
  [/\bpre[ -]?migration\b|\bearly prep/i, 'pre-migration'],
  [/\bplanning\b|\bpreparation for cut/i, 'planning-for-cutover'],
  [/\bkick[ -]?off\b/i, 'kick-off'],
  [/\bsurvey\b/i, 'technical-survey'],
  [/\binitial data\b|\bIDP\b/i, 'initial-data-production'],
  [/\bcheck|\bre-?check|\bsign[ -]?off\b|\btesting\b/i, 'data-checking'],
  [/\btraining\b/i, 'training'],
  [/\bfinal data\b|\bFDP\b|\bcut[ -]?over\b/i, 'cutover'],
  [/\bgo(?:ing)?[ -]?live\b/i, 'go-live'],
  [/\bdecision\b|\bfunding\b|\bprocur|\border|\bbuying\b|\bget started\b|\bgetting started\b/i, 'buying-and-preparing'],
]

function phaseByTitle(title: string): string | null {
  return BY_TITLE.find(([pattern]) => pattern.test(title))?.[1] ?? null
}

/** @param count number of key phases in the guide: the order is used only if there are all 15 */
function phaseByOrder(order: number | null, count: number): string | null {
  return order === null || count !== KEY_PHASE_IDS.length ? null : (KEY_PHASE_IDS[order - 1] ?? null)
}

const KEY_PHASES = 'migration-key-phases'

export interface PublicPhases {
  readonly phases: readonly Phase[]
  /** Phase of each page, by file: a step's own, a chapter's first. */
  readonly ofFile: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
}

export function publicPhases(pages: readonly ReadGuidePage[], site: Site, roles: () => RoleNames): PublicPhases {
  const steps = inOrder(pages.filter((page) => page.group === KEY_PHASES))
  const sources = steps.length > 0 ? steps : chapters(pages)
  const ofFile = new Map<string, string>()
  const findings: Finding[] = []
  const ids = new Set<string>()
  const durations = durationsOf(pages)
  const phases = sources.map((page, index): Phase => {
    const id = unique(nameOf(page.file) || 'phase', ids)
    const chapter = steps.length > 0 ? chapterOf(page, site) : page
    const first = chapter !== null && !ofFile.has(chapter.file)
    if (first) ofFile.set(chapter.file, id)
    ofFile.set(page.file, id)
    const place = page.markdown.frontMatter.place('title')
    const subtitle = parseEstimate(page.text('subtitle'), page.markdown.frontMatter.place('subtitle'))
    const inTable =
      subtitle.value === null ? durations.find(({ title }) => title === sameTitle(page.title))?.estimate : undefined
    findings.push(...subtitle.findings, ...(inTable?.findings ?? []))
    const datesOf = phaseByOrder(page.order, steps.length) ?? phaseByTitle(page.title)
    if (datesOf === null) {
      const message = `Unexpected phase \`${page.title}\`, expected one of the timing policy. It gets no dates; name it like a phase of timing.yaml.`
      findings.push(findingOf('undated-phase', message, { place }))
    }
    const who = lazy(() => (first ? whoOf(pages.find((each) => each.file === chapter.file) ?? page, roles()) : []))
    return {
      id,
      order: page.order ?? index + 1,
      title: page.title,
      estimate: subtitle.value ?? inTable?.value ?? null,
      get who() {
        return who()
      },
      intro: page.markdown.blocks.filter((block) => block.type === 'paragraph' || block.type === 'list').slice(0, 3),
      datesOf,
      place,
    }
  })
  return { phases, ofFile, findings: [...findings, ...unusedDurations(durations, phases), ...checkKeys(pages)] }
}

/** Keys of the public guide's pages that we read, or that its site reads. */
const PAGE_KEYS = [
  ...['title', 'subtitle', 'title_url', 'order', 'group', 'permalink', 'layout'],
  ...['nextpage', 'previouspage', 'breadcrumbparent'],
]

/** Keys with other capitals, or with a slip in them: no site reads them, and neither do we. */
function checkKeys(pages: readonly ReadGuidePage[]): Finding[] {
  return pages.flatMap(({ markdown: { frontMatter } }) =>
    Object.keys(frontMatter.values).flatMap((key) => {
      const meant = PAGE_KEYS.includes(key) ? null : nearestWord(key, PAGE_KEYS)
      if (meant === null || (meant in frontMatter.values && meant !== key.toLowerCase())) return []
      const message = `Unexpected key \`${key}\` in the front matter of the page. Did you mean \`${meant}\`?`
      return [findingOf('unknown-page-key', message, { place: frontMatter.place(key) })]
    }),
  )
}

/** Heading of the column that says how long a phase takes. */
const DURATION = /\b(?:time|timeline|timescale|duration|how long|length|estimate[ds]?)\b/i

/** The titles of phases are compared without their numbers, capitals and hyphens. */
const sameTitle = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(/^\s*(?:phase |step )?\d+ /, '')
    .replace(/\bcut over\b/, 'cutover')
    .trim()

interface DurationRow {
  /** The name in the row, and as it is compared. */
  readonly name: string
  readonly title: string
  readonly estimate: Checked<Estimate | null>
  readonly place: Place
  /** Which table it is a row of, and whether its head says that it is about phases. */
  readonly table: object
  readonly ofPhases: boolean
}

/** Rows of the tables of an `index.md` with the title of a phase and how long it takes. */
function durationsOf(pages: readonly ReadGuidePage[]): DurationRow[] {
  const found: DurationRow[] = []
  for (const page of pages) {
    if (!/^(?:guide\/)?index\.md$/i.test(page.file)) continue
    for (const table of page.markdown.blocks) {
      if (table.type !== 'table') continue
      const column = table.header.findIndex((heading) => DURATION.test(spansText(heading)))
      if (column === -1) continue
      const ofPhases = table.header.some((heading) => /\b(?:phase|step|stage)s?\b/i.test(spansText(heading)))
      for (const { cells } of table.rows) {
        const words = spansText(cells[column]?.spans ?? [])
        const title = cells.find((cell, index) => index !== column && /\p{L}/u.test(spansText(cell.spans ?? [])))
        const name = spansText(title?.spans ?? [])
        if (words.trim() === '' || name === '') continue
        const { prose } = page.markdown.outline
        const row = prose.find(({ text }) => text === name)
        const cell = prose.find(({ text, offset }) => text === words && offset > (row?.offset ?? 0))
        const place = page.markdown.source.place(0)
        // A cell of this column is an estimate, with or without the words that make a subtitle one.
        const estimate = parseEstimate(`Estimated time: ${words}`, cell?.place ?? place)
        found.push({ name, title: sameTitle(name), estimate, place: row?.place ?? place, table, ofPhases })
      }
    }
  }
  return found
}

/** A row that adds the others up. */
const TOTAL = /^(?:total|sum|overall|altogether|all|whole)\b/

/** Rows that no phase takes its length from: their title is none, or another row or the page says otherwise. */
function unusedDurations(rows: readonly DurationRow[], phases: readonly Phase[]): Finding[] {
  const phaseOf = (row: DurationRow): Phase | undefined => phases.find(({ title }) => sameTitle(title) === row.title)
  const about = new Set(rows.filter((row) => row.ofPhases || phaseOf(row) !== undefined).map(({ table }) => table))
  return rows.flatMap((row) => {
    if (!about.has(row.table) || TOTAL.test(row.title)) return []
    const { name, place, estimate } = row
    const phase = phaseOf(row)
    const titles = phases.map(({ title }) => title)
    const why =
      phase === undefined
        ? `expected the title of a phase.${didYouMean(name, titles)}`
        : rows.find(({ title }) => title === row.title) !== row
          ? 'expected one row for each phase; the first one counts.'
          : phase.estimate !== null && estimate.value !== null && differ(phase.estimate, estimate.value)
            ? `expected the same as on its page: “${phase.estimate.text}”, which counts.`
            : null
    if (why === null) return []
    const message = `Unexpected row “${name}” in the table of how long phases take, ${why} Packs do not print it.`
    return [findingOf('estimate-unreadable', message, { place })]
  })
}

const differ = (a: Estimate, b: Estimate): boolean => JSON.stringify([a.min, a.max]) !== JSON.stringify([b.min, b.max])

const inOrder = (pages: readonly ReadGuidePage[]): ReadGuidePage[] =>
  [...pages].sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || compare(a.file, b.file))

/** Pages directly in `guide/`, except its front page: their file names give the order of the guide. */
const chapters = (pages: readonly ReadGuidePage[]): ReadGuidePage[] =>
  pages.filter((page) => /^guide\/(?!index\.md$)[^/]+$/i.test(page.file))

/** The page that the step's title links to. A broken address is followed to the page that now has the section. */
function chapterOf(step: ReadGuidePage, site: Site): { readonly file: string } | null {
  const link = step.text('title_url')
  if (link === null) return null
  const resolved = site.resolve(link, step)
  if (resolved.kind === 'external') return null
  return resolved.kind === 'found' ? resolved.target.page : (resolved.page ?? resolved.nearest?.page ?? null)
}

/** Lists under `Who is involved` and headings like it. */
const WHO = /^who\b|\byou should involve\b|\bis involved\b/i

function whoOf(chapter: ReadGuidePage, roles: RoleNames): string[] {
  const heading = chapter.headings.find(({ text }) => WHO.test(text))
  if (heading === undefined) return []
  const items = chapter.markdown.outline.items.filter(
    (item) =>
      item.depth === 0 &&
      chapter.headingsAbove(item.offset).at(-1)?.offset ===
        chapter.markdown.outline.headings.find((each) => each.id === heading.id)?.offset,
  )
  const named = items.map((item) => {
    const bold = item.spans.find((span) => span.marks?.includes('strong'))
    return bold?.text ?? spansText(item.spans).split(/\s[-–—]\s/)[0] ?? ''
  })
  return [...new Set(named.filter((words) => words !== '').flatMap((words) => roles.mentionedIn(words)))]
}

export function unique(id: string, taken: Set<string>): string {
  let free = id
  for (let times = 2; taken.has(free); times += 1) free = `${id}-${times}`
  taken.add(free)
  return free
}

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ccg|commission)/, 'commissioner'],
  [/^project-manager/, 'project-manager'],
  [/^practice/, 'practice-manager'],
]
/** The number of the key phase that each step of a role checklist covers, by the step's order. */
const STEPS = [5, 6, 9, 13, 14]
const COMMISSIONER_STEPS = [1, 2, 14]

/** Role id of a checklist's step group, or null for other groups. Uses the group's id, not its folder. */
export function roleOfGroup(group: string | null): string | null {
  if (group === null || !group.endsWith('-reading-by-phase')) return null
  return ROLES.find(([pattern]) => pattern.test(group))?.[1] ?? null
}

/** Phase of a checklist's step. */
export function phaseOfStep(page: ReadGuidePage, phases: PublicPhases['phases']): string | null {
  const numbers = roleOfGroup(page.group) === 'commissioner' ? COMMISSIONER_STEPS : STEPS
  const wanted = numbers[(page.order ?? 0) - 1]
  const byNumber = phases.length === 15 ? phases.find((phase) => phase.order === wanted) : undefined
  if (byNumber !== undefined) return byNumber.id
  const dates = /\bearly\b/i.test(page.title) ? 'pre-migration' : phaseByTitle(page.title)
  return (phases.find((phase) => phase.datesOf === dates) ?? phases[0])?.id ?? null
}

export function slug(text: string, length: number): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’‘]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (words.length <= length) return words || 'task'
  const cut = words.slice(0, length + 1)
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), Math.min(length, 12)))
}
