/**
 * Parse: turns the texts of a guide into a Guide.
 *
 * In:  GuideSources, of our own guide or of any revision of the public one.
 * Out: a Guide, and findings for what its authors should look at.
 *
 * Pure: no disk, no clock. Nothing that an author writes makes it throw: a page that cannot be read is a finding, and the
 * others are still read.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { lazy } from '../base/cache.ts'
import { type IsoDay, latestOf, parseDay } from '../base/day.ts'
import { compare } from '../base/text.ts'
import { blockLines } from '../document/plain-text.ts'
import type { Checked, Finding, Place } from '../model/finding.ts'
import type { DmiReference, Edition, Guide, GuideCallout, Page, PageLink, Phase, Sla, Task } from '../model/guide.ts'
import type { Marker, NearMiss } from '../model/marker.ts'
import { findingOf } from '../model/rules.ts'
import { type GuideSources, isBuiltIn, type SourceFile } from '../model/sources.ts'
import { checkDecisions } from './parse-decisions.ts'
import { listed, readAnnotation } from './annotation.ts'
import { parseGuideData } from './guide-data.ts'
import { checkHazards } from './hazards.ts'
import { type GuideTables, readGuideTables, type TablePage } from './guide-tables.ts'
import { readComments, unknownAsked } from './markers.ts'
import { absentPhases, checkOwnPages, lostTasks, ownPhases, ownTasks } from './own-guide.ts'
import { type ReadGuidePage, readGuidePage, Site, targetAddress } from './page.ts'
import { phaseOfStep, publicPhases } from './public-guide.ts'
import { roleTasks } from './public-tasks.ts'
import { RoleNames } from './roles.ts'
import { misplacedAnnotations, slipsOf } from './slips.ts'
import { readDmis, readSlas } from './slas.ts'

function editionOf(sources: GuideSources, pages: readonly ReadGuidePage[]): Edition {
  const index = pages.find((page) => page.file === 'index.md') ?? pages.find((page) => page.file === 'guide/index.md')
  const name = (sources.kind === 'own' ? index?.text('edition') : null) ?? index?.title ?? pages[0]?.title ?? 'Guide'
  const own = [...sources.data.values()].filter((file) => !isBuiltIn(file))
  const hash = hashOf([...sources.pages, ...own])
  return {
    name,
    hash,
    label: `${name} ${hash}`,
    // Only a guide that declares it is current; the public one has been superseded, whatever it declares.
    current: sources.kind === 'own' && index?.text('status')?.toLowerCase() === 'current',
    reviewed: sources.kind === 'own' ? latest(pages) : null,
  }
}

/** Ignores line ends and byte order marks, so that a checkout on Windows is the same edition. */
function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const file of [...files].sort((a, b) => compare(a.file, b.file))) {
    hash.update(`${file.file}\0${file.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')}\0`)
  }
  return hash.digest('hex').slice(0, 8)
}

function latest(pages: readonly ReadGuidePage[]): IsoDay | null {
  const days = pages.map((page) => page.text('reviewed')).flatMap((written) => parseDay(written ?? '') ?? [])
  return latestOf(days) ?? null
}

/** Keys of the public guide's front matter that hold addresses. */
const ADDRESS_KEYS = ['title_url', 'nextpage', 'previouspage', 'breadcrumbparent'] as const

/** The links of a page with the files they lead to, and a finding for each broken one with what was probably meant. */
function readLinks(page: ReadGuidePage, site: Site): { links: PageLink[]; findings: Finding[] } {
  const findings: Finding[] = []
  const links = writtenLinks(page).map(({ target, text, place }): PageLink => {
    const resolved = site.resolve(target, page)
    if (resolved.kind === 'broken') {
      const { nearest } = resolved
      const what = resolved.page === null ? 'a page' : 'a section'
      const hint = nearest === null ? '' : ` The nearest is \`${targetAddress(nearest, target)}\`.`
      const message = `Unexpected link to \`${target}\`, expected ${what} of the guide that exists.${hint}`
      findings.push(findingOf('broken-link', message, { place }))
    }
    return { target, text, place, leadsTo: resolved.kind === 'found' ? resolved.target.page.file : null }
  })
  return { links, findings }
}

/** Links of its text, then those of its front matter. */
function writtenLinks(page: ReadGuidePage): { target: string; text: string; place: Place }[] {
  const { outline, frontMatter } = page.markdown
  const matter = ADDRESS_KEYS.flatMap((key) => {
    const target = page.text(key)
    return target === null
      ? []
      : [{ target: target.replace(/\{\{[^}]*\}\}/g, ''), text: '', place: frontMatter.place(key) }]
  })
  return [...outline.links, ...matter]
}

interface UnderstoodGuide {
  readonly phases: readonly Phase[]
  readonly tasks: readonly Task[]
  phaseOf(page: ReadGuidePage): string | null
}

export function parseGuide(sources: GuideSources): Checked<Guide> {
  const read = parseGuideData(sources.data)
  const findings: Finding[] = [...(sources.unread ?? []), ...read.findings]
  const pages: ReadGuidePage[] = []
  for (const file of sources.pages) {
    const { page, findings: found } = readGuidePage(file, sources.kind)
    findings.push(...found)
    if (page !== null) pages.push(page)
  }
  const site = new Site(pages)
  const understood =
    sources.kind === 'own' ? own(pages, read.data, findings) : published(pages, site, read.data, sources.data, findings)

  const slas: Sla[] = []
  const dmis: DmiReference[] = []
  const markers: Marker[] = []
  const nearMisses: NearMiss[] = []
  const callouts: GuideCallout[] = []
  const shownPages: Page[] = []
  for (const page of pages) {
    const phase = understood.phaseOf(page)
    const meantTasks = new Set(
      findings.flatMap(({ rule, place }) =>
        rule === 'task-unreadable' && place?.file === page.file ? [place.line] : [],
      ),
    )
    const comments = readComments(page, phase, read.marks)
    const limits = readSlas(page, phase, read)
    const codes = readDmis(page, read.data)
    const links = readLinks(page, site)
    markers.push(...comments.markers)
    nearMisses.push(...comments.nearMisses)
    slas.push(...limits.slas)
    dmis.push(...codes.dmis)
    callouts.push(...calloutsOf(page, phase))
    shownPages.push(pageOf(page, phase, links.links))
    findings.push(
      ...comments.findings,
      ...limits.findings,
      ...codes.findings,
      ...slipsOf(page),
      ...misplacedAnnotations(page, meantTasks),
      ...links.findings,
    )
  }
  if (!isBorrowed(sources, 'decisions.yaml'))
    findings.push(...checkDecisions(read.data.decisions, understood.tasks, read.data.roles))
  if (!isBorrowed(sources, 'hazards.yaml'))
    findings.push(...checkHazards(read.data.hazards, understood.tasks, read.data.sources))
  if (sources.kind === 'own') findings.push(...unknownAsked(markers, new RoleNames(read.data.roles)))
  const tables = readGuideTables(pages.map(tablePage), read.data)
  findings.push(...tables.findings)
  const builtIn = lazy(() => builtInTables(sources, read.data))
  const guide: Guide = {
    kind: sources.kind,
    edition: editionOf(sources, pages),
    phases: understood.phases,
    tasks: understood.tasks,
    slas,
    dmis,
    markers,
    nearMisses,
    callouts,
    pages: shownPages,
    get dataTypes() {
      return tables.dataTypes.length > 0 ? tables.dataTypes : builtIn().dataTypes
    },
    get externalLinks() {
      return tables.externalLinks.length > 0 ? tables.externalLinks : builtIn().externalLinks
    },
    get stops() {
      return tables.stops.length > 0 ? tables.stops : builtIn().stops
    },
    get losses() {
      return tables.losses.length > 0 ? tables.losses : builtIn().losses
    },
    listItems: listItemsOf(pages, understood.tasks),
    data: read.data,
    borrowed: {
      dates: isBorrowed(sources, 'timing.yaml'),
      slas: isBorrowed(sources, 'slas.yaml'),
      busyPeriods: isBorrowed(sources, 'busy-periods.yaml'),
      dataTypes: tables.dataTypes.length === 0,
      links: tables.externalLinks.length === 0,
      decisions: isBorrowed(sources, 'decisions.yaml'),
      stops: tables.stops.length === 0,
      losses: tables.losses.length === 0,
    },
  }
  return { value: guide, findings: inReadingOrder(findings) }
}

function listItemsOf(pages: readonly ReadGuidePage[], tasks: readonly Task[]): Guide['listItems'] {
  const taken = tasks.filter(({ onlyText }) => onlyText === undefined)
  const takenOn = new Map<string, number>()
  for (const { place } of taken) takenOn.set(place.file, (takenOn.get(place.file) ?? 0) + 1)
  const leftOn = pages
    .map(({ file, markdown }) => ({ page: file, items: markdown.outline.items.length - (takenOn.get(file) ?? 0) }))
    .filter(({ items }) => items > 0)
  return { taken: taken.length, left: leftOn.reduce((sum, { items }) => sum + items, 0), leftOn }
}

const isBorrowed = ({ data }: GuideSources, file: string): boolean => isBuiltIn(data.get(file))

const tablePage = ({ file, markdown, list }: ReadGuidePage): TablePage => ({
  file,
  blocks: markdown.blocks,
  sources: list('sources'),
  placeOf: (words) => markdown.source.place(Math.max(0, markdown.source.text.indexOf(words))),
})

/** Read on first use: most commands do not need them. */
function builtInTables({ data }: GuideSources, known: Guide['data']): GuideTables {
  const files = [...data.values()].filter(({ file }) => file.endsWith('.md'))
  const pages = files.flatMap((file) => readGuidePage(file, 'own').page ?? [])
  return readGuideTables(pages.map(tablePage), known)
}

function own(pages: readonly ReadGuidePage[], data: Guide['data'], findings: Finding[]): UnderstoodGuide {
  const roles = new RoleNames(data.roles)
  const { phases, findings: ofPhases } = ownPhases(pages, data, roles)
  const { tasks, findings: ofTasks } = ownTasks(pages, data, roles)
  const front = pages.find(({ file }) => file === 'index.md') ?? pages[0]
  findings.push(
    ...ofPhases,
    ...absentPhases(phases, data, front?.markdown.frontMatter.place('title')),
    ...ofTasks,
    ...checkOwnPages(pages, data),
    ...lostTasks(pages),
  )
  return { phases, tasks, phaseOf: (page) => page.text('phase') }
}

function published(
  pages: readonly ReadGuidePage[],
  site: Site,
  data: Guide['data'],
  files: GuideSources['data'],
  findings: Finding[],
): UnderstoodGuide {
  const found = publicPhases(
    pages,
    site,
    lazy(() => new RoleNames(data.roles)),
  )
  findings.push(...found.findings)
  return {
    phases: found.phases,
    tasks: roleTasks(pages, site, found, files.get('public-guide.yaml'), () => data.phases.map(({ id }) => id)),
    phaseOf: (page) => found.ofFile.get(page.file) ?? (page.group === null ? null : phaseOfStep(page, found.phases)),
  }
}

function calloutsOf(page: ReadGuidePage, phase: string | null): GuideCallout[] {
  const { outline, source } = page.markdown
  const callouts = [...outline.callouts].sort((a, b) => a.offset - b.offset)
  // An annotation belongs to the box whose lines it stands on.
  const isQuoted = (offset: number): boolean =>
    source.text.slice(source.text.lastIndexOf('\n', offset) + 1).startsWith('>')
  return callouts.map(({ kind, title, blocks, offset, place }, index) => {
    const end = callouts[index + 1]?.offset ?? Infinity
    const own = outline.annotations.filter((one) => one.offset > offset && one.offset < end && isQuoted(one.offset))
    return {
      kind,
      text: blocks.flatMap(blockLines).join(' '),
      title,
      blocks,
      phase,
      sources: own.flatMap(({ text, place: at }) => listed(readAnnotation(text, at).values.get('source'))),
      place,
    }
  })
}

function pageOf(page: ReadGuidePage, phase: string | null, links: Page['links']): Page {
  const reviewBy = page.text('review_by')
  return {
    file: page.file,
    title: page.title,
    permalink: page.permalink,
    phase,
    headings: page.markdown.outline.headings.map(({ level, text, id, place }) => ({ level, text, id, place })),
    blocks: page.markdown.blocks,
    prose: page.markdown.outline.prose,
    links,
    sources: page.list('sources'),
    sourced: sourcedIn(page),
    reviewBy: reviewBy === null ? null : parseDay(reviewBy),
  }
}

/** An annotation belongs to the words before it. */
function sourcedIn({ markdown: { outline } }: ReadGuidePage): Page['sourced'] {
  const sourced = new Map<string, readonly string[]>()
  for (const { text, offset, place } of [...outline.annotations, ...outline.items.flatMap((one) => one.annotations)]) {
    const sources = listed(readAnnotation(text, place).values.get('source'))
    const words = outline.prose.filter((prose) => prose.offset < offset).at(-1)?.text
    if (words !== undefined && sources.length > 0) sourced.set(words, sources)
  }
  return sourced
}

/** Sorted by page, then by place. */
function inReadingOrder(findings: readonly Finding[]): Finding[] {
  return [...findings].sort((a, b) => {
    if (a.place === undefined || b.place === undefined)
      return Number(a.place !== undefined) - Number(b.place !== undefined)
    if (a.place.file !== b.place.file) return a.place.file < b.place.file ? -1 : 1
    return a.place.line - b.place.line || a.place.column - b.place.column
  })
}
