/**
 * The structure tree, which screen readers follow, and the bookmarks.
 *
 * Built from the tags of what is drawn, so an element exists because something was drawn in it. pdfkit's own builder is
 * not used: with it, an element that is never attached keeps the file from ending, and an annotation is assigned to
 * whichever page is current when its element ends.
 *
 * @module
 */
import type { StructureTag } from './boxes.ts'
import { dictionary, writtenNumber, writtenText } from './content.ts'
import type { PdfWriter, Ref } from './pdf-writer.ts'

/** Left, bottom, right and top on a page, in points from its bottom left corner. */
type Extent = readonly [number, number, number, number]

interface Element {
  readonly ref: Ref
  readonly tag: StructureTag
  readonly parent: Ref
  /** Its content, as written: elements, numbers of marked content, annotations. */
  kids: string
  /** The page that numbers in `kids` refer to: that of the first thing drawn. */
  page: number | undefined
  /** Of a picture, on that page. */
  extent: Extent | undefined
  /** Filled in on screen: the widget then has the role and name. */
  isWidget: boolean
}

/** A tag's attributes in PDF syntax, per owner. */
function attributes({ tag, extent, isWidget }: Element): string {
  if (extent !== undefined) return `/O /Layout\n/Placement /Block\n/BBox [${extent.map(writtenNumber).join(' ')}]\n`
  if (tag.scope !== undefined) return `/O /Table\n/Scope /${tag.scope}\n`
  if (tag.summary !== undefined) return `/O /Table\n/Summary ${writtenText(tag.summary)}\n`
  if (tag.numbering !== undefined) return `/O /List\n/ListNumbering /${tag.numbering}\n`
  if (tag.printField === undefined || isWidget) return ''
  const role = tag.printField === 'cb' ? '/Role /cb\n/checked /off' : '/Role /tv'
  return `/O /PrintField\n${role}\n/Desc ${writtenText(tag.alt ?? '')}\n`
}

function elementWritten(element: Element, page: Ref | undefined): string {
  const { tag, parent, kids } = element
  const about = attributes(element)
  return dictionary(
    `/S /${tag.type}\n/P ${parent}\n` +
      (about === '' ? '' : `/A ${dictionary(about)}\n`) +
      (tag.alt === undefined ? '' : `/Alt ${writtenText(tag.alt)}\n`) +
      `/K [${kids}]\n` +
      (page === undefined ? '' : `/Pg ${page}\n`),
  )
}

const add = (element: Element, kid: string | number): void => {
  element.kids += element.kids === '' ? String(kid) : ` ${kid}`
}

export class StructureTree {
  readonly #file: PdfWriter
  readonly #root: Ref
  readonly #elements = new Map<StructureTag, Element>()
  /** For each page, the element of each piece of marked content. */
  readonly #marked: Ref[][]
  readonly #annotated: Ref[] = []

  constructor(file: PdfWriter) {
    this.#file = file
    this.#root = file.root.StructTreeRoot as Ref
    this.#marked = file.pages.map(() => [])
  }

  #element(tag: StructureTag): Element {
    const known = this.#elements.get(tag)
    if (known !== undefined) return known
    const parent = tag.parent === null ? undefined : this.#element(tag.parent)
    const ref = this.#file.ref()
    const element: Element = {
      ref,
      tag,
      parent: parent?.ref ?? this.#root,
      kids: '',
      page: undefined,
      extent: undefined,
      isWidget: false,
    }
    if (parent === undefined) this.#root.data.K = ref
    else add(parent, `${ref}`)
    this.#elements.set(tag, element)
    return element
  }

  /** @returns the number that marks the content to be drawn for `tag` on this page */
  mark(tag: StructureTag, page: number): number {
    const element = this.#element(tag)
    const marked = this.#marked[page] ?? []
    const number = marked.push(element.ref) - 1
    element.page ??= page
    const elsewhere = `/Type /MCR\n/Pg ${this.#file.pages[page]?.ref}\n/MCID ${number}\n`
    add(element, element.page === page ? number : dictionary(elsewhere))
    return number
  }

  /** Records the extent of a picture, for readers that display it separately. */
  extend(tag: StructureTag, page: number, [left, bottom, right, top]: Extent): void {
    const element = this.#element(tag)
    if (element.page !== page) return
    const [l, b, r, t] = element.extent ?? [left, bottom, right, top]
    element.extent = [Math.min(l, left), Math.min(b, bottom), Math.max(r, right), Math.max(t, top)]
  }

  /** Adds an annotation of this page to the element of `tag`. */
  attach(tag: StructureTag, page: number, annotation: Ref): void {
    const element = this.#element(tag)
    element.isWidget = tag.printField !== undefined
    annotation.data.StructParent = this.#marked.length + this.#annotated.push(element.ref) - 1
    add(element, dictionary(`/Type /OBJR\n/Obj ${annotation}\n/Pg ${this.#file.pages[page]?.ref}\n`))
  }

  end(): void {
    this.#file.pages.forEach((page, i) => {
      page.ref.data.StructParents = i
      page.ref.data.Tabs = 'S'
    })
    const numbers = [...this.#marked, ...this.#annotated].flatMap((entry, i) => [i, entry])
    this.#root.data.ParentTree = { Nums: numbers }
    this.#root.data.ParentTreeNextKey = numbers.length / 2
    for (const element of this.#elements.values())
      this.#file.endAs(element.ref, elementWritten(element, this.#pageOf(element)))
  }

  #pageOf({ page }: Element): Ref | undefined {
    return page === undefined ? undefined : this.#file.pages[page]?.ref
  }
}

export interface OutlineEntry {
  readonly title: string
  readonly level: number
  readonly page: Ref
  /** Points from the bottom of the page. */
  readonly top: number
}

interface Item {
  readonly ref: Ref
  readonly level: number
  readonly children: Item[]
}

const countAll = (items: readonly Item[]): number => items.reduce((sum, item) => sum + 1 + countAll(item.children), 0)

function join(parent: Ref, children: readonly Item[]): void {
  if (children.length === 0) return
  parent.data.First = children[0]?.ref
  parent.data.Last = children.at(-1)?.ref
  parent.data.Count = countAll(children)
  children.forEach((child, i) => {
    Object.assign(child.ref.data, { Parent: parent, Prev: children[i - 1]?.ref, Next: children[i + 1]?.ref })
    join(child.ref, child.children)
    child.ref.end()
  })
}

/** Bookmarks: the document's headings, nested by level. */
export function addOutline(file: PdfWriter, bookmarks: readonly OutlineEntry[]): void {
  if (bookmarks.length === 0) return
  const root = file.ref({ Type: 'Outlines' })
  const top: Item = { ref: root, level: 0, children: [] }
  const open: Item[] = [top]
  for (const { title, level, page, top: y } of bookmarks) {
    const ref = file.ref({ Title: new String(title), Dest: [page, 'XYZ', null, y, null] })
    while ((open.at(-1)?.level ?? 0) >= level) open.pop()
    const item: Item = { ref, level, children: [] }
    ;(open.at(-1) ?? top).children.push(item)
    open.push(item)
  }
  join(root, top.children)
  root.end()
  file.root.Outlines = root
  file.root.PageMode = 'UseOutlines'
}
