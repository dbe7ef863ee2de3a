/**
 * Small PDFs written with pdfkit directly: sound by PDF/UA-1 and PDF/A-2a, with room for one fault.
 *
 * @module
 */
import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'

const ARIMO = createRequire(import.meta.url).resolve('@expo-google-fonts/arimo/400Regular/Arimo_400Regular.ttf')

const UA =
  '<rdf:Description rdf:about="" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>'

/** PDF/A must describe properties that are not its own (ISO 19005-2, 6.6.2.3). */
const UA_DESCRIBED =
  '<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" ' +
  'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">' +
  '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">' +
  '<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>' +
  '<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema><pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">' +
  '<pdfaProperty:category>internal</pdfaProperty:category><pdfaProperty:description>Version</pdfaProperty:description>' +
  '<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>' +
  '</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>'

/** pdfkit writes `String` objects as text and bare strings as names. */
export const text = (words) => new String(words)

/**
 * @param {(doc: any, root: any) => void} draw what comes after the title
 * @param {object} [options] of pdfkit; `ua: false` leaves the claim of PDF/UA out
 * @returns {Promise<Buffer>}
 */
export function draftPdf(draw, { ua = true, ...options } = {}) {
  const doc = new PDFDocument({
    ...{
      pdfVersion: '1.7',
      subset: 'PDF/A-2a',
      tagged: true,
      lang: 'en-GB',
      displayTitle: true,
      size: 'A4',
      font: ARIMO,
    },
    info: { Title: 'Checklist', CreationDate: new Date(0) },
    ...options,
  })
  if (ua) doc.appendXML(UA + UA_DESCRIBED)
  const chunks = []
  doc.on('data', (chunk) => chunks.push(chunk))
  const finished = new Promise((resolve) => doc.on('end', () => resolve(Buffer.concat(chunks))))
  const root = doc.struct('Document')
  doc.addStructure(root)
  leaf(doc, root, 'H1', () => doc.fontSize(12).text('Checklist'))
  draw(doc, root)
  root.end()
  doc.end()
  return finished
}

/** An element that holds what `draw` draws. */
export function leaf(doc, parent, type, draw, options = {}, attributes = undefined) {
  const element = doc.struct(type, options)
  if (attributes) element.dictionary.data.A = attributes
  parent.add(element)
  element.add(draw)
  element.end()
}

/** A link or field in an element of its own; `parent` null leaves it out of the tags. */
export function annotation(doc, parent, type, entries) {
  const element = parent ? doc.struct(type) : null
  if (element) {
    parent.add(element)
    if (type === 'Link') element.add(() => doc.text('NHS website'))
  }
  doc.annotate(72, 120, 90, 14, { F: 4, ...entries, ...(element ? { structParent: element } : {}) })
  element?.end()
}

export const website = (doc) => {
  const action = doc.ref({ S: 'URI', URI: text('https://www.nhs.uk/') })
  action.end()
  return { Subtype: 'Link', A: action }
}

/** Entries of a field for a name; put into the form by the caller's `doc.initForm()`. */
export const textField = (doc) => {
  const appearance = doc.ref({ Type: 'XObject', Subtype: 'Form', BBox: [0, 0, 90, 14], Resources: {} })
  appearance.write('/Tx BMC EMC')
  appearance.end()
  return { Subtype: 'Widget', FT: 'Tx', T: text('by'), TU: text('Completed by'), V: text(''), AP: { N: appearance } }
}
