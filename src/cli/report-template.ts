/**
 * A report's template: read, its fields checked, filled, and made a Document like any other.
 *
 * The stages are introduced here: the words come from `templates/`, the blocks from `markdown/`, the directives from
 * `compose/`.
 *
 * @module
 */
import { join } from 'node:path'
import type { IsoDay } from '../base/day.ts'
import { applyDirective, inSheets, splitAtDirectives, type Segment } from '../template/directives.ts'
import { interfaceWords } from '../compose/interface-words.ts'
import type { Block, Cover, Document, Span } from '../document/document.ts'
import { uniqueIds } from '../document/unique-ids.ts'
import { readFrontMatter, textValue, type FrontMatter } from '../markdown/front-matter.ts'
import { readPage } from '../markdown/read-page.ts'
import { SourceText } from '../markdown/source-text.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import type { ViewShape } from '../model/view.ts'
import { BUILT_IN_TEMPLATES } from '../base/package-root.ts'
import { readTextFile } from '../read/read-text-file.ts'
import { checkFields } from '../template/check-fields.ts'
import { compileTemplate, type Values } from '../template/fill.ts'
import { openWords } from '../template/words.ts'

export interface ReportTemplate {
  readonly source: SourceFile
  readonly matter: FrontMatter
  readonly bodyLine: number
}

/** @throws UserError 3 when neither the folder nor the tool has the template */
export async function readReportTemplate(directory: string, name: string): Promise<ReportTemplate> {
  const file = await fromEither(directory, join('reports', name))
  const text = new SourceText(`reports/${name}`, file.text)
  const { matter } = readFrontMatter(text)
  return { source: { file: text.file, text: file.text }, matter, bodyLine: text.lineAt(matter.end) }
}

/** A folder of templates may bring its own; what it lacks comes from those that ship. */
const fromEither = (directory: string, name: string): Promise<SourceFile> =>
  readTextFile(join(directory, name), '--templates').catch(() =>
    readTextFile(join(BUILT_IN_TEMPLATES, name), '--templates'),
  )

export interface ReportDocument {
  readonly id: string
  readonly template: ReportTemplate
  readonly view: Values
  readonly shape: ViewShape
  readonly templates: string
  /** On every page. */
  readonly header: readonly string[]
  /** Day the content last changed. */
  readonly modified: IsoDay
  /** Blocks that no template brings, after the filled ones. */
  readonly further?: readonly Block[]
  /** Blocks that the template places by name: `slot: timeline`. */
  readonly slots?: Readonly<Record<string, readonly Block[]>>
}

/** @throws UserError 2 when the template mentions a field that does not exist */
export async function composeReport(report: ReportDocument): Promise<Document> {
  const { template, view, shape } = report
  const { source, matter } = template
  const lines = [matter.values['lines'] ?? []].flat().map(String)
  const one = (key: string): string => textValue(matter, key) ?? ''
  const body = source.text.slice(matter.end)
  const findings = [
    ...checkFields(source.file, body, shape, template.bodyLine),
    ...[one('title'), one('subject'), one('eyebrow'), ...lines].flatMap((line) =>
      checkFields(source.file, line, shape),
    ),
  ]
  if (findings.length > 0)
    throw new UserError(2, `The template ${source.file} cannot be used.`, 'Mend it as said above.', { findings })

  const spans = (line: string): readonly Span[] =>
    inline(compileTemplate(line, `template ${source.file}`)(view), source.file)
  const plain = (line: string): string =>
    spans(line)
      .map(({ text }) => text)
      .join('')
  const cover: Cover = {
    type: 'cover',
    eyebrow: spans(one('eyebrow')),
    title: spans(one('title')),
    lines: lines.map(spans),
  }
  const words = openWords(await fromEither(report.templates, 'words.yaml'))
  const filled = inSheets(
    splitAtDirectives(compileTemplate(body, `template ${source.file}`)(view)).map((segment) => ({
      directive: segment.directive,
      blocks: segmentBlocks(segment, source.file, report.slots ?? {}),
    })),
  )
  return {
    id: report.id,
    kind: 'report',
    title: plain(one('title')),
    language: textValue(matter, 'lang') ?? 'en-GB',
    author: textValue(matter, 'author') ?? 'practice-packs',
    subject: plain(one('subject')),
    modified: report.modified,
    header: report.header,
    footer: [
      { text: `${words.say('footer.page')} ` },
      { field: 'page' },
      { text: ` ${words.say('footer.of')} ` },
      { field: 'pages' },
    ],
    blocks: [cover, ...uniqueIds([...filled, ...(report.further ?? [])])],
    words: interfaceWords(words),
  }
}

function segmentBlocks(
  { directive, markdown }: Segment,
  file: string,
  slots: NonNullable<ReportDocument['slots']>,
): readonly Block[] {
  const blocks = markdown.trim() === '' ? [] : readPage(file, markdown, { keepAnchors: true }).blocks
  if (directive?.name === 'slot') return [...(slots[directive.value] ?? []), ...blocks]
  return directive === null ? blocks : applyDirective(directive, blocks, file)
}

function inline(markdown: string, file: string): readonly Span[] {
  const [block] = readPage(file, markdown).blocks
  return block?.type === 'paragraph' ? block.spans : []
}
