/**
 * XML of office files → tags and the text between them, as a stream: enough to read what a person typed.
 *
 * @module
 */
export type Attributes = ReadonlyMap<string, string>

export interface Tag {
  readonly name: string
  readonly opens: boolean
  readonly closes: boolean
  readonly attributes: Attributes
}

/** Tags and the text between them. Comments, instructions and document types are passed over, entities of XML decoded. */
export function* xmlTokens(xml: string): Generator<Tag | string> {
  const token = /<!--[\s\S]*?-->|<[?!][^>]*>|<(\/?)([^\s/>]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/g
  for (const [, slash, name, rest, selfClosing, text] of xml.matchAll(token)) {
    if (text !== undefined) yield decode(text)
    else if (name !== undefined) {
      const attributes = new Map<string, string>()
      for (const [, key = '', double, single] of (rest ?? '').matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        attributes.set(key, decode(double ?? single ?? ''))
      }
      yield { name, opens: slash !== '/', closes: slash === '/' || selfClosing === '/', attributes }
    }
  }
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

function decode(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      if (name === undefined) return code <= 0x10ffff ? String.fromCodePoint(code) : whole
      return ENTITIES[name] ?? whole
    },
  )
}
