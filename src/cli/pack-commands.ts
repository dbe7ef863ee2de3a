/**
 * The commands that make packs: `build` and `merge`.
 *
 * @module
 */
import { readdirSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { Option, type Command } from '@commander-js/extra-typings'
import type { IsoDay } from '../base/day.ts'
import type { Built } from '../app/build.ts'
import type { RunPack } from '../packs/run-build.ts'
import { counted, quotedWord } from '../base/text.ts'
import { ASKED_FORMATS, CHECKLIST_VIEWS, DOCUMENT_CHOICES, type LargePrint } from '../document/document.ts'
import { UserError, type Finding } from '../model/finding.ts'
import type { Dialect } from '../model/template.ts'
import type { InputOptions } from '../pipeline.ts'
import { addInputs, csvList, given, largePrint, wholeNumber } from './flags.ts'
import { printFindings, sayCommand, sayInputs, sayKept, withFlags } from './print.ts'

/** The checklist, by week, is always made; its names are for saying that no other view is wanted. */
const WHOLE = ['whole', 'week'] as const
const VIEWS = [...WHOLE, ...CHECKLIST_VIEWS] as const

const PROGRESS_STYLES = ['auto', 'json', 'none'] as const

interface BuildFlags extends InputOptions {
  readonly json: boolean
  readonly asOf: IsoDay
  readonly out: string
  readonly documents?: readonly string[]
  readonly formats?: readonly string[]
  readonly dialects?: readonly string[]
  readonly views?: readonly string[]
  /** True: the flag without points. */
  readonly largePrint?: LargePrint | true
  readonly allowSuperseded: boolean
  readonly force: boolean
  readonly prune: boolean
  readonly jobs: number
  readonly shard?: string
  readonly onlyFailed: boolean
  readonly progress: (typeof PROGRESS_STYLES)[number]
}

export function registerPacks(program: Command): void {
  addInputs(program.command('build'))
    .description('make packs for every practice in the practices file')
    .option('--out <dir>', 'where the packs go', 'output')
    .option('--documents <list>', DOCUMENT_CHOICES.join(', '), csvList)
    .option('--formats <list>', ASKED_FORMATS.join(', '), csvList)
    .option(
      '--views <list>',
      `${CHECKLIST_VIEWS.join(', ')}: other views of the checklist; the one by week is always made`,
      csvList,
    )
    .option(
      '--dialects <list>',
      'word, govuk-notify, nhs-notify: who fills in the letters, whatever the rows say',
      csvList,
    )
    .option('--large-print [points]', 'everything in large print: 18 point, or 16', largePrint)
    .option('--allow-superseded', 'make letters from an edition that has been replaced', false)
    .option('--prune', 'remove files that an earlier run asked for and this one does not', false)
    .option('--force', 'make every pack again, changed or not', false)
    .option('--jobs <n>', 'how many packs to make at the same time', wholeNumber, availableParallelism())
    .option('--shard <i/n>', 'only this share of the practices, for several machines')
    .option(
      '--only-failed',
      'only the practices that have no pack yet, failed in the run before, or lack something that is asked for',
      false,
    )
    .addOption(
      new Option('--progress <style>', 'how to show progress').choices(PROGRESS_STYLES).default('auto' as const),
    )
    .addHelpText('after', '\nExample:\n  practice-packs build --practices practices.csv --out packs\n')
    .action(async (flags) => build(given(flags)))

  program
    .command('merge')
    .description('join the output of shards into one folder')
    .argument('<dirs...>', 'folders that `build --shard` made')
    .requiredOption('--out <dir>', 'where the joined packs go')
    .action(async (folders, { out }) => {
      const { mergeRuns } = await import('../packs/merge-runs.ts')
      const { packs, failed, findings } = await mergeRuns(folders, out)
      printFindings(findings, out)
      process.stderr.write(`${counted(packs - failed, 'pack')} in ${out}; ${counted(failed, 'row')} failed.\n`)
    })
}

async function build(flags: BuildFlags): Promise<void> {
  const [{ findingsByRow, sayFailed, understandOrSay }, { buildAll }, { parseShard }, { progress }, { DIALECTS }] =
    await Promise.all([
      import('./json.ts'),
      import('../app/build.ts'),
      import('../packs/run-manifest.ts'),
      import('./terminal.ts'),
      import('../model/template.ts'),
    ])
  const started = performance.now()
  const { working } = await import('./terminal.ts')
  const { end } = flags.progress === 'auto' ? working('Reading the guide and the practices') : { end: () => undefined }
  // From the start: whoever presses Ctrl-C while inputs are read gets 130 too.
  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt)
  const documents = chosen('--documents', flags.documents, DOCUMENT_CHOICES)
  const formats = flags.formats === undefined ? null : chosen('--formats', flags.formats, ASKED_FORMATS)
  const views = flags.views === undefined ? [] : chosen('--views', flags.views, VIEWS)
  const { shard: shardWords, dialects: names, ...others } = flags
  const dialects = names === undefined ? {} : { dialects: chosen<Dialect>('--dialects', names, DIALECTS) }
  const shard = shardWords === undefined ? {} : { shard: parseShard(shardWords) }
  const understood = await understandOrSay(flags, {
    packs: [],
    summary: { built: 0, unchanged: 0, failed: 0, documents: 0, seconds: 0 },
  }).finally(end)
  if (flags.json) sayFailed(understood, flags.practices)
  else {
    printFindings(understood.guideFindings, flags.practices, 'warning')
    printFindings(understood.practiceFindings, flags.practices)
  }
  await sayKept(understood.columnsToKeep)
  // Printed together after the run: hundreds of packs often have the same finding.
  const warnings: Finding[] = []
  const show = progress(flags.json && flags.progress === 'auto' ? 'none' : flags.progress)
  const built = await buildAll(understood, flags, {
    ...others,
    ...shard,
    documents,
    formats,
    ...dialects,
    views: CHECKLIST_VIEWS.filter((view) => views.includes(view)),
    largePrint: flags.largePrint === true ? 18 : (flags.largePrint ?? false),
    signal: stop.signal,
    onPack: (pack, done, of) => {
      warnings.push(...pack.findings.filter(({ severity }) => severity !== 'note'))
      show(pack, done, of)
    },
  })
  process.removeListener('SIGINT', interrupt)

  const seconds = Math.round((performance.now() - started) / 100) / 10
  if (flags.json) {
    const { ofPractice, rest } = findingsByRow(understood)
    await printBuilt({ ...built, findings: [...rest, ...built.findings] }, ofPractice, flags.out, seconds)
  } else {
    printFindings(warnings, flags.practices, 'warning')
    printFindings(built.findings, flags.practices)
    process.stderr.write(closing(built, seconds, flags))
  }
  process.exitCode = built.interrupted ? 130 : built.summary.failed > 0 ? 5 : 0
}

function chosen<T extends string>(
  flag: string,
  wanted: readonly string[] | undefined,
  all: readonly T[],
): readonly T[] {
  const unknown = wanted?.find((one) => !(all as readonly string[]).includes(one))
  if (unknown !== undefined)
    throw new UserError(
      'usage',
      `Unexpected \`${unknown}\` in ${flag}.`,
      `Use one or more of ${all.join(', ')}, with commas between.`,
    )
  return wanted ? all.filter((one) => wanted.includes(one)) : all
}

/** Pack by pack, because thousands are too long for one string. */
async function printBuilt(
  { packs, findings, summary }: Built,
  ofPractice: (ods: string) => readonly Finding[],
  out: string,
  seconds: number,
): Promise<void> {
  const { packDetails } = await import('../app/build.ts')
  process.stdout.write('{"packs": [')
  for (const [index, pack] of packs.entries()) {
    const details = await packDetails(pack, out)
    const all = { ...details, findings: [...ofPractice(pack.ods), ...details.findings] }
    process.stdout.write(`${index === 0 ? '' : ','}\n${JSON.stringify(all, withFlags)}`)
  }
  const total = JSON.stringify({ ...summary, seconds })
  process.stdout.write(`\n], "findings": ${JSON.stringify(findings, withFlags)}, "summary": ${total}}\n`)
}

/** The file on the first level of a pack, of which there is one in each format: the best on a screen. */
function startIn(folder: string): string {
  const names = readdirSync(folder)
  const file = ['.html', '.pdf', '.docx'].flatMap((ending) => names.find((name) => name.endsWith(ending)) ?? [])[0]
  return file === undefined ? folder : join(folder, file)
}

/** One pack is looked into, several are handed out, and many are first looked at together. */
function nextAfterBuild(good: readonly RunPack[], flags: BuildFlags): string[] {
  const [first] = good
  if (first === undefined) return []
  const open = `Open ${startIn(join(flags.out, first.dir))}`
  if (good.length === 1)
    return [`${open}.`, `Next, the dates and why: ${sayCommand('plan')} ${sayInputs(flags)} --only ${first.ods}`]
  return [
    `${open} to see one.`,
    `Who gets which pack, and what each still lacks: ${join(flags.out, 'to-send.csv')}`,
    `Next, who goes live when and what clashes: ${sayCommand('wave')} ${sayInputs(flags)} --out ${quotedWord(flags.out)}`,
  ]
}

function closing(
  { packs, interrupted, summary: { built, unchanged, failed, documents }, fixSheet }: Built,
  seconds: number,
  flags: BuildFlags,
): string {
  const good = packs.filter(({ status }) => status !== 'failed')
  const [first] = good
  const letters = packs.filter(({ withLetters }) => withLetters).length
  const lines = [
    '',
    ...(interrupted ? ['Stopped before the end. Run the same command again: it continues from here.'] : []),
    `${counted(built, 'pack')} made, ${unchanged} unchanged, ${failed} failed: ${documents} files in ${seconds} seconds.`,
    ...(first
      ? [`They are in ${flags.out}. ${letters} of them ${letters === 1 ? 'contains' : 'contain'} letters to patients.`]
      : []),
    ...(fixSheet
      ? [
          `The rows to fix are in ${fixSheet}. Fix them there, then add --fixed ${quotedWord(fixSheet)} to the same command.`,
        ]
      : []),
    ...nextAfterBuild(good, flags),
    '',
  ]
  return lines.join('\n')
}
