/**
 * Manifests: what a pack was made from and what its files were when they were made.
 *
 * @module
 */
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../model/finding.ts'
import type { PackFile } from '../model/pack.ts'
import { PACK_FOLDER } from './folder-name.ts'
import type { CalendarRecord } from '../model/papers.ts'

export const MANIFEST = 'manifest.json'

export interface WrittenFile extends Omit<PackFile, 'bytes'> {
  readonly sha256: string
  readonly bytes: number
}

/** By a document's kind and id, such as `letters/disruption`. */
export type IssueRecord = Readonly<Record<string, { readonly words: string; readonly day: string }>>

export interface Manifest {
  readonly ods: string
  readonly name: string
  readonly guide: string
  readonly tool: string
  /** Hash of the row, the guide, the templates, the choices and the findings about dates. */
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

/** A pack that stands in the output folder, whole. */
export interface StandingPack {
  readonly folder: string
  readonly manifest: Manifest
}

/** All packs in the output folder, by ODS code; folders that this tool did not write are left alone. */
export async function standingPacks(out: string): Promise<Map<string, StandingPack>> {
  const entries = await readdir(out, { withFileTypes: true }).catch(() => [])
  const packs = new Map<string, StandingPack>()
  for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
    const manifest = await readManifest(join(out, entry.name))
    if (!manifest) continue
    // A copy that somebody made of a pack is theirs: the folder that is named as we name it stands.
    const before = packs.get(manifest.ods)
    if (before && PACK_FOLDER.test(before.folder)) continue
    packs.set(manifest.ods, { folder: entry.name, manifest })
  }
  return packs
}

/** @returns null when there is none, it is not ours, or a file it names is gone: the pack is made again then */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    const manifest = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as Manifest
    if (typeof manifest.ods !== 'string' || !Array.isArray(manifest.files)) return null
    await Promise.all(manifest.files.map(({ name }) => stat(join(folder, name))))
    return manifest
  } catch {
    return null
  }
}
