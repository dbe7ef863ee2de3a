/**
 * Makes the gap report: what is unfinished in a checked guide, since when, what changed, which practices it affects,
 * and what a baseline already contains. Loads nothing that planning and documents need, unless practices are given.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { counted, listed, option } from '../base/text.ts'
import type { IsoDay } from '../base/day.ts'
import { GUIDE_RULES } from '../guide/check-guide.ts'
import { UserError, type Finding, type Place, type Severity } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { Marker } from '../model/marker.ts'
import { type Rule, RULES } from '../model/rules.ts'
import type { GuideSources, Origin, SourceFile } from '../model/sources.ts'
import { BUILT_IN_GUIDE } from '../base/files.ts'
import { parseGuide } from '../guide/parse-guide.ts'
import { readGuide } from '../guide/read-guide.ts'
import type { Repository } from '../guide/git.ts'
import type { FindFormer } from '../guide/history.ts'
import { findGaps } from '../report/find-gaps.ts'
import { isGap, type GapReport } from '../report/gap-report.ts'
import type { CheckedGuide } from './checked-guide.ts'

export interface ReportOptions {
  readonly asOf: IsoDay
  /** An older revision to compare with. */
  readonly since?: string
  /** Count the markers at every commit. */
  readonly history: boolean
  /** Rules of one's own, which the report names beside the built-in ones. */
  readonly rules?: readonly Rule[]
  readonly practicesOf?: (marker: Marker) => readonly string[]
}

/**
 * @throws UserError `environment` where `since` is asked for and cannot be answered: a report that compared with nothing would
 * say that nothing is new
 */
export async function reportGaps(directory: string, checked: CheckedGuide, options: ReportOptions): Promise<GapReport> {
  const { openRepository } = await import('../guide/git.ts')
  const repository = await openRepository(directory)
  if ('why' in repository) {
    if (options.since === undefined) return gapsOf(checked, options, { lacks: [lacksHistory(repository.why, options)] })
    throw new UserError(
      'environment',
      `This guide cannot be compared with \`${options.since}\`: ${repository.why}.`,
      `Run it in a git checkout of the guide, with git installed, or leave out ${option('since')}.`,
    )
  }
  try {
    const { origins, lacks } = await originsOf(checked, repository)
    const report = (findings: readonly Finding[] = []): GapReport =>
      gapsOf({ ...checked, findings: [...checked.findings, ...findings] }, options, {
        lacks,
        prefix: repository.prefix,
        ...defined({ origins }),
      })
    const changes =
      options.since === undefined ? null : await changesSince(options.since, directory, repository, checked, report())
    const history = options.history ? await historyOf(repository) : null
    return { ...report(changes?.findings), changes, history }
  } finally {
    await repository.close()
  }
}

const gapsOf = (
  checked: CheckedGuide,
  { asOf, practicesOf, rules: own = [] }: ReportOptions,
  known: Pick<Parameters<typeof findGaps>[0], 'lacks' | 'origins' | 'prefix'>,
): GapReport =>
  findGaps({
    ...checked,
    pages: checked.sources.pages,
    // Without those about dates, for which planning would have to be loaded.
    rules: [...GUIDE_RULES, ...own, ...Object.values(RULES)],
    asOf,
    ...known,
    ...defined({ practicesOf }),
  })

function lacksHistory(why: string, { history }: ReportOptions): string {
  const missing = ['age and author of each marker', ...(history ? ['the counts over time'] : [])]
  return `${why.charAt(0).toUpperCase()}${why.slice(1)}: ${listed(missing)} cannot be said.`
}

/** Who last touched each marker; what a clone does not hold is said, never guessed. */
async function originsOf(
  { guide, sources: { pages } }: CheckedGuide,
  repository: Repository,
): Promise<{ readonly origins: ReadonlyMap<string, Origin> | undefined; readonly lacks: readonly string[] }> {
  const lines = new Map<string, number[]>()
  for (const { place } of [...guide.markers, ...guide.nearMisses])
    lines.set(place.file, [...(lines.get(place.file) ?? []), place.line])
  const [{ readOrigins }, { pairMarkers }, { traceMarkers }] = await Promise.all([
    import('../guide/history.ts'),
    import('../report/compare-guides.ts'),
    import('../guide/markers.ts'),
  ])
  const traced = (pages: ReadonlyMap<string, string>) =>
    [...pages].flatMap(([file, text]) => traceMarkers(text).map((trace) => ({ ...trace, place: { file } })))
  const former: FindFormer = ({ file, line }, { before, after }) => {
    if (before.size === 0 || after.size === 0) return null
    const files = new Set(after.keys())
    const { still, moved, reworded } = pairMarkers(traced(before), traced(after), files)
    const pair = [...still, ...moved, ...reworded].find(
      (one) => one.after.place.file === file && one.after.line === line,
    )
    return pair === undefined ? null : { file: pair.before.place.file, line: pair.before.line }
  }
  const shallow =
    repository.shallow.size === 0
      ? []
      : ['This clone is shallow: of markers older than it, age and author are not known.']
  try {
    return { origins: await readOrigins(repository, lines, pages, former), lacks: shallow }
  } catch (error) {
    if (!repository.partial) throw error
    return { origins: undefined, lacks: ['This clone is partial: age and author of each marker cannot be said.'] }
  }
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
  const files = filesAtRevision(repository, await repository.baseOf(since))
  try {
    const sources = await readGuide(directory, BUILT_IN_GUIDE, files).catch((error: unknown) => {
      // A revision before the guide existed: everything in it is new.
      if (error instanceof UserError && error.kind === 'input') return { ...now.sources, pages: [] }
      throw error
    })
    const guide = parseGuide(sources).value
    const before = findGaps({ guide, findings: [], pages: sources.pages, rules: [], asOf: report.asOf })
    return compareGuides(
      since,
      { guide, entries: before.entries },
      { guide: now.guide, entries: report.entries },
      filesChanged(sources, now.sources),
    )
  } finally {
    files.close()
  }
}

function filesChanged(before: GuideSources, after: GuideSources): string[] {
  const filesOf = ({ pages, data }: GuideSources): readonly SourceFile[] => [...pages, ...data.values()]
  const plain = (text: string): string => text.replace(/\r\n?/g, '\n')
  const was = new Map(filesOf(before).map(({ file, text }) => [file, plain(text)]))
  return filesOf(after).flatMap(({ file, text }) => (was.get(file) === plain(text) ? [] : [file]))
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
 * What makes a gap report fail: `new` and `gap` look at gaps, `error` at findings, `finding` at both. `new` looks at ids of tasks
 * that are gone too. Advice fails nothing.
 */
export const GAP_THRESHOLDS = ['new', 'gap', 'finding', 'error', 'never'] as const
export type GapThreshold = (typeof GAP_THRESHOLDS)[number]

/** What makes a report fail: a gap, or a finding. */
export interface Failing {
  readonly rule: string
  readonly text: string
  readonly place: Place | null
}

/**
 * All of a report that is at or above the threshold; empty where it passes.
 *
 * @throws UserError `environment` for `new` where nothing says what was there before: a gate that cannot compare must not open
 */
export function failing(report: GapReport, found: readonly Finding[], failOn: GapThreshold): readonly Failing[] {
  const gaps = report.entries.filter(isGap)
  const asFailing = ({ rule, message, place }: Finding): Failing => ({ rule, text: message, place: place ?? null })
  const lost = (report.changes?.findings ?? []).map(asFailing)
  const findings = (...severities: readonly Severity[]): Failing[] => [
    ...lost,
    ...found.filter(({ rule, severity }) => rule !== 'gap' && severities.includes(severity)).map(asFailing),
  ]
  switch (failOn) {
    case 'never':
      return []
    case 'new':
      if (report.baseline !== null) return [...lost, ...gaps.filter(({ baseline }) => baseline !== 'known')]
      // Without a baseline, what was opened since the revision is new.
      if (report.changes !== null) return [...lost, ...report.changes.opened.filter(isGap)]
      throw new UserError(
        'environment',
        'Nothing says which gaps are new.',
        `Compare with a file of known gaps (${option('baseline')}) or with a revision (${option('since')}).`,
      )
    case 'gap':
      return gaps
    case 'finding':
      return [...findings('error', 'warning'), ...gaps]
    case 'error':
      return findings('error')
  }
}
