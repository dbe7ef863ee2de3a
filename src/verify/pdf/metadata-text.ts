/**
 * The XMP metadata of a PDF as text.
 *
 * @module
 */
import type { PdfFile } from './pdf-file.ts'
import { isKind } from './pdf-value.ts'

/** Null when there is none that can be read. */
export function metadataText(file: PdfFile): string | null {
  const stream = file.entry(file.catalogue, 'Metadata')
  const bytes = isKind(stream, 'stream') ? file.decode(stream) : null
  return bytes === null ? null : Buffer.from(bytes, 'latin1').toString('utf8')
}

/** A property written as an element or as an attribute: `pdfuaid:part`. */
export function metadataProperty(metadata: string, name: string): string | undefined {
  const found = new RegExp(`<${name}>\\s*([^<]*?)\\s*</${name}>|\\s${name}=["']([^"']*)["']`).exec(metadata)
  return found?.[1] ?? found?.[2]
}
