/**
 * Manifests: what a pack was made from and what its files were when they were made.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../model/finding.ts'
import type { IssueRecord, PackFile } from '../model/pack.ts'
import { PACK_FOLDER } from './folder-name.ts'
import type { CalendarRecord } from '../model/papers.ts'

export const MANIFEST = 'manifest.json'

/** Rule of the finding about a file that staff changed. */
export const EDITED = 'edited-file-kept'

export interface WrittenFile extends Omit<PackFile, 'bytes'> {
  readonly sha256: string
  readonly bytes: number
  /** The file that somebody changed and that this one was put beside. */
  readonly beside?: string
}

/** Hashes of what a pack was made from, so that a person or a script can tell what a difference comes from. */
export interface MadeFrom {
  /** The row of the practices file, as understood. */
  readonly row: string
  /** The guide's pages and data. */
  readonly guide: string
  /** The templates and the data beside them. */
  readonly templates: string
  /** Documents, formats, sizes: what was asked for. */
  readonly choices: string
}

export interface Manifest {
  readonly ods: string
  readonly name: string
  /** The edition that the documents name. */
  readonly guide: string
  readonly tool: string
  readonly from: MadeFrom
  /** Hash of all of that and of the findings about dates: the same hash, the same pack. */
  readonly inputs: string
  /** Hash of the documents that the files show. */
  readonly content: string
  /** For each document: a hash of its words, and the day on which they last changed. */
  readonly issued: IssueRecord
  readonly findings: readonly Finding[]
  /** What its calendar said last, so that the next one can say what changed. */
  readonly calendar?: CalendarRecord
  readonly files: readonly WrittenFile[]
}

/** A pack that stands in the output folder. */
export interface StandingPack {
  readonly folder: string
  readonly manifest: Manifest
  /** False: a file that it names is gone, so the pack is made again. */
  readonly whole: boolean
}

/**
 * Folders of the packs in the output folder, by ODS code; folders that this tool did not write are left alone. Names only:
 * thousands of manifests need not be held.
 */
export async function standingPacks(out: string): Promise<Map<string, string>> {
  const entries = await readdir(out, { withFileTypes: true }).catch(() => [])
  const packs = new Map<string, string>()
  for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
    const manifest = await readManifest(join(out, entry.name))
    if (!manifest) continue
    // A copy that somebody made of a pack is theirs: the folder that is named as we name it stands.
    const before = packs.get(manifest.ods)
    if (before !== undefined && PACK_FOLDER.test(before) && before.startsWith(`${manifest.ods}-`)) continue
    packs.set(manifest.ods, entry.name)
  }
  return packs
}

/** @returns null when there is no manifest, or it is not ours */
export async function readStandingPack(out: string, folder: string): Promise<StandingPack | null> {
  const manifest = await readManifest(join(out, folder))
  if (!manifest) return null
  const exists = (name: string): Promise<boolean> =>
    stat(join(out, folder, name)).then(
      () => true,
      () => false,
    )
  const there = await Promise.all(manifest.files.map(({ name, beside }) => exists(beside ?? name)))
  // Whoever deletes the version beside a file that they changed, or puts it in its place, has decided: no more is said.
  const decided: string[] = []
  for (const { name, beside } of manifest.files) if (beside !== undefined && !(await exists(name))) decided.push(beside)
  const findings = manifest.findings.filter(
    ({ rule, file }) => rule !== EDITED || file === undefined || !decided.includes(file),
  )
  return { folder, manifest: { ...manifest, findings }, whole: there.every(Boolean) }
}

/** @returns null when there is none, or it is not ours or damaged */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest
    const isOurs =
      typeof manifest.ods === 'string' &&
      typeof manifest.from === 'object' &&
      Array.isArray(manifest.findings) &&
      Array.isArray(manifest.files) &&
      manifest.files.every((file) => typeof file?.name === 'string')
    return isOurs ? manifest : null
  } catch {
    return null
  }
}
