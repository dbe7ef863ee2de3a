/**
 * A small XML reader for the parts of office files, XMP and the like: a stream of tags and text with offsets, or a tree and
 * queries over it.
 *
 * Names keep their prefixes as written (`w:p`). Document types and entities other than the five predefined ones are
 * rejected, so nothing can expand; the time is linear in the length of any text.
 *
 * @module
 */

export class XmlError extends Error {
  override readonly name = 'XmlError'
}

export type Attributes = ReadonlyMap<string, string>

export interface XmlTag {
  readonly name: string
  /** An element without content (`<a/>`) both opens and closes. */
  readonly opens: boolean
  readonly closes: boolean
  readonly attributes: Attributes
  /** Offsets in the text: of its `<`, and just after its `>`. */
  readonly from: number
  readonly to: number
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * Tags and the text between them in order, entities decoded; comments and processing instructions are skipped. That tags
 * are balanced is checked only by {@link parseXml}.
 *
 * @throws XmlError at anything that is not XML
 */
export function* xmlTokens(source: string): Generator<XmlTag | string> {
  let at = source.startsWith('\uFEFF') ? 1 : 0
  while (at < source.length) {
    TOKEN.lastIndex = at
    const token = TOKEN.exec(source)
    if (!token) throw new XmlError(`Unexpected \`${source.slice(at, at + 20)}\` in line ${lineOf(source, at)}`)
    const [matched, data, slash, name, attributes = '', selfClosing, words] = token
    const from = at
    // Advanced before yielding: a consumer may tokenise another text meanwhile, and TOKEN is shared.
    at += matched.length
    if (words !== undefined) yield unescapeXml(words, source, from)
    else if (data !== undefined) yield data
    else if (name !== undefined)
      yield {
        name,
        opens: slash !== '/',
        closes: slash === '/' || selfClosing === '/',
        attributes: readAttributes(attributes, source, from),
        from,
        to: at,
      }
  }
}

export interface XmlElement {
  readonly name: string
  readonly attributes: Attributes
  readonly children: readonly (XmlElement | string)[]
  readonly parent: XmlElement | null
}

/**
 * @returns the outermost element
 * @throws XmlError when the text is not well-formed
 */
export function parseXml(text: string): XmlElement {
  const top: (XmlElement | string)[] = []
  let open: { readonly element: XmlElement; readonly children: (XmlElement | string)[] } | undefined
  const stack: (typeof open)[] = []
  const add = (child: XmlElement | string): void => void (open?.children ?? top).push(child)

  for (const token of xmlTokens(text)) {
    if (typeof token === 'string') add(token)
    else if (token.opens) {
      const children: (XmlElement | string)[] = []
      const element = { name: token.name, attributes: token.attributes, children, parent: open?.element ?? null }
      add(element)
      if (!token.closes) {
        stack.push(open)
        open = { element, children }
      }
    } else {
      if (open?.element.name !== token.name)
        throw new XmlError(
          `Unexpected \`</${token.name}>\`, expected the end of \`${open?.element.name ?? 'nothing'}\``,
        )
      open = stack.pop()
    }
  }
  if (open) throw new XmlError(`\`${open.element.name}\` has no end`)
  const elements = top.filter((child) => typeof child !== 'string')
  const [root] = elements
  const stray = top.some((child) => typeof child === 'string' && child.trim() !== '')
  if (!root || elements.length > 1 || stray) throw new XmlError('Expected one outermost element')
  return root
}

const NO_ATTRIBUTES: Attributes = new Map()

function readAttributes(text: string, source: string, at: number): Attributes {
  if (text === '') return NO_ATTRIBUTES
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single] of text.matchAll(ATTRIBUTE)) {
    if (attributes.has(name)) throw new XmlError(`Attribute \`${name}\` twice in line ${lineOf(source, at)}`)
    attributes.set(name, unescapeXml(double ?? single ?? '', source, at))
  }
  return attributes
}

function unescapeXml(text: string, source: string, at: number): string {
  if (!text.includes('&')) return text
  return text.replace(
    /&(?:#x([0-9a-fA-F]+)|#(\d+)|(\w+));|&/g,
    (reference, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      const character = code <= 0x10ffff ? String.fromCodePoint(code) : ENTITIES[name ?? '']
      if (character === undefined) throw new XmlError(`Unexpected \`${reference}\` in line ${lineOf(source, at)}`)
      return character
    },
  )
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length

/** Characters that XML does not allow, not even escaped. */
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/gu

/** The text with characters that XML does not allow replaced: Word and Excel report a file with one as damaged. */
export const onlyXml = (text: string): string => text.replaceAll(NOT_XML, '\uFFFD')

/** Every descendant element in document order; with names, only those. */
export function* elementsIn(element: XmlElement, ...names: readonly string[]): Generator<XmlElement> {
  for (const child of element.children) {
    if (typeof child === 'string') continue
    if (names.length === 0 || names.includes(child.name)) yield child
    yield* elementsIn(child, ...names)
  }
}

export const childrenOf = (element: XmlElement | undefined, ...names: readonly string[]): XmlElement[] =>
  (element?.children ?? []).filter(
    (child): child is XmlElement => typeof child !== 'string' && (names.length === 0 || names.includes(child.name)),
  )

/** The first child with the first name, then its first child with the next name, and so on. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let here = element
  for (const name of path) here = childrenOf(here, name)[0]
  return here
}

/** The nearest ancestor with one of the names. */
export function ancestor(element: XmlElement, ...names: readonly string[]): XmlElement | null {
  for (let here = element.parent; here; here = here.parent) if (names.includes(here.name)) return here
  return null
}

/** All text of the element and its descendants, as stored. */
export const textIn = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((child) => (typeof child === 'string' ? child : textIn(child))).join('')
