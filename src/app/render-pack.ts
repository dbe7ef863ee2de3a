/**
 * Renders the files of a pack: its documents in every format, its calendar and its task list, each with its folder and name.
 *
 * @module
 */
import { writeCalendar } from '../render/ics.ts'
import { kindsWith } from '../compose/compose-context.ts'
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
  for (const document of documents)
    for (const rendered of await renderDocument(document, formats, theme, own.formats)) {
      const { format, copy, extension, second, bytes, pages } = rendered
      const place = folderOf(document, own)
      const folder = nameOfFolder(place, naming.say)
      const title = titleOfFile(document)
      const suffix = second ? ` ${safeName(naming.say('files.fill-in'))}` : ''
      const name = pathInPack(folder, `${naming.ods} ${title}${suffix}.${extension}`)
      // Windows and macOS take names that differ in capitals for one.
      const other = files.find((file) => file.name.toLowerCase() === name.toLowerCase())
      if (other !== undefined)
        throw new UserError(
          'usage',
          `Two files of one pack would be called ${name}: ${other.document} as ${other.format}, ${document.kind} as ${format}.`,
          'Give the templates other ids or names in `file`, or the formats other extensions.',
        )
      const former = formerName(document, naming, `${second ? '-fill-in' : ''}.${extension}`)
      files.push({ name, folder, title, formerName: former, document: document.kind, format, copy, bytes, pages })
    }
  return files
}

/** The files of a pack as it is used: the first level, our folders, then those of one's own. */
export function inOrderOfUse(files: readonly PackFile[], say: SayName): PackFile[] {
  const folders = ['', ...PACK_FOLDERS.map((id) => nameOfFolder(id, say))]
  const at = ({ folder }: PackFile): number => (folders.includes(folder) ? folders.indexOf(folder) : folders.length)
  return [...files].sort((a, b) => at(a) - at(b))
}

/** The calendar, which continues from the previous one, and the task list. */
export async function renderDataFiles(
  { calendar, tasks }: DataFiles,
  { ods, say }: Naming,
  before: CalendarRecord | undefined,
): Promise<{ readonly files: readonly PackFile[]; readonly calendar: CalendarRecord }> {
  const { tableCsv, tablesXlsx } = await import('../practices/write-workbook.ts')
  const { bytes, record } = writeCalendar(calendar, before)
  const file = (id: 'calendar' | 'tasks', place: PackFolder, format: PaperFormat, content: Uint8Array): PackFile => {
    const folder = nameOfFolder(place, say)
    const title = safeName(say(`files.${id}`))
    return {
      name: pathInPack(folder, `${ods} ${title}.${format}`),
      folder,
      title,
      formerName: `${ods}-${id}.${format}`,
      document: 'cutover-plan',
      format,
      copy: 'fill-in',
      bytes: content,
      pages: null,
    }
  }
  const workbook = await tablesXlsx(tasks.name, [tasks], 'practice-packs')
  return {
    calendar: record,
    files: [
      file('tasks', 'plan', 'xlsx', workbook),
      file('calendar', 'plan', 'ics', bytes),
      file('tasks', 'project', 'csv', tableCsv(tasks)),
    ],
  }
}
