/**
 * Renders a Document in every format asked for. A format's libraries load only when it is wanted.
 *
 * To add a format: a folder beside this file, an entry in `FORMATS` of `document/document.ts`, and a line here. From
 * outside, a toolkit brings formats of its own.
 *
 * @module
 */
import {
  type Block,
  type BuiltInFormat,
  type CopyOfFile,
  type Document,
  FORMATS,
  isToPatients,
} from '../document/document.ts'
import { allFields } from '../document/walk.ts'
import { forLetters, forPosters, sizedFor, type Theme } from '../document/theme.ts'
import { UserError } from '../model/finding.ts'
import type { DocumentFormat, Format, Rendered, Renderer } from './format.ts'

const RENDERERS: Readonly<Record<BuiltInFormat, Renderer>> = {
  pdf: async (...args) => (await import('./pdf/render-pdf.ts')).renderPdf(...args),
  docx: async (...args) => (await import('./docx/render-docx.ts')).renderDocx(...args),
  html: async (...args) => (await import('./html/render-html.ts')).renderHtml(...args),
  md: async (...args) => (await import('./text-formats.ts')).renderMarkdown(...args),
  txt: async (...args) => (await import('./text-formats.ts')).renderText(...args),
}

const IDS = Object.keys(FORMATS) as readonly BuiltInFormat[]
const BUILT_IN: readonly DocumentFormat[] = IDS.map((id) => ({ id, ...FORMATS[id], render: RENDERERS[id] }))

export interface RenderedCopy extends Rendered {
  /** Id of the format. */
  readonly format: Format
  readonly copy: CopyOfFile
  /** Ends the name of its file, without a dot. */
  readonly extension: string
  /** There is a copy for paper besides, which has the plain name. */
  readonly second: boolean
}

/**
 * @param formats ids; null: those that the document is made in where nobody asks for any
 * @param own formats of one's own
 * @throws UserError for a format that there is not
 * @throws DocumentError when a character has no glyph: the practice then fails with a place, instead of printing an empty box
 */
export async function renderDocument(
  document: Document,
  formats: readonly Format[] | null,
  theme: Theme,
  own: readonly DocumentFormat[] = [],
): Promise<RenderedCopy[]> {
  const rendered: RenderedCopy[] = []
  const themes = new Map<Format, Theme>()
  for (const file of filesOf(document, formats, own)) {
    const render = [...BUILT_IN, ...own].findLast(({ id }) => id === file.format)?.render
    const ownTheme = themes.get(file.format) ?? (await themeOf(document, theme, file.format))
    themes.set(file.format, ownTheme)
    const copy = file.copy === 'both' ? 'print' : file.copy
    if (render !== undefined) rendered.push({ ...file, ...(await render(document, { copy, theme: ownTheme })) })
  }
  return rendered
}

/** A file that {@link renderDocument} makes. */
type RenderedFile = Pick<RenderedCopy, 'format' | 'copy' | 'extension' | 'second'>

/** The files of a document, in the order in which they are rendered. @throws UserError for a format that there is not */
export function filesOf(
  document: Document,
  formats: readonly Format[] | null,
  own: readonly DocumentFormat[] = [],
): RenderedFile[] {
  const table = new Map([...BUILT_IN, ...own].map((one) => [one.id, one]))
  const isPasted = (id: Format): boolean => table.get(id)?.pasted === true
  const asked = formats ?? document.defaultFormats ?? [...table.keys()].filter((id) => !isPasted(id))
  const made = document.formats?.filter((id) => asked.includes(id) || isPasted(id)) ?? asked
  // One copy is enough where nothing is filled in on screen: a letter's blanks are merge fields, a log and what hangs on
  // a wall are for a pen.
  const byPen = isToPatients(document) || document.onePage === true || !hasInputs(document.blocks)
  return made.flatMap((id) => {
    const format = table.get(id)
    if (format === undefined)
      throw new UserError('usage', `There is no format \`${id}\`.`, `Use one of ${[...table.keys()].join(', ')}.`)
    const { copies, extension } = format
    return copies.slice(0, byPen || document.onlyCopy === 'print' ? 1 : copies.length).map((copy) => ({
      format: id,
      copy: byPen && copies.length > 1 ? 'both' : copy,
      extension,
      second: copies.length > 1 && copy === 'fill-in',
    }))
  })
}

/** A document may have its own size of print: a fixed one, or the largest at which it fits on one page. */
async function themeOf(document: Document, theme: Theme, format: Format): Promise<Theme> {
  const ofSize = sizedFor(document, theme)
  const sized = document.titledSheets === true ? forPosters(ofSize) : ofSize
  if (document.letter !== undefined) return forLetters(sized)
  if (document.bodyPt !== undefined) return sized
  if (document.onePage !== true) return document.air === undefined ? theme : sized
  const { largestOnOnePage } = await import('./pdf/render-pdf.ts')
  return largestOnOnePage(document, theme, format)
}

function hasInputs(blocks: readonly Block[]): boolean {
  for (const { printOnly } of allFields(blocks)) if (printOnly !== true) return true
  return false
}
