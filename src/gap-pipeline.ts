/**
 * The stages of the gap report: read → parse → check → report. It loads nothing that planning and documents need, so that
 * an editor's command answers at once.
 *
 * @module
 */
import type { IsoDay } from './base/day.ts'
import { checkGuide } from './check/check-guide.ts'
import { RULE_INFO } from './check/rule-info.ts'
import { UserError, type Finding } from './model/finding.ts'
import type { Guide, Marker } from './model/guide.ts'
import type { Origin } from './model/history.ts'
import type { GuideSources } from './model/sources.ts'
import { BUILT_IN_GUIDE } from './base/package-root.ts'
import { parseDisagreements } from './parse/parse-disagreements.ts'
import { parseGuide } from './parse/parse-guide.ts'
import { parseTerms } from './parse/parse-terms.ts'
import { readGuide } from './read/read-guide.ts'
import type { Repository } from './read/repository.ts'
import { findGaps } from './report/find-gaps.ts'
import type { GapReport } from './report/gap-report.ts'

export interface CheckedGuide {
  readonly sources: GuideSources
  readonly guide: Guide
  /** What parsing found, then what the rules found. */
  readonly findings: readonly Finding[]
}

/**
 * @param asOf today: pages may be due for review
 * @throws UserError 3 when there is no guide
 */
export async function readCheckedGuide(directory: string, asOf: IsoDay): Promise<CheckedGuide> {
  return checkSources(await readGuide(directory, BUILT_IN_GUIDE), asOf)
}

export function checkSources(sources: GuideSources, asOf: IsoDay): CheckedGuide {
  const parsed = parseGuide(sources)
  return { sources, guide: parsed.value, findings: [...parsed.findings, ...checkRules(sources, parsed.value, asOf)] }
}

/** What the rules find, beyond what parsing could not help noticing. */
export function checkRules(sources: GuideSources, guide: Guide, asOf: IsoDay): Finding[] {
  // Contradictions are told by the guide that brings them; another guide's readers never see ours.
  const timing = sources.data.get('timing.yaml')
  const ownTiming = sources.kind === 'own' && timing?.file.startsWith('built-in/') !== true ? timing : undefined
  const disagreements = parseDisagreements(ownTiming)
  const terms = parseTerms(sources.data.get('terms.yaml'))
  return [
    ...disagreements.findings,
    ...checkGuide({ guide, pages: sources.pages, terms, disagreements: disagreements.value, asOf }),
  ]
}

export interface ReportOptions {
  readonly asOf: IsoDay
  /** An older revision to compare with. */
  readonly since?: string
  /** Count the markers at every commit. */
  readonly history: boolean
  readonly practicesOf?: (marker: Marker) => readonly string[]
}

/** @throws UserError 2 when `since` is no revision */
export async function reportGaps(directory: string, checked: CheckedGuide, options: ReportOptions): Promise<GapReport> {
  const repository = await repositoryOf(directory)
  const origins = repository === null ? null : await originsOf(checked.guide, repository)
  const lacks = repository === null ? [noHistory(options)] : []
  const report = findGaps({
    ...checked,
    pages: checked.sources.pages,
    rules: RULE_INFO,
    asOf: options.asOf,
    lacks,
    ...(origins === null ? {} : { origins }),
    ...(options.practicesOf === undefined ? {} : { practicesOf: options.practicesOf }),
    ...(repository === null ? {} : { prefix: repository.prefix }),
  })
  if (repository === null)
    return options.since === undefined ? report : { ...report, changes: emptyChanges(options.since) }
  const changes =
    options.since === undefined ? null : await changesSince(options.since, directory, repository, checked, report)
  const history = options.history ? await historyOf(repository) : null
  return { ...report, changes, history }
}

/** Looks for a checkout without starting git: most guides are read where there is none. */
async function repositoryOf(directory: string): Promise<Repository | null> {
  const { isInCheckout } = await import('./read/checkout.ts')
  if (!(await isInCheckout(directory))) return null
  const { openRepository } = await import('./read/repository.ts')
  return openRepository(directory)
}

function noHistory({ since, history }: ReportOptions): string {
  const missing = [
    'age and author of each marker',
    ...(since === undefined ? [] : ['what changed']),
    ...(history ? ['the counts over time'] : []),
  ]
  const list =
    missing.length === 1 ? missing.join('') : `${missing.slice(0, -1).join(', ')} and ${missing.at(-1) ?? ''}`
  return `This guide is in no git checkout, or git is not installed: ${list} cannot be said.`
}

const NONE = { added: [], removed: [], reworded: [], changed: [] } as const
const emptyChanges = (since: string): GapReport['changes'] => ({
  since,
  opened: [],
  closed: [],
  moved: [],
  reworded: [],
  slas: NONE,
  tasks: NONE,
})

async function originsOf(guide: Guide, repository: Repository): Promise<ReadonlyMap<string, Origin>> {
  const lines = new Map<string, number[]>()
  for (const { place } of [...guide.markers, ...guide.nearMisses])
    lines.set(place.file, [...(lines.get(place.file) ?? []), place.line])
  const { readOrigins } = await import('./read/read-origins.ts')
  return readOrigins(repository, lines)
}

async function changesSince(
  since: string,
  directory: string,
  repository: Repository,
  now: CheckedGuide,
  report: GapReport,
): Promise<GapReport['changes']> {
  const [{ filesAtRevision }, { compareGuides }] = await Promise.all([
    import('./read/files-at-revision.ts'),
    import('./report/compare-guides.ts'),
  ])
  const files = filesAtRevision(repository, await repository.resolve(since))
  try {
    const sources = await readGuide(directory, BUILT_IN_GUIDE, files).catch((error: unknown) => {
      // A revision from before the guide: everything in it is new.
      if (error instanceof UserError && error.exitCode === 3) return { ...now.sources, pages: [] }
      throw error
    })
    const guide = parseGuide(sources).value
    const before = findGaps({ guide, findings: [], rules: [], asOf: report.asOf })
    return compareGuides(since, { guide, entries: before.entries }, { guide: now.guide, entries: report.entries })
  } finally {
    files.close()
  }
}

async function historyOf(repository: Repository): Promise<GapReport['history']> {
  const [{ readHistory }, { countMarkers }] = await Promise.all([
    import('./read/read-history.ts'),
    import('./parse/count-markers.ts'),
  ])
  return readHistory(repository, countMarkers)
}
