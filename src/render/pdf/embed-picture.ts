/**
 * A picture becomes an image of the file. JPEG goes in as it is; a PNG is laid on white, so that the file needs no
 * transparency, which archives and old printers stumble over.
 *
 * @module
 */
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import type { Picture } from '../../document/document.ts'
import { boundedCache } from '../../base/cache.ts'
import type { PdfFile, Ref } from './pdf-file.ts'

/** A run sets the same logo into many documents. */
const pixelsOnWhite = boundedCache(8, fromPng)

export function embedPicture(file: PdfFile, picture: Picture): Ref {
  const png = picture.type === 'png'
  return file.add(
    {
      Type: 'XObject',
      Subtype: 'Image',
      Width: picture.widthPx,
      Height: picture.heightPx,
      ColorSpace: picture.colours === 1 ? 'DeviceGray' : 'DeviceRGB',
      BitsPerComponent: 8,
      Filter: png ? 'FlateDecode' : 'DCTDecode',
    },
    png ? pixelsOnWhite(picture.data) : Buffer.from(picture.data, 'base64'),
  )
}

function fromPng(data: string): Uint8Array {
  const { data: rgba } = PNG.sync.read(Buffer.from(data, 'base64'))
  const rgb = new Uint8Array((rgba.length / 4) * 3)
  for (let from = 0, to = 0; from < rgba.length; from += 4) {
    const alpha = rgba[from + 3] ?? 255
    for (let colour = 0; colour < 3; colour += 1)
      rgb[to++] = Math.round((alpha * (rgba[from + colour] ?? 0)) / 255 + 255 - alpha)
  }
  return deflateSync(rgb)
}
