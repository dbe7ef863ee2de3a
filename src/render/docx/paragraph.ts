/**
 * Writes one paragraph of WordprocessingML: its properties in the order of the schema, its runs, its fields as content
 * controls, and what the blocks before it requested (a page break, a gap, a list marker). Also defines the state that
 * all writers share.
 *
 * @module
 */
import { withWholeDays } from '../../base/day-in-words.ts'
import type { Field, LetterLayout, Picture, Span, Table } from '../../document/document.ts'
import type { InterfaceWords } from '../../document/interface-words.ts'
import type { Theme } from '../../document/theme.ts'
import type { Copy } from '../format.ts'
import { eighths, escapeXml, halfPoints, hex, twips, twipsOfMm } from './ooxml.ts'

interface ParagraphProperties {
  /** Style id. The style's spacing and type apply. */
  readonly style?: string
  readonly keepNext?: boolean
  readonly pageBreakBefore?: boolean
  /** Properties of a frame at a fixed place of the page, as XML. */
  readonly frame?: string
  /** Borders, as XML, instead of a callout's bar. */
  readonly borders?: string
  readonly shade?: string
  /** Position of one tab stop from the text margin. */
  readonly tabTwips?: number
  /** Space above, in addition to what the blocks above requested. */
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
    // Text starts at the top margin of a page, whatever space the style has above.
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

// A bar without a fill: Word and LibreOffice also fill the space between two filled paragraphs, so two consecutive
// callouts would look like one.
const barBorder = ({ colour, barPt }: CalloutBox): string =>
  `<w:pBdr><w:left w:val="single" w:sz="${eighths(barPt)}" w:space="${barGapPt}" w:color="${hex(colour)}"/></w:pBdr>`

const boxFont = 'Segoe UI Symbol'
const emptyBox = { code: '2610', character: '☐' } as const
const tickedBoxCode = '2611'

// Does not change the height of its row; a control without content could not be clicked.
const blank = '\u00a0'.repeat(6)

/**
 * A field as a content control within a paragraph; empty for a blank that is only filled in with a pen. Its title is
 * the field's accessible name and its tag the id, and it is locked against deletion. Written here because the docx
 * library has no tag, id or lock for its check box, and no text or date control.
 *
 * @param prompts whether an empty text or date shows how to fill it in. Prompts are printed too, so tables of blanks
 *   for a pen have none
 */
export function control(field: Field, prompts: boolean, context: BodyContext): string {
  if (field.kind === 'check') return field.printOnly === true ? box(context) : checkBox(field, context)
  if (field.printOnly === true) return ''
  if (field.value !== undefined && field.value !== '') return filled(field, field.value, context)
  const words = field.kind === 'date' ? context.words.enterDate : context.words.enterText
  const shown = prompts && context.copy === 'fill-in' && field.kind !== 'signature' && words !== '' ? words : blank
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w:showingPlcHdr/>${kind(field, context)}</w:sdtPr><w:sdtContent>` +
    `<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t xml:space="preserve">${escapeXml(shown)}</w:t></w:r>` +
    '</w:sdtContent></w:sdt>'
  )
}

/** The line of a blank in running text: underlined non-breaking spaces. */
const BLANK_LENGTH: Readonly<Record<Exclude<Field['kind'], 'check'>, number>> = { text: 32, date: 22, signature: 38 }
const LINE_LENGTH = 80

/** A field in running text: a box to tick, or a line to write on that is printed too. */
function inlineControl(field: Field, context: BodyContext): string {
  if (field.kind === 'check') return control(field, false, context)
  const { lines = 1 } = field
  const line = '\u00a0'.repeat(lines > 1 ? LINE_LENGTH : BLANK_LENGTH[field.kind])
  const ruled = `<w:r><w:rPr><w:u w:val="single"/></w:rPr><w:t xml:space="preserve">${line}</w:t></w:r>`
  const shown = Array.from({ length: lines }, () => ruled).join('<w:r><w:br/></w:r>')
  if (field.printOnly === true) return shown
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w:showingPlcHdr/>${kind(field, context)}</w:sdtPr>` +
    `<w:sdtContent>${shown}</w:sdtContent></w:sdt>`
  )
}

function filled(field: Field, value: string, context: BodyContext): string {
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}${kind(field, context)}</w:sdtPr><w:sdtContent>` +
    `<w:r><w:t xml:space="preserve">${escapeXml(value)}</w:t></w:r></w:sdtContent></w:sdt>`
  )
}

function checkBox(field: Field, context: BodyContext): string {
  const state = (name: string, code: string): string => `<w14:${name} w14:val="${code}" w14:font="${boxFont}"/>`
  return (
    `<w:sdt><w:sdtPr>${identity(field, context)}<w14:checkbox><w14:checked w14:val="0"/>` +
    `${state('checkedState', tickedBoxCode)}${state('uncheckedState', emptyBox.code)}</w14:checkbox></w:sdtPr>` +
    `<w:sdtContent>${box(context)}</w:sdtContent></w:sdt>`
  )
}

function box({ theme }: BodyContext): string {
  const size = halfPoints(theme.tickBoxPt * 1.25)
  const fonts = `<w:rFonts w:ascii="${boxFont}" w:hAnsi="${boxFont}" w:eastAsia="${boxFont}" w:cs="${boxFont}"/>`
  return `<w:r><w:rPr>${fonts}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr><w:t>${emptyBox.character}</w:t></w:r>`
}

function identity(field: Field, { state }: BodyContext): string {
  state.controls += 1
  const title = escapeXml(shortened(field.label))
  const tag = escapeXml(shortened(field.id))
  return `<w:alias w:val="${title}"/><w:tag w:val="${tag}"/><w:id w:val="${state.controls}"/><w:lock w:val="sdtLocked"/>`
}

function kind(field: Field, { language }: BodyContext): string {
  if (field.choices !== undefined) {
    const items = field.choices.values.map((value) => {
      const word = escapeXml(value)
      return `<w:listItem w:displayText="${word}" w:value="${word}"/>`
    })
    const list = field.choices.strict ? 'dropDownList' : 'comboBox'
    return `<w:${list}>${items.join('')}</w:${list}>`
  }
  if (field.kind !== 'date') return (field.lines ?? 1) > 1 ? '<w:text w:multiLine="1"/>' : '<w:text/>'
  return (
    `<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="${escapeXml(language)}"/>` +
    '<w:storeMappedDataAs w:val="dateTime"/><w:calendar w:val="gregorian"/></w:date>'
  )
}

// Word limits titles and tags to 64 characters.
function shortened(text: string): string {
  const characters = [...text]
  return characters.length <= 64 ? text : `${characters.slice(0, 63).join('').trimEnd()}…`
}

export const lineBreak = '<w:r><w:br/></w:r>'
export const tab = '<w:r><w:tab/></w:r>'

/** @param properties of the run, as XML in the order of the schema */
export function run(text: string, properties = ''): string {
  if (text === '') return ''
  const before = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
  return `<w:r>${before}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
}

export const runs = (spans: readonly Span[], context: BodyContext): string =>
  spans.map((span) => linked(span, context)).join('')

/** Lines of one paragraph, with line breaks between them. */
export const runLines = (lines: readonly (readonly Span[])[], context: BodyContext): string =>
  lines.map((spans) => runs(spans, context)).join(lineBreak)

/**
 * A field that Word or LibreOffice calculates: `PAGE`, `NUMPAGES`, `MERGEFIELD name`.
 *
 * @param shown what is displayed until then, as runs
 */
export function complexField(instruction: string, shown: string, properties = ''): string {
  const mark = (type: string): string =>
    `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = `<w:r><w:instrText xml:space="preserve"> ${escapeXml(instruction)} </w:instrText></w:r>`
  return `${mark('begin')}${code}${mark('separate')}${shown}${mark('end')}`
}

function linked(span: Span, context: BodyContext): string {
  if (span.field !== undefined) return inlineControl(span.field, context)
  if (span.href === undefined) return marked(span, '', context)
  if (span.href.startsWith('#')) {
    const target = context.bookmark(span.href.slice(1))
    if (target === null) return marked(span, '', context)
    return `<w:hyperlink w:anchor="${target.name}" w:history="1">${marked(span, 'Hyperlink', context)}</w:hyperlink>`
  }
  const relation = context.link(span.href)
  if (relation === null) return marked(span, '', context)
  return `<w:hyperlink r:id="${relation}" w:history="1">${marked(span, 'Hyperlink', context)}</w:hyperlink>`
}

function marked(span: Span, linkStyle: string, { wholeDays }: BodyContext): string {
  const has = (mark: string): boolean => span.marks?.some((each) => each === mark) ?? false
  const own = has('code') ? 'Code' : has('emphasis') ? 'Emphasis' : has('quiet') ? 'Quiet' : ''
  const style = linkStyle !== '' ? linkStyle : own
  const properties = (style === '' ? '' : `<w:rStyle w:val="${style}"/>`) + (has('strong') ? '<w:b/><w:bCs/>' : '')
  const shown = run(wholeDays ? withWholeDays(span.text) : span.text, properties)
  return span.mergeField === undefined
    ? shown
    : complexField(`MERGEFIELD ${mergeName(span.mergeField)}`, shown, properties)
}

/** Names with spaces need quotes, which a name cannot contain. */
const mergeName = (name: string): string => (/^\w+$/.test(name) ? name : `"${name.replaceAll('"', '')}"`)

/** State that changes while the body is written, block after block. */
interface BodyState {
  /** The next paragraph starts a page. */
  breakBefore: boolean
  /** Space that the next paragraph must leave below the previous block. */
  gapBeforeTwips: number
  /** Word joins two adjacent tables, so a table must know what precedes it. */
  afterTable: boolean
  /** Callouts so far. */
  callouts: number
  /** Number, bullet or box to tick of the next paragraph. */
  marker: { readonly numberingId: number; readonly level: number } | { readonly box: string } | null
  /** Set once an address has been placed: the start of a letter's text must then still be positioned. */
  letterStart: 'none' | 'due' | 'done'
  controls: number
}

/** The appearance of a callout: a bar beside its paragraphs. */
interface CalloutBox {
  readonly colour: string
  readonly barPt: number
  /** Slightly different indents keep two adjacent callouts from growing into one box. */
  readonly hairTwips: number
}

export interface BodyContext {
  readonly theme: Theme
  readonly copy: Copy
  readonly words: InterfaceWords
  readonly language: string
  readonly letter: LetterLayout | null
  /** Whether no line may divide a day. */
  readonly wholeDays: boolean
  /** Top of the text area of page one, in mm. */
  readonly topMm: number
  /** Width between the margins. */
  readonly widthTwips: number
  /** Left edge of paragraphs; increases inside lists and boxes. */
  readonly indentTwips: number
  readonly listDepth: number
  /** This block introduces the next one and stays on its page. */
  readonly introduces: boolean
  /** The callout around the paragraphs. */
  readonly box: CalloutBox | null
  /** Widths of a table's columns, in twips. */
  readonly columnsOf: (table: Table, widthTwips: number) => readonly number[]
  /** Makes a separate list, so that its numbers start where it says. */
  readonly list: (ordered: boolean, start: number, level: number) => number
  /** Relation id of an address outside the document; null for an address that must not be opened. */
  readonly link: (href: string) => string | null
  /** Relation id of a picture. */
  readonly picture: (picture: Picture) => string
  /** Bookmark of a heading; null where the document has no such heading. */
  readonly bookmark: (headingId: string) => { readonly id: number; readonly name: string } | null
  readonly state: BodyState
}
