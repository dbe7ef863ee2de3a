/** The gap report as a Document, through the ordinary renderers: HTML, DOCX, PDF. */
import { themeFor } from '../document/theme.ts'
import type { Guide } from '../model/guide.ts'
import type { GapReport } from '../report/gap-report.ts'
import { GAP_REPORT, viewOfReport } from '../report/gap-view.ts'
import { composeReport, readReportTemplate } from './report-template.ts'

/** @throws UserError 2 when the template mentions a field that does not exist */
export async function gapDocument(
  format: 'html' | 'docx' | 'pdf',
  report: GapReport,
  guide: Guide,
  templates: string,
): Promise<Uint8Array> {
  const template = await readReportTemplate(templates, GAP_REPORT)
  const document = await composeReport({
    id: 'gap-report',
    template,
    view: viewOfReport(report),
    templates,
    header: [report.edition],
    modified: guide.edition.reviewed ?? report.asOf,
  })
  const { renderDocument } = await import('../render/render.ts')
  const [rendered] = await renderDocument(document, [format], themeFor(12))
  if (rendered === undefined) throw new Error(`No renderer made ${format}.`)
  if (format !== 'html') return rendered.bytes
  const { dressHtml } = await import('../report/html/dress-html.ts')
  return dressHtml(rendered.bytes, report, template.values)
}
