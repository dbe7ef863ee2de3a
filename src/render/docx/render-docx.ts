/**
 * Renders a document as a Word file that staff can edit, fill in and print.
 *
 * In:  a Document, a theme, which copy.
 * Out: the bytes of a DOCX. Word decides on its pages, so `pages` is null.
 *
 * The docx library makes the package around the body (`skeleton.ts`). We write the body and the parts that belong to
 * one document (`package-parts.ts`), because the library has no names, ids and locks for controls and no table
 * captions, and gives links random ids. Everything is then zipped with fixed times, so that the same document gives the
 * same bytes.
 *
 * @module
 */
import { strToU8, zipSync, type Zippable } from 'fflate'
import type { Block, Document } from '../../document/document.ts'
import { headingIds } from '../../document/walk.ts'
import { linkAddress, type Rendered, type RenderOptions, type Renderer } from '../format.ts'
import { body } from './blocks.ts'
import type { BodyContext } from './paragraph.ts'
import { coreProperties, customProperties, pageRuns, pageSetup } from './page-setup.ts'
import { columnWidths, PictureList } from './table.ts'
import { documentPart, footerPart, headerPart, NumberingList, relationsPart, sectionSetup } from './package-parts.ts'
import { skeletonFor } from './skeleton.ts'
import { columnsByKind } from '../fit-columns.ts'
import { a4Mm, escapeXml, twipsOfMm } from './ooxml.ts'

export const renderDocx: Renderer = async (document: Document, options: RenderOptions): Promise<Rendered> => {
  const setup = pageSetup(document, options.theme)
  const { page } = setup
  const isLetter = document.letter !== undefined
  const skeleton = await skeletonFor({
    theme: options.theme,
    language: document.language,
    addresses: setup.addresses,
    font: document.letter?.font ?? null,
  })
  const numbering = new NumberingList()
  const links = new LinkList()
  const pictures = new PictureList()
  const context: BodyContext = {
    ...options,
    words: document.words,
    language: document.language,
    letter: document.letter ?? null,
    // A message is copied into text messages, where any other space than the usual one costs.
    wholeDays: document.kind !== 'messages' || document.bodyPt !== undefined,
    topMm: page.topMm,
    widthTwips: twipsOfMm(a4Mm.width - page.leftMm - page.rightMm),
    indentTwips: 0,
    listDepth: 0,
    introduces: false,
    box: null,
    columnsOf: columnsByKind(document.blocks, (tables, widthTwips) => columnWidths(tables, widthTwips, options.theme)),
    list: numbering.add,
    link: links.add,
    picture: pictures.add,
    bookmark: bookmarksOf(document.blocks),
    state: {
      breakBefore: false,
      gapBeforeTwips: 0,
      afterTable: false,
      callouts: 0,
      marker: null,
      letterStart: 'none',
      controls: 0,
    },
  }
  const written = body(document.blocks, (section) => sectionSetup(page, isLetter, section), context)
  const { headers, footer } = pageRuns(document, setup, options.theme)
  const parts = new Map([
    ...skeleton,
    ['word/document.xml', documentPart(written)],
    ...headers.map((runs, i) => [`word/header${i + 1}.xml`, headerPart(runs, page)] as const),
    ...headers.map((_, i) => [`word/footer${i + 1}.xml`, footerPart(footer)] as const),
    ['word/numbering.xml', numbering.part(options.theme)],
    ['word/_rels/document.xml.rels', relationsPart(isLetter, links.xml + pictures.xml)],
    ['docProps/core.xml', coreProperties(document)],
    ...(document.kept === undefined ? [] : [['docProps/custom.xml', customProperties(document.kept)] as const]),
  ])
  return { bytes: zipped(parts, pictures.files), pages: null }
}

/** Addresses outside the document, each once, numbered in order of appearance. */
class LinkList {
  xml = ''
  readonly #ids = new Map<string, string>()

  readonly add = (href: string): string | null => {
    if (!/^(https?|mailto|tel):/i.test(href)) return null
    const known = this.#ids.get(href)
    if (known !== undefined) return known
    const id = `rIdLink${this.#ids.size + 1}`
    this.#ids.set(href, id)
    const type = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink'
    this.xml += `<Relationship Id="${id}" Type="${type}" Target="${escapeXml(linkAddress(href))}" TargetMode="External"/>`
    return id
  }
}

function bookmarksOf(blocks: readonly Block[]): BodyContext['bookmark'] {
  const marks = new Map<string, { id: number; name: string }>()
  // At most 40 letters and digits; the underscore hides the name from Word's list.
  for (const id of headingIds(blocks)) marks.set(id, { id: marks.size, name: `_heading_${marks.size + 1}` })
  return (id) => marks.get(id) ?? null
}

const contentTypes = '[Content_Types].xml'

function zipped(parts: ReadonlyMap<string, string>, pictures: ReadonlyMap<string, Uint8Array>): Uint8Array {
  // The content types come first, as in packages that Word writes: some readers identify the file by them.
  const paths = [contentTypes, ...[...parts.keys()].filter((path) => path !== contentTypes).sort()]
  const files: Zippable = {}
  for (const path of paths) files[path] = strToU8(parts.get(path) ?? '')
  for (const [path, bytes] of pictures) files[path] = bytes
  // A zip stores local time without a zone, so local midnight gives the same bytes everywhere.
  return zipSync(files, { mtime: new Date(1980, 0, 1), level: 6 })
}
