/**
 * Joins the output folders of shards into one, as if a single run had made it.
 *
 * @module
 */
import { cp, readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { UserError } from '../model/finding.ts'
import { lockOutput } from './output-lock.ts'
import type { RunManifest } from './run-manifest.ts'

/** @throws UserError 3 where a folder holds no run, 2 where two folders hold the same practice or another guide */
export async function mergeRuns(folders: readonly string[], out: string): Promise<RunManifest> {
  const runs = await Promise.all(folders.map(readRun))
  const [first] = runs
  if (!first)
    throw new UserError(2, 'There is nothing to merge.', 'Name the folders: practice-packs merge DIR… --out DIR.')
  const odd = runs.findIndex(({ tool, guide }) => tool !== first.tool || guide !== first.guide)
  if (odd >= 0)
    throw new UserError(
      2,
      `${folders[odd]} was made with another guide or another version than ${folders[0]}.`,
      'Build all shards with the same guide and the same version.',
    )
  // What came from another machine names folders; none may lead elsewhere.
  const stray = runs
    .flatMap((run) => run.packs)
    .find(({ dir }) => dir !== '' && (basename(dir) !== dir || /^\.|[\\/]/.test(dir)))
  if (stray)
    throw new UserError(
      3,
      `A run names the folder ${stray.dir}, which is no pack's.`,
      'Build that shard again, then merge.',
    )
  const packs = runs.flatMap((run) => run.packs).sort((a, b) => (a.ods < b.ods ? -1 : a.ods > b.ods ? 1 : 0))
  const twice = packs.find((pack, index) => pack.ods !== '' && packs[index + 1]?.ods === pack.ods)
  if (twice)
    throw new UserError(2, `${twice.ods} stands in two of the folders.`, 'Merge each shard once, into an empty folder.')
  const unlock = await lockOutput(out)
  try {
    for (const [index, run] of runs.entries())
      for (const { dir } of run.packs)
        if (dir !== '')
          await cp(join(folders[index] ?? '', dir), join(out, dir), { recursive: true, verbatimSymlinks: true })
    const merged: RunManifest = { ...first, packs }
    await writeFile(join(out, 'run.json'), `${JSON.stringify(merged, null, 2)}\n`)
    return merged
  } finally {
    await unlock()
  }
}

async function readRun(folder: string): Promise<RunManifest> {
  try {
    return JSON.parse(await readFile(join(folder, 'run.json'), 'utf8')) as RunManifest
  } catch (cause) {
    throw new UserError(3, `${folder} holds no run (run.json).`, 'Name folders that `build --shard` made.', { cause })
  }
}
