/**
 * Directives: lines in a filled template that describe the Markdown below them, such as `<!-- slot: tasks; phase:
 * cutover -->`. `language.ts` lists them.
 *
 * @module
 */
import { defined } from '../base/shape.ts'
import { isShown, type Block, type Cell, type Field, type Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { tidy } from '../markdown/to-spans.ts'
import { UserError } from '../model/finding.ts'
import { DIRECTIVES } from './language.ts'

interface Directive {
  readonly name: string
  /** What follows the colon, up to the first `;`. */
  readonly value: string
  /** The options after each `;`, as written. The value is null where there is no colon. */
  readonly pairs: readonly { readonly key: string; readonly value: string | null }[]
  readonly options: Readonly<Record<string, string>>
}

/** A stretch of Markdown and the directive above it. */
export interface Segment {
  readonly directive: Directive | null
  readonly markdown: string
  /** Line of the filled text it starts on, from 1. */
  readonly line: number
}

export const DIRECTIVE_LINE = /^<!-- ([a-z-]+)(?:: (.*?))? -->$/

export function splitAtDirectives(filled: string): Segment[] {
  const segments: { directive: Directive | null; lines: string[]; line: number }[] = [
    { directive: null, lines: [], line: 1 },
  ]
  for (const [index, line] of filled.split('\n').entries()) {
    const match = DIRECTIVE_LINE.exec(line)
    if (match) segments.push({ directive: parseDirective(match), lines: [], line: index + 2 })
    else segments.at(-1)?.lines.push(line)
  }
  return segments.map(({ directive, lines, line }) => ({ directive, markdown: lines.join('\n'), line }))
}

/** Values were escaped for Markdown when they were filled in; a comment has no escapes. */
const plain = (text: string): string => text.replace(/\\([!-/:-@[-`{-~])/g, '$1').trim()

export function parseDirective([, name = '', rest = '']: RegExpExecArray): Directive {
  const [value = '', ...written] = rest.split(/(?<!\\);/).map(plain)
  const pairs = written.map((pair) => {
    const colon = pair.indexOf(':')
    if (colon === -1) return { key: pair, value: null }
    return { key: pair.slice(0, colon).trim(), value: pair.slice(colon + 1).trim() }
  })
  const options = Object.fromEntries(pairs.flatMap(({ key, value: one }) => (one === null ? [] : [[key, one]])))
  return { name, value, pairs, options }
}

/**
 * Applies a segment's directive to its first block.
 *
 * @param file the template's, for the message
 * @throws UserError for a directive that does not exist, or one above the wrong kind of block
 */
export function applyDirective(directive: Directive, blocks: readonly Block[], file: string): Block[] {
  const [first, ...rest] = blocks
  const { name, value, options } = directive
  if (name === 'page-break') return [{ type: 'page-break' }, ...blocks]
  if (Object.hasOwn(AROUND, name)) return [...blocks]
  const cannotApply = (what: string): UserError =>
    new UserError(
      'usage',
      `The template ${file} cannot be used: the directive \`${[name, value].filter((one) => one !== '').join(': ')}\` ${what}.`,
      'Fix the line `<!-- … -->` in the template, or the block right below it.',
    )
  if (!Object.hasOwn(DIRECTIVES, name)) throw cannotApply('does not exist')
  if (!first) throw cannotApply('has no block below it')
  if (!isAboutBlock(name) || first.type !== DIRECTIVES[name].about)
    throw cannotApply(`cannot be used above a ${first.type}`)
  const apply = APPLY[name] as (block: Block, value: string, options: Options) => Block
  return [apply(first, value, options), ...rest]
}

type Options = Readonly<Record<string, string>>

/** Directives that `language.ts` says are about the block below them. */
type AboutBlock = {
  [Name in keyof typeof DIRECTIVES]: (typeof DIRECTIVES)[Name] extends { about: Block['type'] } ? Name : never
}[keyof typeof DIRECTIVES]

/** One function per directive about a block: a directive that `language.ts` adds does not compile without its own. */
const APPLY: {
  readonly [Name in AboutBlock]: (
    block: Extract<Block, { type: (typeof DIRECTIVES)[Name]['about'] }>,
    value: string,
    options: Options,
  ) => Block
} = {
  table: asTable,
  facts: asFacts,
  address: (list, zone) => ({
    type: 'address',
    zone: zone === 'sender' ? 'sender' : 'recipient',
    lines: listLines(list),
  }),
  lead: (paragraph) => ({ ...paragraph, role: 'lead' }),
  small: (paragraph) => ({ ...paragraph, role: 'small' }),
  signature: (paragraph) => ({ ...paragraph, role: 'signature' }),
  closing: (paragraph) => ({ ...paragraph, closing: true }),
  'new-page': (heading) => ({ ...heading, newPage: true }),
}

const isAboutBlock = (name: string): name is AboutBlock => Object.hasOwn(APPLY, name)

/** Directives about all that follows, until another ends it. */
const AROUND = { sheet: true, 'end-sheet': true, columns: true, 'end-columns': true } as const

type FilledPart = { readonly directive: Directive | null; readonly blocks: readonly Block[] }

/** Each heading between `columns` and `end-columns` begins a column, as long as there are not enough. */
function inColumns(parts: readonly FilledPart[]): FilledPart[] {
  const made: { directive: Directive | null; blocks: readonly Block[] }[] = []
  let columns: Block[][] | null = null
  let most = Infinity
  for (const { directive, blocks } of parts) {
    if (directive?.name === 'columns') {
      columns = []
      most = directive.value === '' ? Infinity : Number(directive.value)
      made.push({ directive: null, blocks: [{ type: 'columns', columns }] })
    } else if (directive !== null && Object.hasOwn(AROUND, directive.name)) columns = null
    if (columns === null) made.push({ directive, blocks })
    else
      for (const block of blocks) {
        const last = columns.at(-1)
        if (last === undefined || (block.type === 'heading' && columns.length < most)) columns.push([block])
        else last.push(block)
      }
  }
  return made
}

/** Segments of a template with their blocks: everything between `sheet` and `end-sheet` goes into one sheet. */
export function inSheets(parts: readonly FilledPart[]): Block[] {
  const blocks: Block[] = []
  let sheet: { readonly directive: Directive; readonly blocks: Block[] } | null = null
  const close = (): void => {
    if (sheet && sheet.blocks.length > 0) {
      const { value: id, options } = sheet.directive
      const wide = options['wide'] === 'yes' ? { wide: true } : {}
      const flows = options['flows'] === 'yes' ? { flows: true } : {}
      blocks.push({ type: 'sheet', id, ...wide, ...flows, blocks: sheet.blocks })
    }
    sheet = null
  }
  for (const { directive, blocks: made } of inColumns(parts)) {
    if (directive?.name === 'sheet' || directive?.name === 'end-sheet') close()
    if (directive?.name === 'sheet') sheet = { directive, blocks: [] }
    const open = sheet as { readonly blocks: Block[] } | null
    ;(open?.blocks ?? blocks).push(...made)
  }
  close()
  return blocks
}

type TemplateTable = Extract<Block, { type: 'table' }>
type ListBlock = Extract<Block, { type: 'list' }>

function asTable(table: TemplateTable, id: string, options: Options): TemplateTable {
  const caption = options['caption']
  const rowHeader = options['row-header']
  const copies = Number(options['rows'] ?? 0)
  const printOnly = options['print-only'] === 'yes'
  const blank = (cell: Cell, row: number, column: number): Cell =>
    forPen(cellWithField(cell, `${id}:${row}:${column + 1}`), printOnly)
  const rows = table.rows.map((row, index) => ({
    ...defined({ id: row.id }),
    cells: row.cells.map((cell, column) => blank(cell, index + 1, column)),
  }))
  const last = table.rows.at(-1)
  // `rows: 20` repeats the last row, so that the author of a log sheet writes one row.
  for (let n = rows.length; last && n < copies; n += 1)
    rows.push({ cells: last.cells.map((cell, column) => blank(cell, n + 1, column)) })
  return {
    ...table,
    id,
    caption: caption === undefined ? table.caption : [{ text: caption }],
    captionVisible: options['caption-visible'] !== 'no',
    shares: options['shares']?.split(/\s+/).map(Number) ?? table.shares,
    rows,
    ...(rowHeader === undefined ? {} : { rowHeader: Number(rowHeader) - 1 }),
  }
}

function asFacts(list: ListBlock, id: string, options: Options): Block {
  const printOnly = options['print-only'] === 'yes'
  const large = options['large'] === 'yes'
  return {
    type: 'facts',
    id,
    ...(large ? { large } : {}),
    rows: listLines(list).map((spans, index) => {
      const [label, words] = splitSpans(spans, ' :: ')
      const value = large ? words.map(withWholeNumbers) : words
      return { label, value: forPen(cellWithField({ spans: value }, `${id}:${index + 1}`), printOnly) }
    }),
  }
}

/** A phone number that is set large is on one line. */
const withWholeNumbers = (span: Span): Span => ({ ...span, text: span.text.replace(/(?<=\d) (?=\d)/g, '\u00a0') })

const listLines = (list: ListBlock): (readonly Span[])[] =>
  list.items.flatMap((item) => item.flatMap((block) => (block.type === 'paragraph' ? [block.spans] : [])))

/** Splits spans at the first separator in their text. */
function splitSpans(spans: readonly Span[], separator: string): [readonly Span[], readonly Span[]] {
  const at = spans.findIndex(({ text }) => text.includes(separator))
  const span = spans[at]
  if (!span) return [spans, []]
  const cut = span.text.indexOf(separator)
  const before = { ...span, text: span.text.slice(0, cut) }
  const after = { ...span, text: span.text.slice(cut + separator.length) }
  return [[...spans.slice(0, at), before].filter(isShown), [after, ...spans.slice(at + 1)].filter(isShown)]
}

/** Fields that will hold patients' details are filled in with a pen only. */
function forPen(cell: Cell, printOnly: boolean): Cell {
  if (!printOnly) return cell
  const pen = <T extends { readonly field?: Field }>(one: T): T =>
    one.field === undefined ? one : { ...one, field: { ...one.field, printOnly } }
  return pen({ ...cell, ...(cell.spans === undefined ? {} : { spans: cell.spans.map(pen) }) })
}

/**
 * A blank after a cell's words, or a box to tick beside them, becomes the field of the cell; other blanks stay in the
 * text. Each gets the cell's id.
 */
export function cellWithField(cell: Cell, id: string): Cell {
  const { spans = [], ...others } = cell
  const fields = spans.flatMap(({ field }) => (field === undefined || field.id !== '' ? [] : [field]))
  const [field] = fields
  if (field === undefined) return cell
  const after = spansText(spans.slice(spans.findIndex((span) => span.field === field)))
  if (fields.length === 1 && (field.kind === 'check' || after.trim() === '')) {
    const words = tidy(spans.filter((span) => span.field !== field))
    return { ...others, ...(words.length > 0 ? { spans: words } : {}), field: { ...field, id } }
  }
  const idOf = (one: Field): string => (one === field ? id : `${id}-${fields.indexOf(one) + 1}`)
  return {
    ...others,
    spans: spans.map((span) =>
      span.field?.id === '' ? { ...span, field: { ...span.field, id: idOf(span.field) } } : span,
    ),
  }
}
