/**
 * Writes the body of a Word document: one writer per block type, and the sections of upright and landscape pages.
 *
 * @module
 */
import { defined } from '../../base/shape.ts'
import {
  type Address,
  type Block,
  type BlockTable,
  type Callout,
  type Cell,
  type Columns,
  type Cover,
  type Facts,
  type List,
  renderBlock,
  type Sheet,
  type Table,
  tickedItem,
  type Timeline,
  type TimelineKind,
} from '../../document/document.ts'
import { spansText } from '../../document/plain-text.ts'
import { SIGNATURE_ROOM_MM, sizeOfLogo } from '../../document/theme.ts'
import {
  barGapPt,
  type BodyContext,
  control,
  lineBreak,
  listStepTwips,
  paragraph,
  run,
  runLines,
  runs,
  tab,
} from './paragraph.ts'
import { drawing, table } from './table.ts'
import { a4Mm, eighths, halfPoints, hex, roughWidthPt, twips, twipsOfMm } from './ooxml.ts'
import { besideWidths } from '../fit-columns.ts'
import type { PageSection } from './package-parts.ts'

/**
 * Share of the width for the names. Facts are paragraphs with a tab, ruled below: a table would lack the header row
 * that Word's checker asks for.
 */
const labelShare = 0.4

function facts(block: Facts, context: BodyContext): string {
  const { theme } = context
  const width = context.widthTwips - context.indentTwips
  const labelTwips = Math.round(width * labelShare)
  const written = block.rows.map(({ label, value }, i) => {
    const name = runs(
      label.map((span) => ({ ...span, marks: [...(span.marks ?? []), 'strong'] as const })),
      context,
    )
    // A name too long for its column gets a line of its own.
    const beside = roughWidthPt(spansText(label), theme.bodyPt * 1.08) < labelTwips / 20 - theme.bodyPt / 2
    const lines = [...(value.spans ? [value.spans] : []), ...(value.more ?? [])]
    const field = value.field ? control(value.field, true, context) : ''
    const gap = lines.length === 0 || field === '' ? '' : value.field?.kind === 'check' ? run(' ') : lineBreak
    const isLarge =
      block.large === true && lines.flat().every(({ href, field: blank }) => href === undefined && blank === undefined)
    const words = isLarge ? run(lines.map(spansText).join(' '), largeRun(theme)) : runLines(lines, context)
    const content = `${words}${gap}${field}`
    const penRoom = ((value.field?.lines ?? 1) - 1) * theme.bodyPt * theme.lineHeight * 1.2
    const above = twips(theme.paragraphGapPt * 0.4)
    const gapBelow = i === block.rows.length - 1 ? theme.paragraphGapPt * 1.5 : 0
    const ruled = {
      style: 'Fact',
      beforeTwips: above,
      borders: ruleBelow(theme.colours.line),
      afterTwips: twips(penRoom + gapBelow),
    }
    if (beside)
      return paragraph(context, `${name}${tab}${content}`, { ...ruled, hangingTwips: labelTwips, tabTwips: labelTwips })
    return (
      paragraph(context, name, { style: 'Fact', keepNext: true, beforeTwips: above }) +
      paragraph(context, content, ruled)
    )
  })
  return written.join('')
}

const largeRun = ({ headingPt: [, size] }: BodyContext['theme']): string =>
  `<w:b/><w:bCs/><w:sz w:val="${halfPoints(size)}"/><w:szCs w:val="${halfPoints(size)}"/>`

function ruleBelow(colour: string): string {
  const rule = (side: string): string =>
    `<w:${side} w:val="single" w:sz="${eighths(0.5)}" w:space="3" w:color="${hex(colour)}"/>`
  return `<w:pBdr>${rule('bottom')}${rule('between')}</w:pBdr>`
}

/** Dark for a day or a span that counts, light for what only the sources say. */
const shades: Readonly<Record<TimelineKind, NonNullable<Cell['shade']>>> = {
  work: 'dark',
  training: 'dark',
  moment: 'dark',
  'open-moment': 'light',
  limit: 'light',
}

function timeline(block: Timeline, context: BodyContext): string {
  const caption = paragraph(context, runs(block.caption, context), {
    style: 'TableCaption',
    keepNext: true,
    beforeTwips: twips(context.theme.paragraphGapPt),
  })
  return caption + table(asTable(block), context)
}

function asTable({ id, alt, periods, rows, labelHeading }: Timeline): Table {
  return {
    type: 'table',
    id,
    caption: [{ text: alt }],
    captionVisible: false,
    header: [[{ text: labelHeading }], ...periods.map(({ label }) => [{ text: label }])],
    shares: [3.2, ...periods.map(() => 1)],
    rowHeader: 0,
    rows: rows.map((row) => {
      const [mark] = row.marks
      const shade = mark === undefined ? 'light' : shades[mark.kind]
      return {
        id: row.id,
        cells: [
          { spans: [{ text: row.label }] },
          ...periods.map((_, i): Cell => {
            const words = row.cells[i] ?? ''
            return words === '' ? {} : { spans: [{ text: words }], shade }
          }),
        ],
      }
    }),
  }
}

const writers: BlockTable<BodyContext, string> = {
  heading: (block, context) => {
    const mark = context.bookmark(block.id)
    const text = runs(block.spans, context)
    const content = mark
      ? `<w:bookmarkStart w:id="${mark.id}" w:name="${mark.name}"/>${text}<w:bookmarkEnd w:id="${mark.id}"/>`
      : text
    return paragraph(context, content, {
      style: `Heading${block.level}`,
      standsOff: true,
      pageBreakBefore: block.newPage === true,
    })
  },
  paragraph: (block, context) => {
    const style = block.role === 'lead' ? 'Lead' : block.role === 'small' ? 'SmallText' : undefined
    const beforeTwips = block.role === 'signature' ? twipsOfMm(SIGNATURE_ROOM_MM) : undefined
    return paragraph(context, runs(block.spans, context), {
      keepNext: context.introduces,
      ...defined({ style, beforeTwips }),
    })
  },
  list,
  table,
  facts,
  callout,
  cover,
  address,
  'page-break': (_, { state }) => {
    state.breakBefore = true
    return ''
  },
  sheet,
  // In a section of their own `body` puts them side by side.
  columns: ({ columns }, context) => writeAll(columns.flat(), context),
  timeline,
}

/**
 * @param setupOf the setup of a section, as XML
 * @returns the body; each section ends with its setup, which Word keeps in the section's last paragraph, and that of the
 * last section at the end of the body
 */
export function body(
  blocks: readonly Block[],
  setupOf: (section: PageSection) => string,
  context: BodyContext,
): string {
  const { state } = context
  const groups = sectionsOf(blocks.flatMap(withoutSheet))
  const sections = groups.map(([block], i): PageSection => {
    const isBeside = [block, groups[i - 1]?.[0]].some((one) => one?.type === 'columns')
    return { wide: isWide(block), continuous: isBeside && !isWide(block), columns: columnsOf(block, context) }
  })
  const written = groups.map((group, i) => {
    const [first] = group
    const xml = first?.type === 'columns' ? besideEachOther(first, context) : writeAll(group, context)
    const section = sections[i]
    const next = sections[i + 1]
    if (section === undefined || next === undefined) return xml
    // A section starts a page by itself, so a page break before it is dropped, unless it goes on on the same page.
    const isDue = state.breakBefore && next.continuous
    state.breakBefore = false
    const end = paragraph(context, '', { style: 'Between', section: setupOf(section) })
    state.breakBefore = isDue
    return xml + end
  })
  // Word needs a paragraph after the last table.
  const last = state.afterTable ? paragraph(context, '', { style: 'Between' }) : ''
  const section = sections.at(-1) ?? { wide: false, continuous: false, columns: null }
  return written.join('') + last + setupOf(section)
}

const isWide = (block: Block | undefined): boolean => block?.type === 'sheet' && block.wide === true

const columnBreak = '<w:r><w:br w:type="column"/></w:r>'

function columnsOf(block: Block | undefined, { theme, widthTwips }: BodyContext): PageSection['columns'] {
  if (block?.type !== 'columns') return null
  const { widths, gap } = besideWidths(block, widthTwips / 20, theme)
  return { widths: widths.map((width) => Math.floor(width * 20)), gap: twips(gap) }
}

function besideEachOther(block: Columns, context: BodyContext): string {
  const widths = columnsOf(block, context)?.widths ?? []
  return block.columns
    .map((column, i) => writeAll(column, { ...context, widthTwips: widths[i] ?? context.widthTwips }))
    .join(paragraph(context, columnBreak, { style: 'Between' }))
}

/** Columns are sections, so they are not inside a sheet: its pages begin and end with page breaks instead. */
function withoutSheet(block: Block): readonly Block[] {
  if (block.type !== 'sheet' || block.wide === true || !block.blocks.some(({ type }) => type === 'columns'))
    return [block]
  return [{ type: 'page-break' }, ...block.blocks, { type: 'page-break' }]
}

/** Blocks of one section each: a landscape sheet and columns have their own, the blocks between two of them share one. */
function sectionsOf(blocks: readonly Block[]): (readonly Block[])[] {
  const groups: Block[][] = []
  blocks.forEach((block, i) => {
    const last = groups.at(-1)
    const isApart = [block, blocks[i - 1]].some((one) => isWide(one) || one?.type === 'columns')
    if (last === undefined || isApart) groups.push([block])
    else last.push(block)
  })
  return groups
}

function writeAll(blocks: readonly Block[], context: BodyContext): string {
  return blocks
    .map((block, i) => {
      const [previous, next] = [blocks[i - 1], blocks[i + 1]]
      // A line under a heading introduces a table or deeper headings, so the two must not be left alone at the end of a page.
      const introduces =
        previous?.type === 'heading' &&
        (next?.type === 'table' || (next?.type === 'heading' && next.level > previous.level))
      const kept = 'keepNext' in block && block.keepNext === true
      return renderBlock(writers, block, { ...context, introduces: introduces || kept })
    })
    .join('')
}

/**
 * Starts and ends a page; a landscape sheet is also a section of its own, which `body` makes. One that flows starts a page
 * too, so that it is whole whatever Word puts before it.
 */
function sheet(block: Sheet, context: BodyContext): string {
  const { state, widthTwips } = context
  state.breakBefore = true
  const turn = block.wide === true ? twipsOfMm(a4Mm.height - a4Mm.width) : 0
  const written = writeAll(block.blocks, { ...context, widthTwips: widthTwips + turn })
  state.breakBefore = block.flows !== true
  return written
}

function list(block: List, context: BodyContext): string {
  const level = Math.min(context.listDepth, 8)
  const numberingId = context.list(block.ordered, block.start ?? 1, level)
  const inItem: BodyContext = {
    ...context,
    listDepth: context.listDepth + 1,
    indentTwips: context.indentTwips + listStepTwips(context.theme.bodyPt),
  }
  const items = block.items.map((blocks) => {
    const tick = tickedItem(block, blocks)
    context.state.marker = tick === null ? { numberingId, level } : { box: control(tick.field, false, context) }
    const written = writeAll(tick?.blocks ?? blocks, inItem)
    // A box without text keeps its line.
    const lone = context.state.marker !== null && tick !== null ? paragraph(inItem, '') : ''
    context.state.marker = null
    return written + lone
  })
  if (context.listDepth === 0) context.state.gapBeforeTwips = twips(context.theme.paragraphGapPt)
  return items.join('')
}

function callout(block: Callout, context: BodyContext): string {
  const { state, theme } = context
  // Thicker for what must not be missed: in black and white the colours look the same.
  const barPt = block.kind === 'warning' || block.kind === 'unfinished' ? 6 : 4
  state.callouts += 1
  const inBox: BodyContext = {
    ...context,
    box: { colour: theme.colours.callout[block.kind], barPt, hairTwips: state.callouts % 2 },
    indentTwips: context.indentTwips + twips(barGapPt + barPt),
  }
  const title = runs(
    block.title.map((span) => ({ ...span, marks: [...(span.marks ?? []), 'strong'] as const })),
    inBox,
  )
  const written =
    paragraph(inBox, title, { style: 'CalloutTitle', keepNext: true, beforeTwips: twips(theme.paragraphGapPt) }) +
    writeAll(block.blocks, inBox)
  state.gapBeforeTwips = twips(theme.paragraphGapPt * 1.4)
  return written
}

function cover(block: Cover, context: BodyContext): string {
  const { colours } = context.theme
  const band = { borders: boxBorder(colours.band), shade: colours.band, insetTwips: twips(boxGapPt) }
  const panel = { borders: boxBorder(colours.tableHeader), shade: colours.tableHeader, insetTwips: twips(boxGapPt) }
  const colour = `<w:color w:val="${hex(colours.onBand)}"/>`
  const eyebrow = run(block.eyebrow.map((span) => span.text).join(''), colour)
  const title = run(block.title.map((span) => span.text).join(''), colour)
  const logo =
    block.logo === undefined
      ? ''
      : paragraph(context, drawing(block.logo, sizeOfLogo(block.logo, context.theme), context.picture(block.logo), 1), {
          align: 'right',
          keepNext: true,
        })
  const written =
    logo +
    paragraph(context, eyebrow, { style: 'CoverEyebrow', keepNext: true, ...band }) +
    paragraph(context, title, { style: 'Heading1', afterTwips: 0, ...band }) +
    block.lines.map((spans) => paragraph(context, runs(spans, context), { style: 'CoverLine', ...panel })).join('')
  context.state.gapBeforeTwips = twips(context.theme.paragraphGapPt * 2)
  return written
}

const boxGapPt = 12

function boxBorder(colour: string): string {
  const side = (name: string, space: number): string =>
    `<w:${name} w:val="single" w:sz="${eighths(0.5)}" w:space="${space}" w:color="${hex(colour)}"/>`
  return `<w:pBdr>${side('top', 8)}${side('left', boxGapPt)}${side('bottom', 8)}${side('right', boxGapPt)}</w:pBdr>`
}

/** On a letter, a frame at a fixed place on page one; elsewhere in the order of the text. */
function address(block: Address, context: BodyContext): string {
  const { letter, state } = context
  if (letter === null) return paragraph(context, runLines(block.lines, context))
  const zone = block.zone === 'recipient' ? letter.address : letter.sender
  const frame =
    `<w:framePr w:w="${twipsOfMm(zone.widthMm)}" w:h="${twipsOfMm(zone.heightMm)}" w:hRule="atLeast" w:hSpace="0" w:wrap="around"` +
    ` w:vAnchor="page" w:hAnchor="page" w:x="${twipsOfMm(zone.xMm)}" w:y="${twipsOfMm(zone.yMm)}"/>`
  if (state.letterStart === 'none') state.letterStart = 'due'
  const style = block.zone === 'recipient' ? 'RecipientAddress' : 'SenderAddress'
  return block.lines.map((spans) => paragraph(context, runs(spans, context), { style, frame })).join('')
}
