/**
 * The structure tree: what a screen reader follows.
 *
 * Built from the tags of what is drawn, so an element exists because something was drawn in it. pdfkit's own builder
 * is not used: there an element that is never attached keeps the file from ending, and an annotation is said to be on
 * whichever page is current when its element ends.
 *
 * @module
 */
import type { Tag } from './boxes.ts'
import type { PdfFile, Ref } from './pdf-file.ts'

interface Element {
  readonly ref: Ref
  readonly kids: unknown[]
  /** The page that plain numbers in `kids` are on: that of the first thing drawn. */
  page: number | undefined
  /** Of a picture: left, bottom, right and top on that page. */
  extent: [number, number, number, number] | undefined
}

/** A tag's attributes as the file has them, per owner. */
function attributes(tag: Tag): unknown {
  if (tag.scope !== undefined) return { O: 'Table', Scope: tag.scope }
  if (tag.summary !== undefined) return { O: 'Table', Summary: new String(tag.summary) }
  if (tag.numbering !== undefined) return { O: 'List', ListNumbering: tag.numbering }
  if (tag.printField === 'cb') return { O: 'PrintField', Role: 'cb', checked: 'off', Desc: new String(tag.alt ?? '') }
  if (tag.printField === 'tv') return { O: 'PrintField', Role: 'tv', Desc: new String(tag.alt ?? '') }
  return undefined
}

export class StructureTree {
  readonly #file: PdfFile
  readonly #root: Ref
  readonly #elements = new Map<Tag, Element>()
  /** For each page, the element of each piece of marked content. */
  readonly #marked: Ref[][]
  readonly #annotated: Ref[] = []

  constructor(file: PdfFile) {
    this.#file = file
    this.#root = file.root.StructTreeRoot as Ref
    this.#marked = file.pages.map(() => [])
  }

  #element(tag: Tag): Element {
    const known = this.#elements.get(tag)
    if (known !== undefined) return known
    const parent = tag.parent === null ? undefined : this.#element(tag.parent)
    const kids: unknown[] = []
    const ref = this.#file.ref({
      S: tag.type,
      P: parent?.ref ?? this.#root,
      A: attributes(tag),
      Alt: tag.alt === undefined ? undefined : new String(tag.alt),
      K: kids,
    })
    const element: Element = { ref, kids, page: undefined, extent: undefined }
    if (parent === undefined) this.#root.data.K = ref
    else parent.kids.push(ref)
    this.#elements.set(tag, element)
    return element
  }

  /** @returns the number that marks the content which is about to be drawn for `tag` on this page */
  mark(tag: Tag, page: number): number {
    const element = this.#element(tag)
    const marked = this.#marked[page] ?? []
    const number = marked.push(element.ref) - 1
    const ref = this.#file.pages[page]?.ref
    if (element.page === undefined) {
      element.page = page
      element.ref.data.Pg = ref
    }
    element.kids.push(element.page === page ? number : { Type: 'MCR', Pg: ref, MCID: number })
    return number
  }

  /** Says how far a picture reaches, for readers that show it apart. */
  extend(tag: Tag, page: number, [left, bottom, right, top]: readonly [number, number, number, number]): void {
    const element = this.#element(tag)
    if (element.page !== page) return
    const [l, b, r, t] = element.extent ?? [left, bottom, right, top]
    element.extent = [Math.min(l, left), Math.min(b, bottom), Math.max(r, right), Math.max(t, top)]
    element.ref.data.A = { O: 'Layout', Placement: 'Block', BBox: element.extent }
  }

  /** Puts an annotation of this page into the element of `tag`. */
  attach(tag: Tag, page: number, annotation: Ref): void {
    const element = this.#element(tag)
    // A widget says itself what it is; the attribute is for a blank on paper.
    if (tag.printField !== undefined) element.ref.data.A = undefined
    annotation.data.StructParent = this.#marked.length + this.#annotated.push(element.ref) - 1
    element.kids.push({ Type: 'OBJR', Obj: annotation, Pg: this.#file.pages[page]?.ref })
  }

  end(): void {
    this.#file.pages.forEach((page, i) => {
      page.ref.data.StructParents = i
      page.ref.data.Tabs = 'S'
    })
    const numbers = [...this.#marked, ...this.#annotated].flatMap((entry, i) => [i, entry])
    this.#root.data.ParentTree = { Nums: numbers }
    this.#root.data.ParentTreeNextKey = numbers.length / 2
    for (const { ref } of this.#elements.values()) ref.end()
  }
}
