/**
 * What a page has around its document: buttons, how tasks are arranged and which are shown, and a list of contents. All but the
 * contents need the script, and are hidden until it runs.
 *
 * @module
 */
import { asHtml, joined, type Markup, noMarkup } from '../../base/markup.ts'
import type { Block, Document, Heading } from '../../document/document.ts'
import type { ScreenWord } from '../../document/interface-words.ts'
import { spansText } from '../../document/plain-text.ts'
import { allBlocks } from '../../document/walk.ts'
import type { ScriptNeeds } from './page-script.ts'

/** A page with fewer headings is seen whole without a list of them. */
const fewestHeadings = 4

interface ArrangedPart {
  readonly from: number
  /** The first block after it. */
  readonly to: number
}

/**
 * The part of a document with the tasks that can be arranged anew: from the chapter of the first to the chapter after the last. Null
 * where nothing can be arranged.
 */
export function arrangedPart({ blocks, arrangements }: Document): ArrangedPart | null {
  const isArranged = (block: Block): boolean =>
    block.type === 'table' && block.rows.some(({ place }) => place !== undefined)
  const isChapter = (block: Block): boolean => block.type === 'heading' && block.level <= 2
  const first = blocks.findIndex(isArranged)
  if (arrangements === undefined || first === -1) return null
  const last = blocks.findLastIndex(isArranged)
  const after = blocks.slice(last).findIndex(isChapter)
  return {
    from: Math.max(0, blocks.slice(0, first).findLastIndex(isChapter)),
    to: after === -1 ? blocks.length : last + after,
  }
}

/** What the list of contents names: chapters, and each list of tasks. Empty for a page that needs none. */
export function contentsOf(document: Document): readonly Heading[] {
  const { blocks, letter } = document
  if (letter !== undefined) return []
  const part = arrangedPart(document)
  const lists: readonly Block[] = part === null ? [] : blocks.slice(part.from, part.to)
  const headings = [...allBlocks(blocks)].filter(
    (block): block is Heading =>
      block.type === 'heading' && (block.level === 2 || (block.level === 3 && lists.includes(block))),
  )
  return headings.length >= fewestHeadings || part !== null ? headings : []
}

export function contentsHtml(headings: readonly Heading[], { words: { screen } }: Document): Markup {
  if (headings.length === 0) return noMarkup
  const items = headings.map(
    ({ id, level, spans }) => asHtml`<li class="level-${level}"><a href="#${id}">${spansText(spans)}</a></li>`,
  )
  return asHtml`<nav class="nhsuk-width-container" aria-label="${screen.contents}"><details class="contents" open><summary>${screen.contents}</summary><ul class="nhsuk-list">${items}</ul></details></nav>\n`
}

/** Buttons that copy what is below a heading; without the script the words can be selected. */
export function copyHtml({ id, copies }: Heading, { screen }: Document['words']): Markup {
  if (copies === undefined) return noMarkup
  const button = (name: string, label: string, text: string): Markup =>
    asHtml`<button type="button" class="nhsuk-button nhsuk-button--secondary" id="${name}-${id}" aria-labelledby="${name}-${id} ${id}" data-text="${text}">${label}</button>`
  const buttons = [
    ...(copies.subject === undefined ? [] : [button('copy-subject', screen['copy-subject'], copies.subject)]),
    button('copy', screen.copy, copies.words),
  ]
  return asHtml`<div class="copy" hidden>${joined(buttons, ' ')} <span role="status"></span></div>`
}

/** Sentences that the script says. */
const SAID: Readonly<Record<keyof ScriptNeeds, readonly ScreenWord[]>> = {
  contents: ['fold', 'unfold'],
  fields: ['ticked', 'loaded', 'loaded-but-differ', 'not-progress', 'other-practice', 'not-kept'],
  arrangements: ['now', 'late', 'done', 'done-and-late', 'shown'],
  copies: ['copied', 'not-copied'],
}

export function actionsHtml(document: Document, needs: ScriptNeeds): Markup {
  const { print, download, saved, screen } = document.words
  const button = (action: string, label: string): Markup =>
    asHtml`<button type="button" class="nhsuk-button nhsuk-button--secondary" data-action="${action}">${label}</button>`
  const said = (['contents', 'fields', 'arrangements', 'copies'] as const).flatMap((need) =>
    needs[need] ? SAID[need] : [],
  )
  const sentences = [
    ...(needs.fields ? [asHtml` data-saved="${saved}"`] : []),
    ...said.map((word) => asHtml` data-${word}="${screen[word]}"`),
  ]
  const buttons = [
    button('print', print),
    ...(needs.fields ? [button('download', download), button('load', screen.load)] : []),
    ...(needs.contents ? [button('fold', screen.fold)] : []),
  ]
  const notKept = needs.fields ? asHtml`<p class="not-kept" role="alert"></p>` : noMarkup
  const progress = needs.fields
    ? asHtml`<p class="count" role="status"></p><p class="saved" role="status"></p>`
    : noMarkup
  return asHtml`<div class="nhsuk-width-container actions"${sentences} hidden>${notKept}${buttons}${choicesHtml(document, needs)}${progress}</div>`
}

/** How the tasks are arranged, and which of them are shown: plain controls, so that keyboard and screen reader work as usual. */
function choicesHtml({ arrangements = [], words: { screen } }: Document, needs: ScriptNeeds): Markup {
  if (!needs.fields || !needs.arrangements) return noMarkup
  const orders = arrangements.map(
    ({ id, label, groups }) =>
      asHtml`<option value="${id}" data-groups="${JSON.stringify(groups.map((group) => [group.id, group.label]))}">${label}</option>`,
  )
  const roles = arrangements.find(({ id }) => id === 'role')?.groups ?? []
  const people = [
    asHtml`<option value="">${screen.everybody}</option>`,
    ...roles.map(({ id, label }) => asHtml`<option value="${id}">${label}</option>`),
  ]
  const choice = (name: string, label: string, options: readonly Markup[]): Markup =>
    asHtml`<div class="choice"><label for="choose-${name}">${label}</label><select id="choose-${name}" name="${name}">${options}</select></div>`
  const tick = (name: string, label: string): Markup =>
    asHtml`<div class="choice-tick"><input type="checkbox" class="tick" id="choose-${name}" name="${name}"><label for="choose-${name}">${label}</label></div>`
  const choices = [
    choice('arrange', screen.arrange, orders),
    choice('whose', screen.whose, people),
    tick('week', screen['this-week']),
    tick('open', screen['not-done']),
  ]
  return asHtml`<form>${joined(choices)}</form>`
}
