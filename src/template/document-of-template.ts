/**
 * Turns a filled template into the parts of a Document, in the same way for packs and for reports.
 *
 * The filled text is parsed by the same Markdown code as the guide; slots insert blocks by name. Patients' fields are
 * still open afterwards: `merge-fields.ts` fills them.
 *
 * @module
 */
import type { Block, Cover, Field, FooterPart, Span } from '../document/document.ts'
import { spansText, uniqueIds } from '../document/plain-text.ts'
import { allFields, mapBlocks, mapParts } from '../document/walk.ts'
import { readPage } from '../markdown/read-page.ts'
import { UserError } from '../model/finding.ts'
import { applyDirective, cellWithField, inSheets, type Segment, splitAtDirectives } from './directives.ts'
import { compileTemplate, type Fill, type Values } from './fill.ts'

/** Word keeps 64 characters of an id, and a number may follow. */
const LONGEST = { heading: 20, label: 36 }

/**
 * Ids for the blanks and boxes in a template's sentences, lists and plain tables. They are made of the heading above
 * and the label, so that they stay the same when other text changes.
 *
 * @param blocks all blocks of the document, with the ids of their headings
 */
function withFieldIds(blocks: readonly Block[]): readonly Block[] {
  const all = [...allFields(blocks)]
  if (all.every(({ id }) => id !== '')) return blocks
  const taken = new Set(all.map(({ id }) => id))
  let heading = ''
  const idOf = ({ label, kind }: Pick<Field, 'label' | 'kind'>): string => {
    const name = slug(label, LONGEST.label) || kind
    const wanted = heading === '' ? name : `${heading}:${name}`
    let id = wanted
    for (let n = 2; taken.has(id); n += 1) id = `${wanted}-${n}`
    taken.add(id)
    return id
  }
  const spans = (line: readonly Span[]): readonly Span[] =>
    line.map((span) => (span.field?.id === '' ? { ...span, field: { ...span.field, id: idOf(span.field) } } : span))
  return mapBlocks(blocks, (block) => {
    if (block.type === 'heading') heading = slug(block.id, LONGEST.heading)
    return [
      mapParts(block, {
        spans,
        cell(cell) {
          const blanks = (cell.spans ?? []).flatMap(({ field }) => (field?.id === '' ? [field] : []))
          const [blank] = blanks
          if (blank === undefined || cell.spans === undefined) return cell
          return blanks.length === 1 ? cellWithField(cell, idOf(blank)) : { ...cell, spans: spans(cell.spans) }
        },
      }),
    ]
  })
}

/** Lower case, digits and `-`. */
const slug = (words: string, longest: number): string =>
  words
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longest)
    .replace(/^-+|-+$/g, '')

/** The parts of a template that become part of a document. */
export interface TemplateText {
  readonly file: string
  readonly title: string
  readonly subject: string
  readonly eyebrow: string | null
  readonly coverLines: readonly string[]
  readonly footer: string | null
  readonly body: string
}

/** Blocks for a slot of the template, by its name. @throws UserError for a slot that does not exist */
export type FillSlot = (name: string, options: Readonly<Record<string, string>>) => readonly Block[]

interface FilledTemplate {
  readonly title: string
  readonly subject: string
  /** `Page {page} of {pages}` of the template, in parts; null where it has none. */
  readonly footer: readonly FooterPart[] | null
  /** Null where the template has no eyebrow. */
  readonly cover: Pick<Cover, 'eyebrow' | 'lines'> | null
  readonly blocks: readonly Block[]
}

/**
 * @param segments in place of the template's own body
 * @param further blocks that no template brings, after the filled ones
 */
export function fillTemplate(
  template: TemplateText,
  values: Values,
  fillSlot: FillSlot,
  { segments = filledSegments(template, values), further = [] as readonly Block[] } = {},
): FilledTemplate {
  const line = (source: string): readonly Span[] => spansOf(fillOf(template, source)(values), template)
  const parts = segments.map((segment) => ({
    directive: segment.directive,
    blocks: withoutEmptyTables(segmentBlocks(segment, template, fillSlot)),
  }))
  return {
    title: spansText(line(template.title)),
    subject: spansText(line(template.subject)),
    footer: template.footer === null ? null : footerParts(spansText(line(template.footer))),
    cover:
      template.eyebrow === null
        ? null
        : {
            eyebrow: line(template.eyebrow),
            // A line about what is not known says nothing.
            lines: template.coverLines.map(line).filter((spans) => spans.length > 0),
          },
    blocks: withFieldIds(uniqueIds([...inSheets(parts), ...further])),
  }
}

/** The filled body, cut at its directives. */
export const filledSegments = (template: TemplateText, values: Values): readonly Segment[] =>
  splitAtDirectives(fillOf(template, template.body)(values))

/** What is worked out of a template once, however many practices there are. It goes with the template. */
interface Made {
  readonly fills: Map<string, Fill>
  /** Much of a template reads the same for every practice: it is parsed once. */
  readonly parsed: Map<string, readonly Block[]>
}

const made = new WeakMap<TemplateText, Made>()
const MOST_PARSED = 100

function madeOf(template: TemplateText): Made {
  let known = made.get(template)
  if (known === undefined) made.set(template, (known = { fills: new Map(), parsed: new Map() }))
  return known
}

/** A template has few sources: its body and the lines of its front matter. */
function fillOf(template: TemplateText, source: string): Fill {
  const { fills } = madeOf(template)
  let fill = fills.get(source)
  if (fill === undefined) fills.set(source, (fill = compileTemplate(source, `template ${template.file}`)))
  return fill
}

function segmentBlocks({ directive, markdown }: Segment, template: TemplateText, fillSlot: FillSlot): readonly Block[] {
  const blocks = blocksOf(markdown, template)
  if (directive === null) return blocks
  if (directive.name === 'slot') return [...fillSlot(directive.value, directive.options), ...blocks]
  return applyDirective(directive, blocks, template.file)
}

function blocksOf(markdown: string, template: TemplateText): readonly Block[] {
  if (markdown.trim() === '') return []
  const { parsed } = madeOf(template)
  const known = parsed.get(markdown)
  if (known !== undefined) return known
  const { blocks } = readPage(template.file, markdown, { keepAnchors: true, blanks: true })
  // Words of one practice fill it up in time; then it starts over.
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(markdown, blocks)
  return blocks
}

function spansOf(markdown: string, template: TemplateText): readonly Span[] {
  const [block] = blocksOf(markdown, template)
  return block?.type === 'paragraph' ? block.spans : []
}

/** `Page {page} of {pages}` */
export function footerParts(words: string): FooterPart[] {
  return words.split(/(\{pages?\})/).flatMap((part): FooterPart[] => {
    if (part === '{page}') return [{ field: 'page' }]
    if (part === '{pages}') return [{ field: 'pages' }]
    return part === '' ? [] : [{ text: part }]
  })
}

/**
 * A table without rows is no table: a list that turned out empty leaves only the names of its columns. Words that would
 * then be about nothing are the template's to leave out.
 */
const withoutEmptyTables = (blocks: readonly Block[]): Block[] =>
  mapBlocks(blocks, (block) => (block.type === 'table' && block.rows.length === 0 ? [] : [block]))

/** For a slot that there is not; a template that was checked has none. */
export const unknownSlot = (file: string, name: string, known: readonly string[]): UserError =>
  new UserError(
    'usage',
    `The template ${file} cannot be used: it has a slot \`${name}\`, which does not exist.`,
    known.length === 0 ? 'Take it out.' : `Use one of ${known.join(', ')}.`,
  )
