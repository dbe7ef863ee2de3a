/**
 * Renders the files of a pack: its documents in every format, its calendar and its task list, each with its folder and name.
 *
 * @module
 */
import { writeCalendar } from '../render/ics.ts'
import { kindsWith, type ListedFile } from '../compose/compose-context.ts'
import { type Document, type Format, PACK_FOLDERS, type PackFolder, type PaperFormat } from '../document/document.ts'
import { nameOfFolder, pathInPack, safeName, type SayName, titleOfFile } from '../document/file-names.ts'
import type { Theme } from '../document/theme.ts'
import type { CalendarRecord, PackFile, DataFiles } from '../model/data-files.ts'
import { UserError } from '../model/finding.ts'
import { type Extensions, NO_EXTENSIONS } from './extensions.ts'

/** What names the files of a pack. */
export interface Naming {
  readonly ods: string
  readonly say: SayName
}

const folderOf = ({ kind, folder }: Document, own: Extensions): string | undefined =>
  folder ?? kindsWith(own.documents)[kind]?.folder

/** Folders that packs had before they were in the order of use. */
const FORMER_FOLDERS: Readonly<Record<string, string>> = { letters: 'letters/', messages: 'messages/' }

const formerName = ({ kind, view, id }: Document, { ods }: Naming, ending: string): string =>
  `${view === undefined ? (FORMER_FOLDERS[kind] ?? '') : 'checklists/'}${ods}-${id}${ending}`

/** Name of a file; on the first level, what it is comes before whose it is. */
const fileName = (folder: string, title: string, { ods }: Naming, ending: string): string =>
  pathInPack(folder, folder === '' ? `${title} ${ods}${ending}` : `${ods} ${title}${ending}`)

type FileToMake = Omit<PackFile, 'bytes' | 'pages'>

/**
 * The files of the documents, each with its name; nothing is rendered.
 *
 * @param formats ids; null: those that each document is made in where nobody asks for any
 */
export async function filesToMake(
  naming: Naming,
  documents: readonly Document[],
  formats: readonly Format[] | null,
  own: Extensions = NO_EXTENSIONS,
): Promise<readonly { readonly document: Document; readonly files: readonly FileToMake[] }[]> {
  const { filesOf } = await import('../render/render.ts')
  return documents.map((document) => {
    const folder = nameOfFolder(folderOf(document, own), naming.say)
    const title = titleOfFile(document)
    const files = filesOf(document, formats, own.formats).map(({ format, copy, extension, second }): FileToMake => {
      const suffix = second ? ` ${safeName(naming.say('files.fill-in'))}` : ''
      return {
        name: fileName(folder, title, naming, `${suffix}.${extension}`),
        folder,
        title,
        formerName: formerName(document, naming, `${second ? '-fill-in' : ''}.${extension}`),
        document: document.kind,
        format,
        copy,
      }
    })
    return { document, files }
  })
}

/**
 * Documents in the requested formats.
 *
 * @param formats ids; null: those that each document is made in where nobody asks for any
 * @throws UserError where two files would have one name
 */
export async function renderFiles(
  naming: Naming,
  documents: readonly Document[],
  formats: readonly Format[] | null,
  theme: Theme,
  own: Extensions = NO_EXTENSIONS,
): Promise<PackFile[]> {
  const { renderDocument } = await import('../render/render.ts')
  const files: PackFile[] = []
  for (const { document, files: named } of await filesToMake(naming, documents, formats, own)) {
    const rendered = await renderDocument(document, formats, theme, own.formats)
    for (const [at, file] of named.entries()) {
      // Windows and macOS take names that differ in capitals for one.
      const other = files.find(({ name }) => name.toLowerCase() === file.name.toLowerCase())
      if (other !== undefined)
        throw new UserError(
          'usage',
          `Two files of one pack would be called ${file.name}: ${other.document} as ${other.format}, ${file.document} as ${file.format}.`,
          'Give the templates other ids or names in `file`, or the formats other extensions.',
        )
      const made = rendered[at]
      if (made !== undefined) files.push({ ...file, bytes: made.bytes, pages: made.pages })
    }
  }
  return files
}

/** Which of a document's files a web page opens, the best first. */
const BEST: readonly string[] = ['html', 'pdf', 'docx', 'xlsx', 'ics']

/** The files for START HERE: a line for each document, list and calendar; of a letter for several printers, one. */
export async function listedFiles(
  naming: Naming,
  documents: readonly Document[],
  formats: readonly Format[] | null,
  withData: boolean,
  own: Extensions = NO_EXTENSIONS,
): Promise<ListedFile[]> {
  const rank = ({ format }: FileToMake): number => (BEST.includes(format) ? BEST.indexOf(format) : BEST.length)
  const listed = (await filesToMake(naming, documents, formats, own)).flatMap(({ document, files }) => {
    const [best] = [...files].sort((a, b) => rank(a) - rank(b))
    if (best === undefined) return []
    return [{ ...best, path: best.name, kind: document.kind, readers: document.readers ?? null }]
  })
  const data = (withData ? DATA_FILES : []).map((data) => {
    const file = dataFile(data, naming)
    return { ...file, path: file.name, kind: file.document, readers: null }
  })
  return inOrderOfUse([...listed, ...data], naming.say).map(({ folder, title, path, kind, readers }) => ({
    folder,
    title,
    path,
    kind,
    readers,
  }))
}

interface DataFile {
  readonly id: 'calendar' | 'tasks'
  readonly folder: PackFolder
  readonly format: PaperFormat
}

/** What a pack holds besides documents. */
const DATA_FILES = [
  { id: 'tasks', folder: 'plan', format: 'xlsx' },
  { id: 'calendar', folder: 'plan', format: 'ics' },
  { id: 'tasks', folder: 'project', format: 'csv' },
] as const satisfies readonly DataFile[]

function dataFile({ id, folder: place, format }: DataFile, naming: Naming): FileToMake {
  const folder = nameOfFolder(place, naming.say)
  const title = safeName(naming.say(`files.${id}`))
  const name = fileName(folder, title, naming, `.${format}`)
  const formerName = `${naming.ods}-${id}.${format}`
  return { name, folder, title, formerName, document: 'cutover-plan', format, copy: 'fill-in' }
}

/** The files of a pack as it is used: the first level, our folders, then those of one's own. */
export function inOrderOfUse<File extends Pick<PackFile, 'folder'>>(files: readonly File[], say: SayName): File[] {
  const folders = ['', ...PACK_FOLDERS.map((id) => nameOfFolder(id, say))]
  const at = ({ folder }: File): number => (folders.includes(folder) ? folders.indexOf(folder) : folders.length)
  return [...files].sort((a, b) => at(a) - at(b))
}

/** The calendar, which continues from the previous one, and the task list. */
export async function renderDataFiles(
  { calendar, tasks }: DataFiles,
  naming: Naming,
  before: CalendarRecord | undefined,
): Promise<{ readonly files: readonly PackFile[]; readonly calendar: CalendarRecord }> {
  const { tableCsv, tablesXlsx } = await import('../practices/write-workbook.ts')
  const { bytes, record } = writeCalendar(calendar, before)
  const contents: Readonly<Record<(typeof DATA_FILES)[number]['format'], Uint8Array>> = {
    ics: bytes,
    csv: tableCsv(tasks),
    xlsx: await tablesXlsx(tasks.name, [tasks], 'practice-packs'),
  }
  const files = DATA_FILES.map((file) => ({ ...dataFile(file, naming), bytes: contents[file.format], pages: null }))
  return { calendar: record, files }
}
