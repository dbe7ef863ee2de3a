/**
 * The container: pdfkit numbers the objects, compresses streams and writes the cross-reference table. Its text, table,
 * list, form and tagging code is not used: the reasons are in `structure-tree.ts`, `widgets.ts` and `pdfkit-internals.ts`.
 *
 * @module
 */
import type { Document } from '../../document/document.ts'
import type { Copy } from '../format.ts'
import type { PageSize } from './boxes.ts'
import { xmpDescriptions } from './metadata.ts'
import { catalogueOf, Container, currentPage, NO_FONT, Written, type Ref } from './pdfkit-internals.ts'

export type { Ref } from './pdfkit-internals.ts'

export interface FilePage {
  readonly ref: Ref
  readonly fonts: Record<string, Ref>
  readonly pictures: Record<string, Ref>
  write(content: string): void
  annotate(annotation: Ref): void
}

const PRODUCER = 'practice-packs'

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
      font: NO_FONT,
    })
    this.#container.descriptions = xmpDescriptions(info)
    this.root = catalogueOf(this.#container)
    this.pages = sizes.map((size) => this.#addPage(size))
  }

  #addPage({ width, height }: PageSize): FilePage {
    this.#container.addPage({ size: [width, height], margin: 0 })
    const page = currentPage(this.#container)
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
    const bytes = this.#container.finish()
    if (bytes === null) throw new Error('The PDF has an object that was never ended')
    return bytes
  }
}
