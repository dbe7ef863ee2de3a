/**
 * Manifests of packs: the inputs that a pack was made from, and its files as they were written. Also the names of
 * packs' folders.
 *
 * @module
 */
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isDay } from '../base/day.ts'
import { entriesIn, orIfAbsent, systemCode } from '../base/files.ts'
import { fields, listOf, maybe, number, orNull, recordOf, text, yesOrNo } from '../base/shape.ts'
import { nameOfFolder, pathInPack, type SayName } from '../document/file-names.ts'
import type { Finding } from '../model/finding.ts'
import type { CalendarRecord, IssueRecord, PackFile } from '../model/data-files.ts'
import { findingOf } from '../model/rules.ts'

const MOST = 80

/** Matches names that {@link folderName} returns. */
export const PACK_FOLDER = /^[A-Z0-9]+-[a-z0-9]+(?:-[a-z0-9]+)*$/

/**
 * `K81003`, `Siân Ŵyn & Partners` → `K81003-sian-wyn-partners`: ASCII letters, digits and hyphens, for any file system.
 * The code comes first, so two practices never share a folder.
 */
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

/** Path of a new pack's manifest inside the pack's folder: a machine's file is not what people meet first. */
export const manifestPath = (say: SayName): string => pathInPack(nameOfFolder('project', say), MANIFEST)

/** Rule of the finding about a file that staff changed. */
export const EDITED = 'edited-file-kept'

/** Rule of the finding about files that the last run did not ask for. */
export const EARLIER = 'earlier-files-kept'

export interface WrittenFile extends Omit<PackFile, 'bytes' | 'folder' | 'title' | 'formerName'> {
  /** Absent, like `title`, in packs of before there were folders in the order of use. */
  readonly folder?: string
  readonly title?: string
  readonly sha256: string
  readonly bytes: number
  /** The edited file beside which this one was put. */
  readonly beside?: string
}

/** Hashes of a pack's inputs, so that a person or a script can find the cause of a difference. */
export interface MadeFrom {
  /** The row of the practices file, as understood. */
  readonly row: string
  /** The guide's pages and data. */
  readonly guide: string
  /** The templates and the data beside them. */
  readonly templates: string
  /** The requested documents, formats and sizes. */
  readonly choices: string
}

/** What a pack was made for. */
export interface Asked {
  readonly documents: readonly string[]
  /** Null: those that each document is made in where nobody asks for any. */
  readonly formats: readonly string[] | null
  readonly views: readonly string[]
  /** Null: those that the row names. */
  readonly dialects: readonly string[] | null
  readonly largePrint: number | false
  readonly allowSuperseded: boolean
}

export interface Manifest {
  readonly ods: string
  readonly name: string
  /** The edition that the documents name. */
  readonly guide: string
  readonly tool: string
  readonly from: MadeFrom
  /** What was asked for; absent in packs of earlier versions. */
  readonly asked?: Asked
  /** What earlier runs asked for, as long as files of theirs are in the pack. */
  readonly askedEarlier?: Asked
  /** Hash of all of these and of the findings about dates: the same hash, the same pack. */
  readonly inputs: string
  /** Hash of the documents behind the files. */
  readonly content: string
  /** For each document: a hash of its text, and the day on which that last changed. */
  readonly issued: IssueRecord
  readonly findings: readonly Finding[]
  /** Who gets the pack; absent in packs of earlier versions. */
  readonly contact?: { readonly name: string | null; readonly email: string | null }
  /** Columns of the practices file that are empty and that the pack asks about. */
  readonly missing?: readonly string[]
  /** The last contents of its calendar, so that the next one can report changes. */
  readonly calendar?: CalendarRecord
  readonly files: readonly WrittenFile[]
}

/** A pack that is in the output folder. */
export interface ExistingPack {
  readonly folder: string
  readonly manifest: Manifest
  /** Where the manifest is, inside the folder. */
  readonly manifestPath: string
  /** False: one of its files is missing, or they are not in folders in the order of use, so the pack is made again. */
  readonly complete: boolean
}

/** Packs in the output folder. */
interface ExistingPacks {
  /** Folders by ODS code. Only names, because there may be thousands of manifests. */
  readonly folders: ReadonlyMap<string, string>
  /** Folders with a name of ours whose manifest cannot be understood. */
  readonly findings: readonly Finding[]
}

/** Ignores folders that this tool did not write. @throws where a pack's folder cannot be read */
export async function existingPacks(out: string): Promise<ExistingPacks> {
  const entries = await entriesIn(out)
  const packs = new Map<string, string>()
  const findings: Finding[] = []
  for (const entry of entries.filter((one) => one.isDirectory() && !one.name.startsWith('.'))) {
    const isNamedAsOurs = PACK_FOLDER.test(entry.name)
    const found = await lookForManifest(join(out, entry.name)).catch((error: unknown) => {
      // A folder that we may not enter and did not name is not ours, such as the `lost+found` of a disk.
      if (!isNamedAsOurs && ['EACCES', 'EPERM'].includes(systemCode(error))) return null
      throw error
    })
    if (found === 'damaged' && isNamedAsOurs) findings.push(damagedFinding(entry.name))
    if (found === null || found === 'damaged') continue
    const { manifest } = found
    // A copy of a pack belongs to whoever made it: the folder with our own name counts.
    const before = packs.get(manifest.ods)
    if (before !== undefined && PACK_FOLDER.test(before) && before.startsWith(`${manifest.ods}-`)) continue
    packs.set(manifest.ods, entry.name)
  }
  return { folders: packs, findings }
}

const damagedFinding = (folder: string): Finding =>
  findingOf(
    'manifest-damaged',
    `${MANIFEST} of ${folder} is damaged, or another version wrote it, so it is not known which files of that folder somebody changed: all that differ from the new ones are kept, and new versions are put beside them. Delete the folder to have the pack made from scratch.`,
  )

/** @returns null when there is no manifest, or it is not ours */
export async function readExistingPack(out: string, folder: string): Promise<ExistingPack | null> {
  const found = await lookForManifest(join(out, folder))
  if (found === null || found === 'damaged') return null
  const { manifest, path } = found
  const exists = async (name: string): Promise<boolean> =>
    (await orIfAbsent(stat(join(out, folder, name)), null)) !== null
  const there = await Promise.all(manifest.files.map(({ name, beside }) => exists(beside ?? name)))
  // Somebody who deletes an edited file or the new version beside it, or replaces one with the other, has decided: it is
  // not reported again.
  const decided: string[] = []
  for (const { name, beside } of manifest.files) if (beside !== undefined && !(await exists(name))) decided.push(beside)
  for (const { rule, file } of manifest.findings)
    if (rule === EDITED && file !== undefined && !(await exists(file))) decided.push(file)
  const findings = manifest.findings.filter(
    ({ rule, file }) => rule !== EDITED || file === undefined || !decided.includes(file),
  )
  const complete = there.every(Boolean) && !isFormer(path)
  return { folder, manifest: { ...manifest, findings }, manifestPath: path, complete }
}

/** A manifest and its path inside the pack's folder. */
export interface FoundManifest {
  readonly manifest: Manifest
  readonly path: string
}

/** Packs of before there were folders in the order of use had their manifest on the first level. */
export const isFormer = (path: string): boolean => path === MANIFEST

/** @returns null when there is none, or it is not ours or damaged. @throws when it is there and cannot be read */
export async function readManifest(folder: string): Promise<FoundManifest | null> {
  const found = await lookForManifest(folder)
  return found === 'damaged' ? null : found
}

/** Paths at which the manifest of a pack may be: `words.yaml` names the folders, so each of the first level may have it. */
export async function manifestPlaces(folder: string): Promise<string[]> {
  const entries = await entriesIn(folder)
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name)
  return [...folders.sort().map((name) => `${name}/${MANIFEST}`), MANIFEST]
}

async function lookForManifest(folder: string): Promise<FoundManifest | 'damaged' | null> {
  let damaged = false
  for (const path of await manifestPlaces(folder)) {
    const manifest = await manifestAt(join(folder, path))
    if (manifest === 'damaged') damaged = true
    else if (manifest !== null) return { manifest, path }
  }
  return damaged ? 'damaged' : null
}

async function manifestAt(path: string): Promise<Manifest | 'damaged' | null> {
  const written = await orIfAbsent(readFile(path, 'utf8'), null)
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
  fields({
    sequence: number,
    changed: maybe(text),
    hash: text,
    summary: text,
    start: text,
    end: text,
    gone: maybe(yesOrNo),
    of: maybe(text),
  }),
)
const SEVERITIES: readonly unknown[] = ['error', 'warning', 'note']

const ASKED = fields({
  documents: listOf(text),
  formats: orNull(listOf(text)),
  views: listOf(text),
  dialects: orNull(listOf(text)),
  largePrint: (value) => value === false || typeof value === 'number',
  allowSuperseded: yesOrNo,
})

/** Every field that {@link Manifest} has. */
const IS_MANIFEST = fields({
  ods: text,
  name: text,
  guide: text,
  tool: text,
  from: fields({ row: text, guide: text, templates: text, choices: text }),
  asked: maybe(ASKED),
  askedEarlier: maybe(ASKED),
  inputs: text,
  content: text,
  issued: recordOf(
    fields({ words: text, day: (value) => typeof value === 'string' && isDay(value), number: maybe(number) }),
  ),
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
  contact: maybe(fields({ name: orNull(text), email: orNull(text) })),
  missing: maybe(listOf(text)),
  calendar: maybe(CALENDAR),
  files: listOf(
    fields({
      name: text,
      folder: maybe(text),
      title: maybe(text),
      document: text,
      format: text,
      copy: text,
      pages: orNull(number),
      sha256: text,
      bytes: number,
      beside: maybe(text),
      earlier: maybe(yesOrNo),
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
