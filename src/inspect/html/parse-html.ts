/**
 * HTML as a tree of elements, for pages that a program wrote: every element that must be closed is closed.
 *
 * A browser repairs wrong nesting in its own way; here it is a fault to report, with the place.
 *
 * @module
 */
import type { XmlElement } from '../../base/xml.ts'

export interface HtmlPage {
  /** Holds everything, under the name `#page`. */
  readonly root: XmlElement
  readonly hasDoctype: boolean
  /** What a browser would have to repair. */
  readonly faults: readonly { readonly message: string; readonly line: number }[]
}

const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])
const RAW = new Set(['script', 'style', 'textarea', 'title'])
/** Elements whose end tags HTML lets authors leave out. */
const MAY_STAY_OPEN = new Set([
  'html',
  'head',
  'body',
  'li',
  'p',
  'dt',
  'dd',
  'tr',
  'td',
  'th',
  'thead',
  'tbody',
  'tfoot',
  'option',
])

const TOKEN =
  /<!--[\s\S]*?-->|<!doctype[^>]*>|<(\/?)([a-zA-Z][^\s/>]*)((?:\s+[^\s=>/]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>|([^<]+|<)/giy
const ATTRIBUTE = /([^\s=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g

interface Open {
  readonly element: XmlElement
  readonly children: (XmlElement | string)[]
}

export function parseHtml(text: string): HtmlPage {
  const faults: { message: string; line: number }[] = []
  const rootChildren: (XmlElement | string)[] = []
  const root: XmlElement = { name: '#page', attributes: new Map(), children: rootChildren, parent: null }
  const stack: Open[] = [{ element: root, children: rootChildren }]
  const top = (): Open => stack.at(-1) ?? { element: root, children: rootChildren }
  const fault = (message: string, at: number): void =>
    void faults.push({ message, line: text.slice(0, at).split('\n').length })
  let hasDoctype = false

  for (TOKEN.lastIndex = 0; TOKEN.lastIndex < text.length;) {
    const at = TOKEN.lastIndex
    const [whole = '', slash, name, attributes = '', words] = TOKEN.exec(text) ?? []
    if (whole === '') break
    if (/^<!doctype/i.test(whole)) hasDoctype = true
    else if (words !== undefined) top().children.push(unescapeHtml(words))
    else if (name !== undefined && slash === '/') close(name.toLowerCase(), at)
    else if (name !== undefined) open(name.toLowerCase(), attributes, whole.endsWith('/>'))
  }
  for (const { element } of stack.slice(1))
    if (!MAY_STAY_OPEN.has(element.name)) fault(`\`${element.name}\` has no end`, text.length)
  return { root, hasDoctype, faults }

  function open(name: string, attributes: string, selfClosing: boolean): void {
    const children: (XmlElement | string)[] = []
    const element: XmlElement = { name, attributes: readAttributes(attributes), children, parent: top().element }
    top().children.push(element)
    if (RAW.has(name)) {
      const end = text.toLowerCase().indexOf(`</${name}`, TOKEN.lastIndex)
      children.push(text.slice(TOKEN.lastIndex, end === -1 ? text.length : end))
      TOKEN.lastIndex = end === -1 ? text.length : text.indexOf('>', end) + 1
    } else if (!VOID.has(name) && !selfClosing) stack.push({ element, children })
  }

  function close(name: string, at: number): void {
    const depth = stack.findLastIndex(({ element }) => element.name === name)
    if (depth < 1) return fault(`Unexpected \`</${name}>\`, nothing of that name is open`, at)
    for (const { element } of stack.slice(depth + 1))
      if (!MAY_STAY_OPEN.has(element.name))
        fault(`Unexpected \`</${name}>\`, expected the end of \`${element.name}\``, at)
    stack.length = depth
  }
}

function readAttributes(text: string): Map<string, string> {
  const attributes = new Map<string, string>()
  for (const [, name = '', double, single, bare] of text.matchAll(ATTRIBUTE))
    attributes.set(name.toLowerCase(), unescapeHtml(double ?? single ?? bare ?? ''))
  return attributes
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00A0' }

/** Names beyond these few stay as they are: they can only make words look longer. */
const unescapeHtml = (text: string): string =>
  text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return ENTITIES[name] ?? whole
    return String.fromCodePoint(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16))
  })
