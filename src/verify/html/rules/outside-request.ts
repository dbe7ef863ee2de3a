import type { Rule } from '../../rule.ts'
import { elementsIn, textIn } from '../../xml/find-elements.ts'
import type { XmlElement } from '../../xml/parse-xml.ts'
import type { HtmlSubject } from '../html-subject.ts'

/** What a browser loads by itself. A link (`a href`) is followed only by a reader. */
const LOADS: readonly (readonly [element: string, attribute: string])[] = [
  ...['img', 'script', 'iframe', 'source', 'video', 'audio', 'embed', 'track', 'input'].map(
    (name) => [name, 'src'] as const,
  ),
  ...([
    ['img', 'srcset'],
    ['source', 'srcset'],
    ['link', 'href'],
    ['object', 'data'],
    ['use', 'href'],
    ['form', 'action'],
  ] as const),
]
const SENDS = /\b(fetch\s*\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts|import\s*\()/

export const outsideRequest: Rule<HtmlSubject> = {
  id: 'outside-request',
  why: 'The page must work offline, and must not tell anyone who opened it.',
  *check({ root }) {
    for (const [name, attribute] of LOADS)
      for (const element of elementsIn(root, name)) {
        const address = element.attributes.get(attribute)
        if (address !== undefined && !isInside(address))
          yield { message: `\`${name} ${attribute}\` loads \`${address.slice(0, 60)}\`` }
      }
    for (const style of elementsIn(root, 'style')) yield* loadsOfStyle(style)
    for (const script of elementsIn(root, 'script')) {
      const sends = SENDS.exec(textIn(script))?.[1]
      if (sends !== undefined) yield { message: `A script can send or load data (\`${sends.trim()}\`)` }
    }
    for (const element of elementsIn(root))
      for (const [, address = ''] of (element.attributes.get('style') ?? '').matchAll(URL_IN_STYLE))
        if (!isInside(address)) yield { message: `A style attribute loads \`${address.slice(0, 60)}\`` }
  },
}

const URL_IN_STYLE = /url\(\s*["']?([^"')]*)/g

function* loadsOfStyle(style: XmlElement): Generator<{ message: string }> {
  const rules = textIn(style)
  for (const [, address = ''] of rules.matchAll(URL_IN_STYLE))
    if (!isInside(address)) yield { message: `A style loads \`${address.slice(0, 60)}\`` }
  if (/@import\b/.test(rules)) yield { message: 'A style imports another one' }
}

const isInside = (address: string): boolean => /^(data:|#|blob:)/.test(address.trim()) || address.trim() === ''
