/**
 * The guarantee that a change of words touches one place: PDF, DOCX and HTML say the words of the Document, all of them,
 * in its order, and none besides. White space and the marks of list items are each format's own.
 */
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { describe, expect, it } from 'vitest'
import type { Document } from '../../src/document/document.ts'
import { plainText } from '../../src/document/plain-text.ts'
import { allBlocks } from '../../src/document/walk.ts'
import { themeFor } from '../../src/document/theme.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import type { Copy } from '../../src/render/format.ts'
import { renderHtml } from '../../src/render/html/render-html.ts'
import { renderPdf } from '../../src/render/pdf/render-pdf.ts'
import { wordsOfDocx } from './docx-xml.ts'
import { wordsOfHtml } from './html-words.ts'
import { blockSamples, documents, everyBlock } from './samples.ts'

const joined = (text: string): string => text.replace(/\s+/gu, '')
const expected = (document: Document): string => joined(plainText(document).join('\n'))

const picturesIn = ({ blocks }: Document): string[] =>
  blocks.flatMap((block) => (block.type === 'timeline' ? [block.alt] : []))

const formats = [
  { format: 'PDF', words: async (d: Document, o: Options) => wordsOfPdf((await renderPdf(d, o)).bytes) },
  {
    format: 'DOCX',
    words: async (d: Document, o: Options) => wordsOfDocx((await renderDocx(d, o)).bytes, picturesIn(d)),
  },
  { format: 'HTML', words: async (d: Document, o: Options) => wordsOfHtml((await renderHtml(d, o)).bytes) },
] as const

type Options = Parameters<typeof renderPdf>[1]

it('tries every type of block', () => {
  const tried = new Set([...allBlocks(everyBlock.blocks)].map(({ type }) => type))
  const missing = Object.keys(blockSamples).filter((type) => !tried.has(type as keyof typeof blockSamples))
  expect(missing, 'Add them to everyBlock in test/render/samples.ts.').toEqual([])
})

const cases = documents.flatMap((document, i) =>
  formats.flatMap(({ format, words }) =>
    (['print', 'fill-in'] as const).map((copy: Copy) => ({
      format,
      copy,
      name: `${document.id} (${i + 1})`,
      document,
      words,
    })),
  ),
)

describe('same words', () => {
  it.each(cases)('$format, $copy copy: $name', async ({ document, copy, words }) => {
    expect(joined(await words(document, { copy, theme: themeFor(12) }))).toBe(expected(document))
  })

  it.each(formats)('$format, large print', async ({ words }) => {
    for (const document of documents)
      expect(joined(await words(document, { copy: 'fill-in', theme: themeFor(18) }))).toBe(expected(document))
  })
})

interface Node {
  readonly role?: string
  readonly type?: string
  readonly id?: string
  readonly children?: readonly Node[]
}

/** What a screen reader would say: the structure tree's text, without the labels of list items and the words in pictures. */
async function wordsOfPdf(bytes: Uint8Array): Promise<string> {
  const task = getDocument({ data: Uint8Array.from(bytes), verbosity: VerbosityLevel.ERRORS, isEvalSupported: false })
  const pdf = await task.promise
  let words = ''
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number)
    const texts = new Map<string, string>()
    let open: string[] = []
    for (const item of (await page.getTextContent({ includeMarkedContent: true, disableNormalization: true })).items) {
      if ('str' in item) {
        const id = open.findLast((each) => each !== '') ?? ''
        texts.set(id, `${texts.get(id) ?? ''}${item.str}`)
      } else if (item.type === 'endMarkedContent') open = open.slice(0, -1)
      else open = [...open, item.id ?? '']
    }
    const say = (node: Node): string => {
      if (node.role === 'Lbl' || node.role === 'Figure') return ''
      if (node.type === 'content') return texts.get(node.id ?? '') ?? ''
      return (node.children ?? []).map(say).join('\n')
    }
    words += say((await page.getStructTree()) as Node)
  }
  await task.destroy()
  return words
}
