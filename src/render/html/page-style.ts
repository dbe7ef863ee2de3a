/**
 * Style of the page: what nhsuk-frontend has no component for, narrow screens, and paper.
 *
 * @module
 */
import type { CalloutKind, Document } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import type { ScriptNeeds } from './page-script.ts'
import { cssString, type HtmlContext, tallestBlank } from './spans.ts'

/** @param used the features that the page's blocks use */
export function pageStyle(
  document: Document,
  theme: Theme,
  { columnPercents, state }: Pick<HtmlContext, 'columnPercents' | 'state'>,
  needs: ScriptNeeds,
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
    ...(needs.fields ? [fieldStyle(theme)] : []),
    ...(needs.contents ? [contentsStyle(theme)] : []),
    ...(needs.copies ? [copyStyle] : []),
    ...(needs.fields && needs.arrangements ? [choicesStyle(theme)] : []),
  ].join('\n')
}

const screenStyle = ({ colours, bodyPt, lineHeight }: Theme): string => `
.signature-room{margin-top:3.5em}
html{font-size:${(bodyPt / 12) * 100}%}
html{background:#fff}
body{background:none;overflow-wrap:break-word}
.day{display:inline-block}
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
.beside{display:flex;gap:.75rem;align-items:flex-start}
.beside .tick{flex:none}
.tick:focus{outline:4px solid transparent;box-shadow:0 0 0 4px #ffeb3b;border-width:4px}
.tick:checked::after{content:"";position:absolute;left:50%;top:42%;width:26%;height:56%;border:solid ${colours.text};border-width:0 4px 4px 0;transform:translate(-50%,-50%) rotate(40deg)}
.addresses{display:grid;gap:1rem 2rem;margin:1rem 0 2rem}
.addresses p{margin:0}
.columns{display:grid;gap:0 2rem}
.large dd{font-size:1.5em;font-weight:600}
.timeline{margin:0 0 2.5rem}
.timeline-frame{overflow-x:auto;border:1px solid ${colours.line};padding:.5rem}
.timeline-frame:focus{outline:4px solid transparent;box-shadow:0 0 0 4px #ffeb3b}
.timeline svg{display:block;width:100%;min-width:44rem}
@media (min-width:40.0625em){.actions .nhsuk-button{margin-right:1rem}.addresses,.columns{grid-template-columns:1fr 1fr}.address-recipient{grid-column:1;grid-row:1}.address-sender{grid-column:2;grid-row:1}}
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

// The area around a box that ticks it is 44 px wide: that much is hit with a thumb.
const fieldStyle = ({ colours }: Theme): string => `.tick::before{content:"";position:absolute;inset:-.4rem}
main label{cursor:pointer}
.not-kept:empty,.saved:empty{display:none}
.actions .not-kept{margin:0 0 1rem;padding:.75rem 1rem;border:4px solid ${colours.text};background:#fff;font-weight:600}
.count{font-weight:600}`

const copyStyle = `.copy{margin:0 0 1rem}
.copy .nhsuk-button{margin:0 .5rem 0 0}
@media print{.copy{display:none!important}}`

const contentsStyle = ({ colours }: Theme): string => `.contents{margin:1.5rem 0 0}
.contents summary{width:fit-content;min-height:2.75rem;padding:.5rem 0;color:#005eb8;text-decoration:underline;cursor:pointer}
.contents summary:focus,.fold:focus{outline:4px solid transparent;background:#ffeb3b;box-shadow:0 -2px #ffeb3b,0 4px ${colours.text};color:${colours.text};text-decoration:none}
.contents ul{margin:0;padding:0;list-style-type:"";columns:20rem;column-gap:2rem}
.contents li{margin:0;break-inside:avoid}
.contents a{display:inline-block;padding:.25rem 0}
.contents .level-3{padding-left:1.5rem}
.fold{display:block;position:relative;width:100%;min-height:2.75rem;margin:0;padding:0 0 0 1.25em;border:0;background:none;color:inherit;font:inherit;text-align:left;cursor:pointer}
.fold::before{content:"\\25be";content:"\\25be" / "";position:absolute;left:0}
.fold[aria-expanded=false]::before{content:"\\25b8";content:"\\25b8" / ""}
.folded,.left-out{display:none!important}
@media print{.contents,.fold::before{display:none!important}.fold{min-height:0;padding:0}}`

const choicesStyle = ({
  colours,
}: Theme): string => `.actions form{display:flex;flex-wrap:wrap;gap:1rem;align-items:end;margin:.75rem 0;padding:1rem;border:1px solid ${colours.line}}
.choice{display:flex;flex-direction:column;gap:.25rem;flex:1 1 14rem;min-width:0}
.choice select{width:100%;min-width:0;min-height:2.75rem;padding:.25rem;border:2px solid ${colours.text};border-radius:0;background:#fff;color:${colours.text};font:inherit}
.choice select:focus{outline:4px solid #ffeb3b;box-shadow:inset 0 0 0 2px ${colours.text}}
.choice-tick{display:flex;gap:.75rem;align-items:center;min-height:2.75rem}
.choice-tick .tick{flex:none}
.choice-tick label{cursor:pointer}
.mark{display:block;width:fit-content;padding:0 .375rem;border:2px solid ${colours.text};background:#fff;color:${colours.text};font-size:1rem;font-weight:600}
.selection{font-weight:600}
.selection:empty{display:none}
tr[data-week]:has(.tick:checked){background:${colours.shadeLight}}`

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
