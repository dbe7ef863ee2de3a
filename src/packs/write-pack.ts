/**
 * Writes a pack to disk, completely or not at all.
 *
 * The files go to a temporary folder beside the target, which is then renamed; the existing pack is first moved aside
 * and removed last. If the run is killed at any point, `recover` finds one of the two complete. Files that staff
 * changed or added are kept and never overwritten. Nothing is written outside the output folder.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { copyFile, lstat, mkdir, readFile, readlink, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { basename, dirname, extname, join, relative, resolve, sep } from 'node:path'
import { defined } from '../base/shape.ts'
import { entriesIn, orIfAbsent, systemCode } from '../base/files.ts'
import { pathInPack } from '../document/file-names.ts'
import type { Finding } from '../model/finding.ts'
import type { Pack } from '../model/data-files.ts'
import { findingOf } from '../model/rules.ts'
import { earlierFinding } from './earlier-files.ts'
import {
  EDITED,
  isFormer,
  MANIFEST,
  type Manifest,
  manifestPlaces,
  PACK_FOLDER,
  readManifest,
  type WrittenFile,
} from './manifest.ts'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

interface WrittenPack {
  readonly files: readonly WrittenFile[]
  /** Rule {@link EDITED}, for each file that staff changed. */
  readonly findings: readonly Finding[]
}

/** Why one pack cannot be written although others can; its name is the rule of the finding. */
export class PackNotWrittenError extends Error {
  readonly rule: 'symbolic-link' | 'folder-in-use'

  constructor(rule: PackNotWrittenError['rule'], message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'PackNotWrittenError'
    this.rule = rule
  }
}

/** Whether a file of the existing pack that the new one does not have stays as it is. */
type Keeps = (file: WrittenFile) => boolean

type AboutPack = Omit<Manifest, 'files' | 'ods'>

/** @throws PackNotWrittenError when this pack's folder cannot be replaced; the existing pack is then unchanged */
export async function writePack(
  out: string,
  pack: Pack,
  about: AboutPack,
  keeps: Keeps = () => false,
): Promise<WrittenPack> {
  const temporary = inside(out, `.${pack.folder}.new`)
  try {
    return await replacePack(out, pack, about, keeps, temporary)
  } catch (cause) {
    const code = systemCode(cause)
    const why = WHY_NOT[code]
    if (why === undefined) throw cause
    await rm(temporary, { recursive: true, force: true }).catch(() => undefined)
    throw new PackNotWrittenError(
      'folder-in-use',
      `The folder ${pack.folder} cannot be replaced (${code}): ${why} and run again. It is as it was.`,
      { cause },
    )
  }
}

const OPEN = 'one of its files may be open in another program, or you have no permission to write there. Close the file'
const FAILING = 'the disk or network drive cannot be read. Check that it can be opened'
const IN_THE_WAY = 'a file of yours is where the pack has a folder, or the other way round. Move it'

/**
 * The errors of Windows and network drives while somebody has a file open, and those caused by unusual names in the
 * folder.
 */
const WHY_NOT: Readonly<Record<string, string>> = {
  EBUSY: OPEN,
  EPERM: OPEN,
  EACCES: OPEN,
  ENOTEMPTY: OPEN,
  EEXIST: IN_THE_WAY,
  EISDIR: IN_THE_WAY,
  ENOTDIR: IN_THE_WAY,
  EIO: FAILING,
  ESTALE: FAILING,
  ELOOP: FAILING,
  ENAMETOOLONG: FAILING,
}

async function replacePack(
  out: string,
  pack: Pack,
  about: AboutPack,
  keeps: Keeps,
  temporary: string,
): Promise<WrittenPack> {
  const target = inside(out, pack.folder)
  await refuseLink(target)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const fresh = new Map(pack.files.map(({ name, bytes }) => [name, sha256(bytes)]))
  const { kept, earlier, findings: ofKept } = await keepFiles(target, temporary, pack, fresh, keeps)
  const findings = [...ofKept]
  const files: WrittenFile[] = []
  for (const file of pack.files) {
    const { folder, title, document, format, copy, pages, bytes, earlier: isEarlier } = file
    const edited = kept.has(file.name)
    const name = edited ? besideName(file.name, kept) : file.name
    if (edited) findings.push(editedFinding(pack, file.name, name))
    // An earlier version beside an edited file, if unchanged, is replaced by the newer one.
    await mkdir(dirname(join(temporary, name)), { recursive: true })
    await writeFile(join(temporary, name), bytes)
    const beside = edited ? { beside: file.name } : {}
    const about = { folder, title, document, format, copy, pages, ...defined({ earlier: isEarlier }) }
    files.push({ name, ...about, sha256: fresh.get(file.name) ?? '', bytes: bytes.byteLength, ...beside })
  }
  files.push(...earlier)
  if (earlier.length > 0)
    findings.push(
      earlierFinding(
        pack.ods,
        pack.folder,
        earlier.map(({ name }) => name),
      ),
    )
  const { askedEarlier, ...others } = about
  const hasEarlier = files.some((file) => file.earlier === true)
  const manifest: Manifest = {
    ods: pack.ods,
    ...others,
    ...(hasEarlier ? defined({ askedEarlier }) : {}),
    findings: [...about.findings, ...findings],
    files,
  }
  await mkdir(dirname(join(temporary, pack.manifest)), { recursive: true })
  await writeFile(join(temporary, pack.manifest), json(manifest), { flag: 'wx' })
  await swap(target, temporary, inside(out, `.${pack.folder}.old`))
  return { files, findings }
}

/** The pack's files stay; only its manifest is new. @param name path of the manifest inside the output folder */
export async function writeManifest(out: string, name: string, manifest: Manifest): Promise<void> {
  const path = inside(out, name)
  await rm(`${path}.new`, { force: true })
  await writeFile(`${path}.new`, json(manifest), { flag: 'wx' })
  await rename(`${path}.new`, path)
}

/**
 * Cleans up after a run that was killed: a pack that was moved aside and has no successor is restored, an unfinished
 * one is removed.
 *
 * Only call it while no other run writes to the folder.
 */
export async function recover(out: string): Promise<void> {
  const entries = await entriesIn(out)
  const names = new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => name))
  for (const name of names) {
    const [, folder, ending] = /^\.(.+)\.(old|new)$/.exec(name) ?? []
    if (folder === undefined) {
      const pack = inside(out, name)
      for (const place of PACK_FOLDER.test(name) ? await manifestPlaces(pack) : [])
        await rm(join(pack, `${place}.new`), { force: true }).catch(() => undefined)
      continue
    }
    if (!(await isLeftByRun(out, folder))) continue
    const path = inside(out, name)
    if (ending === 'old' && !names.has(folder)) await rename(path, inside(out, folder))
    else await rm(path, { recursive: true, force: true }).catch(() => undefined)
  }
}

/** Other hidden folders that end in `.old` or `.new` may belong to somebody else and are not deleted. */
async function isLeftByRun(out: string, folder: string): Promise<boolean> {
  if (PACK_FOLDER.test(folder)) return true
  // A pack whose folder somebody renamed: one of its states is complete.
  const states = [folder, `.${folder}.old`, `.${folder}.new`].map((name) => inside(out, name))
  const found = await Promise.all(
    states.map(async (state) => {
      const paths = (await manifestPlaces(state)).map((place) => join(state, place))
      return Promise.all(paths.map((path) => orIfAbsent(lstat(path), null)))
    }),
  )
  return found.flat().some((one) => one?.isFile())
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`

async function swap(target: string, temporary: string, aside: string): Promise<void> {
  await rm(aside, { recursive: true, force: true })
  try {
    await rename(target, aside)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
  try {
    await rename(temporary, target)
  } catch (error) {
    await rename(aside, target).catch(() => undefined)
    throw error
  }
  // The new pack is in place. The next run tries again to remove what cannot be removed now.
  await rm(aside, { recursive: true, force: true }).catch(() => undefined)
}

interface Kept {
  /** Names that files of staff take. */
  readonly kept: ReadonlySet<string>
  /** Files of an earlier run, as it wrote them. */
  readonly earlier: readonly WrittenFile[]
  /** Rule {@link EDITED}, for files that no new version is beside. */
  readonly findings: readonly Finding[]
}

/**
 * Copies files that staff changed (the hash is neither the manifest's nor that of the new file) or added, and those that
 * `keeps` is true of. Of a pack that has no
 * folders in the order of use yet, a changed file goes to where its new version is, with its own name; what staff added stays.
 *
 * @param fresh hashes of the pack's new files, by name
 * @throws PackNotWrittenError where the folder contains the pack of another practice
 */
async function keepFiles(
  target: string,
  temporary: string,
  pack: Pack,
  fresh: ReadonlyMap<string, string>,
  keeps: Keeps,
): Promise<Kept> {
  const kept = new Set<string>()
  const changed = new Set<string>()
  const findings: Finding[] = []
  const entries = await entriesIn(target, { recursive: true })
  // Without a readable manifest, every file counts as edited by staff.
  const found = entries.length === 0 ? null : await readManifest(target)
  if (found !== null && found.manifest.ods !== pack.ods)
    throw new PackNotWrittenError(
      'folder-in-use',
      `The folder ${pack.folder} contains the pack of ${found.manifest.ods}, so that of ${pack.ods} cannot be written there. Give it its old name again, or delete it, and run again.`,
    )
  // A version beside an edited file also counts under the name of that file, because staff may have replaced the file
  // with it.
  const made = new Map<string, { readonly of: string; readonly hash: string }>()
  for (const { name, sha256: hash, beside } of found?.manifest.files ?? []) {
    made.set(name, { of: beside ?? name, hash })
    if (beside !== undefined) made.set(beside, { of: beside, hash })
  }
  const isMoved = entries.length > 0 && (found === null || isFormer(found.path))
  const earlier: WrittenFile[] = []
  // Somebody's own file is kept anyway, and needs no new version beside it.
  const toKeep = new Map(
    (isMoved ? [] : (found?.manifest.files ?? []))
      .filter((file) => file.beside === undefined && !fresh.has(file.name) && keeps(file))
      .map((file) => [file.name, file]),
  )
  const successors = new Map(isMoved ? pack.files.map((file) => [file.formerName, file] as const) : [])
  const own = new Set([MANIFEST, pack.manifest, found?.path ?? MANIFEST].flatMap((path) => [path, `${path}.new`]))
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }))
  // Findings are in one order whatever the file system's is.
  for (const { entry, path } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    const name = relative(target, path).replaceAll('\\', '/')
    if (own.has(name)) continue
    if (entry.isSymbolicLink()) {
      // The link belongs to staff and stays; nothing is written through it.
      if ([...pack.files, { name: pack.manifest }].some((file) => file.name.startsWith(`${name}/`)))
        throw linkError(path)
      await mkdir(dirname(join(temporary, name)), { recursive: true })
      await symlink(await readlink(path), join(temporary, name))
      kept.add(name)
    }
    if (!entry.isFile()) continue
    const hash = sha256(await readFile(path))
    const before = made.get(name)
    const asMade = toKeep.get(name)
    if (asMade?.sha256 === hash) {
      earlier.push({ ...asMade, earlier: true })
      await mkdir(dirname(join(temporary, name)), { recursive: true })
      await copyFile(path, join(temporary, name))
      continue
    }
    if (before?.hash === hash || fresh.get(name) === hash) continue
    const successor = successors.get(before?.of ?? name)
    const place = successor === undefined ? name : freeName(pathInPack(successor.folder, basename(name)), kept, fresh)
    if (successor !== undefined) findings.push(movedFinding(pack, name, place, successor.name))
    else if (before !== undefined) changed.add(before.of)
    else if (isMoved && found !== null) findings.push(addedFinding(pack, name))
    await mkdir(dirname(join(temporary, place)), { recursive: true })
    await copyFile(path, join(temporary, place))
    kept.add(place)
  }
  if (isMoved && found !== null) findings.push(rearrangedFinding(pack))
  const left = [...changed].filter((name) => !fresh.has(name)).sort()
  return { kept, earlier, findings: [...left.map((name) => leftFinding(pack, name)), ...findings] }
}

/** The name, or one beside it where a file of the new pack or of staff has it. */
const freeName = (name: string, kept: ReadonlySet<string>, fresh: ReadonlyMap<string, string>): string => {
  const taken = new Set([...kept, ...fresh.keys()])
  return taken.has(name) ? besideName(name, taken) : name
}

/** `checklist.docx` → `checklist.new.docx`, with a number where staff have edited that one too. */
function besideName(name: string, taken: ReadonlySet<string>): string {
  const ending = extname(name)
  const stem = `${name.slice(0, name.length - ending.length)}.new`
  for (let number = 1; ; number += 1) {
    const beside = number === 1 ? `${stem}${ending}` : `${stem}-${number}${ending}`
    if (!taken.has(beside)) return beside
  }
}

const editedFinding = ({ ods, folder }: Pack, name: string, beside: string): Finding =>
  findingOf(
    EDITED,
    `Somebody changed ${folder}/${name}, so it was left as it is. The new version, ${beside}, is beside it: copy what you need, then delete one of the two.`,
    { practice: ods, file: name },
  )

const leftFinding = ({ ods, folder }: Pack, name: string): Finding =>
  findingOf(
    EDITED,
    `Somebody changed ${folder}/${name}, which is no longer part of the pack. It was left as it is and will not be updated: delete it if nobody needs it.`,
    { practice: ods, file: name },
  )

const movedFinding = ({ ods, folder }: Pack, name: string, place: string, successor: string): Finding =>
  findingOf(
    EDITED,
    `Somebody changed ${folder}/${name}, so it was kept: it is now ${place}. The new version is ${successor}: copy what you need, then delete the older one.`,
    { practice: ods, file: place },
  )

const addedFinding = ({ ods, folder }: Pack, name: string): Finding =>
  findingOf(
    EDITED,
    `Somebody put ${folder}/${name} into the pack. It was left where it is; the files of the pack are now in folders.`,
    { practice: ods, file: name },
  )

const rearrangedFinding = ({ ods, folder }: Pack): Finding =>
  findingOf(
    'pack-rearranged',
    `An earlier version made the pack ${folder}. Its files now have other names, and are in folders in the order of use.`,
    { practice: ods },
  )

/** A path inside the output folder, whatever the name. */
function inside(out: string, name: string): string {
  const root = resolve(out)
  const path = resolve(root, name)
  if (!path.startsWith(root + sep)) throw new Error(`The name ${name} leads outside the output folder.`)
  return path
}

async function refuseLink(path: string): Promise<void> {
  const found = await orIfAbsent(lstat(path), null)
  if (found?.isSymbolicLink()) throw linkError(path)
}

const linkError = (path: string): PackNotWrittenError =>
  new PackNotWrittenError(
    'symbolic-link',
    `${path} is a symbolic link, and packs are never written through one. Remove it and run again.`,
  )
