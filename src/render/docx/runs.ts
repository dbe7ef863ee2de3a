/**
 * Spans as runs: marks, links and merge fields.
 *
 * @module
 */
import type { Span } from '../../document/document.ts'
import type { BodyContext } from './body-context.ts'
import { inlineControl } from './controls.ts'
import { escapeXml } from './xml.ts'

export const lineBreak = '<w:r><w:br/></w:r>'
export const tab = '<w:r><w:tab/></w:r>'

/** @param properties of the run, as XML in the schema's order */
export function run(text: string, properties = ''): string {
  if (text === '') return ''
  const before = properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`
  return `<w:r>${before}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`
}

export const runs = (spans: readonly Span[], context: BodyContext): string =>
  spans.map((span) => linked(span, context)).join('')

/** Lines of one paragraph, with line breaks between them. */
export const runLines = (lines: readonly (readonly Span[])[], context: BodyContext): string =>
  lines.map((spans) => runs(spans, context)).join(lineBreak)

/**
 * A field that Word or LibreOffice works out: `PAGE`, `NUMPAGES`, `MERGEFIELD name`.
 *
 * @param shown what stands there until then, as runs
 */
export function complexField(instruction: string, shown: string, properties = ''): string {
  const mark = (type: string): string =>
    `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:fldChar w:fldCharType="${type}"/></w:r>`
  const code = `<w:r><w:instrText xml:space="preserve"> ${escapeXml(instruction)} </w:instrText></w:r>`
  return `${mark('begin')}${code}${mark('separate')}${shown}${mark('end')}`
}

function linked(span: Span, context: BodyContext): string {
  if (span.field !== undefined) return inlineControl(span.field, context)
  if (span.href === undefined) return marked(span, '')
  if (span.href.startsWith('#')) {
    const target = context.bookmark(span.href.slice(1))
    if (target === null) return marked(span, '')
    return `<w:hyperlink w:anchor="${target.name}" w:history="1">${marked(span, 'Hyperlink')}</w:hyperlink>`
  }
  const relation = context.link(span.href)
  if (relation === null) return marked(span, '')
  return `<w:hyperlink r:id="${relation}" w:history="1">${marked(span, 'Hyperlink')}</w:hyperlink>`
}

function marked(span: Span, linkStyle: string): string {
  const has = (mark: string): boolean => span.marks?.some((each) => each === mark) ?? false
  const style = linkStyle !== '' ? linkStyle : has('code') ? 'Code' : has('emphasis') ? 'Emphasis' : ''
  const properties = (style === '' ? '' : `<w:rStyle w:val="${style}"/>`) + (has('strong') ? '<w:b/><w:bCs/>' : '')
  const shown = run(span.text, properties)
  return span.mergeField === undefined
    ? shown
    : complexField(`MERGEFIELD ${mergeName(span.mergeField)}`, shown, properties)
}

/** Names with spaces need quotes, which a name cannot hold itself. */
const mergeName = (name: string): string => (/^\w+$/.test(name) ? name : `"${name.replaceAll('"', '')}"`)
