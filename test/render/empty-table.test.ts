/** A table without rows is not written: a head without a body is no table to whoever listens to it. */
import { expect, it } from 'vitest'
import { themeFor } from '../../src/document/theme.ts'
import { renderDocx } from '../../src/render/docx/render-docx.ts'
import { renderHtml } from '../../src/render/html/render-html.ts'
import { layoutDocument } from '../../src/render/pdf/render-pdf.ts'
import { partOf } from './docx-xml.ts'
import { bodyBoxes, isText, textOf } from './pdf-pages.ts'
import { everyBlock, taskTable } from './samples.ts'

const document = { ...everyBlock, blocks: [{ ...taskTable(0), captionVisible: true }] }
const options = { copy: 'fill-in', theme: themeFor(12) } as const

it('leaves it out of every format', async () => {
  expect(layoutDocument(document, options.theme).flatMap(bodyBoxes).filter(isText).map(textOf)).toEqual([])
  expect(partOf((await renderDocx(document, options)).bytes, 'word/document.xml')).not.toContain('<w:tbl>')
  expect(new TextDecoder().decode((await renderHtml(document, options)).bytes)).not.toContain('<table')
})
