/**
 * Small PDFs for the fault suite, written with pdfkit directly: one that is sound, and room for one fault.
 *
 * @module
 */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const require = createRequire(import.meta.url)
const ARIMO = readFileSync(require.resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf'))

type Structure = PDFKit.PDFStructureElement
type Dictionary = Record<string, unknown>
/** An object of the file; not in pdfkit’s types. */
interface Reference {
  write(content: string): void
  end(): void
}

const claims = (ua: boolean, archive: boolean): string =>
  `<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">` +
  `${ua ? '<pdfuaid:part>1</pdfuaid:part>' : ''}${archive ? '<pdfaid:part>2</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance>' : ''}` +
  '</rdf:Description>'

export interface DraftOptions {
  readonly title?: string
  readonly language?: string
  readonly displayTitle?: boolean
  readonly tagged?: boolean
  readonly claimsUa?: boolean
  readonly claimsArchive?: boolean
  /** Points; the page number has the same size. */
  readonly bodyPt?: number
  readonly pageNumberPt?: number
  readonly bookmarks?: boolean
}

/** A document being written: pdfkit with the few moves that a sound tagged PDF needs. */
export class DraftPdf {
  readonly doc: PDFKit.PDFDocument
  readonly root: Structure
  readonly options: DraftOptions
  page = 0

  constructor(options: DraftOptions) {
    this.options = options
    const { title = 'Checklist', language = 'en-GB', displayTitle = true, tagged = true } = options
    this.doc = new PDFDocument({
      pdfVersion: '1.7',
      size: 'A4',
      tagged,
      displayTitle,
      autoFirstPage: false,
      margins: { top: 72, bottom: 72, left: 57, right: 57 },
      info: { Title: title, CreationDate: new Date(0) },
      ...(language === '' ? {} : { lang: language }),
    })
    this.doc.appendXML(claims(options.claimsUa ?? true, options.claimsArchive ?? true))
    this.doc.registerFont('Arimo', ARIMO)
    this.doc.font('Arimo').fontSize(options.bodyPt ?? 12)
    this.doc.on('pageAdded', () => this.footer())
    this.root = this.doc.struct('Document')
    if (tagged) this.doc.addStructure(this.root)
    this.doc.addPage()
  }

  /** An element below `parent`; call `end()` on it when it holds elements of its own. */
  element(type: string, parent = this.root, options: Dictionary = {}, attributes?: Dictionary): Structure {
    const element = this.doc.struct(type, options)
    if (attributes) (element as unknown as { dictionary: { data: Dictionary } }).dictionary.data['A'] = attributes
    parent.add(element)
    return element
  }

  /** An element that holds what `draw` draws. */
  leaf(type: string, draw: () => void, parent = this.root, options: Dictionary = {}, attributes?: Dictionary): void {
    const element = this.element(type, parent, options, attributes)
    element.add(draw)
    element.end()
  }

  text(type: string, words: string, parent = this.root, attributes?: Dictionary): void {
    this.leaf(type, () => void this.doc.text(words), parent, {}, attributes)
  }

  heading(level: 1 | 2 | 3, words: string): void {
    if (this.options.bookmarks !== false) this.doc.outline.addItem(words)
    this.doc.moveDown(0.5)
    this.text(`H${level}`, words)
  }

  artifact(draw: () => void, type = 'Layout'): void {
    this.doc.markContent('Artifact', { type } as PDFKit.Mixins.MarkingOptions)
    draw()
    this.doc.endMarkedContent()
  }

  link(words: string, address: string, contents: string | null = words, parent = this.root): void {
    const paragraph = this.element('P', parent)
    const link = this.element('Link', paragraph)
    const { x, y } = this.doc
    link.add(() => void this.doc.text(words))
    this.annotation(x, y, 160, 14, link, {
      Subtype: 'Link',
      A: this.ref({ S: 'URI', URI: text(address) }),
      ...(contents === null ? {} : { Contents: text(contents) }),
    })
    link.end()
    paragraph.end()
  }

  /** A tick box that can be ticked. Extra entries replace its own; undefined drops one. */
  tickBox(name: string, label: string, extra: Dictionary = {}, inForm = true): void {
    const paragraph = this.element('P')
    const form = this.element('Form', paragraph)
    const appearance = {
      N: { Yes: this.drawing('0 0 12 12 re S 2 2 m 10 10 l S'), Off: this.drawing('0 0 12 12 re S') },
    }
    const entries = {
      Subtype: 'Widget',
      FT: 'Btn',
      T: text(name),
      TU: text(label),
      AP: appearance,
      AS: 'Off',
      F: 4,
      ...extra,
    }
    const { x, y } = this.doc
    this.annotation(
      x,
      y,
      12,
      12,
      form,
      Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined)),
    )
    if (inForm) this.formFields().push(this.annotations().at(-1))
    form.end()
    paragraph.add(() => void this.doc.text(label, x + 20, y))
    paragraph.end()
    this.doc.x = x
  }

  annotation(x: number, y: number, width: number, height: number, parent: Structure | null, entries: Dictionary): void {
    const options = { ...entries, ...(parent ? { structParent: parent } : {}) }
    this.doc.annotate(x, y, width, height, options as unknown as PDFKit.Mixins.AnnotationOption)
  }

  table(
    rows: readonly (readonly string[])[],
    options: { readonly scope?: boolean; readonly header?: boolean } = {},
  ): void {
    const table = this.element('Table')
    for (const [index, cells] of rows.entries()) {
      const row = this.element('TR', table)
      const isHeader = index === 0 && options.header !== false
      const top = this.doc.y
      for (const [column, words] of cells.entries()) {
        const scope = options.scope === false ? undefined : { O: 'Table', Scope: 'Column' }
        this.leaf(
          isHeader ? 'TH' : 'TD',
          () => void this.doc.text(words, 57 + column * 200, top, { width: 180 }),
          row,
          {},
          isHeader ? scope : undefined,
        )
      }
      row.end()
      this.doc.x = 57
    }
    table.end()
  }

  /** Catalogue of the file, open for additions. */
  catalogue(): Dictionary {
    return (this.doc as unknown as { _root: { data: Dictionary } })._root.data
  }

  ref(data: Dictionary): Reference {
    const reference = (this.doc as unknown as { ref(data: Dictionary): Reference }).ref(data)
    reference.end()
    return reference
  }

  annotations(): unknown[] {
    return (this.doc.page as unknown as { annotations: unknown[] }).annotations
  }

  pageDictionary(): Dictionary {
    return (this.doc.page as unknown as { dictionary: { data: Dictionary } }).dictionary.data
  }

  finish(): Promise<Uint8Array> {
    const chunks: Uint8Array[] = []
    return new Promise((resolve, reject) => {
      this.doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
      this.doc.on('end', () => resolve(Buffer.concat(chunks)))
      this.doc.on('error', reject)
      this.root.end()
      this.doc.end()
    })
  }

  private formFields(): unknown[] {
    const catalogue = this.catalogue() as { AcroForm?: { data: { Fields: unknown[] } } }
    if (!catalogue.AcroForm) this.doc.initForm()
    return catalogue.AcroForm?.data.Fields ?? []
  }

  private drawing(content: string): Reference {
    const form = (this.doc as unknown as { ref(data: Dictionary): Reference }).ref({
      Type: 'XObject',
      Subtype: 'Form',
      BBox: [0, 0, 12, 12],
      Resources: {},
    })
    form.write(content)
    form.end()
    return form
  }

  private footer(): void {
    this.page += 1
    const { x, y, page } = this.doc
    const { bottom } = page.margins
    const size = this.options.bodyPt ?? 12
    // Below the margin, pdfkit would begin another page.
    page.margins.bottom = 0
    this.artifact(() => {
      this.doc.fontSize(this.options.pageNumberPt ?? size)
      if (this.options.pageNumberPt !== 0)
        this.doc.text(`Page ${this.page}`, 57, page.height - 50, { lineBreak: false })
    }, 'Pagination')
    page.margins.bottom = bottom
    this.doc.fontSize(size)
    this.doc.x = x
    this.doc.y = y
  }
}

/** pdfkit writes `String` objects as text and bare strings as names. */
export const text = (words: string): unknown => new String(words)

/** A document with a title and a paragraph, and what `draw` adds. */
export async function draftPdf(
  draw: (draft: DraftPdf) => void = () => {},
  options: DraftOptions = {},
): Promise<Uint8Array> {
  const draft = new DraftPdf(options)
  draft.heading(1, 'Checklist')
  draft.text('P', 'What to do before the move.')
  draw(draft)
  return draft.finish()
}
