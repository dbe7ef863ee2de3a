/**
 * A whole run: every practice of the file, on every core, whole or not at all.
 *
 * @module
 */
import { join } from 'node:path'
import { writeFile } from 'node:fs/promises'
import type { Finding } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { unchangedPack, type BuildOptions, type BuiltPack, type Understood } from '../pipeline.ts'
import { standingPacks, type StandingPack } from '../write/manifest.ts'
import { recover } from '../write/write-pack.ts'
import { lockOutput } from './output-lock.ts'
import { openPackMaker } from './pack-maker.ts'
import { runManifest } from './run-manifest.ts'
import { isInShard, type Shard } from './shard.ts'

export interface RunOptions extends BuildOptions {
  /** How many packs are made at the same time. */
  readonly jobs: number
  readonly shard?: Shard
  /** Only the practices that the run before could not make. */
  readonly onlyFailed: boolean
  /** Makes the run stop after the packs that are being made. */
  readonly signal?: AbortSignal
  readonly onPack?: (pack: BuiltPack, done: number, of: number) => void
}

export interface Run {
  /** In the order of the practices file; failed rows after them. */
  readonly packs: readonly BuiltPack[]
  readonly findings: readonly Finding[]
  readonly interrupted: boolean
}

export async function runBuild(understood: Understood, options: RunOptions): Promise<Run> {
  const unlock = await lockOutput(options.out)
  try {
    await recover(options.out)
    const standing = await standingPacks(options.out)
    const practices = await chosen(understood, options)
    const packs = await makeAll(understood, practices, standing, options)
    const mine = ({ ods }: { readonly ods: string | null }): boolean =>
      options.shard === undefined || isInShard(ods ?? '', options.shard)
    const failed = understood.failed
      .filter(mine)
      .map(({ ods, findings }): BuiltPack => ({ ods: ods ?? '', dir: '', status: 'failed', files: [], findings }))
    const run: Run = {
      packs: [...packs, ...failed],
      findings: options.shard === undefined ? rowsGone(understood, standing) : [],
      interrupted: options.signal?.aborted === true,
    }
    await writeFile(join(options.out, 'run.json'), runManifest(run.packs, understood))
    return run
  } finally {
    await unlock()
  }
}

async function chosen(understood: Understood, options: RunOptions): Promise<readonly Practice[]> {
  const { shard } = options
  const inShard = understood.practices.filter(({ ods }) => shard === undefined || isInShard(ods, shard))
  if (!options.onlyFailed) return inShard
  const { failedBefore } = await import('./run-manifest.ts')
  const failed = await failedBefore(options.out)
  return inShard.filter(({ ods }) => failed.has(ods))
}

/** First what has not changed, which costs a plan each; then the rest, as many at a time as there are jobs. */
async function makeAll(
  understood: Understood,
  practices: readonly Practice[],
  standing: ReadonlyMap<string, StandingPack>,
  options: RunOptions,
): Promise<BuiltPack[]> {
  const packs = new Map<string, BuiltPack>()
  const done = (pack: BuiltPack): void => {
    packs.set(pack.ods, pack)
    options.onPack?.(pack, packs.size, practices.length)
  }
  const changed: Practice[] = []
  for (const practice of practices) {
    const same = unchangedPack(understood, practice, options, standing.get(practice.ods) ?? null)
    if (same) done(same)
    else changed.push(practice)
  }
  const maker = await openPackMaker(understood, options, options.jobs, changed.length)
  const queue = changed.values()
  const work = async (): Promise<void> => {
    for (const practice of queue) {
      if (options.signal?.aborted) return
      done(await maker.make(practice, standing.get(practice.ods) ?? null))
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work)).finally(() => maker.close())
  return practices.flatMap(({ ods }) => packs.get(ods) ?? [])
}

/** Packs of practices that the file no longer names are listed, never deleted. */
function rowsGone({ practices, failed }: Understood, standing: ReadonlyMap<string, StandingPack>): Finding[] {
  const named = new Set([...practices, ...failed].map(({ ods }) => ods))
  return [...standing.values()]
    .filter(({ manifest }) => !named.has(manifest.ods))
    .map(({ folder, manifest }) => ({
      rule: 'row-gone',
      severity: 'note',
      message: `The practices file no longer names ${manifest.ods} (${manifest.name}). Its pack ${folder} was left as it is; delete it if nobody needs it.`,
      practice: manifest.ods,
    }))
}
