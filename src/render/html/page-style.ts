/**
 * Style and script of the page: what nhsuk-frontend has no component for, narrow screens, paper, and the script that
 * saves answers.
 *
 * @module
 */
import type { CalloutKind, Document } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import { cssString, type HtmlContext, tallestBlank } from './spans.ts'

/** @param used the features that the page's blocks use */
export function pageStyle(
  document: Document,
  theme: Theme,
  { columnPercents, state }: Pick<HtmlContext, 'columnPercents' | 'state'>,
): string {
  return [
    screenStyle(theme),
    ...(Object.keys(theme.colours.callout) as CalloutKind[]).map(
      (kind) =>
        `.callout-${kind}{border-color:${theme.colours.callout[kind]};border-left-width:${kind === 'warning' || kind === 'unfinished' ? 12 : 8}px}`,
    ),
    ...[...columnPercents].sort((a, b) => a - b).map((percent) => `.width-${percent}{width:${percent}%}`),
    ...Array.from({ length: tallestBlank }, (_, i) => `.blank-${i + 1}{height:${(i + 1) * 1.6}em}`),
    cards('', 40.0525, theme),
    cards('.wide', 61.865, theme),
    document.watermark === undefined ? '' : watermark(document.watermark, theme.colours.watermark),
    printStyle(document, theme),
    ...(state.hasInlineFields ? [inlineFieldStyle(theme)] : []),
  ].join('\n')
}

const screenStyle = ({ colours, bodyPt, lineHeight }: Theme): string => `
html{font-size:${(bodyPt / 12) * 100}%}
html{background:#fff}
body{background:none;overflow-wrap:break-word}
.day{white-space:nowrap}
em{font-style:normal;font-weight:600}
small{font-size:inherit;color:${colours.quiet}}
main code{padding:0;background:none;color:inherit}
.page-header{padding:1rem 0;background:${colours.band};color:${colours.onBand}}
.page-header p{margin:0;font-size:1rem;line-height:1.5}
.actions{padding-top:1.5rem}
.actions[hidden]{display:none}
.actions .nhsuk-button{margin:0 0 .75rem}
.actions p{margin:0;min-height:1.5rem}
.cover{margin-bottom:2.5rem;padding:0 0 .5rem;border-bottom:4px solid ${colours.accent}}
.cover .logo{margin:0 0 1.5rem;text-align:right}
.cover .logo img{max-width:100%;height:auto;image-orientation:none}
.cover h1{margin-bottom:1.5rem}
.cover .nhsuk-body{margin-bottom:.5rem}
.nhsuk-inset-text{margin:2rem 0;padding:1rem 1.5rem;max-width:none;background:${colours.calloutFill}}
.nhsuk-inset-text>:last-child{margin-bottom:0}
.callout-title{margin-bottom:.5rem}
.nhsuk-table{width:100%;margin-bottom:2.5rem}
.nhsuk-table th,.nhsuk-table td{padding:.5rem .75rem;border:1px solid ${colours.line};vertical-align:top;text-align:left;overflow-wrap:anywhere}
.nhsuk-table thead th{overflow-wrap:normal}
.nhsuk-table thead th,.nhsuk-table thead td{background:${colours.tableHeader}}
.nhsuk-table tbody th{font-weight:400}
.scroll{overflow-x:auto;margin-bottom:2.5rem}
.scroll:focus{outline:4px solid #ffeb3b;box-shadow:0 0 0 8px ${colours.text};outline-offset:0}
.scroll .nhsuk-table{margin-bottom:0}
.wide tbody th,.wide tbody td{overflow-wrap:break-word}
.nhsuk-table .shade-light{background:${colours.shadeLight}}
.nhsuk-table .shade-dark{background:${colours.shadeDark};color:#fff}
.nhsuk-input,.nhsuk-textarea{width:100%;min-width:4em;margin:0}
.blank{display:inline-block;width:100%;min-width:4em;vertical-align:bottom}
.tick{-webkit-appearance:none;appearance:none;box-sizing:border-box;display:inline-block;position:relative;width:2rem;height:2rem;margin:0;border:2px solid ${colours.text};background:#fff;vertical-align:middle}
.tick:focus{outline:4px solid transparent;box-shadow:0 0 0 4px #ffeb3b;border-width:4px}
.tick:checked::after{content:"";position:absolute;left:50%;top:42%;width:26%;height:56%;border:solid ${colours.text};border-width:0 4px 4px 0;transform:translate(-50%,-50%) rotate(40deg)}
.addresses{display:grid;gap:1rem 2rem;margin:1rem 0 2rem}
.addresses p{margin:0}
.timeline{margin:0 0 2.5rem}
.timeline-frame{overflow-x:auto;border:1px solid ${colours.line};padding:.5rem}
.timeline-frame:focus{outline:4px solid transparent;box-shadow:0 0 0 4px #ffeb3b}
.timeline svg{display:block;width:100%;min-width:44rem}
@media (min-width:40.0625em){.actions .nhsuk-button{margin-right:1rem}.addresses{grid-template-columns:1fr 1fr}.address-recipient{grid-column:1;grid-row:1}.address-sender{grid-column:2;grid-row:1}}
.letter{max-width:44rem;line-height:${lineHeight}}
.page-footer{padding:1rem 0 2rem;border-top:1px solid ${colours.line}}
.page-footer p{margin:0}`

// With an empty text as marker, screen readers still announce a list; with `none` they would not.
const inlineFieldStyle = ({
  colours,
}: Theme): string => `.in-line{display:inline-block;max-width:100%;vertical-align:middle}
.in-line-text{width:14em}
.in-line-date{width:11em}
.in-line-signature{width:16em}
.in-line-lines{display:block}
.in-line .nhsuk-input{display:inline-block}
.in-line .blank{border-bottom:1px solid ${colours.text}}
.nhsuk-list>.to-tick{list-style-type:"";position:relative;min-height:2rem;padding-left:2.75rem}
.nhsuk-list>.to-tick>.tick{position:absolute;left:0;top:0}
@media print{.in-line .nhsuk-input,.in-line .nhsuk-textarea{border-bottom:1px solid ${colours.text}}}`

// On screens too narrow for its columns, a table becomes a column of cards. A media query counts in the browser's own
// letter size, so in large print the width grows with the page's.
function cards(kind: string, widthEm: number, { bodyPt, colours }: Theme): string {
  const table = `.nhsuk-table${kind}`
  const width = `${widthEm * (bodyPt / 12)}em`
  const within = (...parts: string[]): string => parts.map((part) => `${table} ${part}`).join(',')
  return `@media screen and (max-width:${width}){
${table},${within('caption', 'thead', 'tbody', 'tbody tr', 'tbody th', 'tbody td')}{display:block;width:auto}
${within('thead')}{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
${within('tbody tr')}{margin-bottom:1rem;padding:.5rem 1rem;border:1px solid ${colours.line};border-left-width:4px}
${within('tbody th', 'tbody td')}{padding:.375rem 0;border:0}
${within('tbody .shade-light', 'tbody .shade-dark')}{padding:.375rem .5rem}
${within('tbody td:empty')}{display:none}
${within('[data-label]::before')}{content:attr(data-label);content:attr(data-label) / "";display:block;font-weight:600}
${within('[data-label]:has(>.tick)::before')}{display:inline-block;margin-right:.75rem}
}`
}

const watermark = (word: string, colour: string): string => `
body::after{content:${cssString(word)};content:${cssString(word)} / "";position:fixed;inset:0;display:flex;align-items:center;justify-content:center;font-size:9rem;font-weight:700;color:${colour};z-index:-1;print-color-adjust:exact;-webkit-print-color-adjust:exact;transform:rotate(-45deg);pointer-events:none;white-space:nowrap}
.draft{display:inline-block;padding:0 .5rem;border:2px solid;font-weight:700}`

function printStyle({ header, footer, watermark: word }: Document, theme: Theme): string {
  const { left, right, top, bottom } = theme.marginsMm
  const [first = '', ...rest] = [...(word === undefined ? [] : [word]), ...header]
  const type = `font:${theme.smallPt}pt arial,sans-serif;color:${theme.colours.quiet}`
  const counters = { page: 'counter(page)', pages: 'counter(pages)' } as const
  const footing = footer.map((part) => ('text' in part ? cssString(part.text) : counters[part.field])).join(' ')
  // 1.1875 rem is nhsuk-frontend's body text: on paper it gets the theme's size, whatever it is on screen.
  return `@page wide{size:A4 landscape}
@page{size:A4;margin:${top}mm ${right}mm ${bottom}mm ${left}mm;@top-left{content:${cssString(first)};${type}}@top-right{content:${cssString(rest.join(' '))};${type}}@bottom-left{content:${footing === '' ? '""' : footing};font:${theme.bodyPt}pt arial,sans-serif;color:${theme.colours.quiet}}}
@media print{
html{font-size:${(theme.bodyPt / 1.1875).toFixed(3)}pt;background:none}
.nhsuk-skip-link,.actions,.page-header,.page-footer{display:none!important}
.nhsuk-width-container{max-width:none;margin:0}
.nhsuk-main-wrapper{padding:0}
p,.nhsuk-body,.nhsuk-list,.nhsuk-table,.nhsuk-summary-list{line-height:${theme.lineHeight};margin-bottom:.75rem}
.nhsuk-table{font-size:1.1875rem}
.nhsuk-table th,.nhsuk-table td{padding:.25rem .5rem}
.nhsuk-summary-list__key,.nhsuk-summary-list__value{padding-top:.25rem;padding-bottom:.25rem}
.nhsuk-heading-l,.nhsuk-heading-m,.nhsuk-heading-s{margin-bottom:.5rem;padding-top:.75rem}
.nhsuk-inset-text{margin:1rem 0;padding:.5rem 1rem}
.nhsuk-input,.nhsuk-textarea{min-height:1.6em;height:auto;padding:0;border:0}
.tick{width:1.375rem;height:1.375rem}
thead{display:table-header-group}
tr,.nhsuk-inset-text,.nhsuk-summary-list__row,.cover{break-inside:avoid}
h1,h2,h3,h4,.callout-title,caption{break-after:avoid}
.new-page{break-before:page}
.page-break:not(:last-child){break-after:page}
.scroll{overflow:visible}
.wide thead th,.wide tbody th,.wide tbody td{overflow-wrap:anywhere}
.nhsuk-table thead th,.nhsuk-inset-text,.shade-light,.shade-dark,.tick{print-color-adjust:exact;-webkit-print-color-adjust:exact}
.empty{color:transparent}
}`
}

/**
 * The page's script: saves answers, prints, and downloads the progress as a file. It is text, because it runs in the
 * reader's browser; its hash is in the page's content security policy, so that no other script can run.
 *
 * - State is in the browser's storage, one entry per document and practice, and is read again before each change,
 * because the page may be open twice.
 * - A tick is saved as the day it was made.
 * - The file contains ids, done, date and initials, nothing else that was typed. It opens in a spreadsheet, so values
 * are limited to letters, digits and full stops and cannot be formulas.
 * - A date without a value is marked, so that paper shows a blank and not the browser's "dd/mm/yyyy".
 */
export const progressScript = `(() => {
  'use strict'
  const store = document.body.dataset.store
  const fields = [...document.querySelectorAll('[data-field]')]
  const status = document.querySelector('[role=status]')
  const read = () => {
    try { return JSON.parse(localStorage.getItem(store)) ?? {} } catch { return {} }
  }
  const today = () => {
    const now = new Date()
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
  }
  const markEmpty = (field) => field.classList.toggle('empty', field.type === 'date' && field.value === '')
  const keep = (field) => {
    markEmpty(field)
    const kept = read()
    const value = field.type === 'checkbox' ? (field.checked ? today() : '') : field.value
    if (value === '') delete kept[field.dataset.field]
    else kept[field.dataset.field] = value
    try {
      localStorage.setItem(store, JSON.stringify(kept))
      status.textContent = status.dataset.saved
    } catch { status.textContent = '' }
  }
  const kept = read()
  for (const field of fields) {
    const value = kept[field.dataset.field] ?? ''
    if (field.type === 'checkbox') field.checked = value !== ''
    else field.value = value
    markEmpty(field)
    field.addEventListener('change', () => keep(field))
  }
  const progress = () => {
    const kept = read()
    const rows = fields.filter((field) => field.type === 'checkbox').map((field) => {
      const id = field.dataset.field
      const of = (part) => kept[id.replace(/:[^:]*$/, '') + ':' + part] ?? ''
      const date = of('date') || (kept[id] ?? '')
      const initials = of('initials').replace(/[^\\p{L}. ]/gu, '').trim().slice(0, 8)
      return [id, field.checked ? 'yes' : 'no', date, initials].join(',')
    })
    return '\\ufeff' + ['id,done,date,initials', ...rows].join('\\r\\n') + '\\r\\n'
  }
  const download = () => {
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob([progress()], { type: 'text/csv' }))
    link.download = document.body.dataset.file
    link.click()
    setTimeout(() => URL.revokeObjectURL(link.href), 1000)
  }
  document.querySelector('[data-action=print]').addEventListener('click', () => print())
  document.querySelector('[data-action=download]')?.addEventListener('click', download)
  document.querySelector('.actions').hidden = false
})()
`
