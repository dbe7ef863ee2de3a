// The same words as our checklist by a straightforward program on the docx library.
import { CheckBox, Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx'

const words = (spans = []) => spans.map(({ text }) => text).join('')
const LEVELS = [HeadingLevel.HEADING_1, HeadingLevel.HEADING_2, HeadingLevel.HEADING_3, HeadingLevel.HEADING_4]

const paragraphs = ({ spans, more, field }) => [
  ...(field?.kind === 'check' ? [new Paragraph({ children: [new CheckBox({ alias: field.label })] })] : []),
  ...(spans ? [new Paragraph(words(spans))] : []),
  ...(more ?? []).map((line) => new Paragraph(words(line))),
]
const cell = (content) => new TableCell({ children: content.length > 0 ? content : [new Paragraph('')] })

function toDocx(block) {
  switch (block.type) {
    case 'heading':
      return [new Paragraph({ text: words(block.spans), heading: LEVELS[block.level - 1] })]
    case 'paragraph':
      return [new Paragraph(words(block.spans))]
    case 'list':
      return block.items.flatMap((item) => item.flatMap(toDocx))
    case 'facts':
      return block.rows.map(
        ({ label, value }) =>
          new Paragraph({
            children: [new TextRun({ text: `${words(label)}: `, bold: true }), new TextRun(words(value.spans))],
          }),
      )
    case 'callout':
      return [
        new Paragraph({ children: [new TextRun({ text: words(block.title), bold: true })] }),
        ...block.blocks.flatMap(toDocx),
      ]
    case 'cover':
      return [
        new Paragraph(words(block.eyebrow)),
        new Paragraph({ text: words(block.title), heading: LEVELS[0] }),
        ...block.lines.map((line) => new Paragraph(words(line))),
      ]
    case 'table':
      return [
        new Table({
          rows: [
            new TableRow({
              tableHeader: true,
              children: block.header.map((spans) => cell([new Paragraph(words(spans))])),
            }),
            ...block.rows.map(
              ({ cells }) => new TableRow({ cantSplit: true, children: cells.map((one) => cell(paragraphs(one))) }),
            ),
          ],
        }),
      ]
    default:
      return []
  }
}

export const plainDocx = (document) =>
  Packer.toBuffer(new Document({ title: document.title, sections: [{ children: document.blocks.flatMap(toDocx) }] }))
