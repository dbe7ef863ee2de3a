/**
 * Makes packs one after another or on several cores: a worker gets the shared data once, then one practice at a time.
 *
 * @module
 */
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { UserError } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { buildPack, type BuildOptions, type BuiltPack, type Kit, type Shared } from '../pipeline.ts'
import { readStandingPack } from '../write/manifest.ts'
import { failedPack } from './failed-pack.ts'

export interface PackMaker {
  /** @param folder of the pack that stands in the output folder, or null */
  make(practice: Practice, folder: string | null): Promise<BuiltPack>
  close(): Promise<void>
}

/** What a worker gets. */
export interface PackTask {
  readonly practice: Practice
  readonly folder: string | null
}

/** What a worker gives: a pack, or the parts of a UserError. */
export type Answer =
  { readonly pack: BuiltPack } | { readonly refused: Pick<UserError, 'exitCode' | 'message' | 'advice' | 'findings'> }

/** Starting a worker costs about as much as two packs; below this many practices nobody waits less. */
const WORTH_WORKERS = 4

export async function openPackMaker(
  kit: Kit,
  options: BuildOptions,
  jobs: number,
  practices: number,
): Promise<PackMaker> {
  if (jobs < 2 || practices < WORTH_WORKERS)
    return {
      make: (practice, folder) => makePack(kit, options, practice, folder),
      close: () => Promise.resolve(),
    }
  const { Piscina } = await import('piscina')
  // Left alone, each worker's memory grows to several times what a pack needs before anything is thrown away, and the more
  // packs the further. With a step of 100 % it stays at about twice what is in use.
  setFlagsFromString('--heap-growing-percent=100')
  const shared: Shared = {
    guide: kit.guide,
    policy: kit.policy,
    templates: kit.templates,
    wordsFile: kit.wordsFile,
    letters: kit.letters,
    hashes: kit.hashes,
  }
  const threads = Math.min(jobs, practices)
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./pack-worker.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: { shared, options: plain(options) },
  })
  return {
    async make(practice, folder) {
      const answer = (await pool.run({ practice, folder } satisfies PackTask)) as Answer
      if ('pack' in answer) return answer.pack
      const { exitCode, message, advice, findings } = answer.refused
      throw new UserError(exitCode, message, advice, { findings })
    },
    close: () => pool.destroy(),
  }
}

/** Whatever decides a pack, now or later; a run's options hold functions and a signal too, which no worker can be given. */
const plain = (options: BuildOptions): BuildOptions =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => typeof value !== 'function' && !(value instanceof AbortSignal)),
  ) as unknown as BuildOptions

/** A practice whose words cannot be shown fails alone; anything else that is thrown is a bug or ends the run. */
export async function makePack(
  kit: Kit,
  options: BuildOptions,
  practice: Practice,
  folder: string | null,
): Promise<BuiltPack> {
  try {
    const before = folder === null ? null : await readStandingPack(options.out, folder)
    return await buildPack(kit, practice, options, before)
  } catch (error) {
    return failedPack(practice, error)
  }
}
