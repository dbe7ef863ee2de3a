/**
 * Renders the files of a pack: its documents in every format, its calendar and its task list, each with its name.
 *
 * @module
 */
import { writeCalendar } from '../render/ics.ts'
import { kindsWith } from '../compose/compose-context.ts'
import type { Document, Format, PaperFormat } from '../document/document.ts'
import type { Theme } from '../document/theme.ts'
import type { CalendarRecord, PackFile, DataFiles } from '../model/data-files.ts'
import { UserError } from '../model/finding.ts'
import { type Extensions, NO_EXTENSIONS } from './extensions.ts'

/**
 * The first level of a pack has what everybody opens; letters, messages and further checklists are in folders of their
 * own.
 */
function folderOf({ kind, view }: Document, own: Extensions): string {
  if (view !== undefined) return 'checklists/'
  const folder = kindsWith(own.documents)[kind]?.folder
  return folder === undefined ? '' : `${folder}/`
}

/**
 * Documents in the requested formats.
 *
 * @throws UserError where two files would have one name
 */
export async function renderFiles(
  ods: string,
  documents: readonly Document[],
  formats: readonly Format[],
  theme: Theme,
  own: Extensions = NO_EXTENSIONS,
): Promise<PackFile[]> {
  const { renderDocument } = await import('../render/render.ts')
  const files: PackFile[] = []
  for (const document of documents)
    for (const { format, copy, ending, bytes, pages } of await renderDocument(document, formats, theme, own.formats)) {
      const name = `${folderOf(document, own)}${ods}-${document.id}${ending}`
      const other = files.find((file) => file.name === name)
      if (other !== undefined)
        throw new UserError(
          'usage',
          `Two files of one pack would be called ${name}: ${other.document} as ${other.format}, ${document.kind} as ${format}.`,
          'Give the templates other ids, or the formats other extensions.',
        )
      files.push({ name, document: document.kind, format, copy, bytes, pages })
    }
  return files
}

/** The calendar, which continues from the previous one, and the task list. */
export async function renderDataFiles(
  { calendar, tasks }: DataFiles,
  ods: string,
  before: CalendarRecord | undefined,
): Promise<{ readonly files: readonly PackFile[]; readonly calendar: CalendarRecord }> {
  const { tableCsv, tablesXlsx } = await import('../practices/write-workbook.ts')
  const { bytes, record } = writeCalendar(calendar, before)
  const file = (name: string, format: PaperFormat, content: Uint8Array): PackFile => ({
    name: `${ods}-${name}.${format}`,
    document: 'cutover-plan',
    format,
    copy: 'fill-in',
    bytes: content,
    pages: null,
  })
  const workbook = await tablesXlsx(tasks.name, [tasks], 'practice-packs')
  return {
    calendar: record,
    files: [file('calendar', 'ics', bytes), file('tasks', 'csv', tableCsv(tasks)), file('tasks', 'xlsx', workbook)],
  }
}
