/**
 * Renders the files of a pack: its documents in every format, its calendar and its task list, each with its folder and name.
 *
 * @module
 */
import { type CalendarState, writeCalendar } from '../render/ics.ts'
import { kindsWith, type ListedFile } from '../compose/compose-context.ts'
import {
  type Document,
  DOCUMENT_KINDS,
  type Format,
  PACK_FOLDERS,
  type PackFolder,
  type PaperFormat,
} from '../document/document.ts'
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
  data: { readonly files: DataFiles; readonly byRole: boolean } | null,
  own: Extensions = NO_EXTENSIONS,
): Promise<ListedFile[]> {
  const rank = ({ format }: FileToMake): number => (BEST.includes(format) ? BEST.indexOf(format) : BEST.length)
  const listed = (await filesToMake(naming, documents, formats, own)).flatMap(({ document, files }) => {
    const [best] = [...files].sort((a, b) => rank(a) - rank(b))
    if (best === undefined) return []
    return [{ ...best, path: best.name, kind: document.kind, readers: document.readers ?? null }]
  })
  // What people work with comes before what explains it.
  const kinds = Object.keys(DOCUMENT_KINDS)
  const place = ({ kind }: { readonly kind: string }): number =>
    kinds.includes(kind) ? kinds.indexOf(kind) : kinds.length
  listed.sort((one, other) => place(one) - place(other))
  const papers = (data === null ? [] : dataFilesToMake(data.files, naming, data.byRole)).map((file) => ({
    ...file,
    path: file.name,
    kind: file.document,
    readers: null,
  }))
  return inOrderOfUse([...listed, ...papers], naming.say).map(({ folder, title, path, kind, readers }) => ({
    folder,
    title,
    path,
    kind,
    readers,
  }))
}

/** What a pack holds besides documents, in the order of use. */
function dataFilesToMake({ roles }: DataFiles, naming: Naming, byRole: boolean): (FileToMake & { role?: string })[] {
  const file = (words: string, place: PackFolder, format: PaperFormat, former?: string): FileToMake => {
    const folder = nameOfFolder(place, naming.say)
    const title = safeName(words)
    const formerName = former === undefined ? {} : { formerName: `${naming.ods}-${former}.${format}` }
    const name = fileName(folder, title, naming, `.${format}`)
    return { name, folder, title, ...formerName, document: 'cutover-plan', format, copy: 'fill-in' }
  }
  const [tasks, calendar, project] = ['tasks', 'calendar', 'project'].map((id) => naming.say(`files.${id}`)) as [
    string,
    string,
    string,
  ]
  return [
    file(tasks, 'plan', 'xlsx', 'tasks'),
    file(calendar, 'plan', 'ics', 'calendar'),
    ...(byRole ? roles : []).map(({ role, title }) => ({ ...file(`${calendar} ${title}`, 'plan', 'ics'), role })),
    file(project, 'project', 'xml'),
    file(tasks, 'project', 'csv', 'tasks'),
  ]
}

/** The files of a pack as it is used: the first level, our folders, then those of one's own. */
export function inOrderOfUse<File extends Pick<PackFile, 'folder'>>(files: readonly File[], say: SayName): File[] {
  const folders = ['', ...PACK_FOLDERS.map((id) => nameOfFolder(id, say))]
  const at = ({ folder }: File): number => (folders.includes(folder) ? folders.indexOf(folder) : folders.length)
  return [...files].sort((a, b) => at(a) - at(b))
}

/**
 * The calendars, which continue from the previous ones, and the tasks as lists and for programs that plan projects.
 *
 * @param byRole each role's tasks as a calendar of its own, too
 */
export async function renderDataFiles(
  data: DataFiles,
  naming: Naming,
  state: CalendarState,
  byRole: boolean,
): Promise<{ readonly files: readonly PackFile[]; readonly calendar: CalendarRecord }> {
  const [{ tableCsv, tablesXlsx }, { writeProject }] = await Promise.all([
    import('../practices/write-workbook.ts'),
    import('../render/mspdi.ts'),
  ])
  const { tasks, project } = data
  const calendars = writeCalendars(data, state, byRole)
  const contents: Readonly<Record<PaperFormat, Uint8Array>> = {
    xlsx: await tablesXlsx(tasks.name, [tasks], 'practice-packs'),
    ics: calendars.main,
    xml: writeProject(project),
    csv: tableCsv(tasks),
  }
  const files = dataFilesToMake(data, naming, byRole).map(({ role, ...file }): PackFile => {
    const ofRole = role === undefined ? undefined : calendars.roles.get(role)
    return { ...file, bytes: ofRole ?? contents[file.format as PaperFormat], pages: null }
  })
  return { calendar: calendars.record, files }
}

interface WrittenCalendars {
  readonly main: Uint8Array
  /** By role; empty where no role has one. */
  readonly roles: ReadonlyMap<string, Uint8Array>
  readonly record: CalendarRecord
}

/**
 * An entry is called off in the calendar in which it last was; if that role has no tasks and so no calendar any more, in everybody's.
 * What is in a role's calendar is not looked at while no such calendar is made.
 */
function writeCalendars(
  { calendar, roles }: DataFiles,
  { before, today }: CalendarState,
  byRole: boolean,
): WrittenCalendars {
  const known = (isIts: (of: string | undefined) => boolean): CalendarRecord =>
    Object.fromEntries(Object.entries(before).filter(([, { of }]) => isIts(of)))
  const isMade = (of: string): boolean => roles.some(({ role }) => role === of)
  const main = writeCalendar(calendar, {
    before: known((of) => of === undefined || (byRole && !isMade(of))),
    today,
  })
  const written = (byRole ? roles : []).map(({ role, content }) => {
    const { bytes, record } = writeCalendar(content, { before: known((of) => of === role), today })
    const marked = Object.entries(record).map(([uid, entry]) => [uid, { ...entry, of: role }] as const)
    return { role, bytes, record: Object.fromEntries(marked) }
  })
  const kept = known((of) => of !== undefined && !byRole)
  return {
    main: main.bytes,
    roles: new Map(written.map(({ role, bytes }) => [role, bytes])),
    record: Object.assign({}, kept, main.record, ...written.map(({ record }) => record)) as CalendarRecord,
  }
}
