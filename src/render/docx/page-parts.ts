/**
 * Header, footer and properties of one document.
 *
 * @module
 */
import type { Document } from '../../document/document.ts'
import type { PageSetup } from './page-setup.ts'
import { complexField, lineBreak, run, tab } from './runs.ts'
import { escapeXml } from './xml.ts'

/** Runs of the header; the watermark's word, which stands first, is bold. */
export function headerRuns(document: Document, { headerLines }: PageSetup): string {
  const bold = (line: number, part: number): boolean => document.watermark !== undefined && line === 0 && part === 0
  return headerLines
    .map((parts, line) => parts.map((part, i) => run(part, bold(line, i) ? '<w:b/>' : '')).join(tab))
    .join(lineBreak)
}

/** Page one of a letter has no header; only a draft says what it is. */
export const firstHeaderRuns = ({ watermark }: Document): string =>
  watermark === undefined ? '' : run(watermark, '<w:b/>')

const instructions = { page: 'PAGE', pages: 'NUMPAGES' } as const

/** Runs of the footer. Word works out the numbers when it opens the document. */
export const footerRuns = ({ footer }: Document): string =>
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
