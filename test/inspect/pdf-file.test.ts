import { deflateSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { PdfFile, readPages } from '../../src/inspect/pdf/pdf-reader.ts'
import { PdfTokens, textOf } from '../../src/inspect/pdf/pdf-tokens.ts'
import { draftPdf } from './draft-pdf.ts'

/** As Acrobat saves: objects packed into a stream, cross-references in another one, stored with PNG row filters. */
function packedPdf(): Uint8Array {
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/Lang(en-GB)>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>',
    '<</Type/Page/Parent 2 0 R>>',
  ]
  const offsets = objects.map((_, index) => objects.slice(0, index).join(' ').length + (index > 0 ? 1 : 0))
  const header = offsets.map((offset, index) => `${index + 1} ${offset}`).join(' ')
  const packed = deflateSync(`${header} ${objects.join(' ')}`).toString('latin1')
  let file = '%PDF-1.7\n'
  const stream = file.length
  file += `4 0 obj\n<</Type/ObjStm/N 3/First ${header.length + 1}/Filter/FlateDecode/Length ${packed.length}>>\nstream\n${packed}\nendstream\nendobj\n`
  const start = file.length
  // Type, then two bytes and one byte; a row for each number from 0.
  const rows = [
    [0, 0, 0],
    [2, 4, 0],
    [2, 4, 1],
    [2, 4, 2],
    [1, stream, 0],
    [1, start, 0],
  ].map(([type = 0, place = 0, index = 0]) => [...[type, place >> 8, place & 255, index]])
  // Filter 2: each byte is the difference from the byte above.
  const above = rows.map((row, at) => [2, ...row.map((byte, column) => (byte - (rows[at - 1]?.[column] ?? 0)) & 255)])
  const table = deflateSync(Uint8Array.from(above.flat())).toString('latin1')
  file += `5 0 obj\n<</Type/XRef/Size 6/W[1 2 1]/Root 1 0 R/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 4>>/Length ${table.length}>>\nstream\n${table}\nendstream\nendobj\n`
  return Buffer.from(`${file}startxref\n${start}\n%%EOF\n`, 'latin1')
}

it('reads objects that are packed into streams', () => {
  const file = new PdfFile(packedPdf())
  expect(textOf(file.entry(file.catalogue, 'Lang'))).toBe('en-GB')
  expect(readPages(file).map(({ number, object, widthPt, heightPt }) => [number, object, widthPt, heightPt])).toEqual([
    [1, 3, 595, 842],
  ])
})

it('reads the newest version of an object that was changed after the file was finished', async () => {
  const before = Buffer.from(await draftPdf()).toString('latin1')
  const info = /\/Info (\d+) 0 R/.exec(before)?.[1] ?? ''
  const previous = /startxref\s+(\d+)/.exec(before)?.[1] ?? ''
  const root = /\/Root (\d+) 0 R/.exec(before)?.[1] ?? ''
  const changed = `${before}\n${info} 0 obj\n<</Title(A newer title)>>\nendobj\n`
  const offset = String(before.length + 1).padStart(10, '0')
  const update = `xref\n${info} 1\n${offset} 00000 n \ntrailer\n<</Size 99/Root ${root} 0 R/Info ${info} 0 R/Prev ${previous}>>\n`
  const file = new PdfFile(Buffer.from(`${changed}${update}startxref\n${changed.length}\n%%EOF\n`, 'latin1'))
  expect(textOf(file.entry(file.trailer.entries.get('Info'), 'Title'))).toBe('A newer title')
})

it.each([
  ['(a \\(nested\\) \\101 (pair) \\\nhere)', 'a (nested) A (pair) here'],
  ['<FEFF00530069006100EA006E>', 'Siaên'],
  ['<EFBBBF5369C3A26E>', 'Siân'],
  ['(\\r\\n)', '\r\n'],
])('reads the string %s', (written, expected) => {
  expect(textOf(new PdfTokens(written).next())).toBe(expected)
})

it('refuses an encrypted file, and one that is none', () => {
  const encrypted = Buffer.from(packedPdf()).toString('latin1').replace('/Type/XRef', '/Encrypt 1 0 R/Type/XRef')
  expect(() => new PdfFile(Buffer.from(encrypted, 'latin1'))).toThrow('encrypted')
  expect(() => new PdfFile(Buffer.from('Dear patient'))).toThrow('%PDF-')
})
