/**
 * Look-ups that rules for PDFs share: the element of a drawing, the words that a reader sees, rows of tables on their
 * pages, fields of the form, link destinations, metadata.
 *
 * @module
 */
import type { ContentEvent } from './content-events.ts'
import type { Box } from './geometry.ts'
import { contentKey, type PdfSubject, type TextItem } from './pdf-subject.ts'
import type { PdfFile } from './pdf-reader.ts'
import { isKind, nameOf, type PdfDict, type PdfValue, textOf } from './pdf-tokens.ts'
import { closest, elementsOf, type StructureElement, walk } from './read-structure.ts'

/** Key of the innermost numbered marked content, or null. */
export function keyOf(event: ContentEvent): string | null {
  const mark = event.marks.findLast((candidate) => candidate.mcid !== null)
  return mark?.mcid === undefined || mark.mcid === null ? null : contentKey(event.page, mark.mcid)
}

export const isArtifact = (event: ContentEvent): boolean => event.marks.some((mark) => mark.artifact !== null)

/** The element in which a screen reader finds this; null for artifacts and for unclaimed content. */
export function ownerOf(subject: PdfSubject, event: ContentEvent): StructureElement | null {
  const key = keyOf(event)
  return key === null ? null : (subject.owners.get(key)?.[0]?.element ?? null)
}

/** Text near an event, for messages: that of its marked content. */
export function wordsNear(subject: PdfSubject, event: ContentEvent): string {
  const key = keyOf(event)
  return key === null ? '' : (subject.words.get(key) ?? '').trim()
}

export const onPage = (page: number): string => `page ${page}`

/** Pale text across the page, such as a draft mark: not read out and not measured. */
const isWatermark = (item: TextItem): boolean => item.artifact && (item.turned || item.sizePt > 40)

export const visibleItems = (subject: PdfSubject): TextItem[] =>
  subject.items.filter((item) => item.text.trim() !== '' && !isWatermark(item))

const elementOf = (subject: PdfSubject, item: TextItem): StructureElement | null =>
  item.mcid === null ? null : (subject.owners.get(contentKey(item.page, item.mcid))?.[0]?.element ?? null)

/** The size of most characters of the body, in points, rounded to halves; 0 without a body. */
export function bodySize(subject: PdfSubject): number {
  const characters = new Map<number, number>()
  for (const item of visibleItems(subject)) {
    if (item.artifact) continue
    const size = Math.round(item.sizePt * 2) / 2
    characters.set(size, (characters.get(size) ?? 0) + item.text.trim().length)
  }
  return [...characters].sort((one, two) => two[1] - one[1])[0]?.[0] ?? 0
}

const HEADINGS = ['H', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'] as const

export const isInHeading = (subject: PdfSubject, item: TextItem): boolean => {
  const element = elementOf(subject, item)
  return element !== null && closest(element, ...HEADINGS) !== null
}

interface PlacedRow {
  readonly row: StructureElement
  readonly isHeader: boolean
  /** The area of the row's text, by page. */
  readonly boxes: ReadonlyMap<number, Box>
}

export function placedRows(subject: PdfSubject, table: StructureElement): PlacedRow[] {
  const itemBoxes = boxesByContent(subject)
  return [...elementsOf(table, 'TR')]
    .filter((row) => row.parent !== null && closest(row.parent, 'Table') === table)
    .map((row) => {
      const boxes = new Map<number, Box>()
      for (const kid of walk(row)) {
        if (kid.kind !== 'content') continue
        for (const box of itemBoxes.get(contentKey(kid.page, kid.mcid)) ?? [])
          boxes.set(kid.page, join(boxes.get(kid.page), box))
      }
      const cells = row.kids.filter((kid) => kid.kind === 'element')
      return { row, boxes, isHeader: closest(row, 'THead') !== null || cells.every((cell) => cell.type === 'TH') }
    })
}

const boxesOfSubject = new WeakMap<PdfSubject, Map<string, Box[]>>()

function boxesByContent(subject: PdfSubject): Map<string, Box[]> {
  const known = boxesOfSubject.get(subject)
  if (known) return known
  const boxes = new Map<string, Box[]>()
  for (const item of subject.items) {
    if (item.mcid === null || item.text.trim() === '') continue
    const key = contentKey(item.page, item.mcid)
    const list = boxes.get(key)
    if (list) list.push(item.box)
    else boxes.set(key, [item.box])
  }
  boxesOfSubject.set(subject, boxes)
  return boxes
}

const join = (one: Box | undefined, two: Box): Box =>
  one === undefined
    ? two
    : {
        left: Math.min(one.left, two.left),
        bottom: Math.min(one.bottom, two.bottom),
        right: Math.max(one.right, two.right),
        top: Math.max(one.top, two.top),
      }

interface FormField {
  readonly page: number
  /** Number of the widget's object. */
  readonly object: number
  /** Full name, including its groups, such as `F06:done`. */
  readonly name: string
  /** The accessible name (TU). */
  readonly label: string
  readonly type: 'Btn' | 'Tx' | 'Ch' | 'Sig' | ''
  readonly dict: PdfDict
  /** One of several widgets of a single field. */
  readonly shared: boolean
}

/** An entry of the field or of a group above it. */
function inherited(file: PdfFile, dict: PdfDict, key: string): PdfValue {
  let here = dict
  for (let depth = 0; depth < 16; depth += 1) {
    const value = file.entry(here, key)
    if (value !== null) return value
    if (!here.entries.has('Parent')) return null
    here = file.dict(here.entries.get('Parent'))
  }
  return null
}

function fullName(file: PdfFile, dict: PdfDict): string {
  const parts: string[] = []
  for (let here: PdfDict | null = dict, depth = 0; here && depth < 16; depth += 1) {
    const part = textOf(file.entry(here, 'T'))
    if (part !== undefined) parts.unshift(part)
    here = here.entries.has('Parent') ? file.dict(here.entries.get('Parent')) : null
  }
  return parts.join('.')
}

export function formFields({ file, pages }: PdfSubject): FormField[] {
  return pages.flatMap((page) =>
    page.annotations
      .filter((annotation) => annotation.subtype === 'Widget')
      .map(({ dict, object }) => ({
        page: page.number,
        object,
        name: fullName(file, dict),
        label: (textOf(inherited(file, dict, 'TU')) ?? '').trim(),
        type: (nameOf(inherited(file, dict, 'FT')) ?? '') as FormField['type'],
        dict,
        shared: !dict.entries.has('T') && dict.entries.has('Parent'),
      })),
  )
}

export function destinationNames(file: PdfFile): Set<string> {
  const names = new Set(file.dict(file.entry(file.catalogue, 'Dests')).entries.keys())
  const visit = (node: PdfValue, depth: number): void => {
    const pairs = file.list(file.entry(node, 'Names'))
    for (let index = 0; index < pairs.length; index += 2) names.add(textOf(file.get(pairs[index])) ?? '')
    if (depth < 32) for (const kid of file.list(file.entry(node, 'Kids'))) visit(kid, depth + 1)
  }
  visit(file.entry(file.entry(file.catalogue, 'Names'), 'Dests'), 0)
  return names
}

/** Null where there is none, or it cannot be read. */
export function metadataText(file: PdfFile): string | null {
  const stream = file.entry(file.catalogue, 'Metadata')
  const bytes = isKind(stream, 'stream') ? file.decode(stream) : null
  return bytes === null ? null : Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A property written as an element or as an attribute: `pdfuaid:part`. */
export function metadataProperty(metadata: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>|\\s${name}=["']([^"']*)["']`).exec(metadata)
  return found?.[1] ?? found?.[2]
}
