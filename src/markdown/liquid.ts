/**
 * The Liquid of the public guide: its tags, what each puts on the page, and its captures.
 *
 * Liquid runs before Markdown, so a capture inside a comment counts although the comment is hidden, and a name that is
 * captured again refers to the latest text from there on. What only a site knows stays visible as a blank that names it. Of
 * a condition one branch is shown.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import { type CommentSpan, inRanges, type Range } from './comments.ts'
import { commentEdits } from './cut.ts'
import { plainWords } from './limits.ts'
import { type LiquidBranch, type LiquidNode, type LiquidTag, liquidTree } from './liquid-tags.ts'
import { asText, Captured, holds, UNKNOWN, valueOf, type LiquidValues } from './liquid-values.ts'
import { type Edit, EditedText, type SourceText } from './source-text.ts'
import { RESERVED } from './to-spans.ts'

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

export interface LiquidFound {
  readonly captures: readonly Capture[]
  /** The visible ones: not in a comment, not inside a capture. */
  readonly includes: readonly Include[]
  readonly edits: readonly Edit[]
  readonly findings: readonly Finding[]
}

interface LiquidOptions {
  /** Sorted; blanks in code are not escaped. */
  readonly code?: readonly Range[]
  /** The page's front matter. */
  readonly page?: Readonly<Record<string, unknown>>
  /** Other edits of the page, for what is printed elsewhere than it stands. */
  readonly edits?: readonly Edit[]
}

/** Bound what captures and loops, which may contain each other, put on a page. */
const MAX_INSERTED = { characters: 50_000, marks: 500 }
/** Longer ones are not read. */
const MAX_EXPRESSION = 500

export function scanLiquid(
  source: SourceText,
  from: number,
  comments: readonly CommentSpan[],
  { code = [], page = {}, edits = [] }: LiquidOptions = {},
): LiquidFound {
  const run = new LiquidRun(source, comments, code, edits)
  const nodes = liquidTree(source.text, from, comments, run.onUnclosed, run.onStray)
  const values = new Map<string, unknown>([['page', withAddress(page, source.file)]])
  run.run(nodes, values, { edits: run.edits, inside: null })
  return run
}

/** What Jekyll knows of each page and the page itself says. */
const withAddress = (page: Readonly<Record<string, unknown>>, file: string): Readonly<Record<string, unknown>> => ({
  ...page,
  path: file,
  name: file.replace(/^.*\//, ''),
  ...(typeof page['permalink'] === 'string' ? { url: page['permalink'] } : {}),
})

interface Output {
  readonly edits: Edit[]
  /** The block around whose includes cannot be shown, or null. */
  readonly inside: 'capture' | 'loop' | null
}

class LiquidRun implements LiquidFound {
  readonly captures: Capture[] = []
  readonly includes: Include[] = []
  readonly edits: Edit[] = []
  readonly findings: Finding[] = []
  readonly #source: SourceText
  readonly #comments: readonly CommentSpan[]
  readonly #code: readonly Range[]
  readonly #others: readonly Edit[]
  readonly #found = new Set<string>()
  readonly #unknownTags = new Set<string>()
  #characters = 0
  #marks = 0

  constructor(source: SourceText, comments: readonly CommentSpan[], code: readonly Range[], others: readonly Edit[]) {
    this.#others = others
    this.#source = source
    this.#comments = comments
    this.#code = code
  }

  /** Each is found once, however often a loop comes by. */
  #find(rule: RuleId, tag: Range, message: string): void {
    const key = `${rule} ${tag.from}`
    if (this.#found.has(key)) return
    this.#found.add(key)
    this.findings.push(findingOf(rule, message, { place: this.#source.place(tag.from) }))
  }

  #isHidden = (tag: Range): boolean => inRanges(this.#comments, tag.from)

  onUnclosed = (tag: LiquidTag): void => {
    if (this.#isHidden(tag)) return
    const what = tag.name === 'capture' ? `the capture \`${nameOfCapture(tag)}\`` : `\`${this.#written(tag)}\``
    this.#find(
      'unclosed-liquid',
      tag,
      `Unexpected end of the page inside ${what}, expected \`{% end${tag.name} %}\`. ${LOST[tag.name] ?? 'Its words are shown where they stand.'} Add it.`,
    )
    this.edits.push(without(tag))
  }

  onStray = (tag: LiquidTag, block: string): void => {
    if (this.#isHidden(tag)) return
    this.edits.push(without(tag))
    this.#find(
      'unreadable-liquid',
      tag,
      `Unexpected \`${tag.name}\`, expected ${/^[aeiou]/.test(block) ? 'an' : 'a'} \`${block}\` before it. Remove it.`,
    )
  }

  #written = (tag: Range): string => shortened(this.#source.text.slice(tag.from, tag.to))

  run(nodes: readonly LiquidNode[], values: Map<string, unknown>, out: Output): void {
    for (const node of nodes) this.#runNode(node, values, out)
  }

  #runNode(node: LiquidNode, values: Map<string, unknown>, out: Output): void {
    const { tag, end, branches } = node
    const [body] = branches
    switch (tag.name) {
      case 'capture':
        if (end !== null && body !== undefined) this.#capture(node, end, body, values, out)
        return
      case 'assign': {
        const [, name = '', expression = ''] = /^([\w-]+)\s*=\s*([\s\S]*)$/.exec(tag.rest.trim()) ?? []
        if (name !== '') values.set(name, worth(expression, values))
        out.edits.push(without(tag))
        return
      }
      case 'if':
      case 'unless':
      case 'case':
        if (end !== null) this.#choose(node, end, values, out)
        return
      case 'for':
      case 'tablerow':
        if (end !== null && body !== undefined) this.#loop(node, end, body, values, out)
        return
      case 'raw':
        out.edits.push(without(tag), ...(end === null ? [] : [without(end)]))
        return
      case 'highlight':
        this.#highlight(tag, end, out)
        if (body !== undefined) this.run(body.nodes, values, out)
        return
      case 'output':
        if (!this.#isHidden(tag)) this.#print(tag, values, out)
        return
      case 'include':
        if (!this.#isHidden(tag)) this.#include(tag, out)
        return
      default:
        if (!this.#isHidden(tag)) this.#other(tag, out)
    }
  }

  #highlight(tag: LiquidTag, end: LiquidTag | null, out: Output): void {
    if (end === null) return
    const isAlone = [tag, end].every(({ from, to }) => {
      const { text } = this.#source
      const line = text.slice(this.#source.lineStart(from), from) + text.slice(to, this.#source.lineEnd(to))
      return line.trim() === ''
    })
    for (const each of [tag, end]) out.edits.push({ from: each.from, to: each.to, text: isAlone ? '```' : '' })
  }

  #capture(node: LiquidNode, end: LiquidTag, body: LiquidBranch, values: Map<string, unknown>, out: Output): void {
    this.run(body.nodes, values, { ...out, inside: 'capture' })
    const capture = {
      name: nameOfCapture(node.tag),
      from: node.tag.from,
      to: end.to,
      bodyFrom: node.tag.to,
      bodyTo: end.from,
    }
    this.captures.push(capture)
    values.set(capture.name, new Captured(() => this.#inserted(capture.bodyFrom, capture.bodyTo, out.edits)))
    out.edits.push({ from: capture.from, to: capture.to, text: '' })
  }

  /** A part of the source as it is after edits, without its comments. */
  #inserted(from: number, to: number, edits: readonly Edit[]): EditedText {
    const { text } = this.#source
    const start = from + (/^\s*/.exec(text.slice(from, to))?.[0].length ?? 0)
    const last = Math.max(start, to - (/\s*$/.exec(text.slice(start, to))?.[0].length ?? 0))
    const within = [...edits, ...this.#others].filter((edit) => edit.from >= start && edit.to <= last)
    return new EditedText(this.#source, start, last, [
      ...within,
      ...commentEdits(this.#source, { from: start, to: last }, this.#comments),
    ])
  }

  #choose(node: LiquidNode, end: LiquidTag, values: Map<string, unknown>, out: Output): void {
    const { tag, branches } = node
    const verdicts = branches.map((branch, at) => verdictOf(tag, branch.tag, at, values))
    // The words before the first `when` are in no branch.
    const first = tag.name === 'case' ? 1 : 0
    const taken = verdicts.findIndex((verdict, at) => at >= first && verdict !== false)
    const isGuess = verdicts[taken] === UNKNOWN
    const branch = branches[taken]
    const start = branch?.tag.to ?? end.to
    out.edits.push({ from: tag.from, to: start, text: '' })
    if (branch !== undefined) out.edits.push({ from: branch.to, to: end.to, text: '' })
    const others = branches.filter((_, at) => at >= first && at !== taken)
    const lost = others.map((other) => this.#words(other)).filter((words) => words !== '')
    if (!this.#isHidden(tag) && (isGuess || lost.length > 0)) {
      const left = lost.length === 0 ? '' : ` Left out: ${lost.map((words) => `“${words}”`).join(', ')}.`
      const shown = branch === undefined ? 'Nothing of it is shown.' : `\`${this.#written(branch.tag)}\` is shown.`
      if (isGuess)
        this.#find(
          'unknown-liquid-condition',
          tag,
          `Unexpected \`${this.#written(tag)}\`, expected a condition on what the page itself says. ${shown}${left}`,
        )
      else
        this.#find(
          'liquid-branch-left-out',
          tag,
          `Of the branches of \`${this.#written(tag)}\` one holds. ${shown}${left}`,
        )
    }
    if (branch !== undefined) this.run(branch.nodes, values, out)
  }

  #words = ({ tag, to }: LiquidBranch): string => shortened(plainWords(this.#source.text.slice(tag.to, to)), 80)

  #loop(node: LiquidNode, end: LiquidTag, body: LiquidBranch, values: Map<string, unknown>, out: Output): void {
    const { tag, branches } = node
    const whole = { from: tag.from, to: end.to }
    const [, name = '', expression = ''] = /^([\w-]+)\s+in\s+(\([^()]*\)|[^\s]+)\s*$/.exec(tag.rest.trim()) ?? []
    const found = name === '' || tag.name !== 'for' ? UNKNOWN : worth(expression, values)
    const items = found === null ? [] : found
    if (!Array.isArray(items)) {
      if (this.#isHidden(tag)) return
      const words = this.#words(body)
      const lost = !/\p{L}/u.test(words) ? '' : ` What it says of each is left out: “${words}”.`
      this.#blank(
        whole,
        expression || shortened(tag.rest),
        out,
        `Unexpected \`${this.#written(tag)}\`, expected a list that the page itself has.${lost}`,
      )
      return
    }
    if (items.length === 0) {
      const other = branches[1]
      out.edits.push({ from: tag.from, to: other?.tag.to ?? end.to, text: '' })
      if (other !== undefined) {
        out.edits.push({ from: end.from, to: end.to, text: '' })
        this.run(other.nodes, values, out)
      }
      return
    }
    const passes = items.map((item: unknown, index) => {
      const within = new Map(values)
      const forloop = {
        index: index + 1,
        index0: index,
        first: index === 0,
        last: index === items.length - 1,
        length: items.length,
      }
      within.set(name, item).set('forloop', forloop)
      const edits: Edit[] = []
      this.run(body.nodes, within, { edits, inside: 'loop' })
      for (const [key, value] of within) if (key !== name && key !== 'forloop') values.set(key, value)
      const removed = commentEdits(this.#source, { from: body.tag.to, to: body.to }, this.#comments)
      return new EditedText(this.#source, body.tag.to, body.to, [...edits, ...this.#others, ...removed])
    })
    this.#insert(whole, passes, this.#written(tag), out)
  }

  /** Puts parts of the source elsewhere on the page, unless they would grow beyond bounds. */
  #insert(at: Range, texts: readonly EditedText[], label: string, out: Output): void {
    const text = texts.map((each) => each.text).join('')
    if (this.#isTooMuch(text)) {
      this.#blank(at, label, out, `Unexpected length of what \`${label}\` brings onto the page.`)
      return
    }
    let length = 0
    const origin = texts.flatMap((each) => {
      const start = length
      length += each.text.length
      return each.origin.map((piece) => ({ ...piece, at: start + piece.at }))
    })
    out.edits.push({ from: at.from, to: at.to, text, ...(origin.length === 0 ? {} : { origin }) })
  }

  #isTooMuch(text: string): boolean {
    this.#characters += text.length
    this.#marks += text.match(/[*_[\]`<\\>+#|~-]|\d[.)]/g)?.length ?? 0
    return this.#characters > MAX_INSERTED.characters || this.#marks > MAX_INSERTED.marks
  }

  #print(tag: LiquidTag, values: Map<string, unknown>, out: Output): void {
    const expression = tag.rest.trim()
    const value = expression === '' ? '' : worth(expression, values)
    const label = shortened(/^[^|]*/.exec(expression)?.[0].trim() ?? '')
    if (value instanceof Captured) this.#insert(tag, [value.edited], label, out)
    else if (
      value === UNKNOWN ||
      value === null ||
      value === undefined ||
      (typeof value === 'object' && !Array.isArray(value))
    )
      this.#blank(
        tag,
        label,
        out,
        `Unexpected \`${this.#written(tag)}\`, expected something that the page itself says.`,
      )
    else {
      // Liquid of a value is not run again, and none of it may hide what follows.
      const text = asText(value)
        .replace(RESERVED, '\uFFFD')
        .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
      if (this.#isTooMuch(text)) this.#blank(tag, label, out, `Unexpected length of \`${label}\`.`)
      else out.edits.push({ from: tag.from, to: tag.to, text })
    }
  }

  /** A blank to fill in, with the name of what is missing. In an address there is only the name. */
  #blank(at: Range, label: string, out: Output, message: string): void {
    const before = this.#source.text.slice(this.#source.lineStart(at.from), at.from).replace(/\{\{.*?\}\}/g, '')
    const inAddress = /\]\([^()\s]*$|=\s*(?:"[^"]*|'[^']*)$|^\s*\[[^\]]+\]:\s*\S*$/.test(before)
    // What is no name, such as the start of a comment, tells a reader nothing.
    const isName = !/<!--|-->|[{}%]/.test(label)
    const escaped = label.replace(/[\\`*_[\]<>{}|~]/g, '\\$&')
    const text = inAddress
      ? label.replace(/[^\w.-]+/g, '-')
      : inRanges(this.#code, at.from)
        ? `____${isName ? ` (${label})` : ''}`
        : `\\_\\_\\_\\_${isName ? ` (${escaped})` : ''}`
    out.edits.push({ from: at.from, to: at.to, text })
    this.#find('unknown-liquid-value', at, `${message} A blank with its name stands there; write the words themselves.`)
  }

  #include(tag: LiquidTag, out: Output): void {
    if (out.inside !== null) {
      out.edits.push(without(tag))
      this.#find(
        'unreadable-liquid',
        tag,
        `Unexpected include inside a ${out.inside}. It is left out; include it after the ${out.inside}.`,
      )
      return
    }
    const include = includeOf(tag, this.captures)
    this.includes.push(include)
    if (include.capture === null && include.parameters['content'] !== undefined) {
      this.#find(
        'unknown-capture',
        tag,
        `Unexpected \`content=${include.parameters['content']}\`, expected the name of a capture above it. The box is left out.`,
      )
    }
  }

  #other(tag: LiquidTag, out: Output): void {
    const { name } = tag
    const ends = /^end(\w+)$/.exec(name)?.[1]
    if (name === 'unclosed') {
      const close = tag.rest === '{%' ? '%}' : '}}'
      const words = shortened(this.#source.text.slice(tag.from, this.#source.lineEnd(tag.from)))
      this.#find(
        'unclosed-liquid',
        tag,
        `Unexpected \`${words}\`, expected \`${close}\` after it. The site cannot be built, and what the tag would bring is in no document. Add it.`,
      )
      out.edits.push({ from: tag.from, to: tag.to, text: '' })
    } else if (name === 'comment') {
      this.#unknownTags.add(name)
      this.#find(
        'unreadable-liquid',
        tag,
        'Unexpected `comment` in code, expected it in text. The site hides what follows, and documents show it; write `{% raw %}` around an example.',
      )
    } else if (name === 'link') {
      out.edits.push({ from: tag.from, to: tag.to, text: `/${tag.rest.trim().replace(/^\/+/, '')}` })
    } else if (ends !== undefined) {
      // The end of a comment that is shown as code is shown with it.
      if (ends === 'comment' && this.#unknownTags.delete(ends)) return
      out.edits.push(without(tag))
      if (ends !== 'comment' && !this.#unknownTags.has(ends))
        this.#find('unreadable-liquid', tag, `Unexpected \`${name}\`, expected a \`${ends}\` before it. Remove it.`)
    } else if (name === 'break' || name === 'continue') out.edits.push(without(tag))
    else {
      this.#unknownTags.add(name)
      const words = shortened(`${name} ${tag.rest}`.trim())
      out.edits.push({ from: tag.from, to: tag.to, text: '' })
      this.#find(
        'unreadable-liquid',
        tag,
        `Unexpected Liquid tag \`${words}\`, expected capture, include or link. It is left out.`,
      )
    }
  }
}

/** What is lost where a block never ends. */
const LOST: Readonly<Record<string, string>> = {
  capture: 'Its words are shown where they stand, and the box that should hold them is empty.',
  if: 'All its branches are shown.',
  unless: 'All its branches are shown.',
  case: 'All its branches are shown.',
  for: 'Its words are shown once, with blanks.',
  raw: 'The tags after it are run.',
}

const without = ({ from, to }: Range): Edit => ({ from, to, text: '' })

const nameOfCapture = (tag: LiquidTag): string => tag.rest.replace(/['"]/g, '').trim()

const shortened = (text: string, length = 40): string => {
  const words = text.replace(/\s+/g, ' ').trim()
  return words.length > length ? `${words.slice(0, length)}…` : words
}

/** The value of an expression; a capture that is only named is the text itself. */
function worth(expression: string, values: LiquidValues): unknown {
  const bare = expression.trim().replace(/\s*\|\s*(?:markdownify|strip)\s*$/, '')
  const named = values.get(bare)
  if (named instanceof Captured) return named
  if (expression.length > MAX_EXPRESSION) return UNKNOWN
  return valueOf(expression.trim(), values)
}

function verdictOf(block: LiquidTag, branch: LiquidTag, at: number, values: LiquidValues): ReturnType<typeof holds> {
  if (branch.name === 'else') return true
  if (block.name === 'case') {
    if (at === 0) return false
    const subject = worth(block.rest, values)
    const options = branch.rest.split(/,|\bor\b/).map((each) => worth(each, values))
    if (subject === UNKNOWN || options.includes(UNKNOWN)) return UNKNOWN
    return options.some((option) => asText(option) === asText(subject))
  }
  if (branch.rest.length > MAX_EXPRESSION) return UNKNOWN
  const verdict = holds(branch.rest.trim(), values)
  return at > 0 || block.name !== 'unless' || verdict === UNKNOWN ? verdict : !verdict
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
