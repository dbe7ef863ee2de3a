/**
 * Makes packs one after another or on several cores: a worker gets the shared data once, then one practice at a time.
 *
 * @module
 */
import { fileURLToPath } from 'node:url'
import { setFlagsFromString } from 'node:v8'
import { DocumentError } from '../document/document.ts'
import { UserError } from '../model/finding.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import { buildPack, type BuiltPack, type ContextData, type PackOptions, type RunContext } from '../pipeline.ts'
import { readExistingPack } from './manifest.ts'
import { PackNotWrittenError } from './write-pack.ts'

/**
 * A pack that could not be made, as a result like any other.
 *
 * @throws the error itself when it is a bug or ends the run
 */
function failedPack({ ods, row }: Practice, error: unknown): BuiltPack {
  // Both concern one practice only: the others can be made.
  if (!(error instanceof PackNotWrittenError || error instanceof DocumentError)) throw error
  return {
    ods,
    dir: '',
    status: 'failed',
    files: [],
    findings: [findingOf(error.rule, error.message, { cell: { row }, practice: ods })],
  }
}

interface PackMaker {
  /** @param folder of the existing pack in the output folder, or null */
  make(practice: Practice, folder: string | null): Promise<BuiltPack>
  close(): Promise<void>
}

/** The input of a worker. */
export interface PackTask {
  readonly practice: Practice
  readonly folder: string | null
}

/** The output of a worker: a pack, or the parts of a UserError. */
export type WorkerAnswer =
  { readonly pack: BuiltPack } | { readonly refused: Pick<UserError, 'kind' | 'message' | 'advice' | 'findings'> }

/** Starting a worker takes about as long as two packs; with fewer practices than this, workers save no time. */
const WORTH_WORKERS = 4

/**
 * Space for new objects in each worker. With Node's own 48, much of a document survives while it is drawn and is copied
 * for nothing; more than this gains nothing.
 */
const YOUNG_MIB = 96

/**
 * A single job leaves a core free to compile functions; with workers on every core compiling slows them down. Node 20
 * discards a compiled inner function at every large collection and compiles it again after this much code: by default
 * 66 KiB, which costs an eighth of the time. Later versions count calls instead and do not have the option.
 */
const HOT = 600_000
const NODE_20 = process.versions.node.startsWith('20.')

export async function openPackMaker(
  context: RunContext,
  options: PackOptions,
  jobs: number,
  practices: number,
): Promise<PackMaker> {
  // Code of one's own cannot be sent to a worker.
  if (jobs < 2 || practices < WORTH_WORKERS || !context.isPlain)
    return {
      make: (practice, folder) => makePack(context, options, practice, folder),
      close: () => Promise.resolve(),
    }
  const { Piscina } = await import('piscina')
  if (NODE_20) setFlagsFromString(`--interrupt-budget=${HOT}`)
  const shared: ContextData = {
    guide: context.guide,
    policy: context.policy,
    templates: context.templates,
    wordsFile: context.wordsFile,
    letters: context.letters,
    hashes: context.hashes,
  }
  const threads = Math.min(jobs, practices)
  const pool = new Piscina({
    filename: fileURLToPath(new URL('./pack-worker.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    workerData: { shared, options: plain(options) },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MIB },
  })
  return {
    async make(practice, folder) {
      const answer = (await pool.run({ practice, folder } satisfies PackTask)) as WorkerAnswer
      if ('pack' in answer) return answer.pack
      const { kind, message, advice, findings } = answer.refused
      throw new UserError(kind, message, advice, { findings })
    },
    close: () => pool.destroy(),
  }
}

/**
 * Everything that can decide a pack; a run's options contain functions and a signal too, which cannot be sent to a
 * worker.
 */
const plain = (options: PackOptions): PackOptions =>
  Object.fromEntries(
    Object.entries(options).filter(([, value]) => typeof value !== 'function' && !(value instanceof AbortSignal)),
  ) as unknown as PackOptions

/** A practice whose text cannot be displayed fails alone; anything else that is thrown is a bug or ends the run. */
export async function makePack(
  context: RunContext,
  options: PackOptions,
  practice: Practice,
  folder: string | null,
): Promise<BuiltPack> {
  try {
    const before = folder === null ? null : await readExistingPack(options.out, folder)
    return await buildPack(context, practice, options, before)
  } catch (error) {
    return failedPack(practice, error)
  }
}
