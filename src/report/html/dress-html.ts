/**
 * What the report's page has besides the words of its Document: filters over the work list, and the picture of the counts
 * over time. Without scripts the page is whole; the filters only hide rows.
 *
 * In:  the page that the ordinary renderer made. Out: the same page with controls, a picture, one more style and script,
 * each with its hash in the page's policy.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { escapeMarkup } from '../../base/text.ts'
import type { GapReport } from '../gap-report.ts'
import { byPhase } from '../group-entries.ts'
import { drawHistory } from './draw-history.ts'
import { filterControls, filterScript, filterStyle } from './filters.ts'
import { labels, type Labels } from './labels.ts'

/** @param matter front matter of the report's template: labels of the controls and the picture */
export function dressHtml(bytes: Uint8Array, report: GapReport, matter: Readonly<Record<string, unknown>>): Uint8Array {
  const { filters, chart } = labels(matter)
  const html = withPicture(withFilters(new TextDecoder().decode(bytes), report, filters), report, chart)
  return new TextEncoder().encode(allowed(html, filterStyle, filterScript))
}

/** Says of each row of the work list what the filters ask, and puts the controls above it. */
function withFilters(html: string, report: GapReport, words: Labels): string {
  const heading = /<h2 id="work-list"[^>]*>.*?<\/h2>/s.exec(html)
  if (heading === null) return html
  const start = heading.index + heading[0].length
  const next = html.indexOf('<h2 ', start)
  const end = next === -1 ? html.indexOf('</main>', start) : next
  const groups = byPhase(
    report.entries.filter(({ kind }) => kind !== 'finding'),
    report,
  )
  let group = -1
  let row = -1
  const list = html.slice(start, end).replace(/<h3 |<table |<tbody|<tr role="row">/g, (tag) => {
    if (tag === '<h3 ') {
      group += 1
      row = -2
      return `${tag}data-group="${group}" `
    }
    if (tag === '<table ') return `${tag}data-group="${group}" `
    if (tag === '<tbody') {
      row = -1
      return tag
    }
    if (row === -2) return tag
    row += 1
    const entry = groups[group]?.entries[row]
    if (entry === undefined) return tag
    const data = { kind: entry.kind, ask: entry.ask ?? '', since: entry.since?.date ?? '' }
    return `<tr role="row" ${Object.entries(data)
      .map(([name, value]) => `data-${name}="${escapeMarkup(value)}"`)
      .join(' ')}>`
  })
  const titles = groups.map(({ title }) => title)
  return html.slice(0, start) + filterControls(report, titles, words) + list + html.slice(end)
}

function withPicture(html: string, { history }: GapReport, words: Labels): string {
  if (history === null || history.length < 2) return html
  const heading = /<h2 id="over-time"[^>]*>.*?<\/h2>/s.exec(html)
  if (heading === null) return html
  const at = heading.index + heading[0].length
  return `${html.slice(0, at)}\n${drawHistory(history, words)}${html.slice(at)}`
}

/** One more style and script, and their hashes in the page's policy: nothing else may run. */
function allowed(html: string, style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return html
    .replace(/style-src ('sha256-[^']+')/, (_, known: string) => `style-src ${known} ${hash(style)}`)
    .replace(/script-src ('sha256-[^']+')/, (_, known: string) => `script-src ${known} ${hash(script)}`)
    .replace('</head>', () => `<style>${style}</style>\n</head>`)
    .replace('</body>', () => `<script>${script}</script>\n</body>`)
}
