/**
 * One paragraph of WordprocessingML: its properties in the order the schema wants, and what the blocks above it left to
 * do (a page break, a gap, a list marker).
 *
 * @module
 */
import type { BodyContext, CalloutBox } from './body-context.ts'
import { eighths, hex, twips, twipsOfMm } from './units.ts'

export interface ParagraphProperties {
  /** Style id; the style's own spacing and type apply. */
  readonly style?: string
  readonly keepNext?: boolean
  readonly pageBreakBefore?: boolean
  /** Properties of a frame at a fixed place of the page, as XML. */
  readonly frame?: string
  /** Borders, as XML; takes the place of a callout's bar. */
  readonly borders?: string
  readonly shade?: string
  /** Position of one tab stop from the text margin. */
  readonly tabTwips?: number
  /** Space of its own above, besides what the blocks above left to do. */
  readonly beforeTwips?: number
  /** The style's own space above is enough after any block. */
  readonly standsOff?: boolean
  readonly afterTwips?: number
  readonly hangingTwips?: number
  /** Extra room on the left and right. */
  readonly insetTwips?: number
  readonly align?: 'right'
  /** Setup of the section that this paragraph ends, as XML. */
  readonly section?: string
}

/** Distance between a callout's bar and its text. */
export const barGapPt = 10

/** @param content runs and controls, as XML */
export function paragraph(context: BodyContext, content: string, own: ParagraphProperties = {}): string {
  const { state } = context
  const marker = own.frame === undefined ? state.marker : null
  const style = own.style ?? (context.listDepth > 0 ? 'ListParagraph' : undefined)
  const breakBefore = own.pageBreakBefore === true || state.breakBefore
  const before = own.frame === undefined ? takeGap(context, own) : 0
  const left = context.indentTwips + (own.insetTwips ?? 0)
  if (marker) state.marker = null
  state.breakBefore = false
  state.afterTable = false

  const properties = [
    style === undefined ? '' : `<w:pStyle w:val="${style}"/>`,
    own.keepNext === true ? '<w:keepNext/>' : '',
    breakBefore ? '<w:pageBreakBefore/>' : '',
    own.frame ?? '',
    marker && 'numberingId' in marker
      ? `<w:numPr><w:ilvl w:val="${marker.level}"/><w:numId w:val="${marker.numberingId}"/></w:numPr>`
      : '',
    own.borders ?? (context.box === null ? '' : barBorder(context.box)),
    own.shade === undefined ? '' : `<w:shd w:val="clear" w:color="auto" w:fill="${hex(own.shade)}"/>`,
    own.tabTwips === undefined ? '' : `<w:tabs><w:tab w:val="left" w:pos="${own.tabTwips}"/></w:tabs>`,
    // A page starts at its top margin, whatever space its first line's style has above.
    spacing(breakBefore || before > 0 ? before : undefined, own.afterTwips),
    indent(left, own, marker !== null, context),
    own.align === undefined ? '' : `<w:jc w:val="${own.align}"/>`,
    own.section ?? '',
  ].join('')
  // The tab ends at the hanging indent.
  const box = marker && 'box' in marker ? `${marker.box}<w:r><w:tab/></w:r>` : ''
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${box}${content}</w:p>`
}

/** Width of a list's marker and of each deeper step. */
export const listStepTwips = (bodyPt: number): number => twips(bodyPt * 1.6)

function takeGap({ state, letter, topMm }: BodyContext, own: ParagraphProperties): number {
  const gap = own.standsOff === true ? 0 : state.gapBeforeTwips + (own.beforeTwips ?? 0)
  state.gapBeforeTwips = 0
  if (letter === null || state.letterStart !== 'due') return gap
  state.letterStart = 'done'
  return Math.max(gap, twipsOfMm(letter.bodyFromMm - topMm))
}

function spacing(before: number | undefined, after: number | undefined): string {
  if (before === undefined && after === undefined) return ''
  return `<w:spacing${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}/>`
}

function indent(left: number, own: ParagraphProperties, marked: boolean, context: BodyContext): string {
  const hanging = own.hangingTwips ?? (marked ? listStepTwips(context.theme.bodyPt) : 0)
  if (left === 0 && hanging === 0) return ''
  const inset = own.insetTwips ?? (own.frame === undefined ? (context.box?.hairTwips ?? 0) : 0)
  const right = inset === 0 ? '' : ` w:right="${inset}"`
  return `<w:ind w:left="${left + (own.hangingTwips ?? 0)}"${right}${hanging === 0 ? '' : ` w:hanging="${hanging}"`}/>`
}

// A bar without a fill: Word and LibreOffice also fill the space between two filled paragraphs, so that two callouts
// in a row would look like one.
const barBorder = ({ colour, barPt }: CalloutBox): string =>
  `<w:pBdr><w:left w:val="single" w:sz="${eighths(barPt)}" w:space="${barGapPt}" w:color="${hex(colour)}"/></w:pBdr>`
