/**
 * Manifests: what a pack was made from and what its files were when they were made.
 *
 * @module
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDay } from '../base/day.ts'
import { entriesIn, orIfAbsent, systemCode } from '../base/files.ts'
import { fields, listOf, maybe, number, orNull, recordOf, text, yesOrNo } from '../base/shape.ts'
import type { Finding } from '../model/finding.ts'
import type { CalendarRecord, IssueRecord, PackFile } from '../model/data-files.ts'
import { findingOf } from '../model/rules.ts'

/*
 * Folder names that every file system takes: ASCII letters, digits and hyphens, at most 80 characters.
 */

const MOST = 80

/** What {@link folderName} gives. */
export const PACK_FOLDER = /^[A-Z0-9]+-[a-z0-9]+(?:-[a-z0-9]+)*$/

/** `K81003`, `Siân Ŵyn & Partners` → `K81003-sian-wyn-partners`. The code comes first, so two practices never share one. */
export function folderName(ods: string, name: string): string {
  const ascii = name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/['’]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return `${ods.toUpperCase()}-${ascii || 'practice'}`.slice(0, MOST).replace(/-+$/, '')
}

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
export interface ExistingPack {
  readonly folder: string
  readonly manifest: Manifest
  /** False: a file that it names is gone, so the pack is made again. */
  readonly whole: boolean
}

/** Packs in the output folder. */
interface StandingPacks {
  /** Folders by ODS code. Names only: thousands of manifests need not be held. */
  readonly folders: ReadonlyMap<string, string>
  /** Folders named as ours whose manifest says nothing that can be understood. */
  readonly findings: readonly Finding[]
}

/** Folders that this tool did not write are left alone. @throws where a pack's folder cannot be read */
export async function standingPacks(out: string): Promise<StandingPacks> {
  const entries = await entriesIn(out)
  const packs = new Map<string, string>()
  const findings: Finding[] = []
  for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
    const isNamedAsOurs = PACK_FOLDER.test(entry.name)
    const manifest = await lookForManifest(join(out, entry.name)).catch((error: unknown) => {
      // What we may not enter and did not name is somebody else's, such as the `lost+found` of a disk.
      if (!isNamedAsOurs && ['EACCES', 'EPERM'].includes(systemCode(error))) return null
      throw error
    })
    if (manifest === 'damaged' && isNamedAsOurs) findings.push(damagedFinding(entry.name))
    if (manifest === null || manifest === 'damaged') continue
    // A copy that somebody made of a pack is theirs: the folder that is named as we name it stands.
    const before = packs.get(manifest.ods)
    if (before !== undefined && PACK_FOLDER.test(before) && before.startsWith(`${manifest.ods}-`)) continue
    packs.set(manifest.ods, entry.name)
  }
  return { folders: packs, findings }
}

const damagedFinding = (folder: string): Finding =>
  findingOf(
    'manifest-damaged',
    `${folder}/${MANIFEST} is damaged, or another version wrote it, so nothing says which files of that folder somebody changed: all that differ from the new ones are kept, and new versions are put beside them. Delete the folder to have the pack made afresh.`,
  )

/** @returns null when there is no manifest, or it is not ours */
export async function readStandingPack(out: string, folder: string): Promise<ExistingPack | null> {
  const manifest = await readManifest(join(out, folder))
  if (!manifest) return null
  const exists = async (name: string): Promise<boolean> =>
    (await orIfAbsent(stat(join(out, folder, name)), null)) !== null
  const there = await Promise.all(manifest.files.map(({ name, beside }) => exists(beside ?? name)))
  // Whoever deletes the version beside a file that they changed, or puts it in its place, has decided: no more is said.
  const decided: string[] = []
  for (const { name, beside } of manifest.files) if (beside !== undefined && !(await exists(name))) decided.push(beside)
  const findings = manifest.findings.filter(
    ({ rule, file }) => rule !== EDITED || file === undefined || !decided.includes(file),
  )
  return { folder, manifest: { ...manifest, findings }, whole: there.every(Boolean) }
}

/** @returns null when there is none, or it is not ours or damaged. @throws when it is there and cannot be read */
export async function readManifest(folder: string): Promise<Manifest | null> {
  const manifest = await lookForManifest(folder)
  return manifest === 'damaged' ? null : manifest
}

async function lookForManifest(folder: string): Promise<Manifest | 'damaged' | null> {
  const written = await orIfAbsent(readFile(join(folder, MANIFEST), 'utf8'), null)
  if (written === null) return null
  let value: unknown
  try {
    value = JSON.parse(written)
  } catch {
    return 'damaged'
  }
  return isManifest(value) ? value : 'damaged'
}

const PLACE = fields({ file: text, line: number, column: number })
const CELL = fields({ row: number, column: maybe(text), letter: maybe(text), sheet: maybe(text) })
const CALENDAR = recordOf(
  fields({ sequence: number, hash: text, summary: text, start: text, end: text, gone: maybe(yesOrNo) }),
)
const SEVERITIES: readonly unknown[] = ['error', 'warning', 'note']

/** Every field that {@link Manifest} has. */
const IS_MANIFEST = fields({
  ods: text,
  name: text,
  guide: text,
  tool: text,
  from: fields({ row: text, guide: text, templates: text, choices: text }),
  inputs: text,
  content: text,
  issued: recordOf(fields({ words: text, day: (value) => typeof value === 'string' && isDay(value) })),
  findings: listOf(
    fields({
      rule: text,
      severity: (value) => SEVERITIES.includes(value),
      message: text,
      place: maybe(PLACE),
      cell: maybe(CELL),
      practice: maybe(text),
      file: maybe(text),
    }),
  ),
  calendar: maybe(CALENDAR),
  files: listOf(
    fields({
      name: text,
      document: text,
      format: text,
      copy: text,
      pages: orNull(number),
      sha256: text,
      bytes: number,
      beside: maybe(text),
    }),
  ),
})

const isManifest = (value: unknown): value is Manifest => IS_MANIFEST(value)

/** @param written JSON, as `wave` keeps it beside its calendar. @returns null when it is damaged */
export function parseCalendarRecord(written: string): CalendarRecord | null {
  let value: unknown
  try {
    value = JSON.parse(written)
  } catch {
    return null
  }
  return isRecordFile(value) ? value.calendar : null
}

const IS_RECORD_FILE = fields({ calendar: CALENDAR })
const isRecordFile = (value: unknown): value is { readonly calendar: CalendarRecord } => IS_RECORD_FILE(value)
