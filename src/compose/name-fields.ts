/**
 * Gives each field a name that no other field of its document has, because a screen reader, a list of fields and a filled-in form
 * show the name alone: "Deputy of Practice manager", "Ticket number, row 3".
 *
 * @module
 */
import type { Block, Cell, Field, Span, Table } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { allFields, mapBlocks, mapParts } from '../document/walk.ts'
import type { Words } from '../template/fill.ts'

/** Blocks of one document, in which a name that several fields share says where each of them is. Other names stay. */
export function nameFields(blocks: readonly Block[], words: Words): readonly Block[] {
  const steps = [ofItsRow, inItsTable, underItsHeading, numbered]
  return steps.reduce<readonly Block[]>((named, step) => {
    const shared = sharedNames(named)
    return shared.size === 0 ? named : step(named, shared, words)
  }, blocks)
}

function sharedNames(blocks: readonly Block[]): ReadonlySet<string> {
  const times = new Map<string, number>()
  for (const { label } of allFields(blocks)) times.set(label, (times.get(label) ?? 0) + 1)
  return new Set([...times].flatMap(([label, count]) => (count > 1 ? [label] : [])))
}

type NamingStep = (blocks: readonly Block[], shared: ReadonlySet<string>, words: Words) => readonly Block[]

/** By what the row's header cell says; by its number where the form is empty. */
const ofItsRow: NamingStep = (blocks, shared, words) =>
  mapBlocks(blocks, (block) => {
    if (block.type !== 'table') return [block]
    const names = block.rows.map((_, at) => rowName(block, at))
    const isOnly = (name: string): boolean => names.indexOf(name) === names.lastIndexOf(name)
    const rows = block.rows.map((row, at) => {
      const name = names[at] ?? ''
      const said = (field: string): string =>
        name !== '' && isOnly(name)
          ? words.say('fields.of-row', { field, row: name })
          : words.say('fields.in-row', { field, number: at + 1 })
      return { ...row, cells: row.cells.map((cell) => renamedCell(cell, shared, said)) }
    })
    return [{ ...block, rows }]
  })

const rowName = ({ rows, rowHeader }: Table, at: number): string =>
  rowHeader === undefined ? '' : spansText(rows[at]?.cells[rowHeader]?.spans ?? []).trim()

/** By the caption of its table. */
const inItsTable: NamingStep = (blocks, shared, words) =>
  mapBlocks(blocks, (block) => {
    if (block.type !== 'table') return [block]
    const place = spansText(block.caption).trim()
    return place === '' ? [block] : [renamed(block, shared, (field) => words.say('fields.in', { field, place }))]
  })

const underItsHeading: NamingStep = (blocks, shared, words) => {
  let place = ''
  const visit = (block: Block): Block => {
    if (block.type === 'heading') place = spansText(block.spans).trim()
    if (block.type === 'sheet' || block.type === 'callout') return { ...block, blocks: block.blocks.map(visit) }
    if (place === '') return block
    const here = place
    return (
      mapBlocks([block], (one) => [
        renamed(one, shared, (field) => words.say('fields.in', { field, place: here })),
      ])[0] ?? block
    )
  }
  return blocks.map(visit)
}

/** What an author wrote twice in the same place. */
const numbered: NamingStep = (blocks, shared, words) => {
  const times = new Map<string, number>()
  const next = (field: string): string => {
    const number = (times.get(field) ?? 0) + 1
    times.set(field, number)
    return number === 1 ? field : words.say('fields.again', { field, number })
  }
  return mapBlocks(blocks, (block) => [renamed(block, shared, next)])
}

type Rename = (label: string) => string

function renamed(block: Block, shared: ReadonlySet<string>, said: Rename): Block {
  return mapParts(block, {
    spans: (line) => line.map((span) => renamedField(span, shared, said)),
    cell: (cell) => renamedCell(cell, shared, said),
  })
}

function renamedCell(cell: Cell, shared: ReadonlySet<string>, said: Rename): Cell {
  const line = (spans: readonly Span[]): readonly Span[] => spans.map((span) => renamedField(span, shared, said))
  return renamedField(
    {
      ...cell,
      ...(cell.spans === undefined ? {} : { spans: line(cell.spans) }),
      ...(cell.more === undefined ? {} : { more: cell.more.map(line) }),
    },
    shared,
    said,
  )
}

const renamedField = <Part extends { readonly field?: Field }>(
  part: Part,
  shared: ReadonlySet<string>,
  said: Rename,
): Part =>
  part.field === undefined || !shared.has(part.field.label)
    ? part
    : { ...part, field: { ...part.field, label: said(part.field.label) } }
