/**
 * `run.json`: what a run made, and from what. It contains no times, so that the same packs give the same file. Also
 * defines shards.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isAbsent, orIfAbsent, systemCode, toolVersion } from '../base/files.ts'
import { defined, fields, listOf, maybe, number, orNull, text, yesOrNo } from '../base/shape.ts'
import { option } from '../base/text.ts'
import { type Checked, UserError } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { Understood } from '../pipeline.ts'
import { type MadeFrom, readExistingPack } from './manifest.ts'
import { writeFileAtomically } from './write-file.ts'
import { sha256 } from './write-pack.ts'

const RUN = 'run.json'

export interface RunPackRecord {
  /** Empty where the row has no readable code. */
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
  readonly packs: readonly RunPackRecord[]
}

/** What is known about a pack without reading its folder. */
export type MadePack = Pick<RunPackRecord, 'ods' | 'row' | 'dir' | 'made'>

/**
 * Sorted by code, so that the order of rows and cores has no effect. Files and hashes come from the packs' own
 * manifests.
 */
export async function writeRunManifest(
  out: string,
  packs: readonly MadePack[],
  about: Omit<RunManifest, 'packs' | 'tool'>,
): Promise<void> {
  const sorted = [...packs].sort((a, b) => order(a.ods, b.ods) || a.row - b.row)
  await writeFileAtomically(join(out, RUN), lines({ tool: toolVersion(), ...about }, out, sorted), { replace: true })
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/**
 * Pack by pack, because thousands of manifests should not be in memory at once. One line per pack, so that differences
 * are easy to see.
 */
async function* lines(
  about: Omit<RunManifest, 'packs'>,
  out: string,
  packs: readonly MadePack[],
): AsyncGenerator<string> {
  yield `${JSON.stringify(about, null, 2).slice(0, -'\n}'.length)},\n  "packs": [`
  for (const [index, { ods, row, dir, made }] of packs.entries()) {
    const manifest = dir === '' ? undefined : (await readExistingPack(out, dir))?.manifest
    const files = manifest?.files.map(({ name, sha256 }) => ({ name, sha256 })) ?? []
    const pack: RunPackRecord = { ods, row, dir, made, from: manifest?.from.row ?? null, files }
    yield `${index === 0 ? '' : ','}\n    ${JSON.stringify(pack)}`
  }
  yield '\n  ]\n}\n'
}

/** @throws UserError when the folder contains no run */
export async function readRunManifest(folder: string): Promise<RunManifest> {
  try {
    const run = parseRun(await readFile(join(folder, RUN), 'utf8'))
    if (run !== null) return run
  } catch (cause) {
    const why = isAbsent(cause) ? `contains no run (${RUN})` : `cannot be read (${systemCode(cause)})`
    throw new UserError('input', `${folder} ${why}.`, `Name folders that a build with ${option('shard')} made.`, {
      cause,
    })
  }
  throw new UserError(
    'input',
    `${join(folder, RUN)} is damaged, or another version wrote it.`,
    'Build that shard again, with the version that you merge with.',
  )
}

/** The results of the previous run; empty where there was none. @throws when its file cannot be read */
export async function packsBefore(out: string): Promise<Checked<readonly RunPackRecord[]>> {
  const written = await orIfAbsent(readFile(join(out, RUN), 'utf8'), null)
  const run = written === null ? null : parseRun(written)
  if (written === null || run !== null) return { value: run?.packs ?? [], findings: [] }
  const message = `${RUN} is damaged, or another version wrote it, so the results of the previous run are taken from the packs themselves. This run writes the file again.`
  return { value: [], findings: [findingOf('manifest-damaged', message)] }
}

/** @returns null when it is not a run that this version wrote */
function parseRun(written: string): RunManifest | null {
  let value: unknown
  try {
    value = JSON.parse(written)
  } catch {
    return null
  }
  return isRun(value) ? value : null
}

const IS_RUN = fields({
  tool: text,
  guide: text,
  from: fields({ guide: text, templates: text, choices: text }),
  shard: maybe(fields({ number, of: number })),
  packs: listOf(
    fields({
      ods: text,
      row: number,
      dir: text,
      made: yesOrNo,
      from: orNull(text),
      files: listOf(fields({ name: text, sha256: text })),
    }),
  ),
})

const isRun = (value: unknown): value is RunManifest => IS_RUN(value)

/** What all packs of a run share. */
export const aboutRun = (
  { guide, hashes }: Pick<Understood, 'guide' | 'hashes'>,
  choices: string,
  shard: Shard | undefined,
): Omit<RunManifest, 'packs' | 'tool'> => ({
  guide: guide.edition.label,
  from: { ...hashes, choices },
  ...defined({ shard }),
})

/** One of N machines that share a build. Practices are assigned by ODS code, independent of the other rows. */
export interface Shard {
  /** From 1 to `of`. */
  readonly number: number
  readonly of: number
}

/** @param words `2/5`. @throws UserError */
export function parseShard(words: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(words)
  const shard = { number: Number(match?.[1]), of: Number(match?.[2]) }
  if (!match || shard.number < 1 || shard.number > shard.of)
    throw new UserError(
      'usage',
      `Unexpected shard \`${words}\`.`,
      `Write which of how many, such as ${option('shard', '2/5')}.`,
    )
  return shard
}

/** 32 bits of the code's hash are uniform enough for any number of machines. */
export const isInShard = (ods: string, { number, of }: Shard): boolean =>
  Number.parseInt(sha256(ods).slice(0, 8), 16) % of === number - 1
