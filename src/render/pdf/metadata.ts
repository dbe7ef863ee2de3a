/**
 * What the file says about itself (XMP), the same as its document information.
 *
 * @module
 */
import { escapeMarkup } from '../../base/text.ts'

export interface Info {
  readonly Title: string
  readonly Author: string
  readonly Subject: string
  readonly Creator: string
  readonly Producer: string
  readonly CreationDate: Date
}

const description = (prefix: string, uri: string, content: string): string =>
  `<rdf:Description rdf:about="" xmlns:${prefix}="${uri}">${content}</rdf:Description>\n`

const alternatives = (text: string): string =>
  `<rdf:Alt><rdf:li xml:lang="x-default">${escapeMarkup(text)}</rdf:li></rdf:Alt>`

/** Claims PDF/UA-1, and describes the claim's own schema, as PDF/A asks of any schema it does not know. */
const universalAccess =
  description('pdfuaid', 'http://www.aiim.org/pdfua/ns/id/', '<pdfuaid:part>1</pdfuaid:part>') +
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
  '</rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>\n'

export function xmpDescriptions(info: Info): string {
  const created = `${info.CreationDate.toISOString().slice(0, 19)}Z`
  return (
    description(
      'dc',
      'http://purl.org/dc/elements/1.1/',
      `<dc:title>${alternatives(info.Title)}</dc:title>` +
        `<dc:creator><rdf:Seq><rdf:li>${escapeMarkup(info.Author)}</rdf:li></rdf:Seq></dc:creator>` +
        `<dc:description>${alternatives(info.Subject)}</dc:description>`,
    ) +
    description(
      'xmp',
      'http://ns.adobe.com/xap/1.0/',
      `<xmp:CreateDate>${created}</xmp:CreateDate><xmp:CreatorTool>${escapeMarkup(info.Creator)}</xmp:CreatorTool>`,
    ) +
    description('pdf', 'http://ns.adobe.com/pdf/1.3/', `<pdf:Producer>${escapeMarkup(info.Producer)}</pdf:Producer>`) +
    universalAccess
  )
}
