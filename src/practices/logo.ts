/**
 * Disk → a logo: what kind of picture a file is, and whether PDF, Word and HTML can all show it.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { orIfAbsent, systemCode } from '../base/files.ts'
import type { LogoFile } from '../model/practice.ts'

/** Every document of a pack carries the logo, so a large one makes a large pack. */
const MAX_BYTES = 1_000_000
const MAX_PIXELS = 4_000_000
/** Above this ratio one side would be too thin to see. */
const MAX_RATIO = 12

const BESIDE: Readonly<Record<LogoFile['whose'], string>> = {
  practice: 'Put it beside the practices file, and write its name as it is there.',
  partner: 'Name it as seen from the folder you are in.',
}

/** What is wrong with the file and what to do, as sentences. */
interface UnusableLogo {
  readonly problem: string
}

/**
 * The logo that a row names. Only a plain name beside the spreadsheet: a spreadsheet from a stranger could otherwise put any
 * picture of this computer into documents that are sent on, or make it call a network share.
 *
 * @param folder of the practices file
 */
export async function inspectRowLogo(folder: string, name: string): Promise<LogoFile | UnusableLogo> {
  if (/[\\/:]/.test(name) || name === '..') return { problem: `It is more than the name of a file. ${BESIDE.practice}` }
  const file = join(folder, name)
  const [home, target] = await Promise.all([realpath(folder), realpath(file)]).catch(() => [folder, file])
  if (target !== undefined && dirname(target) !== home)
    return { problem: `It is a link to a file elsewhere. ${BESIDE.practice}` }
  return inspectLogo(file, 'practice')
}

/** Checks that all formats can show the picture. */
export async function inspectLogo(file: string, whose: LogoFile['whose']): Promise<LogoFile | UnusableLogo> {
  const unreadable = (error: unknown): UnusableLogo => ({
    problem: `It cannot be read: ${systemCode(error)}. Check that it can be opened, or copy it to another folder.`,
  })
  const found = await orIfAbsent(stat(file), null).catch(unreadable)
  if (found === null) return { problem: `There is no file ${file}. ${BESIDE[whose]}` }
  if ('problem' in found) return found
  if (!found.isFile()) return { problem: `${file} is not a file. ${BESIDE[whose]}` }
  if (found.size > MAX_BYTES)
    return { problem: `It has ${Math.ceil(found.size / 1000)} kB, more than ${MAX_BYTES / 1000}. Save it smaller.` }
  const bytes = await readFile(file).catch(unreadable)
  if ('problem' in bytes) return bytes
  const picture = (await pngSize(bytes)) ?? jpegSize(bytes)
  if (picture === null) return { problem: 'It is not a PNG or JPEG picture that can be read. Save it as PNG.' }
  if ('problem' in picture) return picture
  const { widthPx, heightPx } = picture
  if (widthPx * heightPx === 0) return { problem: 'It is a picture without any pixels. Save it again.' }
  if (widthPx * heightPx > MAX_PIXELS)
    return { problem: `It has ${widthPx} × ${heightPx} dots, more than print needs. Save it at most 2,000 dots wide.` }
  const ratio = Math.max(widthPx / heightPx, heightPx / widthPx)
  if (ratio > MAX_RATIO) return { problem: `It is ${widthPx} × ${heightPx} dots: too thin to be seen.` }
  return { file, sha256: createHash('sha256').update(bytes).digest('hex'), whose, ...picture }
}

type Size = Pick<LogoFile, 'type' | 'widthPx' | 'heightPx' | 'colours'>

/** Null where the file is not a PNG. */
async function pngSize(bytes: Uint8Array): Promise<Size | UnusableLogo | null> {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 24 || buffer.readUInt32BE(0) !== 0x89504e47) return null
  const size: Size = { type: 'png', widthPx: buffer.readUInt32BE(16), heightPx: buffer.readUInt32BE(20), colours: 3 }
  // Before it is opened: a few bytes can claim a picture of gigabytes.
  if (size.widthPx * size.heightPx > MAX_PIXELS || size.widthPx * size.heightPx === 0) return size
  const { PNG } = await import('pngjs')
  try {
    PNG.sync.read(buffer)
    return size
  } catch {
    return { problem: 'It is a PNG picture, but damaged. Save it again.' }
  }
}

const END_OF_JPEG = Buffer.from([0xff, 0xd9])

/** Null where the file is not a JPEG. */
function jpegSize(bytes: Uint8Array): Size | UnusableLogo | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (buffer.length < 4 || buffer.readUInt16BE(0) !== 0xffd8) return null
  // Without its end marker the file was cut off and shows half a picture, or none.
  if (!buffer.includes(END_OF_JPEG)) return { problem: 'It is a JPEG picture, but damaged. Save it again.' }
  for (let at = 2; at + 9 < buffer.length && buffer[at] === 0xff; at += 2 + buffer.readUInt16BE(at + 2)) {
    const marker = buffer[at + 1] ?? 0
    // Start of a frame: baseline, extended or progressive.
    if (marker < 0xc0 || marker > 0xc2) continue
    const colours = buffer[at + 9]
    if (colours !== 1 && colours !== 3)
      return { problem: 'It is a CMYK JPEG, made for printing. Save it as RGB, or as PNG.' }
    return { type: 'jpeg', heightPx: buffer.readUInt16BE(at + 5), widthPx: buffer.readUInt16BE(at + 7), colours }
  }
  return { problem: 'It is a JPEG picture, but damaged. Save it again.' }
}

/** A file's bytes as text, for plain data. */
export const readBase64 = (file: string): Promise<string> => readFile(file, 'base64')
