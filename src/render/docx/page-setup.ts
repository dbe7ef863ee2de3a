/**
 * Where header, text and footer stand on the page, in mm. A letter takes its margins from its printer profile, with
 * room for the lines that stand on every page.
 *
 * @module
 */
import type { Document } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { roughLines, roughWidthPt } from './rough-width.ts'
import { a4Mm, mmOfPt, ptOfMm } from './units.ts'

export interface PageSetup {
  readonly leftMm: number
  readonly rightMm: number
  readonly topMm: number
  readonly bottomMm: number
  readonly headerMm: number
  readonly footerMm: number
  /** The lines of the header: strings on one line stand left and right. */
  readonly headerLines: readonly (readonly string[])[]
}

const headerGapMm = 3

export function pageSetup(document: Document, theme: Theme): PageSetup {
  const margins = document.letter?.marginsMm ?? theme.marginsMm
  const widthPt = ptOfMm(a4Mm.width - margins.left - margins.right)
  // 10 mm keeps a letter's header off the corner that printers mark (GOV.UK Notify: 1.8 to 7.9 mm).
  const headerMm = Math.max(10, document.letter ? margins.top : 0)
  const footerMm = Math.max(8, document.letter ? margins.bottom : 0)
  const headerLines = linesOf(document, theme.smallPt, widthPt)
  const headerCount = headerLines.reduce(
    (sum, line) => sum + (line.length > 1 ? 1 : roughLines(line.join(''), theme.smallPt, widthPt)),
    0,
  )
  const footerText = document.footer.map((part) => ('text' in part ? part.text : '00')).join('')
  const footerCount = roughLines(footerText, theme.bodyPt, widthPt)
  return {
    leftMm: margins.left,
    rightMm: margins.right,
    topMm: Math.max(margins.top, headerMm + mmOfPt(headerCount * theme.smallPt * 1.25) + headerGapMm),
    bottomMm: Math.max(margins.bottom, footerMm + mmOfPt(footerCount * theme.bodyPt * 1.25) + headerGapMm),
    headerMm,
    footerMm,
    headerLines,
  }
}

function linesOf({ watermark, header }: Document, sizePt: number, widthPt: number): readonly (readonly string[])[] {
  // A watermark is a picture: who listens to the document, or opens it where pictures are left out, needs the word.
  const all = [...(watermark === undefined ? [] : [watermark]), ...header]
  const [first, second, ...rest] = all
  if (first === undefined || second === undefined) return all.map((line) => [line])
  const fits = roughWidthPt(first + second, sizePt) < widthPt - 3 * sizePt
  return [...(fits ? [[first, second]] : [[first], [second]]), ...rest.map((line) => [line])]
}
