/**
 * The container: pdfkit numbers the objects, compresses streams and writes the cross-reference table; we write the
 * metadata (XMP). pdfkit's text, table, list, form and tagging code is not used: `structure-tree.ts`, `widgets.ts` and
 * `pdfkit-internals.ts` give the reasons.
 *
 * @module
 */
import { asXml, joined, type Markup, trustedMarkup } from '../../base/markup.ts'
import type { Document } from '../../document/document.ts'
import type { Copy } from '../format.ts'
import type { PageSize } from './boxes.ts'
import { catalogueOf, Container, currentPage, NO_FONT, type Ref, Written } from './pdfkit-internals.ts'

interface Info {
  readonly Title: string
  readonly Author: string
  readonly Subject: string
  readonly Creator: string
  readonly Producer: string
  readonly CreationDate: Date
}

const description = (prefix: string, uri: string, content: Markup): Markup =>
  asXml`<rdf:Description rdf:about="" xmlns:${prefix}="${uri}">${content}</rdf:Description>\n`

const alternatives = (text: string): Markup => asXml`<rdf:Alt><rdf:li xml:lang="x-default">${text}</rdf:li></rdf:Alt>`

/** Claims PDF/UA-1 and describes the claim's schema, as PDF/A requires for any schema that it does not know. */
const universalAccess = description(
  'pdfuaid',
  'http://www.aiim.org/pdfua/ns/id/',
  asXml`<pdfuaid:part>1</pdfuaid:part>`,
)

const universalAccessSchema = trustedMarkup(
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"' +
    ' xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">' +
    '<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>' +
    '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>' +
    '<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
    '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
    '<pdfaProperty:category>internal</pdfaProperty:category>' +
    '<pdfaProperty:description>Part of the standard that the file follows</pdfaProperty:description>' +
    '</rdf:li></rdf:Seq></pdfaSchema:property>' +
    '</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n',
)

function xmpDescriptions(info: Info): Markup {
  const created = `${info.CreationDate.toISOString().slice(0, 19)}Z`
  const author = asXml`<dc:creator><rdf:Seq><rdf:li>${info.Author}</rdf:li></rdf:Seq></dc:creator>`
  const about = asXml`<dc:description>${alternatives(info.Subject)}</dc:description>`
  const made = asXml`<xmp:CreateDate>${created}</xmp:CreateDate><xmp:CreatorTool>${info.Creator}</xmp:CreatorTool>`
  return joined([
    description(
      'dc',
      'http://purl.org/dc/elements/1.1/',
      asXml`<dc:title>${alternatives(info.Title)}</dc:title>${author}${about}`,
    ),
    description('xmp', 'http://ns.adobe.com/xap/1.0/', made),
    description('pdf', 'http://ns.adobe.com/pdf/1.3/', asXml`<pdf:Producer>${info.Producer}</pdf:Producer>`),
    universalAccess,
    universalAccessSchema,
  ])
}

export type { Ref }

interface FilePage {
  readonly ref: Ref
  readonly fonts: Record<string, Ref>
  readonly pictures: Record<string, Ref>
  write(content: string): void
  annotate(annotation: Ref): void
}

const PRODUCER = 'practice-packs'

export class PdfWriter {
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
      // A fill-in copy does not claim to be an archive file, because readers would open it as read-only.
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
    this.#container.descriptions = String(xmpDescriptions(info))
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

  /** A new object; the file can be ended only after it. */
  ref(data: Record<string, unknown> = {}): Ref {
    return this.#container.ref(data) as unknown as Ref
  }

  /** A new object with its complete content. */
  add(data: Record<string, unknown>, stream?: string | Uint8Array): Ref {
    const ref = this.ref(data)
    ref.end(stream)
    return ref
  }

  /** Ends an object with its content, already in PDF syntax. */
  endAs(ref: Ref, content: string): void {
    ref.data = new Written(content) as unknown as Ref['data']
    ref.end()
  }

  /** @throws if an object was never ended: pdfkit would wait for it for ever */
  finish(): Uint8Array {
    const bytes = this.#container.finish()
    if (bytes === null) throw new Error('The PDF has an object that was never ended')
    return bytes
  }
}
