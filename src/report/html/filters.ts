/**
 * The controls over the work list: phase, kind, age, who is asked. Plain selects, so that keyboard and screen reader work
 * as everywhere; what is shown is said aloud.
 *
 * @module
 */
import { escapeMarkup } from '../../base/text.ts'
import type { GapReport } from '../gap-report.ts'
import type { Labels } from './labels.ts'

/** @param titles of the phases' groups; null for pages of no phase */
export function filterControls(report: GapReport, titles: readonly (string | null)[], words: Labels): string {
  const shown = report.entries.filter(({ kind }) => kind !== 'finding')
  const asked = [...new Set(shown.flatMap(({ ask }) => (ask === null ? [] : [ask])))].sort()
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
    select('ask', words('ask'), [all, ...asked.map((name) => [`=${name}`, name] as const), ['=', words('nobody')]]),
  ]
  return (
    `\n<form class="filters" data-as-of="${report.asOf}" data-shown="${escapeMarkup(words('shown'))}" hidden>` +
    `<fieldset><legend>${escapeMarkup(words('legend'))}</legend>${selects.join('')}` +
    `<button type="reset" class="nhsuk-button nhsuk-button--secondary">${escapeMarkup(words('reset'))}</button></fieldset>` +
    `<p role="status"></p></form>\n`
  )
}

function select(name: string, label: string, options: readonly (readonly [string, string])[]): string {
  const items = options.map(([value, text]) => `<option value="${escapeMarkup(value)}">${escapeMarkup(text)}</option>`)
  return `<span class="filter"><label for="filter-${name}">${escapeMarkup(label)}</label><select id="filter-${name}" name="${name}">${items.join('')}</select></span>`
}

export const filterStyle = `
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

/** Text for the reader's browser; its hash stands in the page's policy. */
export const filterScript = `(() => {
  'use strict'
  const form = document.querySelector('.filters')
  if (form === null) return
  const rows = [...document.querySelectorAll('table[data-group] tbody tr')]
  const status = form.querySelector('[role=status]')
  const days = (since) => (Date.parse(form.dataset.asOf) - Date.parse(since)) / 86400000
  const chosen = (name) => form.elements[name]?.value ?? '*'
  const fits = (row) => {
    const group = row.closest('table').dataset.group
    const { kind, ask, since } = row.dataset
    const age = chosen('age')
    return (chosen('group') === '*' || chosen('group') === group) &&
      (chosen('kind') === '*' || chosen('kind') === kind) &&
      (chosen('ask') === '*' || chosen('ask') === '=' + ask) &&
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
