/**
 * Adds controls to the report's page: filters for the work list, and the picture of the counts over time. Without
 * scripts the page is complete; the filters only hide rows.
 *
 * In:  the page from the ordinary renderer.
 * Out: the same page with controls, a picture, and one more style and script, each with its hash in the page's policy.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { asHtml, joined, type Markup } from '../base/markup.ts'
import { drawHistory, type Labels, labels } from './draw-history.ts'
import { byPhase } from './find-gaps.ts'
import type { GapReport } from './gap-report.ts'

/**
 * Filters above the work list: phase, kind, age, person to ask, owner, day. Plain selects, so that keyboard and screen reader work
 * as usual; the number of rows shown is announced.
 *
 * @param titles of the phases' groups; null for pages of no phase
 */

function filterControls(report: GapReport, titles: readonly (string | null)[], words: Labels): Markup {
  const shown = report.entries.filter(({ kind }) => kind !== 'finding')
  const namesOf = (key: 'ask' | 'owner'): string[] => [...new Set(shown.flatMap((entry) => entry[key] ?? []))].sort()
  const people = (key: 'ask' | 'owner'): Markup =>
    select(key, words(key), [all, ...namesOf(key).map((name) => [`=${name}`, name] as const), ['=', words('nobody')]])
  const kinds = words.group('kinds').filter(([kind]) => shown.some((entry) => entry.kind === kind))
  const all: readonly [string, string] = ['*', words('all')]
  const dated = shown.some(({ since }) => since !== null)
  const selects = [
    select('group', words('phase'), [
      all,
      ...titles.map((title, at) => [String(at), title ?? words('no_phase')] as const),
    ]),
    select('kind', words('kind'), [all, ...kinds]),
    ...(dated ? [select('age', words('age'), [...words.group('ages'), ['none', words('undated')]])] : []),
    people('ask'),
    // Guides whose markers have no owners and days need no filters for them.
    ...(namesOf('owner').length > 0 ? [people('owner')] : []),
    ...(shown.some(({ due }) => due !== null) ? [select('due', words('due'), [all, ...words.group('dues')])] : []),
  ]
  const reset = asHtml`<button type="reset" class="nhsuk-button nhsuk-button--secondary">${words('reset')}</button>`
  const fields = asHtml`<fieldset><legend>${words('legend')}</legend>${selects}${reset}</fieldset>`
  return asHtml`\n<form class="filters" data-as-of="${report.asOf}" data-shown="${words('shown')}" hidden>${fields}<p role="status"></p></form>\n`
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): Markup {
  const items = options.map(([value, text]) => asHtml`<option value="${value}">${text}</option>`)
  return asHtml`<span class="filter"><label for="filter-${name}">${label}</label><select id="filter-${name}" name="${name}">${items}</select></span>`
}

const filterStyle = `
.filters[hidden],[data-group][hidden],tr[hidden]{display:none!important}
.filters fieldset{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:0 0 1rem;padding:1rem;border:1px solid #768692}
.filters legend{padding:0 .5rem;font-weight:600}
.filter{display:flex;flex-direction:column;gap:.25rem;flex:1 1 11rem;min-width:0}
.filter select{width:100%;min-width:0;min-height:2.75rem;padding:.25rem;border:2px solid #212b32;border-radius:0;background:#fff;color:#212b32;font:inherit}
.filter select:focus{outline:4px solid #ffeb3b;box-shadow:inset 0 0 0 2px #212b32}
.filters .nhsuk-button{margin:0}
.chart{margin:0 0 2rem;padding:0}
.chart svg{display:block;width:100%;height:auto}
@media print{.filters{display:none!important}}
`

/** Text for the reader's browser; its hash is in the page's policy. */
const filterScript = `(() => {
  'use strict'
  const form = document.querySelector('.filters')
  if (form === null) return
  const rows = [...document.querySelectorAll('table[data-group] tbody tr')]
  const status = form.querySelector('[role=status]')
  const days = (since) => (Date.parse(form.dataset.asOf) - Date.parse(since)) / 86400000
  const chosen = (name) => form.elements[name]?.value ?? '*'
  const fits = (row) => {
    const group = row.closest('table').dataset.group
    const { kind, ask, owner, due, since } = row.dataset
    const age = chosen('age')
    const day = chosen('due')
    return (chosen('group') === '*' || chosen('group') === group) &&
      (chosen('kind') === '*' || chosen('kind') === kind) &&
      (chosen('ask') === '*' || chosen('ask') === '=' + ask) &&
      (chosen('owner') === '*' || chosen('owner') === '=' + owner) &&
      (day === '*' || (day === 'none' ? due === '' : due !== '' && (day === 'dated' || due < form.dataset.asOf))) &&
      (age === '*' || age === '0' || (age === 'none' ? since === '' : since !== '' && days(since) > Number(age)))
  }
  const apply = () => {
    let shown = 0
    const groups = new Set()
    for (const row of rows) {
      row.hidden = !fits(row)
      if (!row.hidden) {
        shown += 1
        groups.add(row.closest('table').dataset.group)
      }
    }
    for (const part of document.querySelectorAll('[data-group]')) part.hidden = !groups.has(part.dataset.group)
    status.textContent = form.dataset.shown.replace('{shown}', shown).replace('{total}', rows.length)
  }
  form.addEventListener('change', apply)
  form.addEventListener('reset', () => setTimeout(apply))
  form.addEventListener('submit', (event) => event.preventDefault())
  form.hidden = false
  apply()
})()
`

/** @param matter front matter of the report's template, with the labels of the controls and the picture */
export function addReportControls(
  bytes: Uint8Array,
  report: GapReport,
  matter: Readonly<Record<string, unknown>>,
): Uint8Array {
  const { filters, chart } = labels(matter)
  const html = withPicture(withFilters(new TextDecoder().decode(bytes), report, filters), report, chart)
  return new TextEncoder().encode(allowed(html, filterStyle, filterScript))
}

/** Gives each row of the work list the data for the filters, and puts the controls above it. */
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
    const data = {
      kind: entry.kind,
      ask: entry.ask ?? '',
      owner: entry.owner ?? '',
      due: entry.due ?? '',
      since: entry.since?.date ?? '',
    }
    const attributes = Object.entries(data).map(([name, value]) => asHtml`data-${name}="${value}"`)
    return String(asHtml`<tr role="row" ${joined(attributes, ' ')}>`)
  })
  const titles = groups.map(({ title }) => title)
  return html.slice(0, start) + String(filterControls(report, titles, words)) + list + html.slice(end)
}

function withPicture(html: string, { history }: GapReport, words: Labels): string {
  if (history === null || history.length < 2) return html
  const heading = /<h2 id="over-time"[^>]*>.*?<\/h2>/s.exec(html)
  if (heading === null) return html
  const at = heading.index + heading[0].length
  return `${html.slice(0, at)}\n${String(drawHistory(history, words))}${html.slice(at)}`
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
