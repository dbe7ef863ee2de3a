/**
 * All that the rules for HTML pages look at.
 *
 * @module
 */
import { ancestor, elementsIn } from '../xml/find-elements.ts'
import type { XmlElement } from '../../base/xml.ts'
import { type HtmlPage, parseHtml } from './parse-html.ts'

export interface HtmlSubject extends HtmlPage {
  readonly path: string
  readonly source: string
}

export const readHtmlSubject = (path: string, bytes: Uint8Array): HtmlSubject => {
  const source = new TextDecoder('utf-8').decode(bytes)
  return { path, source, ...parseHtml(source) }
}

/** What an element says, pictures by their text alternatives; scripts and styles say nothing. */
export function wordsOf(element: XmlElement): string {
  const parts = element.children.map((child) => {
    if (typeof child === 'string') return child
    if (['script', 'style', 'template'].includes(child.name)) return ''
    return child.name === 'img' ? (child.attributes.get('alt') ?? '') : ` ${wordsOf(child)} `
  })
  return parts.join('').replace(/\s+/g, ' ').trim()
}

/** The accessible name that the page itself spells out: a label, words, or `aria-label`. */
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
