/**
 * Joins the output folders of shards into one, as if a single run had made it.
 *
 * Input from another machine is not trusted: names that lead elsewhere are refused, links are not followed, and each
 * file must have the hash in its manifest. Packs are written as in a run: completely or not at all, beside files that
 * staff have edited.
 *
 * @module
 */
import { lstat, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { orIfAbsent } from '../base/files.ts'
import { defined } from '../base/shape.ts'
import { UserError, type Finding } from '../model/finding.ts'
import { option } from '../base/text.ts'
import type { PackFile } from '../model/data-files.ts'
import { readExistingPack, existingPacks, isFormer } from './manifest.ts'
import { writeBeside, writeFileAtomically } from './write-file.ts'
import { PackNotWrittenError, recover, sha256, writePack } from './write-pack.ts'
import { lockOutput } from './output-lock.ts'
import {
  readRunManifest,
  writeRunManifest,
  type MadePack,
  type RunManifest,
  type RunPackRecord,
} from './run-manifest.ts'
import { RESULTS, resultLines, TO_SEND } from './results.ts'

interface Merged {
  readonly packs: number
  readonly failed: number
  /** Findings about the folder that they were joined in. */
  readonly findings: readonly Finding[]
}

/**
 * @throws UserError where a folder holds no run or a damaged pack, or where folders do not belong together: the same
 *   practice twice, another guide, other choices, a shard missing
 */
export async function mergeRuns(folders: readonly string[], out: string): Promise<Merged> {
  const runs = await Promise.all(folders.map(readRunManifest))
  const [first] = runs
  if (!first)
    throw new UserError(
      'usage',
      'There is nothing to merge.',
      `Name the folders: practice-packs merge DIR… and ${option('out', 'DIR')}.`,
    )
  belongTogether(folders, runs)
  runs.flatMap(({ packs }) => packs).forEach(refuseStray)
  const results = await joinedResults(folders, runs)
  const toSend = await joinedToSend(folders, runs)
  const unlock = await lockOutput(out)
  try {
    await recover(out)
    const { folders: existing, findings } = await existingPacks(out)
    const packs: MadePack[] = []
    for (const [index, run] of runs.entries())
      for (const pack of run.packs)
        packs.push({ ...pack, dir: await copyPack(pack, folders[index] ?? '', out, existing.get(pack.ods)) })
    await copyFixSheet(folders, out)
    await writeRunManifest(out, packs, { guide: first.guide, from: first.from })
    await writeFileAtomically(join(out, RESULTS), results, { replace: true })
    await writeFileAtomically(join(out, TO_SEND), toSend, { replace: true })
    return { packs: packs.length, failed: packs.filter(({ made }) => !made).length, findings }
  } finally {
    await unlock()
  }
}

function belongTogether(folders: readonly string[], runs: readonly RunManifest[]): void {
  const same = ({ tool, guide, from }: RunManifest): string => JSON.stringify([tool, guide, from])
  const odd = runs.findIndex((run) => runs[0] && same(run) !== same(runs[0]))
  if (odd >= 0)
    throw new UserError(
      'usage',
      `${folders[odd]} was made with another guide, other templates, other choices or another version than ${folders[0]}.`,
      `Build all shards with the same command, but for ${option('shard')} and ${option('out')}, and the same version.`,
    )
  const numbers = runs.flatMap(({ shard }) => (shard ? [shard.number] : []))
  const of = runs.find(({ shard }) => shard)?.shard?.of ?? 0
  const missing = Array.from({ length: of }, (_, n) => n + 1).filter((number) => !numbers.includes(number))
  if (missing.length > 0)
    throw new UserError(
      'usage',
      `${missing.length === 1 ? 'Shard' : 'Shards'} ${missing.map((number) => `${number}/${of}`).join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.`,
      'Build what is missing, and name all folders.',
    )
  const packs = runs.flatMap((run) => run.packs).filter(({ ods }) => ods !== '')
  const codes = packs.map(({ ods }) => ods).sort()
  const twice = codes.find((ods, index) => codes[index + 1] === ods && !isDuplicateRow(packs, ods))
  if (twice !== undefined)
    throw new UserError('usage', `${twice} is in two of the folders.`, 'Merge each shard once, into an empty folder.')
}

/** A code in two rows of the practices file fails twice, in one shard. */
const isDuplicateRow = (packs: readonly RunPackRecord[], ods: string): boolean => {
  const rows = packs.filter((pack) => pack.ods === ods)
  return rows.every(({ made }) => !made) && new Set(rows.map(({ row }) => row)).size === rows.length
}

function refuseStray({ dir }: RunPackRecord): void {
  if (dir !== '' && (typeof dir !== 'string' || basename(dir) !== dir || /^\.|[\\/]/.test(dir)))
    throw new UserError(
      'input',
      `A run names the folder ${dir}, which is not the folder of a pack.`,
      'Build that shard again, then merge.',
    )
}

/** A name that stays inside the folder. */
const INSIDE = /^[^./\\][^/\\]*(?:\/[^./\\][^/\\]*)*$/

/** @returns the pack's folder in the joined output: that of the existing pack, if there is one */
async function copyPack({ ods, dir }: RunPackRecord, from: string, out: string, existing?: string): Promise<string> {
  if (dir === '') return ''
  const damaged = (what: string): UserError =>
    new UserError(
      'input',
      `The pack ${join(from, dir)} is damaged: ${what}.`,
      `Build that shard again with ${option('force')}, or into an empty folder, then merge.`,
    )
  const pack = await readExistingPack(from, dir)
  if (pack?.manifest.ods !== ods) throw damaged('it has no manifest of its own')
  if (!INSIDE.test(pack.manifestPath) || isFormer(pack.manifestPath)) throw damaged('an earlier version made it')
  const packFolder = existing ?? dir
  const whole: PackFile[] = []
  for (const file of pack.manifest.files) {
    const { name, folder = '', title = '', document, format, copy, pages, sha256: hash, beside, earlier } = file
    const path = join(from, dir, name)
    if (![name, beside ?? name].every((one) => INSIDE.test(one))) throw damaged(`it names the file ${name}`)
    if (!(await orIfAbsent(lstat(path), null))?.isFile()) throw damaged(`${name} is missing`)
    const bytes = await readFile(path)
    if (sha256(bytes) !== hash) throw damaged(`${name} has changed since it was made`)
    // There it was beside an edited file; here it gets its own name.
    whole.push({ name: beside ?? name, folder, title, document, format, copy, pages, bytes, ...defined({ earlier }) })
  }
  try {
    await writePack(out, { ods, folder: packFolder, manifest: pack.manifestPath, files: whole }, pack.manifest)
  } catch (cause) {
    if (!(cause instanceof PackNotWrittenError)) throw cause
    throw new UserError('environment', cause.message, 'Then merge again: what was joined already stays as it is.', {
      cause,
    })
  }
  return packFolder
}

/** Every shard writes the rows to fix of the complete file, so one is enough. */
async function copyFixSheet(folders: readonly string[], out: string): Promise<void> {
  const name = 'fix-these-rows.xlsx'
  for (const folder of folders) {
    const bytes = await orIfAbsent(readFile(join(folder, name)), null)
    if (bytes) return void (await writeBeside(join(out, name), bytes))
  }
}

/** The rows of all shards in the order of the practices file, from their run manifests. */
async function joinedResults(folders: readonly string[], runs: readonly RunManifest[]): Promise<string> {
  const rows: { readonly row: number; readonly line: string }[] = []
  let header = ''
  for (const [index, { packs }] of runs.entries()) {
    const file = join(folders[index] ?? '', RESULTS)
    const [first = '', ...lines] = resultLines(await orIfAbsent(readFile(file, 'utf8'), ''))
    const order = packs.map(({ row }) => row).sort((a, b) => a - b)
    if (lines.length !== order.length)
      throw new UserError('input', `${file} does not belong to its run.`, 'Build that shard again, then merge.')
    if (header !== '' && first !== header)
      throw new UserError(
        'usage',
        `${file} has other columns than that of ${folders[0]}.`,
        'Build all shards from the same practices file.',
      )
    header = first
    rows.push(...lines.map((line, at) => ({ line, row: order[at] ?? 0 })))
  }
  return [header, ...rows.sort((a, b) => a.row - b.row).map(({ line }) => line)].join('')
}

/** A line belongs to the row of its code; a shard of an earlier version has none. */
async function joinedToSend(folders: readonly string[], runs: readonly RunManifest[]): Promise<string> {
  const rowOf = new Map(runs.flatMap(({ packs }) => packs.map(({ ods, row }) => [ods, row] as const)))
  const all = await Promise.all(
    folders.map(async (folder) => resultLines(await orIfAbsent(readFile(join(folder, TO_SEND), 'utf8'), ''))),
  )
  const lines = all.flatMap(([, ...others]) => others)
  const row = (line: string): number => rowOf.get(/^"?([^",]*)/.exec(line)?.[1] ?? '') ?? 0
  return [all.find(([head]) => head !== undefined)?.[0] ?? '', ...lines.sort((a, b) => row(a) - row(b))].join('')
}
