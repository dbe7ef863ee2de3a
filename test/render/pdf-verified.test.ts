/** What the verifier knows of a PDF, asked of the PDFs that are made: the samples of every block and the starter documents. */
import { describe, expect, it } from 'vitest'
import type { Block, Document } from '../../src/document/document.ts'
import { themeFor } from '../../src/document/theme.ts'
import type { Copy } from '../../src/render/format.ts'
import { renderPdf } from '../../src/render/pdf/render-pdf.ts'
import { renderDocument } from '../../src/render/render.ts'
import { readPdfSubject, wordsIn, type PdfSubject } from '../../src/inspect/pdf/pdf-subject.ts'
import { nameOf } from '../../src/inspect/pdf/pdf-tokens.ts'
import { attribute, elementsOf } from '../../src/inspect/pdf/read-structure.ts'
import { inspectDocument } from '../../src/inspect/inspect-files.ts'
import { compose, practiceNamed } from '../letters/starter.ts'
import { blockSamples, documents, everyBlock } from './samples.ts'

const COPIES: readonly Copy[] = ['print', 'fill-in']

/** Of every copy that a build would write. */
async function problemsOf(document: Document, bodyPt: number): Promise<readonly string[]> {
  const files = await renderDocument(document, ['pdf'], themeFor(bodyPt))
  // A message is text, whatever is asked for.
  const copies = files.filter(({ format }) => format === 'pdf')
  const found: string[] = []
  for (const { copy, bytes } of copies) {
    const path = `${bodyPt > 12 ? 'large-print-' : ''}${document.id}${copy === 'fill-in' ? '-fill-in' : ''}.pdf`
    const { file, problems } = await inspectDocument(path, 'pdf', bytes)
    // One file for paper and screen is held to what paper is: UA-1 and A-2a.
    expect(file).toMatchObject({ kind: 'pdf', copy: copy === 'both' ? 'print' : copy })
    found.push(...problems.map(({ rule, message, where }) => `${path}: ${rule}: ${message} ${where}`))
  }
  return found
}

describe('a PDF holds no fault that the verifier knows', () => {
  it.each([12, 16, 18])(
    'in the samples of every block, %i pt',
    async (bodyPt) => {
      const found: string[] = []
      for (const document of documents) found.push(...(await problemsOf(document, bodyPt)))
      // In large print its header, with a name of 300 characters, is taller than the inspection takes a header to be.
      const isTallHeader = (problem: string): boolean =>
        bodyPt > 12 &&
        /^large-print-hard-to-break(?:-fill-in)?\.pdf: words-as-decoration: “Guide of 2025”/.test(problem)
      expect(found.filter((problem) => !isTallHeader(problem))).toEqual([])
    },
    240_000,
  )

  it.each([12, 18])(
    'in a starter practice’s documents, %i pt',
    async (bodyPt) => {
      const { documents: made } = await compose(
        await practiceNamed('Z99901'),
        {},
        { documents: ['checklist', 'cutover-plan', 'letters'] },
      )
      expect(made.length).toBeGreaterThan(5)
      const found: string[] = []
      for (const document of made) found.push(...(await problemsOf(document, bodyPt)))
      expect(found).toEqual([])
    },
    240_000,
  )
})

describe('a table as a screen reader gets it', () => {
  const subjectOf = async (blocks: readonly Block[], copy: Copy): Promise<PdfSubject> => {
    const { bytes } = await renderPdf({ ...everyBlock, blocks }, { copy, theme: themeFor(12) })
    return readPdfSubject('table.pdf', bytes, copy)
  }
  /** Each row's cells: what it is, and of a header cell what it names. */
  const rowsOf = (subject: PdfSubject): string[][] =>
    [...elementsOf(subject.tree, 'TR')].map((row) =>
      row.kids.flatMap((kid) =>
        kid.kind === 'element'
          ? [[kid.type, nameOf(attribute(subject.file, kid, 'Scope'))].filter(Boolean).join(' ')]
          : [],
      ),
    )

  it.each(COPIES)('has headers of columns, and in each row the one that names it, %s', async (copy) => {
    const table = blockSamples.table
    for (const rowHeader of table.header.keys()) {
      const subject = await subjectOf([{ ...table, rowHeader }], copy)
      const [head, ...rows] = rowsOf(subject)
      expect(head).toEqual(table.header.map(() => 'TH Column'))
      expect(rows).toHaveLength(table.rows.length)
      for (const row of rows) expect(row).toEqual(table.header.map((_, i) => (i === rowHeader ? 'TH Row' : 'TD')))
      expect(wordsIn(subject, subject.tree)).not.toBe('')
    }
  })

  it('has the name of each fact as its row’s header', async () => {
    const subject = await subjectOf([blockSamples.facts], 'print')
    const rows = rowsOf(subject)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toEqual(['TH Row', 'TD'])
  })
})
