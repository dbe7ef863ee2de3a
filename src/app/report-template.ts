/**
 * Turns a report's template into a Document: read, checked and filled. The words come from `templates/`, the document
 * from `template/`.
 *
 * @module
 */
import { join } from 'node:path'
import type { IsoDay } from '../base/day.ts'
import { BUILT_IN_TEMPLATES, isThere } from '../base/files.ts'
import { defined } from '../base/shape.ts'
import { interfaceWords } from '../compose/say.ts'
import { WAVE_REPORT } from '../compose/wave-view.ts'
import type { Block, Cover, Document } from '../document/document.ts'
import { PUBLISHED_REPORT } from '../guide/publish-guide.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import { readTextFile } from '../model/text-file.ts'
import { GAP_REPORT } from '../report/gap-view.ts'
import { fillTemplate, footerParts, unknownSlot } from '../template/document-of-template.ts'
import { openWords, type Values, type Words } from '../template/fill.ts'
import { parseReportTemplate, type ReportSpec, type ReportTemplate } from '../template/parse-template.ts'

/**
 * @throws UserError when neither the folder nor the tool has the template, or when it cannot be used, with a finding for each
 *   mistake
 */
export async function readReportTemplate(directory: string, spec: ReportSpec): Promise<ReportTemplate> {
  const { text } = await fromEither(directory, join('reports', spec.file))
  const { value, findings } = parseReportTemplate({ file: `reports/${spec.file}`, text }, spec)
  if (findings.some(({ severity }) => severity === 'error'))
    throw new UserError('usage', `The template ${value.file} cannot be used.`, 'Fix the problems listed above.', {
      findings,
    })
  return value
}

/** @throws UserError when the words cannot be read */
export const readWords = async (directory: string): Promise<Words> =>
  openWords(await fromEither(directory, 'words.yaml'))

/** A folder of templates may contain its own; missing ones are taken from the built-in templates. */
const fromEither = (directory: string, name: string): Promise<SourceFile> =>
  readTextFile(join(isThere(join(directory, name)) ? directory : BUILT_IN_TEMPLATES, name), 'templates')

export interface ReportDocument {
  readonly id: string
  readonly template: ReportTemplate
  readonly view: Values
  readonly templates: string
  /** On every page. */
  readonly header: readonly string[]
  /** Day the content last changed. */
  readonly modified: IsoDay
  /** Blocks that no template brings, after the filled ones. */
  readonly further?: readonly Block[]
  /** Blocks that the template places by name, such as `slot: timeline`. */
  readonly slots?: Readonly<Record<string, readonly Block[]>>
}

/** @throws UserError for a mistake that only filling it shows */
export async function composeReport(report: ReportDocument): Promise<Document> {
  const { template, view, slots = {} } = report
  const filled = fillTemplate(
    template,
    view,
    (name) => {
      const blocks = Object.hasOwn(slots, name) ? slots[name] : undefined
      if (blocks === undefined) throw unknownSlot(template.file, name, Object.keys(slots))
      return blocks
    },
    defined({ further: report.further }),
  )
  const cover: Cover = {
    type: 'cover',
    eyebrow: filled.cover?.eyebrow ?? [],
    title: [{ text: filled.title }],
    lines: filled.cover?.lines ?? [],
  }
  const words = await readWords(report.templates)
  return {
    id: report.id,
    kind: 'report',
    title: filled.title,
    language: template.language,
    author: template.author,
    subject: filled.subject,
    modified: report.modified,
    header: report.header,
    footer: filled.footer ?? footerParts(`${words.say('footer.page')} {page} ${words.say('footer.of')} {pages}`),
    blocks: [cover, ...filled.blocks],
    words: interfaceWords(words),
  }
}

/** What templates of reports may use, report by report, so that `check` finds their problems too. */
export const REPORTS: readonly ReportSpec[] = [GAP_REPORT, WAVE_REPORT, PUBLISHED_REPORT]
