/**
 * Renders a document as one HTML file in NHS style that is self-contained: no network, no server, and no script for
 * reading. With scripts it saves what is filled in and has buttons to print and to download the progress.
 *
 * In:  a Document, a theme, which copy.
 * Out: the bytes of a page. On paper its header and footer are repeated on every page, with the page number.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { asHtml, type Markup, noMarkup, trustedMarkup } from '../../base/markup.ts'
import type { Document, FooterPart } from '../../document/document.ts'
import { headingIds } from '../../document/walk.ts'
import type { Rendered, RenderOptions, Renderer } from '../format.ts'
import { pageBlocksHtml } from './blocks.ts'
import { actionsHtml, contentsHtml, contentsOf } from './controls.ts'
import { pageScript } from './page-script.ts'
import type { HtmlContext } from './spans.ts'
import { nhsStyle } from './nhs-style.ts'
import { pageStyle } from './page-style.ts'
import { weekScript, weekStyle } from './this-week.ts'

export const renderHtml: Renderer = async (document: Document, { copy, theme }: RenderOptions): Promise<Rendered> => {
  const context: HtmlContext = {
    copy,
    words: document.words,
    isLetter: document.letter !== undefined,
    headingIds: new Set(headingIds(document.blocks)),
    columnPercents: new Set(),
    state: { hasFields: false, hasInlineFields: false, hasArrangedRows: false, hasWeeks: false, hasCopies: false },
  }
  const main = pageBlocksHtml(document, context)
  const contents = contentsOf(document)
  const needs = {
    fields: context.state.hasFields,
    contents: contents.length > 0,
    arrangements: context.state.hasArrangedRows,
    copies: context.state.hasCopies,
  }
  const weeks = context.state.hasWeeks
  const script = `${pageScript(needs)}${weeks ? weekScript : ''}`
  const style = `${nhsStyle}\n${pageStyle(document, theme, context, needs)}${weeks ? weekStyle : ''}`
  const page = asHtml`<!DOCTYPE html>
<html lang="${document.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(style, script)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${document.title}</title>
<meta name="author" content="${document.author}">
<meta name="description" content="${document.subject}">
<link rel="icon" href="data:,">
<style>${trustedMarkup(style)}</style>
</head>
<body${dataHtml(document)}${weeks ? asHtml` data-this-week="${document.words.screen.now}"` : noMarkup}>
<a class="nhsuk-skip-link" href="#main-content">${document.words.skipToContent}</a>
<header>
<div class="page-header"><div class="nhsuk-width-container">${headerHtml(document)}</div></div>
${actionsHtml(document, needs)}
</header>
${contentsHtml(contents, document)}<div class="nhsuk-width-container">
<main id="main-content" tabindex="-1" class="nhsuk-main-wrapper${context.isLetter ? ' letter' : ''}">
${main}
</main>
</div>
${footerHtml(document.footer)}<script>${trustedMarkup(script)}</script>
</body>
</html>
`
  return { bytes: new TextEncoder().encode(String(page)), pages: null }
}

/** Allows only this style and this script: the browser then requests nothing and runs nothing else. */
function policy(style: string, script: string): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; img-src data:; base-uri 'none'; form-action 'none'`
}

/**
 * Where the page keeps what is filled in, and what its download says it is of. Files opened from a folder share one storage: the code
 * separates practices, the id the documents of a pack. Ticks of tasks have a store of the practice's, because one task may stand in
 * several documents.
 */
function dataHtml({ id, title, practice, modified }: Document): Markup {
  const ofOne = practice === undefined ? [id, title] : [practice, id]
  const tasks = practice === undefined ? '' : JSON.stringify([practice])
  const file = practice === undefined ? `${id}.csv` : `progress-${practice}-${modified}.csv`
  return asHtml` data-store="${JSON.stringify(ofOne)}" data-tasks="${tasks}" data-code="${practice ?? ''}" data-name="${id}" data-issued="${modified}" data-file="${file}"`
}

function headerHtml({ header, watermark }: Document): Markup {
  const draft = watermark === undefined ? noMarkup : asHtml`<p><span class="draft">${watermark}</span></p>`
  return asHtml`${draft}${header.map((line) => asHtml`<p>${line}</p>`)}`
}

/** There are no page numbers on screen, so the text around them is for paper only. */
function footerHtml(footer: readonly FooterPart[]): Markup {
  const isPaged = (part: FooterPart | undefined): boolean => part !== undefined && 'field' in part
  const words = footer
    .map((part, i) => ('text' in part && !isPaged(footer[i + 1]) ? part.text.replace(/^[\s.,;:·|–-]+/, '') : ''))
    .filter((text) => text.trim() !== '')
  if (words.length === 0) return noMarkup
  const lines = words.map((text) => asHtml`<p>${text}</p>`)
  return asHtml`<footer class="page-footer"><div class="nhsuk-width-container">${lines}</div></footer>\n`
}
