/**
 * Whether a folder lies in a git checkout, found without starting git.
 *
 * @module
 */
import { realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { orIfAbsent } from '../base/absent.ts'

/** The nearest folder upwards that holds `.git` (a file of that name is a worktree's), or null. */
export async function checkoutAbove(directory: string): Promise<string | null> {
  const folder = await orIfAbsent(realpath(directory), null)
  for (let at = folder; at !== null; at = dirname(at)) {
    if (await orIfAbsent(stat(join(at, '.git')), null)) return at
    if (dirname(at) === at) return null
  }
  return null
}

export const isInCheckout = async (directory: string): Promise<boolean> => (await checkoutAbove(directory)) !== null
