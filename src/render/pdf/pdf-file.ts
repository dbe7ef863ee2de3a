/**
 * The container: pdfkit numbers the objects, compresses streams and writes the cross-reference table. Nothing of its
 * text, table, list, form or tagging code is used: see the reasons in `draw-pages.ts` and `structure-tree.ts`.
 *
 * The one place that reaches into pdfkit's private parts (`_root`, `_write`, `_addInfo`), so its version is pinned exactly.
 *
 * @module
 */
import PDFDocument from 'pdfkit'
import type { Document } from '../../document/document.ts'
import type { Copy } from '../format.ts'
import type { PageSize } from './boxes.ts'
import { xmpDescriptions } from './metadata.ts'
import { Written } from './written.ts'

/** An object of the file. Strings in `data` are names; `new String(…)` is text. */
export interface Ref {
  data: Record<string, unknown>
  write(chunk: string | Uint8Array): void
  end(chunk?: string | Uint8Array): void
  /** How other objects name it: `12 0 R`. */
  toString(): string
}

export interface FilePage {
  readonly ref: Ref
  readonly fonts: Record<string, Ref>
  readonly pictures: Record<string, Ref>
  write(content: string): void
  annotate(annotation: Ref): void
}

interface PdfkitPage {
  readonly dictionary: Ref
  readonly fonts: Record<string, Ref>
  readonly xobjects: Record<string, Ref>
  readonly annotations: Ref[]
  write(content: string): void
}

const PRODUCER = 'practice-packs'

class Container extends PDFDocument {
  // Filled by pdfkit's constructor, before fields of this class would be: so they are only declared.
  declare readonly _root: Ref
  declare _offset: number
  declare chunks: Uint8Array[] | undefined
  /** Written, but not yet bytes. */
  declare lines: string | undefined
  declare whole: boolean | undefined
  declare descriptions: string | undefined

  /** Takes bytes as they come, in place of a stream that somebody drains. */
  override push(chunk: Uint8Array | null): boolean {
    this.flush()
    if (chunk === null) this.whole = true
    else (this.chunks ??= []).push(chunk)
    return true
  }

  /** As pdfkit's own, which turns text into bytes one character at a time; here many lines become bytes at once. */
  _write(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.lines = `${this.lines ?? ''}${data}\n`
      this._offset += data.length + 1
      return
    }
    this.push(data)
    this._offset += data.length
  }

  flush(): void {
    if (this.lines === undefined) return
    const bytes = Buffer.from(this.lines, 'latin1')
    this.lines = undefined
    ;(this.chunks ??= []).push(bytes)
  }

  /** pdfkit writes titles into the metadata without escaping them: one `&` would make it unreadable. */
  _addInfo(): void {
    this.appendXML(this.descriptions ?? '', false)
  }

  /** The form is written by `widgets.ts`; pdfkit would look for fonts that it never set up. */
  override endAcroForm(): this {
    return this
  }
}

export class PdfFile {
  readonly root: Record<string, unknown>
  readonly pages: readonly FilePage[]
  readonly #container: Container

  constructor(document: Document, copy: Copy, sizes: readonly PageSize[]) {
    const created = new Date(`${document.modified}T00:00:00Z`)
    const info = {
      Title: document.title,
      Author: document.author,
      Subject: document.subject,
      Creator: PRODUCER,
      Producer: PRODUCER,
      CreationDate: created,
    }
    this.#container = new Container({
      pdfVersion: '1.7',
      // A fill-in copy makes no claim to be an archive file: readers would open it for reading only.
      ...(copy === 'print' ? { subset: 'PDF/A-2a' as const } : {}),
      lang: document.language,
      displayTitle: true,
      tagged: true,
      bufferPages: true,
      autoFirstPage: false,
      margin: 0,
      info,
      // No default font: Helvetica would be loaded and never used.
      font: null as unknown as string,
    })
    this.#container.descriptions = xmpDescriptions(info)
    this.root = this.#container._root.data
    this.pages = sizes.map((size) => this.#addPage(size))
  }

  #addPage({ width, height }: PageSize): FilePage {
    this.#container.addPage({ size: [width, height], margin: 0 })
    const page = this.#container.page as unknown as PdfkitPage
    return {
      ref: page.dictionary,
      fonts: page.fonts,
      get pictures() {
        return page.xobjects
      },
      write: (content) => page.write(content),
      annotate: (annotation) => void page.annotations.push(annotation),
    }
  }

  /** A new object; it must be ended before the file can be. */
  ref(data: Record<string, unknown> = {}): Ref {
    return this.#container.ref(data) as unknown as Ref
  }

  /** A new object that is complete. */
  add(data: Record<string, unknown>, stream?: string | Uint8Array): Ref {
    const ref = this.ref(data)
    ref.end(stream)
    return ref
  }

  /** Ends an object with what it holds, already in the words of the file. */
  endAs(ref: Ref, content: string): void {
    ref.data = new Written(content) as unknown as Ref['data']
    ref.end()
  }

  /** @throws if an object was never ended: pdfkit would wait for it for ever, and the file would have no end */
  finish(): Uint8Array {
    this.#container.end()
    if (this.#container.whole !== true) throw new Error('The PDF has an object that was never ended')
    return Buffer.concat(this.#container.chunks ?? [])
  }
}
