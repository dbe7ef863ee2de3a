/** `practice-packs wave`: one calendar and one overview of all practices. */
import { join } from 'node:path'
import { UNDATED } from '../base/day.ts'
import { writeCalendar } from '../calendar-file/write-calendar.ts'
import { milestoneEvents } from '../compose/compose-papers.ts'
import { WAVE_REPORT, waveTables, waveTimeline, waveView, type Wave } from '../compose/wave-view.ts'
import { themeFor } from '../document/theme.ts'
import type { CalendarRecord } from '../model/papers.ts'
import { BUILT_IN_GUIDE } from '../base/package-root.ts'
import { parseClashes } from '../parse/parse-clashes.ts'
import { planPractice, understand, type Understood } from '../pipeline.ts'
import { readGuide } from '../read/read-guide.ts'
import { readTextFile } from '../read/read-text-file.ts'
import { tablesXlsx } from '../spreadsheet/write-table.ts'
import { findClashes } from '../wave/find-clashes.ts'
import { writeReport } from '../write/write-report.ts'
import type { InputOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'
import { composeReport, readReportTemplate } from './report-template.ts'
import { milestoneIn } from '../model/plan.ts'

export interface WaveFlags extends InputOptions {
  readonly out: string
}

/** Milestones of every practice that a team plans its weeks by. */
const IN_CALENDAR: readonly string[] = [
  'cutover-planning-meeting',
  'links-off',
  'training',
  'final-data-production',
  'go-live',
  'process-review',
]

export async function wave(flags: WaveFlags): Promise<void> {
  const understood = await understand(flags)
  if (!flags.json) printFindings(understood.findings, flags.practices, 'warning')
  const rules = parseClashes((await readGuide(flags.guide, BUILT_IN_GUIDE)).data)
  const plans = understood.practices.map((practice) => planPractice(understood, practice, flags.asOf))
  const overview: Wave = {
    guide: understood.guide.edition.label,
    plans,
    clashes: findClashes(plans, rules),
    failed: understood.failed.map(({ ods, findings }) => ({
      ods: ods ?? '',
      message: findings.map(({ message }) => message).join(' '),
    })),
    words: understood.words,
  }
  const files = await writeFiles(overview, understood, flags)
  if (flags.json) printJson(waveJson(overview, files))
  else process.stderr.write(closing(overview, files))
  if (understood.failed.length > 0) process.exitCode = 5
}

async function writeFiles(overview: Wave, understood: Understood, flags: WaveFlags): Promise<string[]> {
  const { guide } = understood
  const folder = join(flags.out, 'wave')
  const template = await readReportTemplate(flags.templates, WAVE_REPORT)
  const timeline = waveTimeline(overview)
  const document = await composeReport({
    id: 'wave',
    template,
    view: waveView(overview),
    templates: flags.templates,
    header: [guide.edition.label],
    modified: guide.edition.reviewed ?? flags.asOf,
    slots: { timeline: timeline === null ? [] : [timeline] },
  })
  const { renderDocument } = await import('../render/render.ts')
  const rendered = await renderDocument(document, ['pdf', 'html'], themeFor(12))
  const before = await recordBefore(join(folder, RECORD))
  const calendar = writeCalendar(
    {
      name: understood.words.say('wave.calendar'),
      modified: guide.edition.reviewed ?? UNDATED,
      events: overview.plans.flatMap((plan) =>
        milestoneEvents({ ...understood, plan }).filter(({ uid }) => IN_CALENDAR.some((id) => uid.includes(`.${id}@`))),
      ),
    },
    before,
  )
  const contents: [string, Uint8Array | string][] = [
    // An overview is read, not filled in: the print copy.
    ...rendered
      .filter(({ format, copy }) => format !== 'pdf' || copy === 'print')
      .map(({ format, bytes }): [string, Uint8Array] => [`wave.${format}`, bytes]),
    ['wave.xlsx', await tablesXlsx(document.title, waveTables(overview), document.author)],
    ['wave.ics', calendar.bytes],
    [RECORD, `${JSON.stringify({ calendar: calendar.record }, null, 2)}\n`],
  ]
  for (const [name, content] of contents) await writeReport(join(folder, name), content)
  return contents.map(([name]) => join(folder, name))
}

/** What the calendar held last time, so that the next one can say what changed. */
const RECORD = 'wave.json'

async function recordBefore(file: string): Promise<CalendarRecord> {
  try {
    const { text } = await readTextFile(file, '--out')
    return (JSON.parse(text) as { calendar?: CalendarRecord }).calendar ?? {}
  } catch {
    return {}
  }
}

const waveJson = (overview: Wave, files: readonly string[]) => ({
  practices: overview.plans.map(({ practice, milestones, findings }) => ({
    ods: practice.ods,
    name: practice.name,
    goLive: practice.goLive,
    finalDataProduction: milestoneIn(milestones, 'final-data-production').date,
    status: milestoneIn(milestones, 'go-live').status,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  })),
  clashes: overview.clashes.map(({ rule, value, practices, from, until }, index) => ({
    rule: rule.id,
    severity: rule.severity,
    value,
    practices,
    from,
    until,
    message: waveView(overview).clashes[index]?.says ?? '',
  })),
  failed: overview.failed,
  files,
})

function closing(overview: Wave, files: readonly string[]): string {
  const { plans, clashes } = overview
  const lines = [
    '',
    `${plans.length} practices, ${clashes.length} clashes.`,
    ...waveView(overview).clashes.map(({ says }) => `  ${says}`),
    `Open ${files[0]}.`,
    '',
  ]
  return lines.join('\n')
}
