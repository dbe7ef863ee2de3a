/**
 * Everything undocumented in pdfkit that this program relies on; nothing else in `src/` goes beyond its documented
 * calls: the constructor's options, `addPage`, `page`, `ref`, `info`, `end`. `test/render/pdfkit-internals.test.ts`
 * fails when a new version changes any of it.
 *
 * @module
 */
import PDFDocument from 'pdfkit'

/** An object of the file. Strings in `data` are names; `new String(…)` is text. */
export interface Ref {
  /** May be replaced until the object is ended; {@link Written} replaces it with content that is already written. */
  data: Record<string, unknown>
  /** Written data becomes a stream, compressed unless `data.Filter` was given to `ref()`. */
  write(chunk: string | Uint8Array): void
  end(chunk?: string | Uint8Array): void
  /** How other objects refer to it: `12 0 R`. */
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
  /** Operators. pdfkit has already flipped the page, so that coordinates are measured from the top left corner. */
  write(content: string): void
}

/** Undocumented members, with the reason for each. */
interface PdfkitInternals {
  /**
   * The catalogue. `AcroForm`, `Outlines`, `PageMode` and the contents of `StructTreeRoot` (made by the option `tagged`)
   * have no public setter that takes objects of ours.
   */
  readonly _root: Ref
  /**
   * Bytes written so far: the replacement of `_write` must count them, because the cross-reference table is made from
   * it.
   */
  _offset: number
  /**
   * Replaced: pdfkit encodes text one character at a time and pushes each line into a stream, which takes an eighth of
   * the time for a long checklist.
   */
  _write(data: string | Uint8Array): void
  /** Replaced: pdfkit inserts titles into the metadata (XMP) without escaping, and an `&` makes it unreadable. */
  _addInfo(): void
  /** Called by the replacement of `_addInfo`; pdfkit adds the PDF/A claim and the XMP wrapper itself. */
  appendXML(xml: string, newline?: boolean): void
  /** Disabled: `widgets.ts` writes the form, and pdfkit would look for fonts that it never set up. */
  endAcroForm(): this
}

/** For the option `font`, so that pdfkit loads none. Otherwise Helvetica would be read from disk and never used. */
export const NO_FONT = null as unknown as string

/** The last line of a file, which pdfkit writes after every object has been ended. */
const LAST_LINE = '%%EOF'

/** A document that collects its bytes; pdfkit's own stream stays empty. */
export class Container extends PDFDocument implements PdfkitInternals {
  // pdfkit's constructor writes before the initialisers of this class run, so these are only declared.
  declare readonly _root: Ref
  declare _offset: number
  /** Lines that are not encoded yet. */
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

  /** @returns the file, or null when an object was never ended, for which pdfkit would wait */
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

/** May replace an object's data: pdfkit writes `toString()` of anything that is not a plain object. */
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
