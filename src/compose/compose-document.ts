/**
 * Compose: a template filled for one practice becomes a Document.
 *
 * The filled template is parsed by the same Markdown code as the guide; slots bring in what the guide and the plan say
 * as blocks. Nothing downstream knows that a template existed.
 *
 * @module
 */
import type { Block, Cover, Document, Heading, Span } from '../document/document.ts'
import { readPage } from '../markdown/read-page.ts'
import type { Template } from '../model/template.ts'
import type { View } from '../model/view.ts'
import { compileTemplate, type Fill } from '../template/fill-template.ts'
import { applyDirective, splitAtDirectives, type Segment } from './directives.ts'
import { letterLayout } from './letter-layout.ts'
import { withMergeFields } from './merge-fields.ts'
import { interfaceWords } from './interface-words.ts'
import { SLOTS } from './slots/index.ts'
import type { Telling } from './view-of-plan.ts'

export interface ComposeOptions {
  /** Printed pale behind every page, such as `DRAFT`; absent: nothing. */
  readonly watermark?: string
}

export function composeDocument(
  template: Template,
  view: View,
  telling: Telling,
  options: ComposeOptions = {},
): Document {
  const { guide, words } = telling
  const fill = (source: string): string => fillOf(source)(view)
  const line = (source: string): readonly Span[] => inlineSpans(fill(source), template.file)
  const plain = (source: string): string =>
    line(source)
      .map(({ text }) => text)
      .join('')

  const blocks = uniqueIds(
    splitAtDirectives(fill(template.body)).flatMap((segment) => segmentBlocks(segment, template, telling)),
  )
  const cover: Cover[] =
    template.eyebrow === null
      ? []
      : [
          {
            type: 'cover',
            eyebrow: line(template.eyebrow),
            title: [{ text: telling.plan.practice.name }],
            lines: template.coverLines.map(line),
          },
        ]
  const edition = words.say(guide.edition.current ? 'edition' : 'superseded', { guide: guide.edition.label })
  return {
    id: template.id,
    kind: template.kind,
    title: plain(template.title),
    language: template.language,
    author: telling.plan.practice.text.delivery_partner ?? telling.plan.practice.name,
    subject: plain(template.subject),
    modified: guide.edition.reviewed ?? '2000-01-01',
    header: [telling.plan.practice.name, edition],
    footer: [
      { text: `${words.say('footer.page')} ` },
      { field: 'page' },
      { text: ` ${words.say('footer.of')} ` },
      { field: 'pages' },
    ],
    blocks: [...cover, ...blocks.map(withMergeFields)],
    words: interfaceWords(words),
    ...(template.profile === null ? {} : { letter: letterLayout(template.profile) }),
    ...(options.watermark === undefined ? {} : { watermark: options.watermark }),
  }
}

const fills = new Map<string, Fill>()
/** Templates are compiled once for a run, however many practices there are. */
function fillOf(source: string): Fill {
  let fill = fills.get(source)
  if (!fill) fills.set(source, (fill = compileTemplate(source)))
  return fill
}

function segmentBlocks({ directive, markdown }: Segment, template: Template, telling: Telling): readonly Block[] {
  const blocks = blocksOf(markdown, template.file)
  if (!directive) return blocks
  if (directive.name !== 'slot') return applyDirective(directive, blocks)
  const slot = SLOTS[directive.value]
  if (!slot) throw new Error(`${template.file} has a slot \`${directive.value}\`; there is none of that name.`)
  return [...slot(telling, directive.options), ...blocks]
}

const blocksOf = (markdown: string, file: string): readonly Block[] =>
  markdown.trim() === '' ? [] : readPage(file, markdown, { keepAnchors: true }).blocks

function inlineSpans(markdown: string, file: string): readonly Span[] {
  const [block] = blocksOf(markdown, file)
  return block?.type === 'paragraph' ? block.spans : []
}

/** Each stretch of the template counts its headings from one; a document needs them unique. */
function uniqueIds(blocks: readonly Block[]): Block[] {
  const seen = new Map<string, number>()
  return blocks.map((block) => {
    if (block.type !== 'heading') return block
    const times = (seen.get(block.id) ?? 0) + 1
    seen.set(block.id, times)
    return times === 1 ? block : ({ ...block, id: `${block.id}-${times}` } satisfies Heading)
  })
}
