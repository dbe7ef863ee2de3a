/**
 * Makes the gap report: what is unfinished in a checked guide, since when, what changed, which practices it affects,
 * and what a baseline already contains. Loads nothing that planning and documents need, unless practices are given.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { counted, option } from '../base/text.ts'
import type { IsoDay } from '../base/day.ts'
import { GUIDE_RULES } from '../guide/check-guide.ts'
import { UserError, type Finding } from '../model/finding.ts'
import type { Guide, Marker } from '../model/guide.ts'
import { RULES } from '../model/rules.ts'
import type { Origin } from '../model/sources.ts'
import { BUILT_IN_GUIDE } from '../base/files.ts'
import { parseGuide } from '../guide/parse-guide.ts'
import { readGuide } from '../guide/read-guide.ts'
import type { Repository } from '../guide/git.ts'
import { findGaps } from '../report/find-gaps.ts'
import { isGap, type GapReport } from '../report/gap-report.ts'
import type { CheckedGuide } from './checked-guide.ts'

export interface ReportOptions {
  readonly asOf: IsoDay
  /** An older revision to compare with. */
  readonly since?: string
  /** Count the markers at every commit. */
  readonly history: boolean
  readonly practicesOf?: (marker: Marker) => readonly string[]
}

/** @throws UserError when `since` is no revision */
export async function reportGaps(directory: string, checked: CheckedGuide, options: ReportOptions): Promise<GapReport> {
  const repository = await repositoryOf(directory)
  const origins = repository === null ? null : await originsOf(checked.guide, repository)
  const lacks = repository === null ? [noHistory(options)] : []
  const report = findGaps({
    ...checked,
    pages: checked.sources.pages,
    // Without those about dates, for which planning would have to be loaded.
    rules: [...GUIDE_RULES, ...Object.values(RULES)],
    asOf: options.asOf,
    lacks,
    ...(origins === null ? {} : { origins }),
    ...defined({ practicesOf: options.practicesOf }),
    ...(repository === null ? {} : { prefix: repository.prefix }),
  })
  if (repository === null)
    return options.since === undefined ? report : { ...report, changes: emptyChanges(options.since) }
  const changes =
    options.since === undefined ? null : await changesSince(options.since, directory, repository, checked, report)
  const history = options.history ? await historyOf(repository) : null
  return { ...report, changes, history }
}

/** Looks for a checkout without starting git, because most guides are not in one. */
async function repositoryOf(directory: string): Promise<Repository | null> {
  const { isInCheckout } = await import('../guide/git.ts')
  if (!(await isInCheckout(directory))) return null
  const { openRepository } = await import('../guide/git.ts')
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
  return `This guide is in no git checkout, or git is not installed: ${list} cannot be given.`
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
  const { readOrigins } = await import('../guide/history.ts')
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
    import('../guide/history.ts'),
    import('../report/compare-guides.ts'),
  ])
  const files = filesAtRevision(repository, await repository.resolve(since))
  try {
    const sources = await readGuide(directory, BUILT_IN_GUIDE, files).catch((error: unknown) => {
      // A revision before the guide existed: everything in it is new.
      if (error instanceof UserError && error.kind === 'input') return { ...now.sources, pages: [] }
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
    import('../guide/history.ts'),
    import('../guide/markers.ts'),
  ])
  return readHistory(repository, countMarkers)
}

/**
 * Plans the practices of a file, to find which of them each gap affects.
 *
 * @throws UserError when the practices file cannot be read
 */
export async function touchingPractices(
  practices: string,
  { guide: directory, templates }: { readonly guide: string; readonly templates: string },
  guide: Guide,
  asOf: IsoDay,
): Promise<(marker: Marker) => readonly string[]> {
  const [{ planPractice, understand }, { practicesTouched }] = await Promise.all([
    import('../pipeline.ts'),
    import('../report/find-gaps.ts'),
  ])
  const understood = await understand({ guide: directory, templates, practices })
  const plans = understood.practices.map((practice) => planPractice(understood, practice, asOf))
  return practicesTouched(guide, plans)
}

/** The report compared with a file of known gaps. @throws UserError when the file cannot be used */
export async function againstBaseline(report: GapReport, file: string): Promise<GapReport> {
  const [{ applyBaseline, parseBaseline }, { readTextFile }] = await Promise.all([
    import('../report/baseline.ts'),
    import('../model/text-file.ts'),
  ])
  return applyBaseline(report, parseBaseline(await readTextFile(file, 'baseline')))
}

/**
 * Writes the gaps of a report as a baseline. Those that a baseline knew before keep their reasons.
 *
 * @param reason why the new ones may stay
 * @returns how many gaps the file holds
 * @throws UserError when there are new gaps and no reason
 */
export async function writeBaselineFile(file: string, report: GapReport, reason: string | undefined): Promise<number> {
  const [{ applyBaseline, writeBaseline }, { writeReport }] = await Promise.all([
    import('../report/baseline.ts'),
    import('../packs/write-file.ts'),
  ])
  const judged = report.baseline === null ? applyBaseline(report, []) : report
  const fresh = judged.baseline?.fresh ?? 0
  if (fresh > 0 && reason === undefined)
    throw new UserError(
      'usage',
      `${counted(fresh, 'gap')} would enter the baseline without a reason.`,
      `Say why they may stay: ${option('reason', '…')}. Then give each its own reason in the file.`,
    )
  await writeReport(file, writeBaseline(judged, reason ?? ''))
  return judged.entries.filter(isGap).length
}

/**
 * The thresholds at which a gap report fails. Each includes the one before it: a new gap is a gap. Advice never fails.
 */
export const GAP_THRESHOLDS = ['new', 'gap', 'finding', 'never'] as const
export type GapThreshold = (typeof GAP_THRESHOLDS)[number]

/** Whether a report has anything at or above the threshold. */
export function gapsFail(report: GapReport, findings: readonly Finding[], failOn: GapThreshold): boolean {
  const open = report.entries.filter(isGap)
  switch (failOn) {
    case 'never':
      return false
    case 'new':
      // Without a baseline, gaps opened since the revision are new; without a revision, every gap is.
      if (report.baseline === null && report.changes !== null) return report.changes.opened.some(isGap)
      return open.some(({ baseline }) => baseline !== 'known')
    case 'gap':
      return open.length > 0
    case 'finding':
      return open.length > 0 || findings.some(({ severity }) => severity !== 'note')
  }
}
