/** Letter PDFs with one fault each: what is drawn, and which rule must name it. */
import { address, at, body, box, contact, letter, nextPage, paint, picture, rule, type Doc } from './letter-pdf.ts'

export interface FaultyLetter {
  readonly name: string
  readonly make: () => Promise<Uint8Array>
  readonly rule: string
  readonly page?: number
  readonly zone?: string
  /** Part of what the message says stands there. */
  readonly what?: string
}

const without =
  (...draw: ((doc: Doc) => void)[]) =>
  (): Promise<Uint8Array> =>
    paint((doc) => draw.forEach((one) => one(doc)))
const withAddress = (lines: readonly string[]) => without((doc) => address(doc, lines), contact, body)
const outside = 'outside-printable-zones'

export const FAULTY: readonly FaultyLetter[] = [
  {
    name: 'words in the left margin',
    make: () => letter((doc) => at(doc, 'Fold here', 4, 150)),
    rule: outside,
    page: 1,
    zone: 'left margin',
    what: 'Fold here',
  },
  {
    name: 'words in the right margin',
    make: () => letter((doc) => at(doc, 'Ref 7', 197, 150)),
    rule: outside,
    page: 1,
    zone: 'right margin',
    what: 'Ref 7',
  },
  {
    name: 'words in the top margin',
    make: () => letter((doc) => at(doc, 'Printed by us', 60, 0.5, 8)),
    rule: outside,
    page: 1,
    zone: 'top margin',
    what: 'Printed by us',
  },
  {
    name: 'words in the bottom margin',
    make: () => letter((doc) => at(doc, 'Charity no 1', 60, 293)),
    rule: outside,
    page: 1,
    zone: 'bottom margin',
    what: 'Charity no 1',
  },
  {
    name: 'a line in the left margin of page two',
    make: () =>
      letter((doc) => {
        nextPage(doc)
        at(doc, 'More', 20, 20)
        rule(doc, 8, 100, 13, 100)
      }),
    rule: outside,
    page: 2,
    zone: 'left margin',
    what: 'a line',
  },
  {
    name: 'words in the right margin of page two',
    make: () =>
      letter((doc) => {
        nextPage(doc)
        at(doc, 'A line that runs out of the paper on the right', 130, 20)
      }),
    rule: outside,
    page: 2,
    zone: 'right margin',
    what: 'runs out',
  },
  {
    name: 'a picture in the right margin',
    make: () => letter((doc) => picture(doc, 190, 150, 15, 15)),
    rule: outside,
    page: 1,
    zone: 'right margin',
    what: 'a picture',
  },
  {
    name: 'a frame around the page',
    make: () => letter((doc) => doc.rect(20, 20, 555, 800).stroke('#005eb8')),
    rule: outside,
    page: 1,
    zone: 'left margin',
    what: 'a line',
  },
  {
    name: 'a coloured page',
    make: () =>
      paint((doc) => {
        box(doc, 0, 0, 210, 297, '#eeeeff')
        address(doc)
        contact(doc)
        body(doc)
      }),
    rule: outside,
    page: 1,
    what: 'a coloured area',
  },
  {
    name: 'words left of the address',
    make: () => letter((doc) => at(doc, 'To:', 17, 45, 9)),
    rule: outside,
    page: 1,
    zone: 'strip left of the address',
    what: 'To:',
  },
  {
    name: 'words right of the address',
    make: () => letter((doc) => at(doc, 'X', 122, 50, 9)),
    rule: outside,
    page: 1,
    zone: 'strip right of the address',
    what: 'X',
  },
  {
    name: 'words above the address',
    make: () => letter((doc) => at(doc, 'Private and confidential', 40, 32.5, 9)),
    rule: outside,
    page: 1,
    zone: 'strip above the address',
    what: 'Private and confidential',
  },
  {
    name: 'words below the address',
    make: () => letter((doc) => at(doc, 'Our ref 42', 40, 80, 9)),
    rule: outside,
    page: 1,
    zone: 'strip below the address',
    what: 'Our ref 42',
  },
  {
    name: 'the text begins too high',
    make: () =>
      paint((doc) => {
        address(doc)
        contact(doc)
        at(doc, 'Dear patient', 24.6, 75)
        body(doc)
      }),
    rule: outside,
    page: 1,
    zone: 'strip below the address',
    what: 'Dear patient',
  },
  {
    name: 'a logo that reaches down too far',
    make: () => letter((doc) => picture(doc, 60, 8, 40, 28)),
    rule: outside,
    page: 1,
    zone: 'strip above the address',
    what: 'a picture',
  },
  {
    name: 'a line through the fold',
    make: () => letter((doc) => rule(doc, 15, 90, 120, 90)),
    rule: outside,
    page: 1,
    what: 'a line',
  },
  {
    name: 'words under the tag',
    make: () => letter((doc) => at(doc, 'Copy', 3, 3, 6)),
    rule: 'zone-not-clear',
    page: 1,
    zone: 'NOTIFY tag',
    what: 'Copy',
  },
  {
    name: 'the tag on page two',
    make: () =>
      letter((doc) => {
        nextPage(doc)
        doc.fillColor('white')
        at(doc, 'NOTIFY', 2, 2, 6)
        doc.fillColor('black')
        at(doc, 'More', 20, 20)
      }),
    rule: 'tag-on-later-page',
    page: 2,
    what: 'NOTIFY',
  },
  { name: 'landscape', make: () => letter(() => {}, { layout: 'landscape' }), rule: 'not-a4-portrait', page: 1 },
  { name: 'A5', make: () => letter(() => {}, { size: 'A5' }), rule: 'not-a4-portrait', page: 1 },
  { name: 'US letter', make: () => letter(() => {}, { size: 'LETTER' }), rule: 'not-a4-portrait', page: 1 },
  {
    name: 'page two on its side',
    make: () => letter((doc) => nextPage(doc, { layout: 'landscape' })),
    rule: 'not-a4-portrait',
    page: 2,
  },
  {
    name: 'eleven pages',
    make: () =>
      letter((doc) => {
        for (let page = 2; page <= 11; page += 1) {
          nextPage(doc)
          at(doc, `Page ${page}`, 20, 20)
        }
      }),
    rule: 'too-many-pages',
  },
  {
    name: 'a font that is not in the file',
    make: () =>
      paint(
        (doc) => {
          address(doc, ['Mr A Ng', '1 High Street', 'EX1 1AA'])
          contact(doc)
          at(doc, 'Dear Mr Ng', 24.6, 96)
        },
        { font: 'Helvetica' },
      ),
    rule: 'font-not-embedded',
    page: 1,
    what: 'Helvetica',
  },
  { name: 'a drawn font', make: async () => typeThree(), rule: 'font-of-type-3', page: 1 },
  { name: 'no address', make: without(contact, body), rule: 'address-empty', page: 1, zone: 'address' },
  { name: 'an address of two lines', make: withAddress(['Mr A Ng', 'EX1 1AA']), rule: 'address-too-short', page: 1 },
  {
    name: 'an address of eight lines',
    make: without(
      (doc) => address(doc, ['Mr A Ng', 'b', 'c', 'd', 'e', 'f', 'g', 'EX1 1AA'], 24.6, 39.6),
      contact,
      body,
    ),
    rule: 'address-too-long',
    page: 1,
  },
  {
    name: 'an address without a postcode',
    make: withAddress(['Mr A Ng', '1 High Street', 'Exeter']),
    rule: 'address-without-postcode',
    what: 'Exeter',
  },
  {
    name: 'a postcode that no area has',
    make: withAddress(['Mr A Ng', '1 High Street', 'QX1 1AA']),
    rule: 'address-without-postcode',
    what: 'QX1 1AA',
  },
  {
    name: 'an address line that starts oddly',
    make: withAddress(['Mr A Ng', '(upstairs)', 'EX1 1AA']),
    rule: 'address-odd-start',
    what: '(upstairs)',
  },
  { name: 'no fixed abode', make: withAddress(['Mr A Ng', 'No fixed abode', 'EX1 1AA']), rule: 'address-not-real' },
  {
    name: 'first line without a letter',
    make: withAddress(['***', '1 High Street', 'EX1 1AA']),
    rule: 'address-line-empty',
  },
  { name: 'over 2 MB', make: async () => padded(await letter()), rule: 'file-too-large' },
  { name: 'no PDF', make: async () => new TextEncoder().encode('Dear patient'), rule: 'file-not-readable' },
  { name: 'locked with a password', make: () => letter(() => {}, { password: 'secret' }), rule: 'file-not-readable' },
  { name: 'half a file', make: async () => (await letter()).slice(0, 900), rule: 'file-not-readable' },
]

/** A comment after the end: readers look for the end in the last kilobyte, so it goes before the last line. */
function padded(bytes: Uint8Array): Uint8Array {
  const text = Buffer.from(bytes).toString('latin1')
  const end = text.lastIndexOf('startxref')
  return new Uint8Array(Buffer.from(`${text.slice(0, end)}%${'x'.repeat(2_200_000)}\n${text.slice(end)}`, 'latin1'))
}

/** A font whose one letter is a drawn square: pdfkit has none, so the file is written by hand. */
function typeThree(): Uint8Array {
  const content = 'BT /F1 12 Tf 70 500 Td (a) Tj ET'
  const glyph = '1000 0 0 0 750 750 d1 0 0 750 750 re f'
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595.28 841.89] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type3 /Name /Drawn /FontBBox [0 0 750 750] /FontMatrix [0.001 0 0 0.001 0 0] /CharProcs << /square 6 0 R >> /Encoding << /Type /Encoding /Differences [97 /square] >> /FirstChar 97 /LastChar 97 /Widths [1000] /Resources << >> >>',
    `<< /Length ${glyph.length} >>\nstream\n${glyph}\nendstream`,
  ]
  let file = '%PDF-1.7\n'
  const offsets = objects.map((object, i) => {
    const offset = file.length
    file += `${i + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const start = file.length
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`
  return new TextEncoder().encode(file)
}
