/**
 * Everything that pdfkit does not promise and this program relies on; nothing else in `src/` reaches past its documented
 * calls. `test/render/pdfkit-internals.test.ts` fails when a new version changes any of it.
 *
 * Documented calls are used for the rest: the constructor's options, `addPage`, `page`, `ref`, `info`, `end`.
 *
 * @module
 */
import PDFDocument from 'pdfkit'

/** An object of the file. Strings in `data` are names; `new String(…)` is text. */
export interface Ref {
  /** May be replaced as a whole until the object is ended; {@link Written} takes the place of what is written already. */
  data: Record<string, unknown>
  /** What is written becomes a stream, compressed unless `data.Filter` was given to `ref()`. */
  write(chunk: string | Uint8Array): void
  end(chunk?: string | Uint8Array): void
  /** How other objects name it: `12 0 R`. */
  toString(): string
}

/** A page as pdfkit keeps it; its content and resources are ended by `end()` of the document. */
interface PdfkitPage {
  /** `StructParents` and `Tabs` are set here: pdfkit numbers pages only when its own tagging code is used. */
  readonly dictionary: Ref
  /** Font resources by name: our fonts are objects of ours, which `font()` cannot register. */
  readonly fonts: Record<string, Ref>
  /** Picture resources by name: `image()` would give a PNG transparency, which PDF/A-2a readers stumble over. */
  readonly xobjects: Record<string, Ref>
  /** Links and fields: `annotate()` and `formField()` drop the spoken name and the place in the structure tree. */
  readonly annotations: Ref[]
  /** Operators; pdfkit has already turned the page over, so that coordinates count from the top left corner. */
  write(content: string): void
}

/** Members without documentation, with what they are needed for. */
interface PdfkitInternals {
  /**
   * The catalogue. `AcroForm`, `Outlines`, `PageMode` and the contents of `StructTreeRoot` (made by the option `tagged`)
   * have no public setter that takes objects of ours.
   */
  readonly _root: Ref
  /** Bytes written so far: what replaces `_write` must count them, because the cross-reference table is made from it. */
  _offset: number
  /**
   * Replaced: pdfkit turns text into bytes one character at a time and pushes each line into a stream; that takes one
   * part in eight of the time that a long checklist needs.
   */
  _write(data: string | Uint8Array): void
  /** Replaced: pdfkit puts titles into the metadata (XMP) without escaping them, and an `&` makes it unreadable. */
  _addInfo(): void
  /** Called by what replaces `_addInfo`; pdfkit adds the claim of PDF/A by itself, and the wrapping of XMP. */
  appendXML(xml: string, newline?: boolean): void
  /** Replaced by nothing: the form is written by `widgets.ts`; pdfkit looks for fonts that it never set up. */
  endAcroForm(): this
}

/** As the option `font`: pdfkit loads none. Else Helvetica would be read from disk and never used. */
export const NO_FONT = null as unknown as string

/** The last line of a file; pdfkit writes it when every object has been ended. */
const LAST_LINE = '%%EOF'

/** A document that keeps its bytes. pdfkit's own stream stays empty. */
export class Container extends PDFDocument implements PdfkitInternals {
  // pdfkit's constructor writes already, before initialisers of this class run: so these are only declared.
  declare readonly _root: Ref
  declare _offset: number
  /** Lines that are not bytes yet. */
  declare private lines: string | undefined
  declare private chunks: Uint8Array[] | undefined
  /** XMP descriptions, escaped. */
  declare descriptions: string | undefined

  _write(data: string | Uint8Array): void {
    if (typeof data === 'string') {
      this.lines = `${this.lines ?? ''}${data}\n`
      this._offset += data.length + 1
      return
    }
    this.flush()
    ;(this.chunks ??= []).push(data)
    this._offset += data.length
  }

  _addInfo(): void {
    this.appendXML(this.descriptions ?? '', false)
  }

  override endAcroForm(): this {
    return this
  }

  /** @returns the file, or null when an object was never ended: pdfkit then waits for it */
  finish(): Uint8Array | null {
    this.end()
    const ended = this.lines?.endsWith(`${LAST_LINE}\n`) === true
    this.flush()
    return ended ? Buffer.concat(this.chunks ?? []) : null
  }

  private flush(): void {
    if (this.lines === undefined) return
    ;(this.chunks ??= []).push(Buffer.from(this.lines, 'latin1'))
    this.lines = undefined
  }
}

export const catalogueOf = (document: Container): Record<string, unknown> => document._root.data

export const currentPage = (document: Container): PdfkitPage => document.page as unknown as PdfkitPage

/** What may take the place of an object's data: pdfkit writes `toString()` of what says that it is no plain object. */
export class Written {
  readonly [Symbol.toStringTag] = 'Written'
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  toString(): string {
    return this.#text
  }
}
