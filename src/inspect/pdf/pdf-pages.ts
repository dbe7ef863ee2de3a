/**
 * The pages of a PDF in order, with what they inherit from the page tree.
 *
 * @module
 */
import type { PdfFile } from './pdf-file.ts'
import { isKind, nameOf, type PdfDict, type PdfValue } from './pdf-value.ts'

export interface PdfPage {
  /** Counted from 1, as readers see it. */
  readonly number: number
  /** Number of the page's object: structure elements name their page by it. */
  readonly object: number
  readonly dict: PdfDict
  readonly resources: PdfDict
  readonly widthPt: number
  readonly heightPt: number
  readonly annotations: readonly PdfAnnotation[]
}

export interface PdfAnnotation {
  /** Number of its object; 0 when it is written in place and no element can point at it. */
  readonly object: number
  readonly dict: PdfDict
  readonly subtype: string
}

export function readPages(file: PdfFile): PdfPage[] {
  const pages: PdfPage[] = []
  const visit = (node: PdfValue | undefined, inherited: ReadonlyMap<string, PdfValue>, depth: number): void => {
    const dict = file.dict(node)
    const here = new Map(inherited)
    for (const key of ['Resources', 'MediaBox']) {
      const value = dict.entries.get(key)
      if (value !== undefined) here.set(key, value)
    }
    if (nameOf(file.get(dict.entries.get('Type'))) !== 'Pages') pages.push(readPage(file, node, here, pages.length + 1))
    else if (depth < 64) for (const kid of file.list(dict.entries.get('Kids'))) visit(kid, here, depth + 1)
  }
  visit(file.catalogue.entries.get('Pages'), new Map(), 0)
  return pages
}

function readPage(
  file: PdfFile,
  node: PdfValue | undefined,
  inherited: ReadonlyMap<string, PdfValue>,
  number: number,
): PdfPage {
  const dict = file.dict(node)
  const [left = 0, bottom = 0, right = 0, top = 0] = file.list(inherited.get('MediaBox')).map(Number)
  return {
    number,
    object: isKind(node, 'ref') ? node.num : 0,
    dict,
    resources: file.dict(inherited.get('Resources')),
    widthPt: right - left,
    heightPt: top - bottom,
    annotations: file.list(dict.entries.get('Annots')).map((annotation) => ({
      object: isKind(annotation, 'ref') ? annotation.num : 0,
      dict: file.dict(annotation),
      subtype: nameOf(file.entry(annotation, 'Subtype')) ?? '',
    })),
  }
}
