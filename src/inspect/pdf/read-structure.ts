/**
 * Reads the structure tree, which screen readers follow (ISO 32000-1, 14.7).
 *
 * @module
 */
import type { PdfFile, PdfPage } from './pdf-reader.ts'
import { emptyDict, isKind, nameOf, type PdfDict, type PdfValue, textOf } from './pdf-tokens.ts'

export interface StructureElement {
  readonly kind: 'element'
  /** Standard type, after the role map. */
  readonly type: string
  readonly dict: PdfDict
  readonly parent: StructureElement | null
  readonly kids: readonly StructureKid[]
}

/** Marked content on a page: the text and drawings of an element. */
export interface MarkedContent {
  readonly kind: 'content'
  readonly page: number
  readonly mcid: number
  readonly element: StructureElement
}

/** An annotation (a link, a form field) inside an element. */
interface ObjectReference {
  readonly kind: 'object'
  readonly object: number
  /** Number of the page that it claims to be on, 0 where it names none. */
  readonly page: number
  readonly element: StructureElement
}

type StructureKid = StructureElement | MarkedContent | ObjectReference

/** The root of the tree as an element of type `Root`; without kids when the file is not tagged. */
export function readStructureTree(file: PdfFile, pages: readonly PdfPage[]): StructureElement {
  const treeRoot = file.catalogue.entries.get('StructTreeRoot')
  const roles = file.dict(file.entry(treeRoot, 'RoleMap'))
  const pageNumbers = new Map(pages.map((page) => [page.object, page.number]))
  const pageOf = (value: PdfValue | undefined): number => (isKind(value, 'ref') ? (pageNumbers.get(value.num) ?? 0) : 0)
  const seen = new Set<number>()

  const standardType = (type: string): string => {
    let name = type
    for (let hops = 0; hops < 8; hops += 1) {
      const mapped = nameOf(file.get(roles.entries.get(name)))
      if (mapped === undefined || mapped === name) break
      name = mapped
    }
    return name
  }

  const readKids = (value: PdfValue | undefined, element: StructureElement, page: number): StructureKid[] =>
    file.list(value).flatMap((kid) => readKid(kid, element, page))

  const readKid = (kid: PdfValue, element: StructureElement, page: number): StructureKid[] => {
    const found = file.get(kid)
    if (typeof found === 'number') return [{ kind: 'content', page, mcid: found, element }]
    if (!isKind(found, 'dict')) return []
    const ownPage = found.entries.has('Pg') ? pageOf(found.entries.get('Pg')) : page
    const type = nameOf(file.get(found.entries.get('Type')))
    if (type === 'MCR') return [{ kind: 'content', page: ownPage, mcid: Number(file.entry(found, 'MCID')), element }]
    if (type === 'OBJR') {
      const object = found.entries.get('Obj')
      return [{ kind: 'object', object: isKind(object, 'ref') ? object.num : 0, page: ownPage, element }]
    }
    // A cyclic tree would never end, so a second visit is skipped.
    if (isKind(kid, 'ref') && seen.has(kid.num)) return []
    if (isKind(kid, 'ref')) seen.add(kid.num)
    const kids: StructureKid[] = []
    const child: StructureElement = {
      kind: 'element',
      type: standardType(nameOf(file.get(found.entries.get('S'))) ?? ''),
      dict: found,
      parent: element,
      kids,
    }
    kids.push(...readKids(found.entries.get('K'), child, ownPage))
    return [child]
  }

  const kids: StructureKid[] = []
  const root: StructureElement = {
    kind: 'element',
    type: 'Root',
    dict: file.dict(treeRoot) ?? emptyDict,
    parent: null,
    kids,
  }
  kids.push(...readKids(root.dict.entries.get('K'), root, 0))
  return root
}

/** The element and everything below it, in reading order. */
export function* walk(element: StructureElement): Generator<StructureKid> {
  yield element
  for (const kid of element.kids) {
    if (kid.kind === 'element') yield* walk(kid)
    else yield kid
  }
}

/** Every element below, in reading order; of the given types when any are given. */
export function* elementsOf(root: StructureElement, ...types: readonly string[]): Generator<StructureElement> {
  for (const kid of walk(root))
    if (kid.kind === 'element' && kid !== root && (types.length === 0 || types.includes(kid.type))) yield kid
}

/** The nearest ancestor of the type, the element itself included. */
export function closest(element: StructureElement, ...types: readonly string[]): StructureElement | null {
  for (let here: StructureElement | null = element; here; here = here.parent) if (types.includes(here.type)) return here
  return null
}

/** Attribute of an element with any owner (ISO 32000-1, 14.7.5): `Scope`, `Summary`, `RowSpan`. */
export function attribute(file: PdfFile, element: StructureElement, key: string): PdfValue {
  for (const owner of file.list(element.dict.entries.get('A'))) {
    const value = file.entry(owner, key)
    if (value !== null) return value
  }
  return null
}

export const alternative = (file: PdfFile, element: StructureElement): string =>
  textOf(file.get(element.dict.entries.get('Alt'))) ?? textOf(file.get(element.dict.entries.get('ActualText'))) ?? ''
