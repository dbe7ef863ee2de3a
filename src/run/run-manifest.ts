/**
 * `run.json`: what a run made, and from what. It holds no times, so that the same packs give the same file.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import { toolVersion } from '../base/package-root.ts'
import type { Understood } from '../pipeline.ts'
import { readStandingPack, type MadeFrom } from '../write/manifest.ts'
import { writeWholeFile } from '../write/write-file.ts'
import type { Shard } from './shard.ts'

const RUN = 'run.json'

export interface RunPack {
  /** Empty where the row has no code that can be read. */
  readonly ods: string
  /** Row of the practices file, counted as a spreadsheet counts. */
  readonly row: number
  /** Empty when it failed. */
  readonly dir: string
  readonly made: boolean
  /** Hash of the row, as understood; null when it failed. */
  readonly from: string | null
  readonly files: readonly { readonly name: string; readonly sha256: string }[]
}

export interface RunManifest {
  readonly tool: string
  readonly guide: string
  readonly from: Omit<MadeFrom, 'row'>
  /** Absent: one run made all. */
  readonly shard?: Shard
  readonly packs: readonly RunPack[]
}

/** What is known of a pack without looking into its folder. */
export type MadePack = Pick<RunPack, 'ods' | 'row' | 'dir' | 'made'>

/** Sorted by code: the order of rows and of cores leaves no trace. Files and hashes come from the packs' own manifests. */
export async function writeRunManifest(
  out: string,
  packs: readonly MadePack[],
  about: Omit<RunManifest, 'packs' | 'tool'>,
): Promise<void> {
  const sorted = [...packs].sort((a, b) => order(a.ods, b.ods) || a.row - b.row)
  await writeWholeFile(join(out, RUN), lines({ tool: toolVersion(), ...about }, out, sorted), { replace: true })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Pack by pack: thousands of manifests are never held at once. A line a pack, so that a difference is found by eye. */
async function* lines(
  about: Omit<RunManifest, 'packs'>,
  out: string,
  packs: readonly MadePack[],
): AsyncGenerator<string> {
  yield `${JSON.stringify(about, null, 2).slice(0, -'\n}'.length)},\n  "packs": [`
  for (const [index, { ods, row, dir, made }] of packs.entries()) {
    const manifest = dir === '' ? undefined : (await readStandingPack(out, dir))?.manifest
    const files = manifest?.files.map(({ name, sha256 }) => ({ name, sha256 })) ?? []
    const pack: RunPack = { ods, row, dir, made, from: manifest?.from.row ?? null, files }
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(pack)}`
  }
  yield '\n  ]\n}\n'
}

/** @throws UserError 3 when the folder holds no run */
export async function readRunManifest(folder: string): Promise<RunManifest> {
  try {
    const run = JSON.parse(await readFile(join(folder, RUN), 'utf8')) as RunManifest
    if (
      !Array.isArray(run.packs) ||
      typeof run.from !== 'object' ||
      !run.packs.every((pack) => typeof pack?.ods === 'string')
    )
      throw new Error('it is no run of this version')
    return run
  } catch (cause) {
    throw new UserError(3, `${folder} holds no run (${RUN}).`, 'Name folders that `build --shard` made.', { cause })
  }
}

/** What the run before made and could not make; nothing where there was no run. */
export const packsBefore = (out: string): Promise<readonly RunPack[]> =>
  readRunManifest(out).then(
    ({ packs }) => packs,
    () => [],
  )

/** What all packs of a run share. */
export const aboutRun = (
  { guide, hashes }: Pick<Understood, 'guide' | 'hashes'>,
  choices: string,
  shard: Shard | undefined,
): Omit<RunManifest, 'packs' | 'tool'> => ({
  guide: guide.edition.label,
  from: { ...hashes, choices },
  ...(shard === undefined ? {} : { shard }),
})
