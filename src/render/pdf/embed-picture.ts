/**
 * A picture becomes an image of the file. JPEG goes in as it is; a PNG is laid on white, so that the file needs no
 * transparency, which archives and old printers stumble over.
 *
 * @module
 */
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import type { Picture } from '../../document/document.ts'
import { boundedCache } from './bounded-cache.ts'
import type { PdfFile, Ref } from './pdf-file.ts'

interface Pixels {
  readonly colours: 1 | 3
  readonly filter: 'DCTDecode' | 'FlateDecode'
  readonly bytes: Uint8Array
}

/** A run sets the same logo into many documents. PNG's first bytes are the same in every file. */
const pixelsOf = boundedCache<Pixels>(8, (data) => (data.startsWith('iVBORw0KGgo') ? fromPng(data) : fromJpeg(data)))

export function embedPicture(file: PdfFile, picture: Picture): Ref {
  const { colours, filter, bytes } = pixelsOf(picture.data)
  return file.add(
    {
      Type: 'XObject',
      Subtype: 'Image',
      Width: picture.widthPx,
      Height: picture.heightPx,
      ColorSpace: colours === 1 ? 'DeviceGray' : 'DeviceRGB',
      BitsPerComponent: 8,
      Filter: filter,
    },
    bytes,
  )
}

function fromPng(data: string): Pixels {
  const { data: rgba } = PNG.sync.read(Buffer.from(data, 'base64'))
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    const alpha = rgba[from + 3] ?? 255
    for (let colour = 0; colour < 3; colour += 1)
      rgb[to++] = Math.round((alpha * (rgba[from + colour] ?? 0)) / 255 + 255 - alpha)
  }
  return { colours: 3, filter: 'FlateDecode', bytes: deflateSync(rgb) }
}

/** How many colours it has stands in the head of its frame. */
function fromJpeg(data: string): Pixels {
  const bytes = Buffer.from(data, 'base64')
  let at = 2
  while (at + 9 < bytes.length && ((bytes[at + 1] ?? 0) < 0xc0 || (bytes[at + 1] ?? 0) > 0xc2))
    at += 2 + bytes.readUInt16BE(at + 2)
  return { colours: bytes[at + 9] === 1 ? 1 : 3, filter: 'DCTDecode', bytes }
}
