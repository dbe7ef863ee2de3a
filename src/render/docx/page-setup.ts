/**
 * Layout of the page around the text: margins, header and footer, watermark, and the document's properties.
 *
 * Lengths are in mm. A letter takes its margins from its printer profile, with room for the lines that are on every
 * page.
 *
 * @module
 */
import { type Block, type Document, LEAST_LARGE_PRINT, type LetterLayout } from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { ADDRESS_PT, type Theme } from '../../document/theme.ts'
import { complexField, lineBreak, run, tab } from './paragraph.ts'
import { type AddressSizes, fontName } from './styles.ts'
import { a4Mm, escapeXml, hex, mmOfPt, ptOfMm, roughLines, roughWidthPt } from './ooxml.ts'

export interface PageSetup {
  readonly page: {
    readonly leftMm: number
    readonly rightMm: number
    readonly topMm: number
    readonly bottomMm: number
    readonly headerMm: number
    readonly footerMm: number
  }
  /** The lines of the header: two strings on one line go left and right. */
  readonly headerLines: readonly (readonly string[])[]
  readonly addresses: AddressSizes | null
}

const headerGapMm = 3

// GOV.UK, accessible documents: at least 12 pt.
const smallestSenderPt = 12

export function pageSetup(document: Document, theme: Theme): PageSetup {
  const margins = document.letter?.marginsMm ?? theme.marginsMm
  const widthPt = ptOfMm(a4Mm.width - margins.left - margins.right)
  // 10 mm keeps a letter's header out of the corner that printers mark (GOV.UK Notify: 1.8 to 7.9 mm).
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

/**
 * The recipient's size comes from the profile. The sender's is that of the body, or smaller where a line would break in
 * its zone.
 */
function addressSizes(blocks: readonly Block[], letter: LetterLayout, { bodyPt }: Theme): AddressSizes {
  const sender = blocks.flatMap((block) => (block.type === 'address' && block.zone === 'sender' ? block.lines : []))
  const widest = Math.max(1, ...sender.map((spans) => roughWidthPt(spansText(spans), 1.06)))
  const width = ptOfMm(letter.sender.widthMm)
  const isLarge = bodyPt >= LEAST_LARGE_PRINT
  const least = isLarge ? LEAST_LARGE_PRINT : smallestSenderPt
  const unbroken = Math.min(bodyPt, Math.max(least, Math.floor((width / widest) * 2) / 2))
  const height = (pt: number): number =>
    sender.reduce((sum, spans) => sum + roughLines(spansText(spans), pt, width), 0) * pt * 1.15
  // Goes below 12 pt only for a practice's name longer than any we know.
  const fitting = [unbroken, ...ADDRESS_PT.sender].find(
    (pt) => pt <= unbroken && height(pt) <= ptOfMm(letter.sender.heightMm) && (!isLarge || pt >= least),
  )
  return { recipientPt: letter.addressPt, senderPt: fitting ?? (isLarge ? least : 8) }
}

function linesOf({ watermark, header }: Document, sizePt: number, widthPt: number): readonly (readonly string[])[] {
  // A watermark is a picture, so screen-reader users and people who hide pictures need the word too.
  const all = [...(watermark === undefined ? [] : [watermark]), ...header]
  const [first, second, ...rest] = all
  if (first === undefined || second === undefined) return all.map((line) => [line])
  const fits = roughWidthPt(first + second, sizePt) < widthPt - 3 * sizePt
  return [...(fits ? [[first, second]] : [[first], [second]]), ...rest.map((line) => [line])]
}

interface Watermark {
  readonly text: string
  readonly font: string
  /** As `RRGGBB`. */
  readonly colour: string
}

/** Distances from the top of page one to its text, and from its bottom to the end of the text. */
interface TextArea {
  readonly fromMm: number
  readonly bottomMm: number
}

/** The width, in points, that Word itself gives a watermark on A4. */
const WIDTH = 527.85
/** Widths of a letter and a space as shares of the height: Word stretches the text to fill its shape. */
const LETTER = 0.8
const SPACE = 0.35

function sizeOf(text: string): readonly [width: number, height: number] {
  const letters = [...text].reduce((sum, character) => sum + (character === ' ' ? SPACE : LETTER), 0)
  return [WIDTH, Math.round((WIDTH / Math.max(letters, 1)) * 100) / 100]
}

/**
 * A watermark as Word's own command makes it: WordArt in the header, behind the text. Word finds and removes it by the
 * beginning of its id. Written here because the docx library gives the shape a random id and cannot place it below a
 * letter's address.
 *
 * @param area of page one of a letter: the watermark is then in its text, and the address and its surroundings stay
 *   white
 */
export function watermarkRun({ text, font, colour }: Watermark, area: TextArea | null): string {
  const { top, width, height, vertical } = area === null ? centred(text) : inTextOf(text, area)
  const style = [
    'position:absolute',
    'margin-left:0',
    `margin-top:${top}`,
    `width:${width}pt`,
    `height:${height}pt`,
    'rotation:315',
    'z-index:-251657216',
    'mso-position-horizontal:center',
    'mso-position-horizontal-relative:margin',
    ...vertical,
  ]
  return (
    `<w:r><w:pict>${shapeType}<v:shape id="PowerPlusWaterMarkObject1" type="#_x0000_t136" style="${style.join(';')}"` +
    ` o:allowincell="f" fillcolor="#${colour}" stroked="f"><v:fill opacity="1"/>` +
    `<v:textpath style="font-family:&quot;${escapeXml(font)}&quot;;font-size:1pt" string="${escapeXml(text)}"/>` +
    '</v:shape></w:pict></w:r>'
  )
}

interface WatermarkPosition {
  readonly top: string
  readonly width: string
  readonly height: string
  readonly vertical: readonly string[]
}

function centred(text: string): WatermarkPosition {
  const [width, height] = sizeOf(text)
  const vertical = ['mso-position-vertical:center', 'mso-position-vertical-relative:margin']
  return { top: '0', width: String(width), height: String(height), vertical }
}

function inTextOf(text: string, { fromMm, bottomMm }: TextArea): WatermarkPosition {
  const [width, height] = sizeOf(text)
  const toMm = a4Mm.height - bottomMm
  // Rotated by 45 degrees it is (width + height) / √2 high.
  const scale = Math.min(1, (ptOfMm(toMm - fromMm) / ((width + height) * Math.SQRT1_2)) * 0.95)
  const scaled = (height * scale).toFixed(2)
  const middle = ptOfMm((fromMm + toMm) / 2)
  return {
    top: `${(middle - Number(scaled) / 2).toFixed(2)}pt`,
    width: (width * scale).toFixed(2),
    height: scaled,
    vertical: ['mso-position-vertical-relative:page'],
  }
}

/** The definition of straight WordArt, as Word writes it. */
const shapeType =
  '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas>' +
  [
    'sum #0 0 10800',
    'prod #0 2 1',
    'sum 21600 0 @1',
    'sum 0 0 @2',
    'sum 21600 0 @3',
    'if @0 @3 0',
    'if @0 21600 @1',
    'if @0 0 @2',
    'if @0 @4 21600',
    'mid @5 @6',
    'mid @8 @5',
    'mid @7 @8',
    'mid @6 @7',
    'sum @6 0 @5',
  ]
    .map((formula) => `<v:f eqn="${formula}"/>`)
    .join('') +
  '</v:formulas><v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"' +
  ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight"' +
  ' xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'

/** Runs of the headers and of the footer. A letter has a second header for its page one. */
interface PageRuns {
  readonly headers: readonly string[]
  readonly footer: string
}

export function pageRuns(document: Document, setup: PageSetup, theme: Theme): PageRuns {
  const { watermark, letter } = document
  const mark = (area: TextArea | null): string =>
    watermark === undefined
      ? ''
      : watermarkRun({ text: watermark, font: fontName, colour: hex(theme.colours.watermark) }, area)
  const headers = [headerRuns(document, setup) + mark(null)]
  if (letter !== undefined) {
    // Page one of a letter has no header, except for the word of a draft.
    const first = watermark === undefined ? '' : run(watermark, '<w:b/>')
    headers.push(first + mark({ fromMm: letter.bodyFromMm, bottomMm: setup.page.bottomMm }))
  }
  return { headers, footer: footerRuns(document) }
}

/** The watermark's word comes first and is bold. */
function headerRuns(document: Document, { headerLines }: PageSetup): string {
  const bold = (line: number, part: number): boolean => document.watermark !== undefined && line === 0 && part === 0
  return headerLines
    .map((parts, line) => parts.map((part, i) => run(part, bold(line, i) ? '<w:b/>' : '')).join(tab))
    .join(lineBreak)
}

const instructions = { page: 'PAGE', pages: 'NUMPAGES' } as const

/**
 * Word calculates the page numbers when it opens the document. No number is stored, because a preview that calculates nothing would
 * show the same one on every page.
 */
const footerRuns = ({ footer }: Document): string =>
  footer.map((part) => ('text' in part ? run(part.text) : complexField(instructions[part.field], ''))).join('')

/** Dates are those of the content, so that the same document has the same bytes on any day. */
export function coreProperties(document: Document): string {
  const moment = document.modified.includes('T') ? document.modified : `${document.modified}T00:00:00Z`
  const date = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${escapeXml(moment)}</dcterms:${name}>`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(document.title)}</dc:title><dc:subject>${escapeXml(document.subject)}</dc:subject>` +
    `<dc:creator>${escapeXml(document.author)}</dc:creator><cp:lastModifiedBy>${escapeXml(document.author)}</cp:lastModifiedBy>` +
    `<cp:revision>1</cp:revision>${date('created')}${date('modified')}` +
    `<dc:language>${escapeXml(document.language)}</dc:language></cp:coreProperties>`
  )
}

/** The properties of one's own, which Word shows only under Advanced Properties, and keeps. */
export function customProperties(kept: ReadonlyMap<string, string>): string {
  const properties = [...kept].map(
    ([name, text], at) =>
      `<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="${at + 2}" name="practice-packs:${escapeXml(name)}">` +
      `<vt:lpwstr>${escapeXml(text)}</vt:lpwstr></property>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"' +
    ` xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">${properties.join('')}</Properties>`
  )
}
