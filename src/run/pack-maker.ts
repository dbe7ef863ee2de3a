/**
 * Makes packs one after another or on several cores: a worker gets the shared data once, then one practice at a time.
 *
 * @module
 */
import { fileURLToPath } from 'node:url'
import type { Practice } from '../model/practice.ts'
import { buildPack, type BuildOptions, type BuiltPack, type Kit, type Shared } from '../pipeline.ts'
import type { StandingPack } from '../write/manifest.ts'
import { failedPack, isAboutPractice } from './failed-pack.ts'

export interface PackMaker {
  make(practice: Practice, before: StandingPack | null): Promise<BuiltPack>
  close(): Promise<void>
}

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
      make: (practice, before) => makePack(kit, options, practice, before),
      close: () => Promise.resolve(),
    }
  const { Piscina } = await import('piscina')
  const shared: Shared = {
    guide: kit.guide,
    policy: kit.policy,
    templates: kit.templates,
    wordsFile: kit.wordsFile,
    letters: kit.letters,
    hash: kit.hash,
  }
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./pack-worker.js', import.meta.url)),
    minThreads: jobs,
    maxThreads: jobs,
    workerData: { shared, options: plain(options) },
  })
  return {
    make: (practice, before) => pool.run({ practice, before }) as Promise<BuiltPack>,
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
  before: StandingPack | null,
): Promise<BuiltPack> {
  try {
    return await buildPack(kit, practice, options, before)
  } catch (error) {
    if (isAboutPractice(error)) return failedPack(practice, error)
    throw error
  }
}
