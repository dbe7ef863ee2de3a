/**
 * The Liquid of the public guide: its tags, what each puts on the page, and its captures.
 *
 * Liquid runs before Markdown, so a capture inside a comment counts although the comment is hidden, and a name that is
 * captured again refers to the latest text from there on.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { Edit, SourceText } from './source-text.ts'
import { type CommentSpan, CommentTags, inRanges, rangeAt, type Range } from './comments.ts'

export interface Capture extends Range {
  readonly name: string
  readonly bodyFrom: number
  readonly bodyTo: number
}

export interface Include extends Range {
  /** Such as `inset.html`. */
  readonly file: string
  readonly parameters: Readonly<Record<string, string>>
  /** The capture that its `content` names: the latest one of that name before it. */
  readonly capture: Capture | null
}

interface LiquidTag extends Range {
  /** `output` for `{{ … }}`. */
  readonly name: string
  readonly rest: string
}

export interface LiquidFound {
  readonly captures: readonly Capture[]
  /** The visible ones: not in a comment, not inside a capture. */
  readonly includes: readonly Include[]
  readonly edits: readonly Edit[]
  readonly findings: readonly Finding[]
}

/** Tags without output of their own. The text between them is shown. */
const SILENT = new Set([
  'if',
  'elsif',
  'else',
  'endif',
  'unless',
  'endunless',
  'for',
  'endfor',
  'assign',
  'raw',
  'endraw',
])

export function scanLiquid(source: SourceText, from: number, comments: readonly CommentSpan[]): LiquidFound {
  const captures: Capture[] = []
  const includes: Include[] = []
  const edits: Edit[] = []
  const findings: Finding[] = []
  const find = (rule: RuleId, tag: Range, message: string) =>
    findings.push(findingOf(rule, message, { place: source.place(tag.from) }))
  let open: { tag: LiquidTag; name: string } | null = null

  for (const tag of tagsOf(source.text, from, comments)) {
    const hidden = inRanges(comments, tag.from)
    if (tag.name === 'unclosed') {
      const close = tag.rest === '{%' ? '%}' : '}}'
      const words = source.text.slice(tag.from, source.lineEnd(tag.from)).slice(0, 40)
      find(
        'unclosed-liquid',
        tag,
        `Unexpected \`${words}\`, expected \`${close}\` after it. The site cannot be built, and what the tag would bring is in no document. Add it.`,
      )
      edits.push({ from: tag.from, to: tag.to, text: '' })
      continue
    }
    if (tag.name === 'endcapture') {
      if (open === null) {
        find('unreadable-liquid', tag, 'Unexpected `endcapture`, expected a `capture` before it. Remove it.')
        edits.push({ from: tag.from, to: tag.to, text: '' })
      } else {
        captures.push({ name: open.name, from: open.tag.from, to: tag.to, bodyFrom: open.tag.to, bodyTo: tag.from })
        edits.push({ from: open.tag.from, to: tag.to, text: '' })
      }
      open = null
    } else if (tag.name === 'capture') {
      if (open !== null) {
        find(
          'unreadable-liquid',
          open.tag,
          `Unexpected end of the capture \`${open.name}\`, expected \`{% endcapture %}\` before the next capture. Add it.`,
        )
        edits.push({ from: open.tag.from, to: open.tag.to, text: '' })
      }
      open = { tag, name: tag.rest.replace(/['"]/g, '').trim() }
    } else if (hidden) continue
    else if (tag.name === 'include' && open === null) {
      const include = includeOf(tag, captures)
      includes.push(include)
      if (include.capture === null && include.parameters['content'] !== undefined) {
        find(
          'unknown-capture',
          tag,
          `Unexpected \`content=${include.parameters['content']}\`, expected the name of a capture above it. The box is left out.`,
        )
      }
    } else {
      edits.push({ from: tag.from, to: tag.to, text: output(tag) })
      if (tag.name === 'include')
        find(
          'unreadable-liquid',
          tag,
          'Unexpected include inside a capture. It is left out; include it after the capture.',
        )
      else if (!SILENT.has(tag.name) && tag.name !== 'link' && tag.name !== 'output') {
        find(
          'unreadable-liquid',
          tag,
          `Unexpected Liquid tag \`${tag.name}\`, expected capture, include or link. It is left out.`,
        )
      }
    }
  }
  if (open !== null) {
    find(
      'unreadable-liquid',
      open.tag,
      `Unexpected end of the page inside the capture \`${open.name}\`, expected \`{% endcapture %}\`. Add it.`,
    )
    edits.push({ from: open.tag.from, to: open.tag.to, text: '' })
  }
  return { captures, includes, edits, findings }
}

function includeOf(tag: LiquidTag, captures: readonly Capture[]): Include {
  const [, file = '', rest = ''] = /^(\S+)\s*([\s\S]*)$/.exec(tag.rest.trim()) ?? []
  const parameters: Record<string, string> = {}
  for (const [, key = '', double, single, bare] of rest.matchAll(
    /(?<![\w-])([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"']+))/g,
  )) {
    parameters[key] = double ?? single ?? bare ?? ''
  }
  const name = parameters['content']
  const capture = name === undefined ? null : (captures.findLast((each) => each.name === name) ?? null)
  return { from: tag.from, to: tag.to, file, parameters, capture }
}

/** What a tag prints. `site.baseurl` is empty: addresses start at the guide's root. */
function output(tag: LiquidTag): string {
  if (tag.name === 'link') return `/${tag.rest.trim().replace(/^\/+/, '')}`
  if (tag.name !== 'output') return ''
  return /^\s*(['"])(.*?)\1\s*\|\s*(?:relative_url|absolute_url|prepend)/.exec(tag.rest)?.[2] ?? ''
}

/**
 * All tags, in order. An opener without a closer of its own is a tag named `unclosed`; in a comment it is plain text, as all
 * is between `raw` and `endraw`.
 */
function tagsOf(text: string, from: number, comments: readonly CommentSpan[]): LiquidTag[] {
  const tags: LiquidTag[] = []
  // Offset of the next closer of each kind, so that a page of openers is not searched to its end for each of them.
  const closers = new Map<string, number>()
  const closerAfter = (close: string, offset: number): number => {
    const known = closers.get(close)
    if (known !== undefined && (known === -1 || known >= offset)) return known
    const found = text.indexOf(close, offset)
    closers.set(close, found)
    return found
  }
  const commentTags = new CommentTags(text)
  let at = text.indexOf('{', from)
  while (at !== -1) {
    const comment = rangeAt(comments, at)
    // Nothing in Liquid's own comment is run.
    if (comment?.form === 'liquid') {
      at = text.indexOf('{', comment.to)
      continue
    }
    const open = text.slice(at, at + 2)
    if (open !== '{%' && open !== '{{') {
      at = text.indexOf('{', at + 1)
      continue
    }
    const end = closerAfter(open === '{%' ? '%}' : '}}', at + 2)
    const isClosed = end !== -1 && Math.max(text.lastIndexOf('{%', end - 2), text.lastIndexOf('{{', end - 2)) <= at
    if (!isClosed || (comment !== null && end + 2 > comment.to)) {
      if (comment === null) tags.push({ from: at, to: at + 2, name: 'unclosed', rest: open })
      at = text.indexOf('{', at + 2)
      continue
    }
    const inner = text
      .slice(at + 2, end)
      .replace(/^-/, '')
      .replace(/-$/, '')
      .trim()
    const [, name = '', rest = ''] =
      open === '{%' ? (/^(\w*)\s*([\s\S]*)$/.exec(inner) ?? []) : [inner, 'output', inner]
    tags.push({ from: at, to: end + 2, name, rest })
    const raw = name === 'raw' && comment === null ? commentTags.rawEnd(end + 2) : null
    if (raw !== null) tags.push({ ...raw, name: 'endraw', rest: '' })
    at = text.indexOf('{', raw?.to ?? end + 2)
  }
  return tags
}
