/**
 * A complete run: every practice of the file, on every core; `results.csv` and `run.json` say what happened to each.
 *
 * @module
 */
import { join, resolve } from 'node:path'
import type { Finding } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import { type BuiltPack, type PackOptions, unchangedPack, type Understood } from '../pipeline.ts'
import { askedOf, coversAsked } from './earlier-files.ts'
import { readExistingPack, existingPacks } from './manifest.ts'
import { lockOutput } from './output-lock.ts'
import { hashOfChoices } from './pack-inputs.ts'
import { openPackMaker } from './pack-maker.ts'
import { type RowResult, writeResults } from './results.ts'
import { aboutRun, isInShard, type MadePack, packsBefore, type Shard, writeRunManifest } from './run-manifest.ts'
import { recover } from './write-pack.ts'

export interface RunOptions extends PackOptions {
  /** How many packs are made at the same time. */
  readonly jobs: number
  readonly shard?: Shard
  /** ODS codes, where the user named some: the run leaves all other packs alone. */
  readonly only?: readonly string[]
  /** Only the practices that the previous run could not make. */
  readonly onlyFailed: boolean
  /** Stops the run after the packs that are being made. */
  readonly signal?: AbortSignal
  readonly onPack?: (pack: BuiltPack, done: number, of: number) => void
}

/** The result for a practice; the files and findings of a pack are in its manifest, and not kept here. */
export interface RunPack {
  readonly ods: string
  readonly row: number
  readonly dir: string
  readonly status: BuiltPack['status']
  readonly files: number
  readonly withLetters: boolean
  /** Only for practices that failed. */
  readonly findings: readonly Finding[]
}

export interface Run {
  /** In the order of the practices file; failed rows after them. */
  readonly packs: readonly RunPack[]
  readonly findings: readonly Finding[]
  readonly interrupted: boolean
}

export async function runBuild(understood: Understood, options: RunOptions): Promise<Run> {
  const { out, shard } = options
  const unlock = await lockOutput(out)
  try {
    await recover(out)
    const { folders: existing, findings: damaged } = await existingPacks(out)
    const { value: before, findings: unread } = await packsBefore(out)
    const mine = ({ ods }: { readonly ods: string | null }): boolean =>
      shard === undefined || isInShard(ods ?? '', shard)
    const inShard = understood.practices.filter(mine)
    const failedBefore = new Set(before.filter(({ made }) => !made).map(({ ods }) => ods))
    // A run that was killed has no record of practices that it did not reach.
    const practices: Practice[] = []
    for (const practice of inShard)
      if (!options.onlyFailed || failedBefore.has(practice.ods) || !(await isWhole(practice, existing, options)))
        practices.push(practice)
    const { made, longPaths } = await makeAll(understood, practices, existing, options)
    const failed = understood.failed
      .filter(mine)
      .map(({ ods, row, findings }) => failedRow({ ods: ods ?? '', row, findings }))
    const packs = [...made, ...failed]

    // Practices that this run has not reached keep their former state.
    const known = new Set(packs.map(({ ods }) => ods))
    const left = inShard
      .filter(({ ods }) => !known.has(ods))
      .map(({ ods, row }): MadePack & { readonly keptAsMade: boolean } => {
        const dir = existing.get(ods)
        const good = !failedBefore.has(ods) && dir !== undefined
        return { ods, row, dir: good ? dir : '', made: good, keptAsMade: good && options.onlyFailed }
      })
    const all = [...packs.map((pack): MadePack => ({ ...pack, made: pack.status !== 'failed' })), ...left]
    // Rows that were not requested are not part of this run, but of the folder's contents.
    const others = options.only === undefined ? [] : before.filter(({ ods }) => !known.has(ods))
    await writeRunManifest(out, [...all, ...others].map(picked), aboutRun(understood, hashOfChoices(options), shard))
    const results = [
      ...packs.map(({ row, status, dir, findings }): RowResult => ({
        row,
        status: status === 'failed' ? 'failed' : 'ready',
        thisRun: status === 'built' ? 'made' : status,
        dir,
        findings,
      })),
      ...left.map(({ row, dir, keptAsMade }): RowResult => ({
        row,
        status: keptAsMade ? 'ready' : 'not made yet',
        thisRun: LEFT_ALONE,
        dir: keptAsMade ? dir : '',
        findings: [],
      })),
      ...others.flatMap(({ ods, dir, made: good }): RowResult[] => {
        const row = rowOf(ods, understood.table)
        return row === undefined
          ? []
          : [{ row, status: good ? 'ready' : 'failed', thisRun: LEFT_ALONE, dir, findings: [] }]
      }),
    ].sort((a, b) => a.row - b.row)
    await writeResults(out, understood.table, results, understood.words.say)
    return {
      packs,
      findings: [
        ...damaged,
        ...unread,
        ...longPaths,
        ...(shard === undefined && options.only === undefined ? await rowsGone(understood, existing, out) : []),
      ],
      interrupted: options.signal?.aborted === true,
    }
  } finally {
    await unlock()
  }
}

/** Whether there is a pack with all its files and all that is asked for, however old: what a run of only the failed ones leaves alone. */
async function isWhole(
  { ods }: Practice,
  existing: ReadonlyMap<string, string>,
  options: RunOptions,
): Promise<boolean> {
  const folder = existing.get(ods)
  const pack = folder === undefined ? null : await readExistingPack(options.out, folder)
  if (pack === null || !pack.complete) return false
  const { asked, from } = pack.manifest
  return asked === undefined ? from.choices === hashOfChoices(options) : coversAsked(asked, askedOf(options))
}

/** The row of a code that was not requested and therefore not parsed. */
const rowOf = (ods: string, { rows }: PracticeTable): number | undefined =>
  rows.find(({ values }) => values.some((value) => value.trim().toUpperCase() === ods))?.row

const LEFT_ALONE = 'not in this run'

const picked = ({ ods, row, dir, made }: MadePack): MadePack => ({ ods, row, dir, made })

const failedRow = (row: Pick<RunPack, 'ods' | 'row' | 'findings'>): RunPack => ({
  ...row,
  dir: '',
  status: 'failed',
  files: 0,
  withLetters: false,
})

const withoutFiles = ({ ods, dir, status, files, findings }: BuiltPack, { row }: Practice): RunPack => ({
  ods,
  row,
  dir,
  status,
  files: files.filter(({ earlier }) => earlier !== true).length,
  withLetters: files.some(({ document, earlier }) => document === 'letters' && earlier !== true),
  findings: status === 'failed' ? findings : [],
})

/** First the unchanged packs, which need only a plan each; then the others, as many at a time as there are jobs. */
async function makeAll(
  understood: Understood,
  practices: readonly Practice[],
  existing: ReadonlyMap<string, string>,
  options: RunOptions,
): Promise<{ readonly made: RunPack[]; readonly longPaths: readonly Finding[] }> {
  const { out, signal } = options
  const packs = new Map<string, RunPack>()
  const long = new Map<string, Finding>()
  const done = (pack: BuiltPack, practice: Practice): void => {
    packs.set(pack.ods, withoutFiles(pack, practice))
    const finding = longPath(out, pack)
    if (finding !== null) long.set(pack.ods, finding)
    options.onPack?.(pack, packs.size, practices.length)
  }
  const changed: Practice[] = []
  for (const practice of practices) {
    if (signal?.aborted) break
    const folder = options.force ? undefined : existing.get(practice.ods)
    const before = folder === undefined ? null : await readExistingPack(out, folder)
    const same = unchangedPack(understood, practice, options, before)
    if (same) done(same, practice)
    else changed.push(practice)
  }
  const maker = await openPackMaker(understood, options, options.jobs, changed.length)
  const queue = changed.values()
  const work = async (): Promise<void> => {
    for (const practice of queue) {
      if (signal?.aborted) return
      done(await maker.make(practice, existing.get(practice.ods) ?? null), practice)
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work)).finally(() => maker.close())
  return {
    made: practices.flatMap(({ ods }) => packs.get(ods) ?? []),
    longPaths: practices.flatMap(({ ods }) => long.get(ods) ?? []),
  }
}

/** Windows ends a path with a character that nobody sees. */
const LONGEST_PATH = 259

/** Not kept in the manifest: a pack that is moved elsewhere is the same pack. */
function longPath(out: string, { ods, dir, files }: BuiltPack): Finding | null {
  const length = ({ name }: { readonly name: string }): number => join(resolve(out), dir, name).length
  const [longest] = [...files].sort((a, b) => length(b) - length(a))
  if (longest === undefined || length(longest) <= LONGEST_PATH) return null
  const message = `The path of ${dir}/${longest.name} has ${length(longest)} characters. Windows opens ${LONGEST_PATH} at most.`
  return findingOf('path-too-long', message, { practice: ods })
}

/** Packs of practices that are no longer in the file are reported, never deleted. */
async function rowsGone(
  { practices, failed }: Understood,
  existing: ReadonlyMap<string, string>,
  out: string,
): Promise<Finding[]> {
  const named = new Set([...practices, ...failed].map(({ ods }) => ods))
  const gone = [...existing].filter(([ods]) => !named.has(ods))
  return Promise.all(
    gone.map(async ([ods, folder]): Promise<Finding> => {
      const name = (await readExistingPack(out, folder))?.manifest.name ?? ''
      return findingOf(
        'row-gone',
        `The practices file no longer names ${ods} (${name}). Its pack ${folder} was left as it is; delete it if nobody needs it.`,
        { practice: ods },
      )
    }),
  )
}
