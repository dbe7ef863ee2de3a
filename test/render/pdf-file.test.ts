/**
 * The file itself: its tree as a screen reader gets it, its fields, links and bookmarks, and what must never be in it.
 * The standards' own rules are judged by the checker command; these tests need nothing but npm packages.
 */
import { inflateSync } from 'node:zlib'
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Block, Document } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { themeFor } from '../../src/document/theme.ts'
import { MissingGlyphError } from '../../src/fonts/open-faces.ts'
import { A4 } from '../../src/render/pdf/boxes.ts'
import { PdfWriter } from '../../src/render/pdf/pdf-writer.ts'
import { renderPdf } from '../../src/render/pdf/render-pdf.ts'
import type { Copy } from '../../src/render/format.ts'
import { AWKWARD_NAME, blockSamples, checklistSample, documents, draftLetter, everyBlock } from './samples.ts'

async function render(document: Document, copy: Copy = 'print', pt = 12): Promise<Uint8Array> {
  return (await renderPdf(document, { copy, theme: themeFor(pt) })).bytes
}

async function open(bytes: Uint8Array): Promise<PDFDocumentProxy> {
  return getDocument({ data: new Uint8Array(bytes), verbosity: 0 }).promise
}

interface Node {
  readonly role?: string
  readonly children?: readonly Node[]
  readonly type?: string
  readonly id?: string
  readonly alt?: string
}

interface Read {
  readonly role: string
  readonly text: string
  readonly alt?: string
}

/** The leaves of the structure tree, in reading order, with the words that stand in them. */
async function readAloud(pdf: PDFDocumentProxy): Promise<readonly Read[]> {
  const read: Read[] = []
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const words = new Map<string, string>()
    const open: string[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
      const id = open.findLast((mark) => mark !== '') ?? ''
      if ('str' in item) words.set(id, (words.get(id) ?? '') + item.str)
      else if (item.type === 'endMarkedContent') open.pop()
      else open.push(item.id ?? '')
    }
    const walk = (node: Node, role: string): void => {
      if (node.type === 'content') read.push({ role, text: words.get(node.id ?? '') ?? '' })
      if (node.alt !== undefined) read.push({ role, text: '', alt: node.alt })
      for (const child of node.children ?? []) walk(child, node.role ?? role)
    }
    const tree = (await page.getStructTree()) as Node | null
    if (tree !== null) walk(tree, 'Root')
  }
  return read
}

const squeeze = (text: string): string => text.replace(/\s/g, '')

/** Operators of each page, as text. */
function contentStreams(bytes: Uint8Array): readonly string[] {
  const file = Buffer.from(bytes)
  const text = file.toString('latin1')
  return [...text.matchAll(/\/Length (\d+)[^]*?stream\n/g)].flatMap((match) => {
    const start = match.index + match[0].length
    const header = match[0]
    if (header.includes('/Length1') || !header.includes('FlateDecode')) return []
    try {
      const content = inflateSync(file.subarray(start, start + Number(match[1]))).toString('latin1')
      return content.includes(' BDC') ? [content] : []
    } catch {
      return []
    }
  })
}

describe.each(documents.map((document, i) => [`${i}: ${document.id}`, document] as const))('%s', (_name, document) => {
  it.each(['print', 'fill-in'] as const)('says the words of the document, in order, in the %s copy', async (copy) => {
    const read = await readAloud(await open(await render(document, copy)))
    const said = read.filter(({ role }) => role !== 'Lbl' && role !== 'Figure').map(({ text }) => text)
    expect(squeeze(said.join(''))).toBe(squeeze(plainText(document).join('')))
  })

  it.each([12, 18])('is the same, byte for byte, when made again at %i pt', async (pt) => {
    const first = await render(document, 'fill-in', pt)
    await render(everyBlock, 'print', pt)
    expect(Buffer.compare(await render(document, 'fill-in', pt), first)).toBe(0)
  })

  it('draws nothing that is neither read nor marked as decoration, and no lines inside words', async () => {
    for (const content of contentStreams(await render(document))) {
      let inside: string | undefined
      for (const line of content.split('\n')) {
        const mark = /^\/(\w+) <<.*>> BDC$/.exec(line)
        if (mark !== null) {
          expect(inside, 'marked content in marked content').toBeUndefined()
          inside = mark[1]
        }
        if (/ TJ\b/.test(line)) expect(inside, line).toBeDefined()
        if (/ re [SfB]$/.test(line)) expect(['Artifact', 'Form', 'Figure'], line).toContain(inside)
        if (/(^| )EMC$/.test(line) && !line.includes(' TJ')) inside = undefined
      }
      expect(inside, 'marked content left open').toBeUndefined()
    }
  })
})

describe('what the file says about itself', () => {
  it('escapes title and author, and dates itself by its content', async () => {
    const odd = {
      ...everyBlock,
      title: `Plan & <b> ${AWKWARD_NAME}`,
      author: 'Smith & Sons',
      modified: isoDay('2026-03-29'),
    }
    const bytes = await render(odd)
    const pdf = await open(bytes)
    const { info, metadata } = await pdf.getMetadata()
    expect(info).toMatchObject({ Title: odd.title, Author: 'Smith & Sons', CreationDate: 'D:20260329000000Z' })
    expect(metadata.get('dc:title')).toBe(odd.title)
    expect(Buffer.from(bytes).toString('latin1')).not.toMatch(
      new RegExp(`${new Date().getFullYear()}-\\d\\d-\\d\\dT(?!00)`),
    )
  })

  it('claims PDF/A for print copies only', async () => {
    expect(Buffer.from(await render(everyBlock, 'print')).toString('latin1')).toContain('pdfaid:conformance')
    expect(Buffer.from(await render(everyBlock, 'fill-in')).toString('latin1')).not.toContain('pdfaid:conformance')
  })

  it('has the number of pages that it was said to have', async () => {
    const { bytes, pages } = await renderPdf(checklistSample(60), { copy: 'print', theme: themeFor(16) })
    expect((await open(bytes)).numPages).toBe(pages)
  })

  it('nests bookmarks by the level of the headings', async () => {
    const outline = await (await open(await render(everyBlock))).getOutline()
    expect(outline.map((item) => [item.title, item.items.map((sub: { title: string }) => sub.title)])).toEqual([
      [
        'Riverside Surgery: moving to a new clinical system',
        ['Before go-live', 'People', 'What to do', 'What not to do', 'Log 1: calls'],
      ],
    ])
    expect(outline[0]?.items[0]?.items.map((item: { title: string }) => item.title)).toEqual(['Tasks'])
  })
})

describe('links', () => {
  it('say where they lead, and lead there', async () => {
    const page = await (await open(await render(everyBlock))).getPage(1)
    const links = (await page.getAnnotations()).filter((annotation) => annotation.subtype === 'Link')
    expect(links[0]).toMatchObject({
      url: 'https://www.example.org/guidance?a=1&b=2',
      contentsObj: { str: 'guidance on well-organised moves: https://www.example.org/guidance?a=1&b=2' },
    })
    expect(links[1]?.dest?.[1]).toEqual({ name: 'XYZ' })
  })

  it.each([
    ['https://x.example/a%2Fb?q=1%2C2', 'https://x.example/a%2Fb?q=1%2C2'],
    ['https://x.example/größe', 'https://x.example/gr%C3%B6%C3%9Fe'],
    ['2 Cutover days/50%25 plan.pdf', '2%20Cutover%20days/50%25%20plan.pdf'],
    ['mailto:desk@x.example', 'mailto:desk@x.example'],
  ])('escape %s once', async (href, written) => {
    const bytes = await render({ ...everyBlock, blocks: [{ type: 'paragraph', spans: [{ text: 'Here', href }] }] })
    expect(Buffer.from(bytes).toString('latin1')).toContain(`/URI (${written})`)
  })

  it('stay words where this document has no such heading', async () => {
    const blocks: Block[] = [{ type: 'paragraph', spans: [{ text: 'See the annex.', href: '#annex' }] }]
    const page = await (await open(await render({ ...everyBlock, blocks }))).getPage(1)
    expect(await page.getAnnotations()).toEqual([])
  })
})

describe('fields', () => {
  const fieldsOf = async (document: Document, copy: Copy) =>
    (await (await open(await render(document, copy))).getFieldObjects()) ?? {}

  it('are inputs with a name and a spoken name in the fill-in copy', async () => {
    const pdf = await open(await render(checklistSample(5), 'fill-in'))
    const pages = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)))
    const widgets = (await Promise.all(pages.map((page) => page.getAnnotations())))
      .flat()
      .filter((a) => a.subtype === 'Widget')
    expect(widgets).toHaveLength(10)
    expect(widgets[0]).toMatchObject({
      fieldName: 'p1-01:done',
      checkBox: true,
      fieldValue: 'Off',
      hasAppearance: true,
    })
    expect(new Set(widgets.map((widget) => widget.alternativeText)).size).toBe(10)
    expect(widgets.map((widget) => widget.alternativeText)).toContain('Initials for P1-01')
  })

  it('wrap and shrink what is typed, so that all of it is seen and printed', async () => {
    const pdf = await open(await render(checklistSample(1), 'fill-in'))
    const typed = (await (await pdf.getPage(1)).getAnnotations()).filter(({ fieldType }) => fieldType === 'Tx')
    expect(typed.length).toBeGreaterThan(0)
    for (const { multiLine, defaultAppearanceData, id } of typed) {
      expect(multiLine).toBe(true)
      expect(defaultAppearanceData.fontSize).toBe(0)
      pdf.annotationStorage.setValue(String(id), { value: 'Morwenna Tully and Farida Osei, 14 April' })
    }
    // The reader's own appearance of what was typed, as it is printed.
    const saved = await open(await pdf.saveDocument())
    const { items } = await (await saved.getPage(1)).getTextContent()
    expect(items.length).toBeGreaterThan(0)
    const [box] = (await (await saved.getPage(1)).getAnnotations()).filter(({ fieldType }) => fieldType === 'Tx')
    expect(box?.fieldValue).toContain('14 April')
  })

  it('are never inputs where the answer would be patient data', async () => {
    expect(Object.keys(await fieldsOf(everyBlock, 'fill-in'))).toContain('lead:name')
    expect(Object.keys(await fieldsOf(everyBlock, 'fill-in'))).not.toContain('log:patient')
  })

  it('are drawn in the print copy, and said to be boxes to tick', async () => {
    expect(await fieldsOf(everyBlock, 'print')).toEqual({})
    const alts = (await readAloud(await open(await render(everyBlock)))).flatMap(({ alt }) => alt ?? [])
    expect(alts).toContain('Tick box: Done: Tell the pharmacies')
    expect(alts).toContain('Signature of the GP lead')
  })
})

describe('tables', () => {
  it('have one header row in the tree however many pages they take', async () => {
    const pdf = await open(await render(checklistSample(12)))
    const read = await readAloud(pdf)
    expect(pdf.numPages).toBeGreaterThan(1)
    expect(read.filter(({ role, text }) => role === 'TH' && text.trim() === 'Initials')).toHaveLength(1)
  })
})

describe('characters', () => {
  it('stop the document where no font has them, naming the place', async () => {
    const blocks: Block[] = [{ ...blockSamples.paragraph, spans: [{ text: 'Welcome to Sunny 😀 Surgery' }] }]
    await expect(render({ ...everyBlock, blocks })).rejects.toThrow(MissingGlyphError)
    await expect(render({ ...everyBlock, header: ['☎ 01632'] })).rejects.toThrow(/☎.*01632/)
  })

  const spansOf = (text: string): Document => ({ ...everyBlock, blocks: [{ type: 'paragraph', spans: [{ text }] }] })

  it('can be searched and copied as they were written', async () => {
    const text = 'Ŵyn ọ̀rẹ́ Þórður a\u2009b Κύπρος'
    const read = await readAloud(await open(await render(spansOf(text))))
    expect(squeeze(read.map((part) => part.text).join(''))).toBe(squeeze(text))
  })

  it.each(['1∕2', 'i̊'])('say what they are where two of them share a glyph: %s', async (text) => {
    const [content = ''] = contentStreams(await render(spansOf(text)))
    const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('hex')
    expect(content).toContain(`/ActualText <${utf16}>`)
  })

  it('show a soft hyphen only where the line ends at it', async () => {
    const read = await readAloud(await open(await render(spansOf('An extra\u00adordinarily odd way '.repeat(60)))))
    const said = read.map((part) => part.text).join('')
    expect(said).toContain('extraordinarily')
    expect(said).toContain('extra-')
  })
})

describe('the watermark', () => {
  it('is drawn on the page and never read', async () => {
    const pdf = await open(await render(draftLetter))
    const content = await (await pdf.getPage(1)).getTextContent()
    expect(content.items.map((item: object) => ('str' in item ? item.str : ''))).toContain('DRAFT')
    expect((await readAloud(pdf)).map(({ text }) => text)).not.toContain('DRAFT')
  })
})

describe('the writer', () => {
  it('says so when an object was left open, in place of writing a file without an end', () => {
    const file = new PdfWriter(everyBlock, 'print', [A4])
    file.ref({ S: 'L' })
    expect(() => file.finish()).toThrow(/never ended/)
  })
})
