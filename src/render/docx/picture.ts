/**
 * Pictures in Word: each file once in the package, and a drawing in line with the text, with its text alternative.
 *
 * @module
 */
import type { Picture } from '../../document/document.ts'
import { escapeXml } from './xml.ts'

const relation = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships/image'
const main = 'http://schemas.openxmlformats.org/drawingml/2006/main'
const inPicture = 'http://schemas.openxmlformats.org/drawingml/2006/picture'
const inWord = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing'
const inDocument = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** Word measures drawings in units of which a point has this many. */
const emusOfPt = 12700

export class PictureList {
  /** Relations of the pictures, as XML. */
  xml = ''
  readonly files = new Map<string, Uint8Array>()
  readonly #drawn = new Map<string, string>()

  /** @returns the relation's id */
  readonly add = ({ type, data }: Picture): string => {
    const known = this.#drawn.get(data)
    if (known !== undefined) return known
    const number = this.#drawn.size + 1
    const id = `rIdPicture${number}`
    this.#drawn.set(data, id)
    this.files.set(`word/media/picture${number}.${type}`, Buffer.from(data, 'base64'))
    this.xml += `<Relationship Id="${id}" Type="${relation}" Target="media/picture${number}.${type}"/>`
    return id
  }
}

/** @param number of the drawing in its document, from 1 */
export function drawing(
  { alt }: Picture,
  { width, height }: { readonly width: number; readonly height: number },
  relationId: string,
  number: number,
): string {
  const extent = `cx="${Math.round(width * emusOfPt)}" cy="${Math.round(height * emusOfPt)}"`
  const name = `id="${number}" name="Picture ${number}" descr="${escapeXml(alt)}"`
  return (
    `<w:r><w:drawing><wp:inline xmlns:wp="${inWord}" distT="0" distB="0" distL="0" distR="0"><wp:extent ${extent}/>` +
    `<wp:docPr ${name}/><a:graphic xmlns:a="${main}"><a:graphicData uri="${inPicture}"><pic:pic xmlns:pic="${inPicture}">` +
    `<pic:nvPicPr><pic:cNvPr ${name}/><pic:cNvPicPr/></pic:nvPicPr>` +
    `<pic:blipFill><a:blip xmlns:r="${inDocument}" r:embed="${relationId}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
    `<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ${extent}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
    `</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>`
  )
}
