/**
 * A worker: opens the shared data once, then makes one pack at a time.
 *
 * @module
 */
import { workerData } from 'node:worker_threads'
import { UserError } from '../model/finding.ts'
import { openContext, type PackOptions, type ContextData } from '../pipeline.ts'
import { makePack, type WorkerAnswer, type PackTask } from './pack-maker.ts'

const { shared, options } = workerData as { readonly shared: ContextData; readonly options: PackOptions }
const context = openContext(shared)

export default async ({ practice, folder }: PackTask): Promise<WorkerAnswer> => {
  try {
    return { pack: await makePack(context, options, practice, folder) }
  } catch (error) {
    // An error loses its class and extra fields on its way to another thread.
    if (!(error instanceof UserError)) throw error
    const { kind, message, advice, findings } = error
    return { refused: { kind, message, advice, findings } }
  }
}
