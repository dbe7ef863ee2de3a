/**
 * Reads an HTML page as a browser does, for all rules: its elements, and every error that a browser has to repair.
 *
 * @module
 */
import { type DefaultTreeAdapterTypes as Html, parse, type ParserError } from 'parse5'
import { ancestor, elementsIn, type XmlElement } from '../../base/xml.ts'

interface HtmlPage {
  /** The root, named `#page`. Includes elements that a browser adds by itself, such as `tbody`. */
  readonly root: XmlElement
  readonly hasDoctype: boolean
  /** Errors that a browser has to repair, in page order. */
  readonly problems: readonly { readonly message: string; readonly line: number }[]
}

interface MarkupProblem {
  readonly message: string
  readonly line: number
  readonly offset: number
}

function parseHtml(text: string): HtmlPage {
  const errors: ParserError[] = []
  const page = parse(text, {
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
    onParseError: (error) => errors.push(error),
  })
  const children: (XmlElement | string)[] = []
  const root: XmlElement = { name: '#page', attributes: new Map(), children, parent: null }
  const ends = new EndTags(text)
  const problems: MarkupProblem[] = []
  addAll(page.childNodes, root, children, ends, problems)
  // A missing document type has a message of its own.
  for (const { code, startLine, startOffset } of errors)
    if (code !== 'missing-doctype')
      problems.push({
        message: `Unexpected markup: ${code.replaceAll('-', ' ')}`,
        line: startLine,
        offset: startOffset,
      })
  return {
    root,
    hasDoctype: page.childNodes.some(({ nodeName }) => nodeName === '#documentType'),
    problems: [...problems, ...ends.unmatched()].sort((a, b) => a.offset - b.offset),
  }
}

/** Elements whose end tags HTML lets authors leave out. */
const MAY_STAY_OPEN = new Set(
  'html head body li p dt dd tr td th thead tbody tfoot colgroup caption option optgroup rb rt rtc rp'.split(' '),
)
const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** Elements whose content is text, even where it looks like tags. */
const RAW = new Set('script style textarea title xmp iframe noembed noframes'.split(' '))

function addAll(
  nodes: readonly Html.ChildNode[],
  parent: XmlElement,
  into: (XmlElement | string)[],
  ends: EndTags,
  problems: MarkupProblem[],
): void {
  for (const [index, node] of nodes.entries()) {
    const at = node.sourceCodeLocation
    const next = nodes[index + 1]?.sourceCodeLocation
    // A browser moves content that a table cannot contain in front of the table.
    if (at && next && next.startOffset < at.startOffset)
      problems.push({
        message: `\`${node.nodeName.replace('#text', 'text')}\` is not allowed here, and is moved before \`${nodes[index + 1]?.nodeName ?? ''}\``,
        line: at.startLine,
        offset: at.startOffset,
      })
    add(node, parent, into, ends, problems)
  }
}

function add(
  node: Html.ChildNode,
  parent: XmlElement,
  into: (XmlElement | string)[],
  ends: EndTags,
  problems: MarkupProblem[],
): void {
  const at = node.sourceCodeLocation
  if ('value' in node) into.push(node.value)
  else if ('tagName' in node) {
    const children: (XmlElement | string)[] = []
    const attributes = new Map(
      node.attrs.map(({ name, prefix, value }) => [prefix === undefined ? name : `${prefix}:${name}`, value]),
    )
    const element: XmlElement = { name: node.tagName, attributes, children, parent }
    into.push(element)
    // An element without a location is one that the browser added.
    const tags = node.sourceCodeLocation
    if (tags?.startTag) ends.pass(tags.startTag.startOffset, tags.startTag.endOffset)
    if (tags?.endTag) ends.pass(tags.endTag.startOffset, tags.endTag.endOffset)
    if (RAW.has(node.tagName) && tags) ends.pass(tags.startOffset, tags.endOffset)
    const isWhole = !tags?.startTag || tags.endTag || VOID.has(node.tagName) || MAY_STAY_OPEN.has(node.tagName)
    if (!isWhole && !isSelfClosing(ends.text, tags.startTag?.endOffset ?? 0))
      problems.push({ message: `\`${node.tagName}\` has no end tag`, line: tags.startLine, offset: tags.startOffset })
    const content = 'content' in node ? node.content : node
    addAll(content.childNodes, element, children, ends, problems)
  } else if (at) ends.pass(at.startOffset, at.endOffset)
}

/** Only SVG elements may be self-closing; elsewhere the parser has reported it. */
const isSelfClosing = (text: string, end: number): boolean => text.slice(end - 2, end) === '/>'

/** End tags without a start tag, which the parser ignores silently. */
class EndTags {
  readonly text: string
  /** Offsets that are accounted for: tags, comments, text that looks like tags. */
  readonly #passed: (readonly [from: number, to: number])[] = []

  constructor(text: string) {
    this.text = text
  }

  pass(from: number, to: number): void {
    this.#passed.push([from, to])
  }

  unmatched(): MarkupProblem[] {
    const passed = this.#passed.sort(([a], [b]) => a - b)
    const problems: MarkupProblem[] = []
    let next = 0
    let end = 0
    let line = 1
    let counted = 0
    for (const { 0: tag, index } of this.text.matchAll(/<\/[a-z][^\s/>]*/gi)) {
      for (; next < passed.length && (passed[next]?.[0] ?? 0) <= index; next += 1)
        end = Math.max(end, passed[next]?.[1] ?? 0)
      // The end tags of the page and its body have no effect, wherever they are.
      if (index < end || /^<\/(?:body|html)$/i.test(tag)) continue
      for (; counted < index; counted += 1) if (this.text[counted] === '\n') line += 1
      problems.push({ message: `Unexpected \`${tag}>\`, no element of that name is open`, line, offset: index })
    }
    return problems
  }
}

export interface HtmlSubject extends HtmlPage {
  readonly path: string
  readonly source: string
  readonly isBeside: IsBeside
}

/** Whether a file exists, by its path from the folder of the page. */
export type IsBeside = (path: string) => boolean

export const readHtmlSubject = (path: string, bytes: Uint8Array, isBeside: IsBeside): HtmlSubject => {
  const source = new TextDecoder('utf-8').decode(bytes)
  return { path, source, isBeside, ...parseHtml(source) }
}

/** The text of an element, pictures by their text alternatives, without scripts and styles. */
export function wordsOf(element: XmlElement): string {
  const parts = element.children.map((child) => {
    if (typeof child === 'string') return child
    if (['script', 'style', 'template'].includes(child.name)) return ''
    return child.name === 'img' ? (child.attributes.get('alt') ?? '') : ` ${wordsOf(child)} `
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}

/** The accessible name given in the page: a label, text, or `aria-label`. */
export function accessibleName({ root }: HtmlSubject, element: XmlElement): string {
  const own = element.attributes.get('aria-label')?.trim() ?? ''
  if (own !== '') return own
  const ids = (element.attributes.get('aria-labelledby') ?? '').split(/\s+/).filter(Boolean)
  const id = element.attributes.get('id')
  const labels = [...elementsIn(root)].filter(
    (other) =>
      ids.includes(other.attributes.get('id') ?? '') ||
      (other.name === 'label' && id !== undefined && other.attributes.get('for') === id),
  )
  const around = ancestor(element, 'label')
  return (
    [...labels, ...(around ? [around] : []), element].map(wordsOf).join(' ').trim() ||
    (element.attributes.get('title') ?? '')
  )
}

export const isHiddenFromReaders = (element: XmlElement): boolean => {
  for (let here: XmlElement | null = element; here; here = here.parent)
    if (here.attributes.get('aria-hidden') === 'true' || here.attributes.has('hidden')) return true
  return false
}
