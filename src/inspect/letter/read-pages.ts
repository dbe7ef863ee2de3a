/**
 * PDF → its pages as marks in mm, with the fonts that they use.
 *
 * @module
 */
import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Matrix } from '../pdf/geometry.ts'
import { type FontFacts, type Operators, type PageMark, pageMarks } from './page-marks.ts'

export interface LetterPage {
  /** From 1. */
  readonly number: number
  /** As it is read: turned the right way round. */
  readonly widthMm: number
  readonly heightMm: number
  readonly marks: readonly PageMark[]
  readonly fonts: readonly FontFacts[]
  /** Every word of the page, white ones too. */
  readonly words: readonly { readonly text: string; readonly xMm: number; readonly yMm: number }[]
}

const MM_PER_POINT = 25.4 / 72

export async function readPages(document: PDFDocumentProxy, most: number): Promise<LetterPage[]> {
  const pages: LetterPage[] = []
  for (let number = 1; number <= Math.min(document.numPages, most); number += 1) {
    const page = await document.getPage(number)
    pages.push(await readPage(page))
    page.cleanup()
  }
  return pages
}

async function readPage(page: PDFPageProxy): Promise<LetterPage> {
  const { transform, width, height } = page.getViewport({ scale: 1 })
  const toPaper = transform as unknown as Matrix
  const operators = (await page.getOperatorList()) as Operators
  const fonts = new Map<string, FontFacts>()
  const fontNamed = (id: string): FontFacts | null => {
    const known = fonts.get(id)
    if (known) return known
    const found = page.commonObjs.has(id) ? (page.commonObjs.get(id) as FontFacts) : null
    if (found) fonts.set(id, found)
    return found
  }
  const marks = pageMarks(operators, fontNamed, toPaper, { width, height })
  const { items } = await page.getTextContent()
  const words = items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return []
    const [x = 0, y = 0] = [item.transform[4] as number, item.transform[5] as number]
    return [
      {
        text: item.str,
        xMm: (toPaper[0] * x + toPaper[2] * y + toPaper[4]) * MM_PER_POINT,
        yMm: (toPaper[1] * x + toPaper[3] * y + toPaper[5]) * MM_PER_POINT,
      },
    ]
  })
  return {
    number: page.pageNumber,
    widthMm: width * MM_PER_POINT,
    heightMm: height * MM_PER_POINT,
    marks,
    fonts: [...fonts.values()],
    words,
  }
}
