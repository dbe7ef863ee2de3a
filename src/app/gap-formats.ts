/**
 * The gap report in every format. Only the code of the requested format is loaded.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { GapReport } from '../report/gap-report.ts'
import type { Paint } from '../report/to-text.ts'

export const GAP_FORMATS = [
  'text',
  'json',
  'markdown',
  'html',
  'csv',
  'xlsx',
  'sarif',
  'github',
  'unix',
  'docx',
  'pdf',
] as const
export type GapFormat = (typeof GAP_FORMATS)[number]

interface GapFormatOptions {
  /** Folder of the templates, for HTML, DOCX and PDF. */
  readonly templates: string
  /** Text: every finding, including each piece of advice. */
  readonly all?: boolean
  /** Lines for editors: the guide's folder, from where they are read. */
  readonly folder?: string
  /** Text: colours of a terminal. */
  readonly paint?: Paint
}

/** @throws UserError when the template mentions a field that does not exist */
export async function formatGaps(
  format: GapFormat,
  report: GapReport,
  guide: Guide,
  findings: readonly Finding[],
  options: GapFormatOptions,
): Promise<string | Uint8Array> {
  switch (format) {
    case 'text': {
      const { toText } = await import('../report/to-text.ts')
      return toText(report, { all: options.all === true, paint: options.paint ?? ((_, text) => text) })
    }
    case 'json': {
      const { toJson } = await import('../report/to-json.ts')
      return `${JSON.stringify(toJson(report, guide, findings), null, 2)}\n`
    }
    case 'markdown':
      return (await import('../report/to-markdown.ts')).toMarkdown(report)
    case 'csv':
      return (await import('../report/to-csv.ts')).toCsv(report)
    case 'github':
      return (await import('../report/to-github.ts')).toGithub(report)
    case 'unix': {
      const { toUnix } = await import('../report/to-github.ts')
      const { folder = '' } = options
      return toUnix(report, (file) => (folder === '' ? file : `${folder.replace(/[/\\]$/, '')}/${file}`))
    }
    case 'sarif': {
      const [{ toSarif }, { toolVersion }] = await Promise.all([
        import('../report/to-sarif.ts'),
        import('../base/files.ts'),
      ])
      return `${JSON.stringify(toSarif(report, toolVersion()), null, 2)}\n`
    }
    case 'xlsx':
      return (await import('./gap-workbook.ts')).gapWorkbook(report)
    default:
      return gapDocument(format, report, guide, options.templates)
  }
}

/** HTML, DOCX and PDF, by the ordinary renderers. */
async function gapDocument(
  format: 'html' | 'docx' | 'pdf',
  report: GapReport,
  guide: Guide,
  templates: string,
): Promise<Uint8Array> {
  const [{ composeReport, readReportTemplate }, { GAP_REPORT, viewOfReport }, { renderDocument }, { themeFor }] =
    await Promise.all([
      import('./report-template.ts'),
      import('../report/gap-view.ts'),
      import('../render/render.ts'),
      import('../document/theme.ts'),
    ])
  const template = await readReportTemplate(templates, GAP_REPORT)
  const document = await composeReport({
    id: 'gap-report',
    template,
    view: viewOfReport(report),
    templates,
    header: [report.edition],
    modified: guide.edition.reviewed ?? report.asOf,
  })
  const [rendered] = await renderDocument(document, [format], themeFor(12))
  if (rendered === undefined) throw new Error(`No renderer made ${format}.`)
  if (format !== 'html') return rendered.bytes
  const { addReportControls } = await import('../report/html-controls.ts')
  return addReportControls(rendered.bytes, report, template.values)
}
