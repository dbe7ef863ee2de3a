import { strFromU8 } from 'fflate'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Block, Document, List, Span } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import type { RenderOptions } from '../../src/render/format.ts'
import { inspectDocument } from '../../src/inspect/inspect-files.ts'
import { partOf, wordsOfDocx } from './docx-xml.ts'
import { blockSamples, checklistSample, documents, draftLetter, everyBlock, letter } from './samples.ts'

const options: RenderOptions = { copy: 'fill-in', theme: themeFor(12) }
const bytesOf = async (document: Document, more: Partial<RenderOptions> = {}): Promise<Uint8Array> =>
  (await renderDocx(document, { ...options, ...more })).bytes
const bodyOf = async (...blocks: Block[]): Promise<string> =>
  partOf(await bytesOf({ ...everyBlock, blocks }), 'word/document.xml')
const paragraph = (...spans: Span[]): Block => ({ type: 'paragraph', spans })
const all = (xml: string, pattern: RegExp): string[] => [...xml.matchAll(pattern)].map((match) => match[1] ?? '')

describe('a Word file', () => {
  it.each([12, 16, 18])('holds no fault that the verifier knows, at %i pt', async (bodyPt) => {
    for (const document of documents) {
      const bytes = await bytesOf(document, { theme: themeFor(bodyPt) })
      const path = `${bodyPt > 12 ? 'large-print-' : ''}${document.id}.docx`
      expect((await inspectDocument(path, 'docx', bytes)).problems, path).toEqual([])
    }
  })

  it('shows page numbers and the header on every page', async () => {
    const bytes = await bytesOf(everyBlock)
    expect(all(partOf(bytes, 'word/footer1.xml'), /<w:instrText[^>]*> (\w+) </g)).toEqual(['PAGE', 'NUMPAGES'])
    expect(partOf(bytes, 'word/header1.xml')).toContain('Riverside Surgery')
  })

  it('says DRAFT as a word too, for whom a picture says nothing', async () => {
    const header = partOf(await bytesOf(draftLetter), 'word/header1.xml')
    expect(header).toContain('string="DRAFT"')
    expect(header).toContain('>DRAFT</w:t>')
  })
})

describe('same bytes', () => {
  afterEach(() => vi.useRealTimers())

  it('on another day, in another process, after another document', async () => {
    const first = await bytesOf(draftLetter)
    vi.resetModules()
    vi.useFakeTimers({ now: new Date('2031-05-06T07:08:09Z') })
    const again = await import('../../src/render/docx/render-docx.ts')
    await again.renderDocx(everyBlock, options)
    expect((await again.renderDocx(draftLetter, options)).bytes).toEqual(first)
  })

  it('gives the day that the content last changed as its date', async () => {
    const core = partOf(await bytesOf(everyBlock), 'docProps/core.xml')
    expect(all(core, /W3CDTF">([^<]+)</g)).toEqual(['2026-11-02T00:00:00Z', '2026-11-02T00:00:00Z'])
  })
})

describe('things to fill in', () => {
  it('are content controls with a title, a tag and a lock', async () => {
    const controls = all(await bodyOf(blockSamples.table, blockSamples.facts), /<w:sdtPr>(.*?)<\/w:sdtPr>/gs)
    expect(controls).toHaveLength(4 * 2 + 3)
    for (const control of controls)
      expect(control).toMatch(
        /<w:alias w:val=".+?"\/><w:tag w:val=".+?"\/><w:id w:val="\d+"\/><w:lock w:val="sdtLocked"\/>/,
      )
    expect(new Set(controls.flatMap((control) => all(control, /<w:id w:val="(\d+)"/g))).size).toBe(controls.length)
    expect(controls.filter((control) => control.includes('<w14:checkbox>'))).toHaveLength(4)
    expect(controls.filter((control) => control.includes('<w:date>'))).toHaveLength(1)
  })

  it('are no controls where the answer holds patient data', async () => {
    expect(await bodyOf(blockSamples.facts)).not.toContain('log:patient')
  })

  it('say how to fill them, but not in tables and not on paper, where a pen needs the room', async () => {
    const placeholders = async (copy: RenderOptions['copy']): Promise<string> =>
      partOf(
        await bytesOf({ ...everyBlock, blocks: [blockSamples.facts, blockSamples.table] }, { copy }),
        'word/document.xml',
      )
    expect((await placeholders('fill-in')).match(/Click to [a-z]+/g)).toEqual(['Click to type', 'Click to choose'])
    expect(await placeholders('print')).not.toContain('Click to')
  })

  it('keep a title to the 64 characters that Word allows', async () => {
    const label = 'Initials of the person who printed the appointment lists of the first three days'
    const field = { id: 'a:initials', kind: 'text', label } as const
    const body = await bodyOf({ type: 'facts', id: 'f', rows: [{ label: [{ text: 'Initials' }], value: { field } }] })
    const [title = ''] = all(body, /<w:alias w:val="([^"]*)"/g)
    expect([...title].length).toBeLessThanOrEqual(64)
    expect(label.startsWith(title.replace('…', ''))).toBe(true)
  })
})

describe('tables', () => {
  it('repeat their header, keep rows whole and have a name', async () => {
    const body = await bodyOf(blockSamples.table)
    expect(all(body, /<w:tr>(.*?)<\/w:tr>/gs).map((row) => row.includes('<w:tblHeader/>'))).toEqual([
      true,
      false,
      false,
      false,
      false,
    ])
    expect(body.match(/<w:cantSplit\/>/g)).toHaveLength(5)
    expect(body).toContain('<w:tblCaption w:val="Tasks of this phase"/>')
  })

  it('do not grow together when they touch', async () => {
    expect(await bodyOf(blockSamples.table, blockSamples.table)).not.toContain('</w:tbl><w:tbl>')
  })

  it.each([12, 16, 18])('have no column too narrow for the words of its header, at %i pt', async (bodyPt) => {
    const body = partOf(await bytesOf(checklistSample(1), { theme: themeFor(bodyPt) }), 'word/document.xml')
    const { left, right } = themeFor(bodyPt).marginsMm
    const widths = all(body, /<w:gridCol w:w="(\d+)"/g).map(Number)
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(Math.round(((210 - left - right) * 1440) / 25.4))
    // "Done" and "Initials" in bold Arial take 2.5 and 3.6 times the type size.
    expect((widths[0] ?? 0) / 20).toBeGreaterThan(2.5 * bodyPt)
    expect((widths[4] ?? 0) / 20).toBeGreaterThan(3.6 * bodyPt)
  })
})

describe('lists', () => {
  const numbered = (...texts: string[]): List => ({
    type: 'list',
    ordered: true,
    items: texts.map((text) => [paragraph({ text })]),
  })

  it('start anew, each at its own number', async () => {
    const bytes = await bytesOf({
      ...everyBlock,
      blocks: [numbered('a', 'b'), numbered('c'), { ...numbered('d'), start: 7 }],
    })
    const ids = all(partOf(bytes, 'word/document.xml'), /<w:numId w:val="(\d+)"/g)
    expect(new Set(ids).size).toBe(3)
    expect(ids[0]).toBe(ids[1])
    const starts = ids.map(
      (id) =>
        new RegExp(`<w:num w:numId="${id}">.*?<w:startOverride w:val="(\\d+)"`).exec(
          partOf(bytes, 'word/numbering.xml'),
        )?.[1],
    )
    expect(starts).toEqual(['1', '1', '1', '7'])
  })

  it('number an item once, however many paragraphs it has', async () => {
    const body = await bodyOf({
      type: 'list',
      ordered: true,
      items: [[paragraph({ text: 'a' }), paragraph({ text: 'b' })]],
    })
    expect(body.match(/<w:numPr>/g)).toHaveLength(1)
  })
})

describe('text', () => {
  it('drops characters that would make the package unreadable', async () => {
    const body = await bodyOf(paragraph({ text: 'a\u0000b\u001bc\ud800d\uffffe' }))
    expect(body).toContain('>abcde</w:t>')
  })

  it('may hold what replacements and markup are made of', async () => {
    const text = "$& $1 $' \\1 <w:p/> &amp; ]]> \ue000body\ue000"
    const bytes = await bytesOf({ ...everyBlock, title: text, header: [text], blocks: [paragraph({ text })] })
    expect(wordsOfDocx(bytes).trim()).toBe(text)
    expect(partOf(bytes, 'word/header1.xml')).toContain("$&amp; $1 $' \\1 &lt;w:p/&gt; &amp;amp; ]]&gt;")
  })

  it('links to the web and to headings, and to nothing else', async () => {
    const link = (href: string): Block => paragraph({ text: 'x', href })
    const blocks = [
      link('https://a.example/?a&b'),
      link('https://a.example/?a&b'),
      link('javascript:alert(1)'),
      link('#before-go-live'),
      link('#nowhere'),
    ]
    const bytes = await bytesOf({ ...everyBlock, blocks: [blockSamples.heading, ...blocks] })
    expect(all(partOf(bytes, 'word/_rels/document.xml.rels'), /Target="([^"]+)" TargetMode="External"/g)).toEqual([
      'https://a.example/?a&amp;b',
    ])
    expect(partOf(bytes, 'word/document.xml').match(/<w:hyperlink /g)).toHaveLength(3)
  })

  it('writes merge fields that Word fills', async () => {
    const body = await bodyOf(
      paragraph({ text: '«first_name»', mergeField: 'first_name' }),
      paragraph({ text: '((full name))', mergeField: 'full name' }),
    )
    expect(all(body, /<w:instrText[^>]*> (.*?) <\/w:instrText>/g)).toEqual([
      'MERGEFIELD first_name',
      'MERGEFIELD &quot;full name&quot;',
    ])
    expect(body).toContain('«first_name»')
  })
})

describe('letters', () => {
  it('have their addresses in the zones of the printer profile', async () => {
    const body = partOf(await bytesOf(letter), 'word/document.xml')
    const frames = new Set(all(body, /<w:framePr [^>]*w:x="(\d+)"/g))
    // 24.6 mm and 125 mm from the left edge.
    expect([...frames]).toEqual(['1395', '7087'])
    expect(all(body, /<w:framePr [^>]*w:y="(\d+)"/g)[0]).toBe('2239')
  })

  it('print the recipient at the size that the profile wants, in large print too', async () => {
    const styles = partOf(await bytesOf(letter, { theme: themeFor(18) }), 'word/styles.xml')
    expect(/w:styleId="RecipientAddress".*?<w:sz w:val="(\d+)"/s.exec(styles)?.[1]).toBe('20')
  })

  it('start their text below both zones', async () => {
    const bytes = await bytesOf(letter)
    const top = Number(/<w:pgMar w:top="(\d+)"/.exec(partOf(bytes, 'word/document.xml'))?.[1])
    const before = Number(/Heading1"\/>.*?<w:spacing w:before="(\d+)"/.exec(partOf(bytes, 'word/document.xml'))?.[1])
    // 95 mm from the top, in twentieths of a point.
    expect(Math.abs(top + before - 5386)).toBeLessThanOrEqual(2)
  })
})

it('the package begins with its content types: some readers look no further to know its kind', async () => {
  const bytes = await bytesOf(everyBlock)
  expect(strFromU8(bytes.slice(30, 30 + 19))).toBe('[Content_Types].xml')
})
