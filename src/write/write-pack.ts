/**
 * Pack → disk: whole or not at all.
 *
 * The files go to a temporary folder beside the target, which is then renamed into place; a pack that was there before is
 * moved aside first and removed last. Nothing is written outside the output folder.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { lstat, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve, sep } from 'node:path'
import { UserError } from '../model/finding.ts'
import type { Pack, PackFile } from '../model/pack.ts'

export interface WrittenFile extends Omit<PackFile, 'bytes'> {
  readonly sha256: string
  readonly bytes: number
}

export interface Manifest {
  readonly ods: string
  readonly name: string
  readonly guide: string
  readonly tool: string
  /** Hash of everything that the files were made from. */
  readonly content: string
  readonly files: readonly WrittenFile[]
}

const MANIFEST = 'manifest.json'

export const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/** @returns null when there is no pack, or none that this tool wrote */
export async function readManifest(out: string, folder: string): Promise<Manifest | null> {
  try {
    return JSON.parse(await readFile(join(inside(out, folder), MANIFEST), 'utf8')) as Manifest
  } catch {
    return null
  }
}

export async function writePack(
  out: string,
  pack: Pack,
  about: Omit<Manifest, 'files' | 'ods'>,
): Promise<readonly WrittenFile[]> {
  const target = inside(out, pack.folder)
  const temporary = inside(out, `.${pack.folder}.new`)
  const aside = inside(out, `.${pack.folder}.old`)
  await refuseLink(target)
  await rm(temporary, { recursive: true, force: true })
  await mkdir(temporary, { recursive: true })
  const files: WrittenFile[] = []
  for (const { bytes, ...file } of pack.files) {
    await writeFile(join(temporary, file.name), bytes, { flag: 'wx' })
    files.push({ ...file, sha256: sha256(bytes), bytes: bytes.byteLength })
  }
  const manifest: Manifest = { ods: pack.ods, ...about, files }
  await writeFile(join(temporary, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { flag: 'wx' })
  await rm(aside, { recursive: true, force: true })
  try {
    await rename(target, aside)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  await rename(temporary, target)
  await rm(aside, { recursive: true, force: true })
  return files
}

/** A path that stays in the output folder, whatever the name. */
function inside(out: string, name: string): string {
  const root = resolve(out)
  const path = resolve(root, name)
  if (!path.startsWith(root + sep)) throw new Error(`The name ${name} leads outside the output folder.`)
  return path
}

async function refuseLink(path: string): Promise<void> {
  const found = await lstat(path).catch(() => null)
  if (found?.isSymbolicLink())
    throw new UserError(
      3,
      `${path} is a symbolic link; packs are never written through one.`,
      'Remove it and run again.',
    )
}
