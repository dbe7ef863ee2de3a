/** `practice-packs gaps`: the gap report, in every format asked for. */
import { styleText } from 'node:util'
import type { IsoDay } from '../base/day.ts'
import { UserError, type Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import { readCheckedGuide, reportGaps, type CheckedGuide } from '../gap-pipeline.ts'
import { isGap, type GapReport } from '../report/gap-report.ts'
import { counted, sayCounts } from '../report/phrases.ts'
import type { GapFlags, GapFormat } from './gap-options.ts'
import { today } from './today.ts'

export async function gaps(flags: GapFlags): Promise<void> {
  const asOf = flags.asOf ?? today()
  const checked = await readCheckedGuide(flags.guide, asOf)
  const practicesOf = await touching(flags, checked.guide, asOf)
  const found = await reportGaps(flags.guide, checked, {
    asOf,
    history: flags.history,
    ...(flags.since === undefined ? {} : { since: flags.since }),
    ...(practicesOf === undefined ? {} : { practicesOf }),
  })
  const report = await againstBaseline(found, flags)
  await writeOutputs(report, checked, flags)
  if (fails(report, checked.findings, flags.failOn)) process.exitCode = 1
}

async function touching(flags: GapFlags, guide: Guide, asOf: IsoDay) {
  if (flags.practices === undefined) return undefined
  const { touchingPractices } = await import('./practices-touched.ts')
  return touchingPractices(flags.practices, flags, guide, asOf)
}

async function againstBaseline(report: GapReport, flags: GapFlags): Promise<GapReport> {
  if (flags.baseline === undefined && flags.writeBaseline === undefined) return report
  const [{ applyBaseline, parseBaseline, writeBaseline }, { readTextFile }] = await Promise.all([
    import('../report/baseline.ts'),
    import('../read/read-text-file.ts'),
  ])
  const known = flags.baseline === undefined ? [] : parseBaseline(await readTextFile(flags.baseline, '--baseline'))
  const judged = applyBaseline(report, known)
  if (flags.writeBaseline === undefined) return judged
  const fresh = judged.baseline?.fresh ?? 0
  if (fresh > 0 && flags.reason === undefined)
    throw new UserError(
      2,
      `${counted(fresh, 'gap')} would enter the baseline without a reason.`,
      'Say why they may stay: --reason "…". Then give each its own reason in the file.',
    )
  const { writeReport } = await import('../write/write-report.ts')
  await writeReport(flags.writeBaseline, writeBaseline(judged, flags.reason ?? ''))
  process.stderr.write(`${flags.writeBaseline} holds ${counted(judged.entries.filter(isGap).length, 'gap')}.\n`)
  return flags.baseline === undefined ? report : judged
}

async function writeOutputs(report: GapReport, checked: CheckedGuide, flags: GapFlags): Promise<void> {
  // Who writes a baseline or files has asked for those; what was found is then said in one line.
  const asked = flags.output.length > 0 || flags.writeBaseline !== undefined
  const printed = flags.json ? 'json' : (flags.format ?? (asked ? null : 'text'))
  for (const { format, file } of flags.output) {
    const { writeReport } = await import('../write/write-report.ts')
    await writeReport(file, await made(format, report, checked, flags, false))
    process.stderr.write(`wrote ${file}\n`)
  }
  if (printed === null) {
    process.stderr.write(`${sayCounts(report)}\n`)
    return
  }
  const content = await made(printed, report, checked, flags, process.stdout.isTTY)
  if (typeof content !== 'string' && process.stdout.isTTY)
    throw new UserError(
      2,
      `A terminal cannot show ${printed}.`,
      `Write it to a file: --output ${printed}=gaps.${printed}`,
    )
  process.stdout.write(content)
}

/** Only the code of the format that is asked for is loaded. */
async function made(
  format: GapFormat,
  report: GapReport,
  { guide, findings }: CheckedGuide,
  flags: GapFlags,
  terminal: boolean,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'text': {
      const { toText } = await import('../report/formats/to-text.ts')
      // NO_COLOR (no-color.org): set and not empty means no colour.
      const colour = terminal && !process.env['NO_COLOR']
      return toText(report, { all: flags.all, paint: (style, text) => (colour ? styleText(style, text) : text) })
    }
    case 'json': {
      const { toJson } = await import('../report/formats/to-json.ts')
      return `${JSON.stringify(toJson(report, guide, findings), null, 2)}\n`
    }
    case 'markdown':
      return (await import('../report/formats/to-markdown.ts')).toMarkdown(report)
    case 'csv':
      return (await import('../report/formats/to-csv.ts')).toCsv(report)
    case 'github':
      return (await import('../report/formats/to-github.ts')).toGithub(report)
    case 'sarif': {
      const [{ toSarif }, { toolVersion }] = await Promise.all([
        import('../report/formats/to-sarif.ts'),
        import('../base/package-root.ts'),
      ])
      return `${JSON.stringify(toSarif(report, toolVersion()), null, 2)}\n`
    }
    case 'xlsx':
      return (await import('./gap-workbook.ts')).gapWorkbook(report)
    default:
      return (await import('./gap-document.ts')).gapDocument(format, report, guide, flags.templates)
  }
}

/** Each threshold holds what the one before it holds: a new gap is a gap. Advice fails nothing. */
function fails(report: GapReport, findings: readonly Finding[], failOn: GapFlags['failOn']): boolean {
  const open = report.entries.filter(isGap)
  switch (failOn) {
    case 'never':
      return false
    case 'new':
      // Without a baseline, what was opened since the revision is new; without either, every gap is.
      if (report.baseline === null && report.changes !== null) return report.changes.opened.some(isGap)
      return open.some(({ standing }) => standing !== 'known')
    case 'gap':
      return open.length > 0
    case 'finding':
      return open.length > 0 || findings.some(({ severity }) => severity !== 'note')
  }
}
