/** `practice-packs build`: a pack for every practice. */
import { join } from 'node:path'
import { UserError, type Finding } from '../model/finding.ts'
import type { DocumentChoice } from '../compose/compose-documents.ts'
import { CHECKLIST_VIEWS } from '../document/document.ts'
import type { Format } from '../document/format.ts'
import { DIALECTS } from '../model/letter.ts'
import type { LargePrint } from '../document/theme.ts'
import { understand, type BuiltPack, type Understood } from '../pipeline.ts'
import { runBuild, type Run, type RunPack } from '../run/run-build.ts'
import { parseShard } from '../run/shard.ts'
import { readStandingPack } from '../write/manifest.ts'
import type { InputOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { sayCommand, sayInputs, sayWord } from './say-command.ts'
import { progress, type ProgressStyle } from './progress.ts'

export interface BuildFlags extends InputOptions {
  readonly out: string
  readonly documents?: readonly string[]
  readonly formats?: readonly string[]
  readonly dialects?: readonly string[]
  readonly views?: readonly string[]
  /** True: the flag without points. */
  readonly largePrint?: LargePrint | true
  readonly allowSuperseded: boolean
  readonly force: boolean
  readonly jobs: number
  readonly shard?: string
  readonly onlyFailed: boolean
  readonly progress: ProgressStyle
}

const DOCUMENTS: readonly DocumentChoice[] = ['checklist', 'cutover-plan', 'letters']
/** The whole checklist is always made; its name is for saying that no other is wanted. */
const VIEWS = ['whole', ...CHECKLIST_VIEWS] as const
const FORMATS: readonly Format[] = ['pdf', 'docx', 'html']

export async function build(flags: BuildFlags): Promise<void> {
  const started = performance.now()
  const documents = chosen('--documents', flags.documents, DOCUMENTS)
  const formats = chosen('--formats', flags.formats, FORMATS)
  const dialects = chosen('--dialects', flags.dialects, DIALECTS)
  const views = chosen('--views', flags.views, VIEWS).filter((view) => view !== 'whole')
  const { shard: shardWords, ...others } = flags
  const shard = shardWords === undefined ? {} : { shard: parseShard(shardWords) }
  const understood = await understand(flags)
  if (!flags.json) {
    printFindings(understood.guideFindings, flags.practices, 'warning')
    printFindings(understood.practiceFindings, flags.practices)
  }

  const stop = new AbortController()
  const interrupt = (): void => stop.abort()
  process.once('SIGINT', interrupt)
  // Said together after the run: the same of two hundred packs, one by one, would be a wall.
  const warnings: Finding[] = []
  const show = progress(flags.json && flags.progress === 'auto' ? 'none' : flags.progress)
  const run = await runBuild(understood, {
    ...others,
    ...shard,
    documents,
    formats,
    dialects,
    views,
    largePrint: flags.largePrint === true ? 18 : (flags.largePrint ?? false),
    signal: stop.signal,
    onPack: (pack, done, of) => {
      warnings.push(...pack.findings.filter(({ severity }) => severity !== 'note'))
      show(pack, done, of)
    },
  })
  process.removeListener('SIGINT', interrupt)

  const seconds = Math.round((performance.now() - started) / 100) / 10
  const count = (status: BuiltPack['status']): number => run.packs.filter((pack) => pack.status === status).length
  const summary = {
    built: count('built'),
    unchanged: count('unchanged'),
    failed: count('failed'),
    documents: run.packs.reduce((sum, { files }) => sum + files, 0),
    seconds,
  }
  const toMend = await rowsToMend(understood, flags)
  if (flags.json) await printJsonOf(run, flags.out, summary)
  else {
    printFindings(warnings, flags.practices, 'warning')
    printFindings(run.findings, flags.practices)
    process.stderr.write(closing(run, summary, flags, toMend))
  }
  process.exitCode = run.interrupted ? 130 : summary.failed > 0 ? 5 : 0
}

/** The failed rows as a spreadsheet of their own; null when there is none. */
async function rowsToMend({ table, failed }: Understood, flags: BuildFlags): Promise<string | null> {
  if (failed.length === 0) return null
  const { writeFixSheet } = await import('./new/fix-sheet.ts')
  return writeFixSheet(table, failed, join(flags.out, 'fix-these-rows.xlsx'), flags)
}

function chosen<T extends string>(
  flag: string,
  wanted: readonly string[] | undefined,
  all: readonly T[],
): readonly T[] {
  const unknown = wanted?.find((one) => !(all as readonly string[]).includes(one))
  if (unknown !== undefined)
    throw new UserError(
      2,
      `Unexpected \`${unknown}\` in ${flag}.`,
      `Use one or more of ${all.join(', ')}, with commas between.`,
    )
  return wanted ? all.filter((one) => wanted.includes(one)) : all
}

/** Pack by pack: thousands of them are too long for one string. */
async function printJsonOf({ packs, findings }: Run, out: string, summary: unknown): Promise<void> {
  process.stdout.write('{"packs": [')
  for (const [index, pack] of packs.entries())
    process.stdout.write(`${index === 0 ? '' : ','}\n${JSON.stringify(await packJson(pack, out))}`)
  process.stdout.write(`\n], "findings": ${JSON.stringify(findings)}, "summary": ${JSON.stringify(summary)}}\n`)
}

async function packJson({ ods, dir, status, findings }: RunPack, out: string) {
  const manifest = dir === '' ? undefined : (await readStandingPack(out, dir))?.manifest
  const files = (manifest?.files ?? []).map(({ name, document, format, copy, sha256, bytes, pages }) => ({
    path: `${dir}/${name}`,
    document,
    format,
    copy,
    sha256,
    bytes,
    pages,
  }))
  return { ods, dir, status, files, findings: manifest?.findings ?? findings }
}

function closing(
  { packs, interrupted }: Run,
  { built, unchanged, failed, documents, seconds }: Record<string, number>,
  flags: BuildFlags,
  toMend: string | null,
): string {
  const first = packs.find(({ status }) => status !== 'failed')
  const letters = packs.filter(({ withLetters }) => withLetters).length
  const lines = [
    '',
    ...(interrupted ? ['Stopped before the end. Run the same command again: it goes on from here.'] : []),
    `${built} ${built === 1 ? 'pack' : 'packs'} made, ${unchanged} unchanged, ${failed} failed: ${documents} files in ${seconds} seconds.`,
    `They are in ${flags.out}. ${letters} of them hold letters to patients.`,
    ...(toMend
      ? [
          `The rows that failed stand in ${toMend}. Mend them there, then add --fixed ${sayWord(toMend)} to the same command.`,
        ]
      : []),
    ...(first ? [`Open ${join(flags.out, first.dir)} to see one.`] : []),
    `Next, the dates and why: ${sayCommand('plan')} ${sayInputs(flags)}`,
    '',
  ]
  return lines.join('\n')
}
