/**
 * Sections: pages upright or on their side. Word keeps the setup of a section in its last paragraph, and that of the last
 * section at the end of the body.
 *
 * @module
 */
import type { Block } from '../../document/document.ts'
import { a4Mm, twipsOfMm } from './units.ts'

const SECTION = /<w:sectPr(?: [^>]*)?>.*<\/w:sectPr>/s
const SIZE = /<w:pgSz [^>]*\/>/

/** The setup that the skeleton ends with: upright, with its header and footer. */
export function sectionOf(documentXml: string): string {
  const [section] = SECTION.exec(documentXml) ?? []
  if (section === undefined) throw new Error('The docx library wrote no section')
  return section
}

/** The same section on pages that lie on their side. */
export const turned = (section: string): string =>
  section.replace(SIZE, `<w:pgSz w:w="${twipsOfMm(a4Mm.height)}" w:h="${twipsOfMm(a4Mm.width)}" w:orient="landscape"/>`)

export const isWide = (block: Block | undefined): boolean => block?.type === 'sheet' && block.wide === true

/** Blocks of one section each: a sheet on its side has its own, the rest between two of them shares one. */
export function sectionsOf(blocks: readonly Block[]): (readonly Block[])[] {
  const groups: Block[][] = []
  blocks.forEach((block, i) => {
    const last = groups.at(-1)
    if (last === undefined || isWide(block) || isWide(blocks[i - 1])) groups.push([block])
    else last.push(block)
  })
  return groups
}

/** The package's document, its last section on its side where the last block is. */
export function withLastSection(documentXml: string, blocks: readonly Block[]): string {
  if (!isWide(blocks.at(-1))) return documentXml
  const at = documentXml.lastIndexOf('<w:sectPr')
  return documentXml.slice(0, at) + turned(documentXml.slice(at))
}
