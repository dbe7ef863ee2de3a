/** What `src/render/pdf/pdfkit-internals.ts` takes for granted of pdfkit. A new version that changes it fails here. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PDFDocument from 'pdfkit'
import { describe, expect, it } from 'vitest'
import { Container, currentPage, NO_FONT, Written, type Ref } from '../../src/render/pdf/pdfkit-internals.ts'

const OPTIONS = {
  pdfVersion: '1.7' as const,
  subset: 'PDF/A-2a' as const,
  lang: 'en-GB',
  displayTitle: true,
  tagged: true,
  bufferPages: true,
  autoFirstPage: false,
  margin: 0,
  font: NO_FONT,
  info: { Title: 'A', Producer: 'p', Creator: 'c', CreationDate: new Date('2026-01-02T00:00:00Z') },
}

type Method = (...args: never[]) => unknown
const own = (name: string): Method => {
  const found: unknown = Reflect.get(PDFDocument.prototype, name)
  if (typeof found !== 'function') throw new Error(`pdfkit has no \`${name}\``)
  return found as Method
}
const shapeOf = (name: string): string =>
  createHash('sha256').update(own(name).toString().replace(/\s+/g, ' ')).digest('hex').slice(0, 16)

/** The same calls as in `pdf-writer.ts`: two pages, a picture, a font, an annotation, plain data and data already written. */
function fill(document: PDFKit.PDFDocument): void {
  const ref = (data: object, stream?: string): Ref => {
    const made = document.ref(data) as unknown as Ref
    if (stream !== undefined) made.end(stream)
    return made
  }
  for (const content of ['BT ET', '0 0 1 1 re f']) {
    document.addPage({ size: [100, 200], margin: 0 })
    const page = currentPage(document as Container)
    page.write(content)
    page.fonts.F1 = ref({ Type: 'Font' }, 'font')
    page.xobjects.I1 = ref({ Filter: 'DCTDecode' }, 'picture')
    const note = ref({ Contents: new String('Siân (1)'), Rect: [0, 0, 1.5, 0.1234567] })
    page.annotations.push(note)
    note.end()
    page.dictionary.data.Tabs = 'S'
  }
  const written = ref({})
  written.data = new Written('<<\n/S /P\n>>') as unknown as Ref['data']
  written.end()
  const { data } = (document as Container)._root
  ;(data.StructTreeRoot as Ref).data.K = written
  ;(data.StructTreeRoot as Ref).data.ParentTree = { Nums: [] }
}

const withoutMetadata = (bytes: Buffer): string =>
  bytes
    .toString('latin1')
    .replace(/<\?xpacket begin[^]*?<\?xpacket end="w"\?>/, '')
    .replace(/\/length \d+|\/Length \d+|\d{10} 00000 n|startxref\n\d+|\/ID \[[^\]]*\]/g, '')

async function byPdfkit(): Promise<Buffer> {
  const document = new PDFDocument(OPTIONS)
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  fill(document)
  document.end()
  await new Promise((resolve) => document.once('end', resolve))
  return Buffer.concat(chunks)
}

function byUs(descriptions = '<rdf:Description/>'): Buffer {
  const document = new Container(OPTIONS)
  document.descriptions = descriptions
  fill(document)
  return Buffer.from(document.finish() ?? [])
}

describe('what is used of pdfkit without being documented', () => {
  it.each([
    ['_write', 1],
    ['_addInfo', 0],
    ['endAcroForm', 0],
    ['appendXML', 1],
    ['ref', 1],
    ['end', 0],
  ])('`%s` is there and takes %i', (name, length) => expect(own(name)).toHaveLength(length))

  it('the functions that are replaced, and those that call them, are the ones we read', () => {
    const names = ['_write', '_addInfo', 'endAcroForm', 'endMetadata', '_refEnd', '_finalize', 'end', 'appendXML']
    expect(Object.fromEntries(names.map((name) => [name, shapeOf(name)]))).toEqual(READ_IN_0_20_2)
  })

  it('our own members have no namesake', () => {
    const document = new PDFDocument({ font: NO_FONT })
    for (const name of ['finish', 'flush', 'lines', 'chunks', 'descriptions'])
      expect(name in document, name).toBe(false)
  })

  it('the catalogue, the tree and the pages are as they were', () => {
    const document = new Container(OPTIONS)
    expect(Object.keys(document._root.data)).toEqual(
      expect.arrayContaining(['Type', 'Pages', 'Names', 'Lang', 'MarkInfo', 'StructTreeRoot', 'ViewerPreferences']),
    )
    document.addPage({ size: [100, 200], margin: 0 })
    const page = currentPage(document)
    expect(`${page.dictionary}`).toMatch(/^\d+ 0 R$/)
    expect([page.fonts, page.xobjects, page.annotations]).toEqual([{}, {}, []])
    expect(document._offset).toBe('%PDF-1.7\n%\xff\xff\xff\xff\n'.length)
  })

  it('loads no font', () => {
    expect(Reflect.get(new PDFDocument({ font: NO_FONT }), '_font')).toBeNull()
    expect(byUs().toString('latin1')).not.toContain('Helvetica')
  })

  it('the page is turned over before the first operator', () => {
    const document = new Container({ ...OPTIONS, compress: false })
    document.addPage({ size: [100, 200], margin: 0 })
    currentPage(document).write('BT ET')
    expect(Buffer.from(document.finish() ?? []).toString('latin1')).toContain('stream\n1 0 0 -1 0 200 cm\nBT ET\n')
  })
})

describe('the file', () => {
  it('has the bytes that pdfkit itself writes, apart from the metadata', async () => {
    expect(withoutMetadata(byUs())).toBe(withoutMetadata(await byPdfkit()))
  })

  it('says where each object is', () => {
    const text = byUs().toString('latin1')
    const offsets = [...text.matchAll(/(\d{10}) 00000 n/g)].map(([, offset]) => Number(offset))
    expect(offsets.length).toBeGreaterThan(20)
    offsets.forEach((offset, i) => expect(text.slice(offset)).toMatch(new RegExp(`^${i + 1} 0 obj\n`)))
    expect(text.slice(Number(/startxref\n(\d+)\n/.exec(text)?.[1]))).toMatch(/^xref\n/)
  })

  it('has our descriptions in the metadata, once, beside the claim of PDF/A', () => {
    const text = byUs('<ours>Fish &amp; chips</ours>').toString('latin1')
    expect(text.split('<ours>Fish &amp; chips</ours>')).toHaveLength(2)
    expect(text).not.toContain('<dc:title>')
    expect(text).toContain('pdfaid:part')
  })

  it('is not there when an object was never ended', () => {
    const document = new Container(OPTIONS)
    document.ref({})
    expect(document.finish()).toBeNull()
  })
})

it('only pdfkit-internals.ts names private members or asks for pdfkit', () => {
  const folder = join(import.meta.dirname, '../../src/render/pdf')
  const strays = readdirSync(folder)
    .filter((file) => file.endsWith('.ts') && file !== 'pdfkit-internals.ts')
    .filter((file) =>
      /\._[a-z]|from 'pdfkit'|\bendAcroForm\b|\bappendXML\b/.test(readFileSync(join(folder, file), 'utf8')),
    )
  expect(strays).toEqual([])
})

/** Digests of the functions' text, read for 0.20.2. After an update: read what changed, then renew them. */
const READ_IN_0_20_2 = {
  _addInfo: '753a5eb232c7efd2',
  _finalize: '8dbd469af6677944',
  _refEnd: '1975d5569870e023',
  _write: '2b218ce0d0944cf0',
  appendXML: '566b16b3ae247e0c',
  end: '50c0c776f8164bb3',
  endAcroForm: '329c0bf8dc7d8ec2',
  endMetadata: '04354318946268a4',
}
