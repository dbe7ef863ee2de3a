/**
 * A page of the guide as plain Markdown for readers: without comments, with Liquid resolved.
 *
 * In:  the text of a page, as on disk. Out: the same text without what was removed, and a list of that. Nothing else is
 * written anew, so an author's Markdown reaches every site generator as it is.
 *
 * @module
 */
import type { PhrasingContent } from 'mdast'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import type { Place } from '../model/finding.ts'
import { calloutKind } from './callouts.ts'
import { type Range, rangeAt, scanComments } from './comments.ts'
import { type Cut, cutEdits, lineEndOf } from './cut.ts'
import { endOfFrontMatter, readFrontMatter } from './front-matter.ts'
import { type Include, type LiquidFound, scanLiquid } from './liquid.ts'
import { type Edit, EditedText, SourceText } from './source-text.ts'

interface PublishPageOptions {
  /** Run the Liquid of the public guide. */
  readonly liquid: boolean
  readonly isAnnotation: (comment: string) => boolean
  /** The steps of a group, in order, as an include lists them. */
  readonly stepsOf: (group: string) => readonly { readonly title: string; readonly address: string }[]
  /** What readers are told under items of this page. */
  readonly notes: readonly ItemNote[]
}

/** A line under an item: what its annotation says, for readers. */
export interface ItemNote {
  readonly item: { readonly offset: number; readonly wordsEnd: number }
  readonly facts: readonly { readonly label: string; readonly value: string }[]
}

export interface TakenOut {
  readonly what: 'marker' | 'annotation' | 'note' | 'liquid'
  /** Its first words. */
  readonly text: string
  readonly place: Place
}

interface PublishedPage {
  readonly markdown: string
  readonly takenOut: readonly TakenOut[]
}

/** A capture that includes itself brings its include back each time, and would never end. Real pages need two. */
const MOST_ROUNDS = 8

export function publishPage(file: string, text: string, options: PublishPageOptions): PublishedPage {
  const source = new SourceText(file, text)
  let page = cutOnce(source, options)
  const found = [...page.found]
  let origin = (offset: number): number => offset
  // A capture can hide the start of code, and what was code is a comment without it.
  const mayGrowTo = 4 * text.length + 10_000
  for (let more = page, round = 1; more.found.length > 0 && round < MOST_ROUNDS; round += 1) {
    const { edited } = page
    if (edited.text.length > mayGrowTo) break
    const before = origin
    origin = (offset) => before(edited.sourceOffset(offset))
    more = cutOnce(new SourceText(file, edited.text), { ...options, notes: [] })
    found.push(...more.found.map((one) => ({ ...one, from: origin(one.from) })))
    page = more
  }
  return {
    markdown: page.edited.text,
    takenOut: found
      .sort((a, b) => a.from - b.from)
      .map(({ what, text: words, from }) => ({ what, text: firstWords(words), place: source.place(from) })),
  }
}

interface CutOut {
  readonly what: TakenOut['what']
  readonly text: string
  readonly from: number
}

function cutOnce(
  source: SourceText,
  options: PublishPageOptions,
): { readonly edited: EditedText; readonly found: readonly CutOut[] } {
  const { text } = source
  const from = endOfFrontMatter(text)
  const { comments, code } = scanComments(text, from)
  const page = options.liquid ? readFrontMatter(source).matter.values : {}
  const { edits: tags, includes } = options.liquid ? scanLiquid(source, from, comments, { code, page }) : NO_LIQUID
  // What is between them is text only while they are there.
  const resolved = tags
    .filter((tag) => !/^\{%-?\s*(?:end)?raw\b/.test(text.slice(tag.from, tag.to)))
    .map((tag) => (/^\{%-?\s*link\b/.test(text.slice(tag.from, tag.to)) ? fromThisPage(tag, source.file) : tag))
  const shared: readonly Cut[] = [...comments, ...resolved.map(asCut)]
  const boxes = includes.map((include) => ({
    ...include,
    lines: includeLines(include, source, shared, options),
  }))
  const edits = [
    ...cutEdits(source, { from, to: text.length }, [...shared, ...boxes]),
    ...options.notes.map((note) => noteUnder(note, source, comments)),
  ]
  const edited = new EditedText(source, 0, text.length, edits)
  const found: readonly CutOut[] = [
    ...comments.map((comment) => ({ what: kindOf(comment.inner, options), text: comment.inner, from: comment.from })),
    ...resolved.map((edit) => ({ what: 'liquid' as const, text: text.slice(edit.from, edit.to), from: edit.from })),
    ...includes.map((include) => ({
      what: 'liquid' as const,
      text: `include ${include.file}`,
      from: include.from,
    })),
  ]
  // A line that is now the first must not begin front matter.
  if (endOfFrontMatter(edited.text) === from) return { edited, found }
  const first = edits.find((edit) => edit.from === from) ?? { from, to: from, text: '' }
  const apart = { ...first, text: lineEndOf(text) + first.text }
  return { edited: new EditedText(source, 0, text.length, [apart, ...edits.filter((edit) => edit !== first)]), found }
}

/** An address from the top of the site leads nowhere in a folder of pages. */
const fromThisPage = (edit: Edit, file: string): Edit => ({
  ...edit,
  text: edit.text.replace(/^\//, '../'.repeat(file.split('/').length - 1)),
})

/** A paragraph of its own after the item's first one. */
function noteUnder({ item, facts }: ItemNote, source: SourceText, comments: readonly Range[]): Edit {
  const { text } = source
  let at = source.lineEnd(item.wordsEnd - 1)
  // A comment after the words may go on for lines.
  for (let over = rangeAt(comments, at); over !== null; over = rangeAt(comments, at)) at = source.lineEnd(over.to)
  const marker = /^(?:[-*+]|\d{1,9}[.)])[ \t]*/.exec(text.slice(item.offset, item.offset + 20))?.[0] ?? ''
  const before = text.slice(source.lineStart(item.offset), item.offset) + marker
  const indentation = before.replace(/[^>\t]/g, ' ')
  const eol = text.slice(at, source.nextLine(at)) || lineEndOf(text)
  const words = facts.flatMap(({ label, value }, index): PhrasingContent[] => [
    { type: 'strong', children: [{ type: 'text', value: `${label}:` }] },
    { type: 'text', value: ` ${value.replace(/[\s.]+$/, '')}.${index < facts.length - 1 ? ' ' : ''}` },
  ])
  return { from: at, to: at, text: `${eol}${indentation.trimEnd()}${eol}${indentation}${written(...words)}` }
}

const NO_LIQUID: Pick<LiquidFound, 'edits' | 'includes'> = { edits: [], includes: [] }

const asCut = ({ from, to, text }: Edit): Cut => (text === '' ? { from, to } : { from, to, words: text })

function kindOf(comment: string, { isAnnotation }: PublishPageOptions): TakenOut['what'] {
  if (/\[(?:GAP|UPLIFT)\]/.test(comment)) return 'marker'
  return isAnnotation(comment) ? 'annotation' : 'note'
}

const firstWords = (text: string): string => text.replace(/\s+/g, ' ').trim().slice(0, 120)

function includeLines(
  { capture, parameters, file }: Include,
  source: SourceText,
  cuts: readonly Cut[],
  { stepsOf }: PublishPageOptions,
): string[] {
  if (capture !== null) {
    const within = { from: capture.bodyFrom, to: capture.bodyTo }
    const inside = cuts.filter(({ from, to }) => from >= within.from && to <= within.to)
    const body = new EditedText(source, within.from, within.to, cutEdits(source, within, inside)).text.trim()
    const given = parameters['heading'] ?? parameters['title'] ?? parameters['accessibility_text'] ?? ''
    return withTitle(body, given)
      .split(/\r\n|\r|\n/)
      .map((line) => (line === '' ? '>' : `> ${line}`))
  }
  const target = parameters['link'] ?? parameters['url']
  const words = parameters['title'] ?? parameters['text'] ?? ''
  if (target !== undefined && words !== '') return [written(linkTo(words, target))]
  const group = /(?:^|\/)steps\.html$/.test(file) ? parameters['group'] : undefined
  if (group === undefined) return []
  return stepsOf(group).map(({ title, address }, at) => `${at + 1}. ${written(linkTo(title, address))}`)
}

/** Adds the title that the include gives, unless the capture already starts with a callout's bold words. */
function withTitle(body: string, given: string): string {
  const own = /^(?:[*_]{2,3}|<(?:strong|b)>)\s*([^*_<]+)/.exec(body)?.[1]
  if (given === '' || (own !== undefined && calloutKind(own) !== null)) return body
  const title = written({ type: 'strong', children: [{ type: 'text', value: given }] })
  return /^(?:[-*+>#|]|\d+[.)])\s?/.test(body) ? `${title}\n\n${body}` : `${title} ${body}`
}

const linkTo = (words: string, url: string): PhrasingContent => ({
  type: 'link',
  url,
  children: [{ type: 'text', value: words }],
})

/** What the page says in words of its own: everything else is the author's, byte for byte. */
const writer = unified().use(remarkStringify, { resourceLink: true }).freeze()

const written = (...children: PhrasingContent[]): string =>
  writer.stringify({ type: 'root', children: [{ type: 'paragraph', children }] }).trimEnd()
