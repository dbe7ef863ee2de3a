/**
 * A wave: one calendar and one overview of all practices, with go-live days and clashes.
 *
 * @module
 */
import { join } from 'node:path'
import { isThere } from '../base/files.ts'
import { UNDATED, type IsoDay } from '../base/day.ts'
import { writeCalendar } from '../render/ics.ts'
import { milestoneEvents } from '../compose/compose-data-files.ts'
import { sayClash, WAVE_REPORT, waveTables, waveTimeline, waveView, type Wave } from '../compose/wave-view.ts'
import { themeFor } from '../document/theme.ts'
import { firstMissing } from '../fonts/coverage.ts'
import { UserError } from '../model/finding.ts'
import type { CalendarRecord } from '../model/data-files.ts'
import { parseClashes } from '../guide/guide-tables.ts'
import { planPractice, type InputOptions, type Understood } from '../pipeline.ts'
import { readTextFile } from '../model/text-file.ts'
import { tablesXlsx } from '../practices/write-workbook.ts'
import { findClashes } from '../plan/clashes.ts'
import { parseCalendarRecord } from '../packs/manifest.ts'
import { writeReport } from '../packs/write-file.ts'
import type { OnStep } from './check-packs.ts'
import { ALL_RULES } from './rule-registry.ts'
import { composeReport, readReportTemplate } from './report-template.ts'

export interface WaveOptions extends InputOptions {
  /** The folder in which the folder `wave` is made. */
  readonly out: string
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: IsoDay
}

export interface MadeWave {
  readonly wave: Wave
  /** Each clash in words, in the order of `wave.clashes`. */
  readonly clashWords: readonly string[]
  /** Paths of what was written, the overview first. */
  readonly files: readonly string[]
  /** How many practices are in the last calendar and were not looked at: their entries stay as they are. */
  readonly left: number
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

/**
 * Writes the overview and the calendar of all practices that can be planned.
 *
 * @throws UserError where the guide, the templates or the output folder cannot be used
 */
export async function makeWave(
  understood: Understood,
  options: WaveOptions,
  onPlan: OnStep = () => undefined,
): Promise<MadeWave> {
  const rules = parseClashes(understood.guideSources.data)
  const plans = understood.practices.map((practice, at) => {
    onPlan(at, understood.practices.length)
    return planPractice(understood, practice, options.asOf)
  })
  const wave: Wave = {
    guide: understood.guide.edition.label,
    plans,
    clashes: findClashes(plans, rules),
    failed: understood.failed.map(({ ods, findings }) => ({
      ods: ods ?? '',
      message: printable(findings.map(({ message }) => message).join(' ')),
    })),
    words: understood.words,
    ruleOf: (id) => ALL_RULES.find((rule) => rule.id === id) ?? { title: id, fix: '' },
  }
  const written = await writeFiles(wave, understood, options)
  return { wave, clashWords: wave.clashes.map((clash) => sayClash(clash, plans)), ...written }
}

/** A row that failed may have failed for a character that no font has; its message quotes it. */
function printable(message: string): string {
  const missing = firstMissing(message)
  return missing === null ? message : printable(message.replaceAll(missing.character, '…'))
}

async function writeFiles(
  overview: Wave,
  understood: Understood,
  options: WaveOptions,
): Promise<Pick<MadeWave, 'files' | 'left'>> {
  const { guide } = understood
  const folder = join(options.out, 'wave')
  const template = await readReportTemplate(options.templates, WAVE_REPORT)
  const timeline = waveTimeline(overview)
  const document = await composeReport({
    id: 'wave',
    template,
    view: waveView(overview),
    templates: options.templates,
    header: [guide.edition.label],
    modified: guide.edition.reviewed ?? options.asOf,
    slots: { timeline: timeline === null ? [] : [timeline] },
  })
  const { renderDocument } = await import('../render/render.ts')
  const rendered = await renderDocument(document, ['pdf', 'html'], themeFor(12))
  const record = await recordBefore(join(folder, RECORD))
  const isLookedAt = lookedAt(understood, options)
  const before = Object.fromEntries(Object.entries(record).filter(([uid]) => isOfWave(uid) && isLookedAt(uid)))
  // In calendars, and not looked at this time: the next run goes on from them.
  const left = Object.fromEntries(Object.entries(record).filter(([uid]) => isOfWave(uid) && !isLookedAt(uid)))
  const calendar = writeCalendar(
    {
      name: understood.words.say('wave.calendar'),
      modified: guide.edition.reviewed ?? UNDATED,
      events: overview.plans.flatMap((plan) =>
        milestoneEvents({ ...understood, plan }, 'wave').filter(({ uid }) =>
          IN_CALENDAR.some((id) => uid.includes(`.${id}@`)),
        ),
      ),
    },
    { before, today: options.asOf },
  )
  const contents: [string, Uint8Array | string][] = [
    // The print copy, because an overview is not filled in.
    ...rendered
      .filter(({ format, copy }) => format !== 'pdf' || copy !== 'fill-in')
      .map(({ format, bytes }): [string, Uint8Array] => [`wave.${format}`, bytes]),
    ['wave.xlsx', await tablesXlsx(document.title, waveTables(overview), document.author)],
    ['wave.ics', calendar.bytes],
    [RECORD, `${JSON.stringify({ calendar: { ...left, ...calendar.record } }, null, 2)}\n`],
  ]
  for (const [name, content] of contents) await writeReport(join(folder, name), content)
  return {
    files: contents.map(([name]) => join(folder, name)),
    left: [...new Set(Object.keys(left).map(codeOf))].length,
  }
}

const codeOf = (uid: string): string => uid.slice(0, uid.indexOf('.'))

/** Earlier versions used the entries of packs, which a wave must not call off. */
const isOfWave = (uid: string): boolean => uid.includes('.wave.')

/**
 * Whether what is not in the plans any more is known to be gone. Of a choice of practices, or where a row cannot be read, nothing
 * is known of the others.
 */
function lookedAt({ practices, failed }: Understood, { only, wave, sheet }: WaveOptions): (uid: string) => boolean {
  const planned = new Set(practices.map(({ ods }) => ods.toLowerCase()))
  const unread = new Set(failed.map(({ ods }) => ods?.toLowerCase() ?? null))
  const isWhole = only === undefined && wave === undefined && sheet === undefined && !unread.has(null)
  return (uid) => planned.has(codeOf(uid)) || (isWhole && !unread.has(codeOf(uid)))
}

/** The last contents of the calendar, so that the next one can report changes. */
const RECORD = 'wave.json'

/** @throws UserError when it is there and cannot be read or understood: calendars would forget what they were sent */
async function recordBefore(file: string): Promise<CalendarRecord> {
  if (!isThere(file)) return {}
  const { text } = await readTextFile(file, 'out')
  const record = parseCalendarRecord(text)
  if (record !== null) return record
  throw new UserError(
    'input',
    `${file} is damaged, or another version wrote it, so the previous calendar is not known.`,
    'Restore it from a copy. Or delete it: the calendar then starts again, and everybody who has the old one must remove it.',
  )
}
