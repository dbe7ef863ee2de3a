/**
 * A small XML reader: elements, attributes and text, enough to ask questions of a DOCX part or of XMP.
 *
 * Names keep their prefixes as written (`w:p`): Word and the docx library always use the same ones. Document types and
 * entities beyond the five of XML are refused, so nothing can be made to expand.
 *
 * @module
 */

export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly (XmlElement | string)[]
  readonly parent: XmlElement | null
}

export class XmlError extends Error {
  override readonly name = 'XmlError'
}

const TOKEN =
  /<!--[\s\S]*?-->|<\?[\s\S]*?\?>|<!\[CDATA\[([\s\S]*?)\]\]>|<(\/?)([^\s/>!?]+)((?:\s+[^\s=/>]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y
const ATTRIBUTE = /([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/**
 * @returns the outermost element
 * @throws XmlError when the text is not well-formed
 */
export function parseXml(text: string): XmlElement {
  const top: (XmlElement | string)[] = []
  let open: { readonly element: XmlElement; readonly children: (XmlElement | string)[] } | undefined
  const stack: (typeof open)[] = []
  const add = (child: XmlElement | string): void => void (open?.children ?? top).push(child)
  const source = text.replace(/^\uFEFF/, '')

  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < source.length;) {
    const at = TOKEN.lastIndex
    const token = TOKEN.exec(source)
    if (!token) throw new XmlError(`Unexpected \`${source.slice(at, at + 20)}\` in line ${lineOf(source, at)}`)
    const [whole, data, slash, name, attributes = '', selfClosing, words] = token
    if (words !== undefined) add(unescapeXml(words, source, at))
    else if (data !== undefined) add(data)
    else if (name !== undefined && slash === '/') {
      if (open?.element.name !== name)
        throw new XmlError(`Unexpected \`${whole}\`, expected the end of \`${open?.element.name ?? 'nothing'}\``)
      open = stack.pop()
    } else if (name !== undefined) {
      const children: (XmlElement | string)[] = []
      const parent = open?.element ?? null
      const element = { name, attributes: readAttributes(attributes, source, at), children, parent }
      add(element)
      if (selfClosing === '') {
        stack.push(open)
        open = { element, children }
      }
    }
  }
  if (open) throw new XmlError(`\`${open.element.name}\` has no end`)
  const elements = top.filter((child) => typeof child !== 'string')
  const [root] = elements
  const stray = top.some((child) => typeof child === 'string' && child.trim() !== '')
  if (!root || elements.length > 1 || stray) throw new XmlError('Expected one outermost element')
  return root
}

function readAttributes(text: string, source: string, at: number): Map<string, string> {
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
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (hex !== undefined || decimal !== undefined)
        return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
      const character = ENTITIES[name ?? '']
      if (character === undefined) throw new XmlError(`Unexpected \`${whole}\` in line ${lineOf(source, at)}`)
      return character
    },
  )
}

const lineOf = (source: string, at: number): number => source.slice(0, at).split('\n').length
