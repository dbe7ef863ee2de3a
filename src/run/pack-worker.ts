/**
 * A worker: opens the shared data once, then makes one pack at a time.
 *
 * @module
 */
import { workerData } from 'node:worker_threads'
import type { Practice } from '../model/practice.ts'
import { openKit, type BuildOptions, type BuiltPack, type Shared } from '../pipeline.ts'
import type { StandingPack } from '../write/manifest.ts'
import { makePack } from './pack-maker.ts'

const { shared, options } = workerData as { readonly shared: Shared; readonly options: BuildOptions }
const kit = openKit(shared)

export default (task: { practice: Practice; before: StandingPack | null }): Promise<BuiltPack> =>
  makePack(kit, options, task.practice, task.before)
