/**
 * Step two of a PDF: pages of boxes become a file. Every box already has its position.
 *
 * @module
 */
import type { Document, Picture } from '../../document/document.ts'
import type { Theme } from '../../document/theme.ts'
import type { FaceName } from '../../fonts/open-faces.ts'
import { linkAddress, type Copy } from '../format.ts'
import {
  type AnchorBox,
  type BlankBox,
  type DrawnBox,
  type LinkBox,
  type Owner,
  type PageBoxes,
  type PictureBox,
  type Placed,
} from './boxes.ts'
import { Content, fontNames } from './content.ts'
import { embedFace, embedPicture } from './embed.ts'
import { addOutline, type OutlineEntry, StructureTree } from './structure-tree.ts'
import { PdfWriter, type Ref } from './pdf-writer.ts'
import { Widgets } from './widgets.ts'
import { wordIn, type MeasuredWord } from './break-lines.ts'

interface LinkTarget {
  readonly box: AnchorBox
  readonly page: Ref
  readonly top: number
}

function findAnchors(pages: readonly PageBoxes[], file: PdfWriter): readonly LinkTarget[] {
  return pages.flatMap((page, i) =>
    page.body.flatMap(({ y, boxes }) =>
      boxes.flatMap((box): LinkTarget[] => {
        const ref = file.pages[i]?.ref
        if (box.kind !== 'anchor' || ref === undefined) return []
        // A little above the heading, so that it is not at the very edge of the window.
        const { height } = page.size
        return [{ box, page: ref, top: Math.min(height, height - y - box.y + 8) }]
      }),
    ),
  )
}

/** A rectangle in PDF's form: left, bottom, right, top, from the bottom left corner. */
const toRect = (
  box: { readonly x: number; readonly width: number; readonly height: number },
  y: number,
  pageHeight: number,
): readonly [number, number, number, number] => [box.x, pageHeight - y - box.height, box.x + box.width, pageHeight - y]

class Drawing {
  readonly #file: PdfWriter
  readonly #tree: StructureTree
  readonly #widgets: Widgets
  readonly #theme: Theme
  readonly #copy: Copy
  readonly #anchors: ReadonlyMap<string, LinkTarget>
  readonly #heights: readonly number[]
  readonly #fonts = new Map<FaceName, { readonly ref: Ref; readonly words: Set<MeasuredWord> }>()

  readonly #pictures = new Map<Picture, { readonly label: string; readonly ref: Ref }>()

  constructor(file: PdfWriter, anchors: readonly LinkTarget[], heights: readonly number[], theme: Theme, copy: Copy) {
    this.#file = file
    this.#heights = heights
    this.#tree = new StructureTree(file)
    this.#widgets = new Widgets(file, theme)
    this.#theme = theme
    this.#copy = copy
    this.#anchors = new Map(anchors.map((anchor) => [anchor.box.id, anchor]))
  }

  #useFont(face: FaceName, words: readonly MeasuredWord[], page: number): void {
    let font = this.#fonts.get(face)
    if (font === undefined) {
      font = { ref: this.#file.ref(), words: new Set() }
      this.#fonts.set(face, font)
    }
    const fonts = this.#file.pages[page]?.fonts
    if (fonts !== undefined) fonts[fontNames[face]] = font.ref
    for (const word of words) font.words.add(word)
  }

  #link(box: LinkBox, y: number, page: number): void {
    const target = this.#anchors.get(box.href.slice(1))
    const action = box.href.startsWith('#')
      ? { Dest: target === undefined ? undefined : [target.page, 'XYZ', null, target.top, null] }
      : { A: { S: 'URI', URI: new String(linkAddress(box.href)) } }
    const annotation = this.#file.ref({
      Type: 'Annot',
      Subtype: 'Link',
      F: 4,
      Rect: toRect(box, y, this.#heights[page] ?? 0),
      Border: [0, 0, 0],
      Contents: new String(box.text),
      ...action,
    })
    this.#annotate(annotation, box, page)
  }

  #annotate(annotation: Ref, box: LinkBox | BlankBox, page: number): void {
    this.#file.pages[page]?.annotate(annotation)
    this.#tree.attach(box.owner, page, annotation)
    annotation.end()
  }

  #blank(box: BlankBox, y: number, content: Content, page: number): void {
    if (this.#copy === 'fill-in' && box.field.printOnly !== true) {
      this.#annotate(this.#widgets.add(box.field, toRect(box, y, this.#heights[page] ?? 0)), box, page)
      return
    }
    const { line, text, onBand } = this.#theme.colours
    const check = box.field.kind === 'check'
    const strokeWidth = check ? 1.1 : 0.75
    const inner = {
      x: box.x + strokeWidth / 2,
      width: box.width - strokeWidth,
      height: box.height - strokeWidth,
    }
    content.rect(
      { ...inner, fill: onBand, stroke: check ? text : line, strokeWidth, owner: box.owner },
      y + strokeWidth / 2,
    )
  }

  #picture(box: PictureBox, y: number, content: Content, page: number): void {
    let name = this.#pictures.get(box.picture)
    if (name === undefined) {
      name = { label: `Im${this.#pictures.size + 1}`, ref: embedPicture(this.#file, box.picture) }
      this.#pictures.set(box.picture, name)
    }
    const { pictures } = this.#file.pages[page] ?? {}
    if (pictures !== undefined) pictures[name.label] = name.ref
    content.picture(name.label, box, y)
    this.#extend(box.owner, page, box, y)
  }

  #box(box: DrawnBox, from: number, content: Content, page: number): void {
    const y = from + box.y
    switch (box.kind) {
      case 'text':
        this.#useFont(box.face, box.words, page)
        return content.text(box, y)
      case 'rect':
        content.rect(box, y)
        return this.#extend(box.owner, page, box, y)
      case 'picture':
        return this.#picture(box, y, content, page)
      case 'polygon':
        return content.polygon(box, y)
      case 'watermark':
        this.#useFont('bold', [box.word], page)
        return content.watermark(box, y)
      case 'empty': {
        const space = wordIn('regular', ' ')
        this.#useFont('regular', [space], page)
        return content.empty(box.owner, space, box.x, y)
      }
      case 'link':
        return this.#link(box, y, page)
      case 'blank':
        return this.#blank(box, y, content, page)
      case 'anchor':
    }
  }

  /** A picture extends as far as its background; everything else in it is on top of that. */
  #extend(owner: Owner, page: number, box: { x: number; width: number; height: number }, y: number): void {
    if (typeof owner === 'string' || owner.type !== 'Figure') return
    this.#tree.extend(owner, page, toRect(box, y, this.#heights[page] ?? 0))
  }

  page(page: PageBoxes, index: number): void {
    const content = new Content((owner) => `/${owner.type} <</MCID ${this.#tree.mark(owner, index)}>>`)
    const draw = ({ y, boxes }: Placed): void => boxes.forEach((box) => this.#box(box, y, content, index))
    page.behind.forEach(draw)
    page.body.forEach(draw)
    page.furniture.forEach(draw)
    this.#file.pages[index]?.write(content.end())
  }

  finish(bookmarks: readonly OutlineEntry[]): Uint8Array {
    for (const [face, { ref, words }] of this.#fonts)
      embedFace(this.#file, ref, face, new Set([...words].flatMap((word) => word.glyphs)))
    this.#tree.end()
    this.#widgets.end()
    addOutline(this.#file, bookmarks)
    return this.#file.finish()
  }
}

export function drawPages(pages: readonly PageBoxes[], document: Document, theme: Theme, copy: Copy): Uint8Array {
  const file = new PdfWriter(
    document,
    copy,
    pages.map(({ size }) => size),
  )
  const anchors = findAnchors(pages, file)
  const drawing = new Drawing(
    file,
    anchors,
    pages.map(({ size }) => size.height),
    theme,
    copy,
  )
  pages.forEach((page, i) => drawing.page(page, i))
  return drawing.finish(anchors.map(({ box, page, top }) => ({ title: box.title, level: box.level, page, top })))
}
