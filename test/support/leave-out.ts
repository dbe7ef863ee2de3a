/** Leaves tests out where the machine lacks what they need; `left-out.ts` says so at the end of the run. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach } from 'vitest'

/** Two revisions of the public guide and their sources, which are not ours to hand on. */
export const CORPUS = join(import.meta.dirname, '../../../shared/corpus')
export const HAS_CORPUS = existsSync(CORPUS)
export const NO_CORPUS = 'the copies of the public guide (../shared/corpus) are not beside the repository'

/** Call it in a `describe`: all its tests are left out unless `has`. @param reason what is lacking */
export function needs(has: boolean, reason: string): void {
  beforeEach(({ skip }) => skip(!has, reason))
}
