/**
 * Pages of boxes as lines of text, for tests that read a layout.
 *
 * @module
 */
import type { DrawnBox, Owner, PageBoxes, StructureTag, TextBox } from '../../src/render/pdf/boxes.ts'

export const textOf = (box: TextBox): string => box.words.map((word) => word.text).join('')

/** Boxes of the body in reading order, with `y` counted from the top of the page. */
export const bodyBoxes = (page: PageBoxes): readonly DrawnBox[] =>
  page.body.flatMap(({ y, boxes }) => boxes.map((box) => ({ ...box, y: box.y + y })))

export const allBoxes = (page: PageBoxes): readonly DrawnBox[] =>
  [...page.behind, ...page.body, ...page.furniture].flatMap(({ y, boxes }) =>
    boxes.map((box) => ({ ...box, y: box.y + y })),
  )

export const isText = (box: DrawnBox): box is TextBox => box.kind === 'text'

/** Element types from the document down, such as `Table TBody TR TD`. */
export function pathOf(owner: Owner): string {
  if (typeof owner === 'string') return `(${owner})`
  return owner.parent === null ? '' : `${pathOf(owner.parent)} ${owner.type}`.trim()
}

export function ancestor(owner: Owner, type: StructureTag['type']): StructureTag | undefined {
  if (typeof owner === 'string') return undefined
  if (owner.type === type) return owner
  return owner.parent === null ? undefined : ancestor(owner.parent, type)
}

/** What is on a page, one line for each line of text or blank: `path: words`. */
export function pageLines(page: PageBoxes): readonly string[] {
  const lines: { key: string; y: number; text: string }[] = []
  for (const box of bodyBoxes(page)) {
    if (box.kind === 'blank') lines.push({ key: `${pathOf(box.owner)} [${box.field.id}]`, y: -1, text: '' })
    if (!isText(box)) continue
    const key = pathOf(box.owner)
    const last = lines.at(-1)
    if (last !== undefined && last.key === key && last.y === box.y) last.text += textOf(box)
    else lines.push({ key, y: box.y, text: textOf(box) })
  }
  return lines.map(({ key, text }) => (text === '' ? key : `${key}: ${text.trimEnd()}`))
}
