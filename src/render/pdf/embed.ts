/**
 * Embeds fonts and pictures.
 *
 * Of a font only the glyphs that are used, and always those of English text, so that most documents of a run share one
 * subset, made and compressed once. Glyphs keep their numbers of the font file, so that words can be encoded before the
 * document is known.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { deflateSync } from 'node:zlib'
import { PNG } from 'pngjs'
import { boundedCache } from '../../base/cache.ts'
import type { Picture } from '../../document/document.ts'
import { type Face, type FaceName, openFaces } from '../../fonts/open-faces.ts'
import type { PdfWriter, Ref } from './pdf-writer.ts'

const USUAL = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join('') + '£–—‘’“”•…é'

const usualGlyphs: Partial<Record<FaceName, readonly number[]>> = {}

interface SubsetFace {
  readonly name: string
  readonly file: Uint8Array
  readonly fileLength: number
  readonly glyphNumbers: Uint8Array
  readonly toUnicode: Uint8Array
  readonly widths: readonly unknown[]
}

const hex4 = (value: number): string => value.toString(16).padStart(4, '0')

const utf16 = (text: string): string => Array.from({ length: text.length }, (_, i) => hex4(text.charCodeAt(i))).join('')

/** Maps glyphs to text, so that it can be searched, copied and read aloud. */
function unicodeMap(face: Face, glyphs: readonly number[]): string {
  const lines = glyphs.map((glyph) => `<${hex4(glyph)}> <${utf16(face.characterOf(glyph) || '\ufffd')}>`)
  const blocks: string[] = []
  for (let from = 0; from < lines.length; from += 100) {
    const block = lines.slice(from, from + 100)
    blocks.push(`${block.length} beginbfchar\n${block.join('\n')}\nendbfchar`)
  }
  return [
    '/CIDInit /ProcSet findresource begin',
    '12 dict begin',
    'begincmap',
    '/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def',
    '/CMapName /Adobe-Identity-UCS def',
    '/CMapType 2 def',
    '1 begincodespacerange\n<0000> <ffff>\nendcodespacerange',
    ...blocks,
    'endcmap',
    'CMapName currentdict /CMap defineresource pop',
    'end\nend',
  ].join('\n')
}

function makeSubset(face: Face, glyphs: readonly number[]): SubsetFace {
  const { file, numbers } = face.subset(glyphs)
  const glyphNumbers = new Uint8Array(2 * ((glyphs.at(-1) ?? 0) + 1))
  for (const [glyph, number] of numbers) {
    glyphNumbers[2 * glyph] = number >> 8
    glyphNumbers[2 * glyph + 1] = number & 255
  }
  // Six letters that differ between subsets, as the standard requires.
  const digest = createHash('sha256').update(glyphs.join()).digest()
  const letters = [...digest.subarray(0, 6)].map((byte) => String.fromCharCode(65 + (byte % 26))).join('')
  return {
    name: `${letters}+${face.postscriptName}`,
    file: deflateSync(file),
    fileLength: file.length,
    glyphNumbers: deflateSync(glyphNumbers),
    toUnicode: deflateSync(unicodeMap(face, glyphs)),
    widths: glyphs.flatMap((glyph) => [glyph, [face.widthOf(glyph)]]),
  }
}

const subsets: Record<FaceName, (glyphs: string) => SubsetFace> = {
  regular: boundedCache(12, (glyphs) => makeSubset(openFaces().regular, glyphs.split(',').map(Number))),
  bold: boundedCache(12, (glyphs) => makeSubset(openFaces().bold, glyphs.split(',').map(Number))),
}

/** Fills `font`, an object that pages already refer to, with the glyphs that are needed. */
export function embedFace(file: PdfWriter, font: Ref, name: FaceName, used: ReadonlySet<number>): void {
  const face = openFaces()[name]
  const usual = (usualGlyphs[name] ??= [...USUAL].flatMap((letter) => face.shape(letter).map((glyph) => glyph.id)))
  const glyphs = [...new Set([0, ...usual, ...used])].sort((a, b) => a - b)
  const subset = subsets[name](glyphs.join())
  const compressed = { Filter: 'FlateDecode' }
  const descriptor = file.add({
    Type: 'FontDescriptor',
    FontName: subset.name,
    Flags: 4,
    FontBBox: face.box,
    ItalicAngle: 0,
    Ascent: face.ascent,
    Descent: face.descent,
    CapHeight: face.capHeight,
    XHeight: face.xHeight,
    StemV: name === 'bold' ? 140 : 80,
    FontFile2: file.add({ ...compressed, Length1: subset.fileLength }, subset.file),
  })
  const descendant = file.add({
    Type: 'Font',
    Subtype: 'CIDFontType2',
    BaseFont: subset.name,
    CIDSystemInfo: { Registry: new String('Adobe'), Ordering: new String('Identity'), Supplement: 0 },
    FontDescriptor: descriptor,
    CIDToGIDMap: file.add({ ...compressed }, subset.glyphNumbers),
    W: subset.widths,
  })
  font.data = {
    Type: 'Font',
    Subtype: 'Type0',
    BaseFont: subset.name,
    Encoding: 'Identity-H',
    DescendantFonts: [descendant],
    ToUnicode: file.add({ ...compressed }, subset.toUnicode),
  }
  font.end()
}

/** A run uses the same logo in many documents. */
const pixelsOnWhite = boundedCache(8, fromPng)

/**
 * JPEG is embedded as it is. A PNG is put on white, because transparency causes trouble in archives and old printers.
 */
export function embedPicture(file: PdfWriter, picture: Picture): Ref {
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
