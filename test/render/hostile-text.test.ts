import { parse, type DefaultTreeAdapterTypes } from 'parse5'
import { describe, expect, it } from 'vitest'
import { elementsIn, parseXml } from '../../src/base/xml.ts'
import type { Document } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import { renderHtml } from '../../src/render/html/render-html.ts'
import { blockSamples, draftLetter, everyBlock } from './samples.ts'
import { partOf } from './docx-xml.ts'

/** Ends every context that a text could be put into. */
const HOSTILE = `</p></title></style></script>--><script>alert(1)</script><b on="x" ' style='y'>&lt;i&gt; ]]> \u0000`

/** Values that choose something rather than say something, and days. */
const CHOICES = /^(?:type|kind|field|role|zone|shade|marks|data|formats|from|to|align|copy|view|language|date|asOf)$/

/** Every text of a document followed by another, wherever it is. */
function withText(value: unknown, more: string, key = ''): unknown {
  if (typeof value === 'string') return CHOICES.test(key) || value.startsWith('#') ? value : value + more
  if (Array.isArray(value)) return value.map((one) => withText(one, more, key))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withText(inner, more, name)]))
}

const logo = { type: 'png', data: 'iVBORw0KGgo=', widthPx: 40, heightPx: 20, colours: 3, alt: 'Logo' } as const
const documents: readonly Document[] = [
  { ...everyBlock, watermark: 'DRAFT' },
  { ...everyBlock, blocks: [{ ...blockSamples.cover, logo }, ...Object.values(blockSamples)] },
  draftLetter,
]

type Node = DefaultTreeAdapterTypes.ChildNode

/** Elements and the names of their attributes, in order; no words. */
const outline = (nodes: readonly Node[]): string[] =>
  nodes.flatMap((node) =>
    'tagName' in node
      ? [
          [node.tagName, ...node.attrs.map(({ name }) => name)].join(' '),
          ...outline(node.childNodes),
          `/${node.tagName}`,
        ]
      : node.nodeName === '#comment'
        ? ['comment']
        : [],
  )

describe.each(documents.map((document, i) => [i, document] as const))(
  'hostile text in every field of document %i',
  (_, document) => {
    const hostile = withText(document, HOSTILE) as Document
    const harmless = withText(document, 'x'.repeat(HOSTILE.length)) as Document

    it.each(['fill-in', 'print'] as const)('is never an element or an attribute of a page (%s)', async (copy) => {
      const outlineOf = async (one: Document): Promise<string[]> => {
        const page = new TextDecoder().decode((await renderHtml(one, { copy, theme: themeFor(12) })).bytes)
        return outline(parse(page).childNodes)
      }
      const elements = await outlineOf(hostile)
      expect(elements.length).toBeGreaterThan(30)
      expect(elements).toEqual(await outlineOf(harmless))
    })

    it('is never an element or an attribute of a Word file', async () => {
      const outlineOf = async (one: Document): Promise<string[]> => {
        const { bytes } = await renderDocx(one, { copy: 'fill-in', theme: themeFor(12) })
        return ['word/document.xml', 'docProps/core.xml', 'word/_rels/document.xml.rels'].flatMap((part) =>
          [...elementsIn(parseXml(partOf(bytes, part)))].map(({ name, attributes }) =>
            [name, ...attributes.keys()].join(' '),
          ),
        )
      }
      const elements = await outlineOf(hostile)
      expect(elements.length).toBeGreaterThan(30)
      expect(elements).toEqual(await outlineOf(harmless))
    })
  },
)
