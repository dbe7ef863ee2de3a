/**
 * Names of a pack's folders and files: as a person reads them, and such that every file system can have them.
 *
 * @module
 */
import { type Document, PACK_FOLDERS } from './document.ts'

/** Names that Windows keeps for devices, whatever their capitals and their ending. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?=\.|$)/i

/** A path of Windows has 260 characters at most; a pack's folder and the folders above it need the rest. */
const LONGEST = 80

/** Letters that are no base letter with an accent. */
const IN_ASCII: Readonly<Record<string, string>> = {
  ß: 'ss',
  Æ: 'AE',
  æ: 'ae',
  Ø: 'O',
  ø: 'o',
  Ł: 'L',
  ł: 'l',
  Đ: 'D',
  đ: 'd',
  Œ: 'OE',
  œ: 'oe',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
}

/**
 * The same name in ASCII, without what Windows, macOS, Linux, SharePoint or a ZIP cannot have: `/ \\ : * ? " < > | # % ~`, control
 * characters, a dot or a space at either end, the names of devices. Names that are safe come back as they are.
 */
export function safeName(name: string): string {
  const ascii = [...name]
    .map((character) => IN_ASCII[character] ?? character)
    .join('')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
  const plain = ascii.replace(/[^ !$&'()+,\-.;=@[\]^_`{}\w]+/g, ' ').replace(/ {2,}/g, ' ')
  const cut = plain
    .replace(/^[. ]+/, '')
    .slice(0, LONGEST)
    .replace(/[. ]+$/, '')
  const safe = cut === '' ? 'file' : cut
  return RESERVED.test(safe) ? `_${safe}` : safe
}

/** `log-sheets` → `Log sheets`. */
const readable = (id: string): string => {
  const words = id.replaceAll('-', ' ')
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** The document's name as a person reads it, without the practice's code. */
export const titleOfFile = ({ id, fileName }: Pick<Document, 'id' | 'fileName'>): string =>
  safeName(fileName ?? readable(id))

/** Words of `words.yaml`. */
export type SayName = (path: string) => string

/** `plan` → `1 Plan`. A folder of one's own has its own name; null: the first level. */
export function nameOfFolder(folder: string | undefined, say: SayName): string {
  if (folder === undefined) return ''
  return safeName(PACK_FOLDERS.some((one) => one === folder) ? say(`folders.${folder}`) : folder)
}

/** A path inside the pack. @param folder its name; empty: the first level */
export const pathInPack = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`)
