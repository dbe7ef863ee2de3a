/**
 * Bookmarks: the document's headings, nested by level.
 *
 * @module
 */
import type { PdfFile, Ref } from './pdf-file.ts'

export interface Bookmark {
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

export function addOutline(file: PdfFile, bookmarks: readonly Bookmark[]): void {
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
