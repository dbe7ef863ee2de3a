// The same words as our checklist by a straightforward tagged pdfkit program: shared font, rows drawn by hand.
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import PDFDocument from 'pdfkit'
import { create } from 'fontkit'

const require = createRequire(import.meta.url)
const face = (name) => create(readFileSync(require.resolve(`@expo-google-fonts/arimo/${name}`)))
const fonts = { regular: face('400Regular/Arimo_400Regular.ttf'), bold: face('700Bold/Arimo_700Bold.ttf') }

const words = (spans = []) => spans.map(({ text }) => text).join('')
const cellWords = ({ spans, more }) => [words(spans), ...(more ?? []).map(words)].filter(Boolean).join('\n')

export function plainPdf(document) {
  const doc = new PDFDocument({
    size: 'A4',
    margin: 51,
    tagged: true,
    lang: 'en-GB',
    displayTitle: true,
    pdfVersion: '1.7',
  })
  const chunks = []
  doc.on('data', (chunk) => chunks.push(chunk))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const say = (type, text, { font = 'regular', size = 12, indent = 0 } = {}) => {
    if (text === '') return
    root.add(
      doc.struct(type, () =>
        doc
          .font(fonts[font])
          .fontSize(size)
          .text(text, 51 + indent, doc.y, { width: 493 - indent }),
      ),
    )
    doc.moveDown(0.4)
  }
  const row = (cells, shares, font) => {
    const total = shares.reduce((a, b) => a + b, 0)
    const widths = shares.map((share) => (share / total) * 493)
    doc.font(fonts[font]).fontSize(12)
    const height =
      Math.max(20, ...cells.map((text, i) => doc.heightOfString(text || ' ', { width: widths[i] - 8 }))) + 8
    if (doc.y + height > doc.page.maxY()) doc.addPage()
    const top = doc.y
    const tr = doc.struct('TR')
    root.add(tr)
    let x = 51
    cells.forEach((text, i) => {
      const at = x
      doc.rect(at, top, widths[i], height).stroke()
      if (text)
        tr.add(
          doc.struct(font === 'bold' ? 'TH' : 'TD', () => doc.text(text, at + 4, top + 4, { width: widths[i] - 8 })),
        )
      x += widths[i]
    })
    tr.end()
    doc.x = 51
    doc.y = top + height
  }
  const draw = (block, indent = 0) => {
    if (block.type === 'heading')
      say(`H${block.level}`, words(block.spans), { font: 'bold', size: 22 - 3 * block.level })
    else if (block.type === 'paragraph') say('P', words(block.spans), { indent })
    else if (block.type === 'list') block.items.forEach((item) => item.forEach((one) => draw(one, indent + 14)))
    else if (block.type === 'facts')
      block.rows.forEach(({ label, value }) => row([words(label), cellWords(value)], [1, 2], 'regular'))
    else if (block.type === 'callout') {
      say('P', words(block.title), { font: 'bold', indent: 10 })
      block.blocks.forEach((one) => draw(one, 10))
    } else if (block.type === 'cover') {
      say('P', words(block.eyebrow))
      say('H1', words(block.title), { font: 'bold', size: 26 })
      block.lines.forEach((line) => say('P', words(line)))
    } else if (block.type === 'table') {
      row(block.header.map(words), block.shares, 'bold')
      block.rows.forEach(({ cells }) => row(cells.map(cellWords), block.shares, 'regular'))
    }
  }
  document.blocks.forEach((block) => draw(block))
  root.end()
  return new Promise((resolve, reject) => {
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
    doc.end()
  })
}
