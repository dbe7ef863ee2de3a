/**
 * Header, footer and properties of one document.
 *
 * @module
 */
import type { Document } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import type { PageSetup } from './page-setup.ts'
import { complexField, lineBreak, run, tab } from './runs.ts'
import { fontName } from './styles.ts'
import { hex } from './units.ts'
import { watermarkRun, type TextArea } from './watermark.ts'
import { escapeXml } from './xml.ts'

/** Runs of the headers and of the footer. A letter has a second header, for its page one. */
export interface PageRuns {
  readonly headers: readonly string[]
  readonly footer: string
}

export function pageRuns(document: Document, setup: PageSetup, theme: Theme): PageRuns {
  const { watermark, letter } = document
  const mark = (area: TextArea | null): string =>
    watermark === undefined
      ? ''
      : watermarkRun({ text: watermark, font: fontName, colour: hex(theme.colours.watermark) }, area)
  const headers = [headerRuns(document, setup) + mark(null)]
  if (letter !== undefined) {
    // Page one of a letter has no header; only a draft says what it is.
    const first = watermark === undefined ? '' : run(watermark, '<w:b/>')
    headers.push(first + mark({ fromMm: letter.bodyFromMm, bottomMm: setup.page.bottomMm }))
  }
  return { headers, footer: footerRuns(document) }
}

/** The watermark's word, which stands first, is bold. */
function headerRuns(document: Document, { headerLines }: PageSetup): string {
  const bold = (line: number, part: number): boolean => document.watermark !== undefined && line === 0 && part === 0
  return headerLines
    .map((parts, line) => parts.map((part, i) => run(part, bold(line, i) ? '<w:b/>' : '')).join(tab))
    .join(lineBreak)
}

const instructions = { page: 'PAGE', pages: 'NUMPAGES' } as const

/** Word works out the numbers when it opens the document. */
const footerRuns = ({ footer }: Document): string =>
  footer.map((part) => ('text' in part ? run(part.text) : complexField(instructions[part.field], run('1')))).join('')

/** Dates are those of the content, so that the same document has the same bytes on any day. */
export function coreProperties(document: Document): string {
  const moment = document.modified.includes('T') ? document.modified : `${document.modified}T00:00:00Z`
  const date = (name: string): string =>
    `<dcterms:${name} xsi:type="dcterms:W3CDTF">${escapeXml(moment)}</dcterms:${name}>`
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' +
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"' +
    ' xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${escapeXml(document.title)}</dc:title><dc:subject>${escapeXml(document.subject)}</dc:subject>` +
    `<dc:creator>${escapeXml(document.author)}</dc:creator><cp:lastModifiedBy>${escapeXml(document.author)}</cp:lastModifiedBy>` +
    `<cp:revision>1</cp:revision>${date('created')}${date('modified')}` +
    `<dc:language>${escapeXml(document.language)}</dc:language></cp:coreProperties>`
  )
}
