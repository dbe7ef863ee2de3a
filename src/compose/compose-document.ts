/**
 * Compose: a template filled for one practice becomes a Document.
 *
 * The filled template is parsed by the same Markdown code as the guide; slots bring in what the guide and the plan say
 * as blocks. Nothing downstream knows that a template existed. Patients' fields are still open afterwards:
 * `merge-fields.ts` says them.
 *
 * @module
 */
import { UNDATED } from '../base/day.ts'
import type { Block, Cover, Document, FooterPart, Span } from '../document/document.ts'
import type { LetterLayout } from '../document/letter-layout.ts'
import type { Format } from '../document/format.ts'
import { uniqueIds } from '../document/unique-ids.ts'
import { readPage } from '../markdown/read-page.ts'
import { UserError } from '../model/finding.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { compileTemplate, type Fill } from '../template/fill.ts'
import { applyDirective, inSheets, splitAtDirectives, type Segment } from '../template/directives.ts'
import { interfaceWords } from './interface-words.ts'
import { SLOTS } from './slots/index.ts'
import type { Telling } from './view-of-plan.ts'
import { withoutEmptyTables } from './without-empty-tables.ts'

export interface ComposeOptions {
  /** Printed pale behind every page, such as `DRAFT`; absent: nothing. */
  readonly watermark?: string
  /** In place of the template's own id, title or body. */
  readonly id?: string
  readonly title?: string
  readonly segments?: readonly Segment[]
  readonly letter?: LetterLayout
  readonly formats?: readonly Format[]
  readonly bodyPt?: number
}

export function composeDocument(
  template: Template,
  view: View,
  telling: Telling,
  options: ComposeOptions = {},
): Document {
  const { guide, plan, words } = telling
  const line = (source: string): readonly Span[] => inlineSpans(fillOf(source, template)(view), template.file)
  const plain = (source: string): string =>
    line(source)
      .map(({ text }) => text)
      .join('')

  const segments = options.segments ?? filledSegments(template, view)
  const blocks = uniqueIds(
    inSheets(
      segments.map((segment) => ({
        directive: segment.directive,
        blocks: withoutEmptyTables(segmentBlocks(segment, template, telling)),
      })),
    ),
  )
  const cover: Cover[] =
    template.eyebrow === null
      ? []
      : [
          {
            type: 'cover',
            eyebrow: line(template.eyebrow),
            title: [{ text: plan.practice.name }],
            // A line about what is not known says nothing.
            lines: template.coverLines.map(line).filter((spans) => spans.length > 0),
            ...(telling.logo === undefined ? {} : { logo: telling.logo }),
          },
        ]
  const edition = words.say(guide.edition.current ? 'edition' : 'superseded', { guide: guide.edition.label })
  // A patient has no use for the edition of a guide, unless it has been replaced.
  const toPatients = template.kind === 'letters' || template.kind === 'messages'
  return {
    id: options.id ?? template.id,
    kind: template.kind,
    practice: plan.practice.ods,
    ...(template.view === null ? {} : { view: template.view }),
    ...(template.onePage ? { onePage: true } : {}),
    title: options.title ?? plain(template.title),
    language: template.language,
    author: plan.practice.text.delivery_partner ?? plan.practice.name,
    subject: plain(template.subject),
    modified: guide.edition.reviewed ?? UNDATED,
    // On a single page the title says whose it is.
    header: [
      ...(template.onePage ? [] : [shortened(plan.practice.name)]),
      ...(toPatients && guide.edition.current ? [] : [edition]),
    ],
    footer: footerParts(
      template.footer === null
        ? `${words.say('footer.page')} {page} ${words.say('footer.of')} {pages}`
        : plain(template.footer),
    ),
    blocks: [...cover, ...blocks],
    words: interfaceWords(words),
    ...(options.letter === undefined ? {} : { letter: options.letter }),
    ...(options.formats === undefined ? {} : { formats: options.formats }),
    ...(options.bodyPt === undefined ? {} : { bodyPt: options.bodyPt }),
    ...(options.watermark === undefined ? {} : { watermark: options.watermark }),
  }
}

const LONGEST_IN_HEADER = 100

/** A page has room for a name of two lines at its head; the whole name is the title. */
function shortened(name: string): string {
  if (name.length <= LONGEST_IN_HEADER) return name
  const cut = name.slice(0, LONGEST_IN_HEADER)
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), LONGEST_IN_HEADER / 2))} …`
}

/** The filled body, cut where its directives stand. */
export const filledSegments = (template: Template, view: View): readonly Segment[] =>
  splitAtDirectives(fillOf(template.body, template)(view))

const fills = new Map<string, Fill>()
/** Templates are compiled once for a run, however many practices there are. */
function fillOf(source: string, { file }: Template): Fill {
  let fill = fills.get(source)
  if (!fill) fills.set(source, (fill = compileTemplate(source, `template ${file}`)))
  return fill
}

function segmentBlocks({ directive, markdown }: Segment, template: Template, telling: Telling): readonly Block[] {
  const blocks = blocksOf(markdown, template.file)
  if (!directive) return blocks
  if (directive.name !== 'slot') return applyDirective(directive, blocks, template.file)
  const slot = Object.hasOwn(SLOTS, directive.value) ? SLOTS[directive.value] : undefined
  if (!slot)
    throw new UserError(
      2,
      `The template ${template.file} cannot be used: it has a slot \`${directive.value}\`, and there is none of that name.`,
      `Use one of ${Object.keys(SLOTS).join(', ')}.`,
    )
  return [...slot(telling, directive.options), ...blocks]
}

/** Much of a template reads the same for every practice: it is parsed once. */
const parsed = new Map<string, readonly Block[]>()
const MOST_PARSED = 500

function blocksOf(markdown: string, file: string): readonly Block[] {
  if (markdown.trim() === '') return []
  const known = parsed.get(markdown)
  if (known) return known
  const { blocks } = readPage(file, markdown, { keepAnchors: true })
  // Words of one practice fill it up in time; then it starts over.
  if (parsed.size >= MOST_PARSED) parsed.clear()
  parsed.set(markdown, blocks)
  return blocks
}

function inlineSpans(markdown: string, file: string): readonly Span[] {
  const [block] = blocksOf(markdown, file)
  return block?.type === 'paragraph' ? block.spans : []
}

/** `Page {page} of {pages}` */
function footerParts(words: string): FooterPart[] {
  return words.split(/(\{pages?\})/).flatMap((part): FooterPart[] => {
    if (part === '{page}') return [{ field: 'page' }]
    if (part === '{pages}') return [{ field: 'pages' }]
    return part === '' ? [] : [{ text: part }]
  })
}
