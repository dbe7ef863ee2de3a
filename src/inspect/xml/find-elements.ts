/**
 * Questions asked of an XML tree.
 *
 * @module
 */
import type { XmlElement } from '../../base/xml.ts'

/** Every element below, in order; of the given names when any are given. */
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

/** The first child of that name; with more names, the first such grandchild and so on. */
export function childAt(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let here = element
  for (const name of path) here = childrenOf(here, name)[0]
  return here
}

/** The nearest ancestor of one of the names. */
export function ancestor(element: XmlElement, ...names: readonly string[]): XmlElement | null {
  for (let here = element.parent; here; here = here.parent) if (names.includes(here.name)) return here
  return null
}

/** All text below, as stored. */
export const textIn = (element: XmlElement | undefined): string =>
  (element?.children ?? []).map((child) => (typeof child === 'string' ? child : textIn(child))).join('')
