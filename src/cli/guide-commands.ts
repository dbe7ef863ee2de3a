/**
 * The commands of guide editors: `model`, `gaps`, `publish` and `explain`.
 *
 * @module
 */
import { join, relative } from 'node:path'
import { styleText } from 'node:util'
import { InvalidArgumentError, Option, type Command } from '@commander-js/extra-typings'
import type { IsoDay } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import type { CheckedGuide } from '../app/checked-guide.ts'
import type { Failing } from '../app/gaps.ts'
import { GAP_FORMATS, formatGaps, type GapFormat } from '../app/gap-formats.ts'
import type { TermsPatch } from '../app/publish.ts'
import { PUBLISH_FORMATS, type PublishFormat } from '../document/document.ts'
import { counted } from '../base/text.ts'
import { UserError } from '../model/finding.ts'
import type { Task } from '../model/guide.ts'
import type { Rule } from '../model/rules.ts'
import type { GapReport } from '../report/gap-report.ts'
import { addGuide, addGuideFolder, addJson, addTemplates, csvList, day, given, today } from './flags.ts'
import { countFindings, inFlags, printFindings, printJson } from './print.ts'

const THRESHOLDS = ['new', 'gap', 'finding', 'error', 'never'] as const

type Outputs = readonly { readonly format: GapFormat; readonly file: string }[]

interface GapFlags {
  readonly guide: string
  readonly templates: string
  readonly practices?: string
  readonly json: boolean
  readonly format?: GapFormat
  readonly output: Outputs
  readonly since?: string
  readonly history: boolean
  readonly baseline?: string
  readonly writeBaseline?: string
  readonly reason?: string
  readonly failOn: (typeof THRESHOLDS)[number]
  readonly all: boolean
  readonly asOf?: IsoDay
}

export function registerGuide(program: Command): void {
  addGuide(program.command('model'))
    .description('show what was understood of the guide')
    .addHelpText('after', '\nExample:\n  practice-packs model --guide ../guide --json\n')
    .action(async ({ guide, json }) => model(guide, json))

  const gapFlags = addJson(addGuideFolder(program.command('gaps')), 'the result as one JSON value, as --format json')
    .description('list what the guide’s editors have marked as unfinished or changed, and what else is wrong with it')
    .addOption(new Option('--format <format>', 'how to print it').choices(GAP_FORMATS))
    .option('--output <format=file>', 'write it to a file; may be given several times', output, [])
    .option('--since <revision>', 'what changed since a commit, branch or tag')
    .option('--history', 'count the markers at every commit', false)
    .option('--practices <file>', 'name the practices that each gap touches')
  addTemplates(gapFlags)
    .option('--baseline <file>', 'gaps that are known, each with a reason')
    .option('--write-baseline <file>', 'write the gaps of today as a baseline; needs --reason for new ones')
    .option('--reason <text>', 'why the new entries of the baseline may stay')
    .addOption(new Option('--fail-on <what>', 'when the command fails').choices(THRESHOLDS).default('never' as const))
    .option('--all', 'show every finding, and each piece of advice', false)
    .option('--as-of <date>', 'today, for ages and review days: YYYY-MM-DD', day)
    .addHelpText(
      'after',
      `
Examples:
  practice-packs gaps --guide ../guide
  practice-packs gaps --since main --format markdown
  practice-packs gaps --history --output html=gaps.html --output xlsx=gaps.xlsx
  practice-packs gaps --write-baseline gaps.yaml --reason "Known on 1 March; see the plan of work"
  practice-packs gaps --baseline gaps.yaml --fail-on new
`,
    )
    .action(async (flags) => gaps(given(flags)))

  const publishFlags = program
    .command('publish')
    .description('write the guide as readers should see it: without markers, notes and annotations')
    .requiredOption('--out <dir>', 'where the published guide goes')
  const published = addTemplates(addGuideFolder(publishFlags))
    .option('--formats <list>', PUBLISH_FORMATS.join(', '), csvList)
    .option('--fix-terms', 'write a patch that puts terms of older editions right', false)
  addJson(published, 'what was written and taken out as one JSON value')
    .addHelpText('after', '\nExample:\n  practice-packs publish --guide ../guide --out published --fix-terms\n')
    .action(async (flags) => publish(given(flags)))

  const explained = program
    .command('explain')
    .description('say what a rule means, why it matters to a reader, and what to do')
    .argument('[rule]', 'the rule’s name, as a finding shows it; all rules without it')
  addJson(explained)
    .addHelpText('after', '\nExample:\n  practice-packs explain broken-link\n')
    .action(async (rule, flags) => explain(rule, flags))
}

function output(value: string, before: Outputs): Outputs {
  const [, name = '', file = ''] = /^([a-z]+)=(.+)$/.exec(value) ?? []
  const format = GAP_FORMATS.find((known) => known === name)
  if (format === undefined || file === '')
    throw new InvalidArgumentError(`Write FORMAT=FILE, such as html=gaps.html; formats are ${GAP_FORMATS.join(', ')}.`)
  return [...before, { format, file }]
}

async function model(directory: string, json: boolean): Promise<void> {
  const { readModel } = await import('../pipeline.ts')
  const { value: guide, findings } = await readModel(directory)
  if (json) {
    printJson((await import('./json.ts')).modelJson(guide, findings))
    return
  }
  printFindings(findings, '', 'warning')
  const lines = [
    `${guide.edition.label}: ${guide.kind === 'own' ? 'our own guide' : 'the public guide'}${guide.edition.current ? '' : ', not a current edition'}`,
    ...guide.phases.flatMap(({ order, title, estimate, id }) => {
      const listed = guide.tasks.filter(({ phase }) => phase === id)
      const tasks = listed.filter(({ onlyText }) => onlyText === undefined)
      const phase = `${String(order).padStart(3)}  ${title}  (${estimate?.text ?? 'no estimate'}; ${counted(tasks.length, 'task')})`
      return [phase, ...listed.map(taskLine)]
    }),
    `${guide.listItems.taken} tasks, ${guide.listItems.left} list items left as text, ${guide.slas.length} SLAs, ${guide.dmis.length} DMI references, ${guide.callouts.length} callouts`,
    `${guide.markers.length} markers, ${guide.nearMisses.length} near misses; ${countFindings(findings)}`,
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
}

/** The id, the words, and what the annotation was understood to say. */
function taskLine({ id, text, roles, timing, condition, onlyText }: Task): string {
  const said = [
    ...(onlyText === undefined ? [] : [`no task: a ${onlyText}`]),
    roles.length > 0 ? roles.join(', ') : 'no owner',
    ...(timing === null ? [] : [`due ${timing.text}`]),
    ...(condition === null ? [] : [`if ${condition.text}`]),
  ]
  return `       ${id}: ${text} (${said.join('; ')})`
}

async function gaps(flags: GapFlags): Promise<void> {
  const asOf = flags.asOf ?? today()
  const [{ readCheckedGuide }, { againstBaseline, failing, reportGaps, touchingPractices, writeBaselineFile }] =
    await Promise.all([import('../app/checked-guide.ts'), import('../app/gaps.ts')])
  const checked = await readCheckedGuide(flags.guide, asOf)
  const found = await reportGaps(flags.guide, checked, {
    asOf,
    history: flags.history,
    ...defined({ since: flags.since }),
    ...(flags.practices === undefined
      ? {}
      : { practicesOf: await touchingPractices(flags.practices, flags, checked.guide, asOf) }),
  })
  const report = flags.baseline === undefined ? found : await againstBaseline(found, flags.baseline)
  if (flags.writeBaseline !== undefined) {
    const held = await writeBaselineFile(flags.writeBaseline, report, flags.reason)
    process.stderr.write(`${flags.writeBaseline} contains ${counted(held, 'gap')}.\n`)
  }
  await writeOutputs(report, checked, flags)
  const reasons = failing(report, checked.findings, flags.failOn)
  if (reasons.length === 0) return
  process.exitCode = 1
  process.stderr.write(whyItFails(reasons, flags.failOn))
}

/** How many reasons for a failure are named; the report has them all. */
const REASONS_NAMED = 10

/** The reasons stand below a report that may be long, so that nobody has to look for them in it. */
function whyItFails(reasons: readonly Failing[], failOn: GapFlags['failOn']): string {
  const lines = reasons
    .slice(0, REASONS_NAMED)
    .map(
      ({ rule, text, place }) =>
        `  ${place === null ? '' : `${place.file}:${place.line}:${place.column}  `}${rule}  ${text}\n`,
    )
  const more = reasons.length - lines.length
  return `Ends with 1 because of --fail-on ${failOn}:\n${lines.join('')}${more > 0 ? `  and ${more} more\n` : ''}`
}

async function writeOutputs(report: GapReport, { guide, findings }: CheckedGuide, flags: GapFlags): Promise<void> {
  const format = (one: GapFormat, terminal: boolean): Promise<string | Uint8Array> => {
    // NO_COLOR (no-color.org): set and not empty means no colour.
    const colour = terminal && !process.env['NO_COLOR']
    const { templates, all } = flags
    const folder = relative('.', flags.guide).replaceAll('\\', '/')
    const made = formatGaps(one, report, guide, findings, {
      templates,
      folder,
      all,
      ...(colour ? { paint: styleText } : {}),
    })
    return ['text', 'markdown', 'github', 'unix'].includes(one) ? made.then((text) => inFlags(String(text))) : made
  }
  // When a baseline or files are written, the report itself is shortened to one line.
  const asked = flags.output.length > 0 || flags.writeBaseline !== undefined
  const printed = flags.json ? 'json' : (flags.format ?? (asked ? null : 'text'))
  for (const { format: one, file } of flags.output) {
    const { writeReport } = await import('../packs/write-file.ts')
    await writeReport(file, await format(one, false))
    process.stderr.write(`wrote ${file}\n`)
  }
  if (printed === null) {
    const { sayCounts } = await import('../report/phrases.ts')
    process.stderr.write(`${sayCounts(report)}\n`)
    return
  }
  const content = await format(printed, process.stdout.isTTY)
  if (typeof content !== 'string' && process.stdout.isTTY)
    throw new UserError(
      'usage',
      `A terminal cannot show ${printed}.`,
      `Write it to a file: --output ${printed}=gaps.${printed}`,
    )
  process.stdout.write(content)
}

interface PublishFlags {
  readonly guide: string
  readonly templates: string
  readonly out: string
  readonly formats?: readonly string[]
  readonly fixTerms: boolean
  readonly json: boolean
}

async function publish(flags: PublishFlags): Promise<void> {
  const app = await import('../app/publish.ts')
  const formats = publishFormats(flags.formats, PUBLISH_FORMATS)
  const { written, takenOut, terms } = await app.publish({ ...flags, formats, asOf: today() })
  if (flags.json) {
    printJson({ written, takenOut, ...(terms === null ? {} : { terms: { changed: terms.changed, left: terms.left } }) })
    return
  }
  for (const { what, place, text } of takenOut)
    if (what === 'note' || what === 'marker') process.stdout.write(`${what}  ${place.file}:${place.line}  ${text}\n`)
  const taken = app.countTaken(takenOut)
  process.stderr.write(
    `${counted(written.length, 'file')} in ${flags.out}. Removed: ${counted(taken.marker, 'marker')}, ${counted(taken.note, 'note')}, ${counted(taken.annotation, 'annotation')}; ${counted(taken.liquid, 'Liquid tag')} resolved.\n`,
  )
  if (terms !== null) process.stderr.write(termsWords(terms, join(flags.out, app.TERMS_PATCH), flags.guide, counted))
}

function publishFormats(
  wanted: readonly string[] | undefined,
  all: readonly PublishFormat[],
): readonly PublishFormat[] {
  if (wanted === undefined) return ['md', 'html', 'docx']
  const unknown = wanted.find((one) => !all.some((format) => format === one))
  if (unknown !== undefined)
    throw new UserError('usage', `Unexpected \`${unknown}\` in --formats.`, `Use one or more of ${all.join(', ')}.`)
  return all.filter((format) => wanted.includes(format))
}

function termsWords(
  { changed, left, inCheckout }: TermsPatch,
  patch: string,
  guide: string,
  counted: (count: number, what: string) => string,
): string {
  const how = inCheckout ? `git apply ${patch}, from the top of the checkout` : `patch -p1 -d ${guide} < ${patch}`
  const lines = left.map(
    ({ written, now, place, because }) =>
      `  ${place.file}:${place.line}:${place.column}  ${written} → ${now}  ${because}\n`,
  )
  const done =
    changed === 0
      ? 'No old term can be replaced by rule.\n'
      : `${counted(changed, 'old term')} replaced in ${patch}. Read it, then: ${how}\n`
  return done + (left.length === 0 ? '' : `${counted(left.length, 'term')} for a person to reword:\n${lines.join('')}`)
}

/** `explain`: what a rule means, why it matters to a reader, and what to do. @throws UserError for a rule that nobody knows */
export async function explain(name: string | undefined, { json }: { readonly json: boolean }): Promise<void> {
  const { explainedRules } = await import('../app/rule-registry.ts')
  const rules = await explainedRules()
  if (name === undefined) {
    if (json) printJson(rules)
    else process.stdout.write(`${rules.map(ruleLine).join('\n')}\n`)
    return
  }
  const rule = rules.find(({ id }) => id === name.toLowerCase())
  if (rule === undefined) {
    const { nearestWord } = await import('../base/text.ts')
    const nearest = nearestWord(
      name,
      rules.map(({ id }) => id),
    )
    throw new UserError(
      'usage',
      `There is no rule \`${name}\`.${nearest === null ? '' : ` Did you mean \`${nearest}\`?`}`,
      'See them all: practice-packs explain',
    )
  }
  if (json) printJson(rule)
  else process.stdout.write(inFlags(ruleText(rule)))
}

const ruleLine = ({ id, severity, title }: Rule): string => `${severity.padEnd(7)}  ${id.padEnd(24)}  ${title}`

const ruleText = ({ id, severity, title, why, fix }: Rule): string =>
  `${id} (${severity})\n${title}.\n\nWhy it matters\n  ${why}\n\nWhat to do\n  ${fix}\n`
