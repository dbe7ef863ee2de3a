/**
 * Where header, text and footer stand on the page, in mm. A letter takes its margins from its printer profile, with
 * room for the lines that stand on every page.
 *
 * @module
 */
import type { Block, Document } from '../../document/document.ts'
import type { LetterLayout } from '../../document/letter-layout.ts'
import { spansText } from '../../document/plain-text.ts'
import type { Theme } from '../../document/theme.ts'
import { roughLines, roughWidthPt } from './rough-width.ts'
import type { AddressSizes } from './styles.ts'
import { a4Mm, mmOfPt, ptOfMm } from './units.ts'

export interface PageSetup {
  readonly page: {
    readonly leftMm: number
    readonly rightMm: number
    readonly topMm: number
    readonly bottomMm: number
    readonly headerMm: number
    readonly footerMm: number
  }
  /** The lines of the header: strings on one line stand left and right. */
  readonly headerLines: readonly (readonly string[])[]
  readonly addresses: AddressSizes | null
}

const headerGapMm = 3

// GOV.UK, accessible documents: 12 pt at least.
const smallestSenderPt = 12

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
    page: {
      leftMm: margins.left,
      rightMm: margins.right,
      topMm: Math.max(margins.top, headerMm + mmOfPt(headerCount * theme.smallPt * 1.25) + headerGapMm),
      bottomMm: Math.max(margins.bottom, footerMm + mmOfPt(footerCount * theme.bodyPt * 1.25) + headerGapMm),
      headerMm,
      footerMm,
    },
    headerLines,
    addresses: document.letter ? addressSizes(document.blocks, document.letter, theme) : null,
  }
}

/** The recipient's size is the profile's. The sender's is that of the body, less where a line would break in its zone. */
function addressSizes(blocks: readonly Block[], letter: LetterLayout, { bodyPt }: Theme): AddressSizes {
  const sender = blocks.flatMap((block) => (block.type === 'address' && block.zone === 'sender' ? block.lines : []))
  const widest = Math.max(1, ...sender.map((spans) => roughWidthPt(spansText(spans), 1.06)))
  const width = ptOfMm(letter.sender.widthMm)
  const unbroken = Math.min(bodyPt, Math.max(smallestSenderPt, Math.floor((width / widest) * 2) / 2))
  const height = (pt: number): number =>
    sender.reduce((sum, spans) => sum + roughLines(spansText(spans), pt, width), 0) * pt * 1.15
  // Below 12 pt only where the practice's name is longer than any we know.
  const fitting = [unbroken, 16, 14, 12, 10].find(
    (pt) => pt <= unbroken && height(pt) <= ptOfMm(letter.sender.heightMm),
  )
  return { recipientPt: letter.addressPt, senderPt: fitting ?? 8 }
}

function linesOf({ watermark, header }: Document, sizePt: number, widthPt: number): readonly (readonly string[])[] {
  // A watermark is a picture: who listens to the document, or opens it where pictures are left out, needs the word.
  const all = [...(watermark === undefined ? [] : [watermark]), ...header]
  const [first, second, ...rest] = all
  if (first === undefined || second === undefined) return all.map((line) => [line])
  const fits = roughWidthPt(first + second, sizePt) < widthPt - 3 * sizePt
  return [...(fits ? [[first, second]] : [[first], [second]]), ...rest.map((line) => [line])]
}
