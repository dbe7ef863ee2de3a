/** What we write by hand is what pdfkit would have written. */
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { expect, it } from 'vitest'
import { writtenNumber, writtenText } from '../../src/render/pdf/content.ts'

async function byPdfkit(value: unknown): Promise<string> {
  const document = new PDFDocument({ autoFirstPage: false, compress: false })
  const chunks: Uint8Array[] = []
  document.on('data', (chunk: Uint8Array) => chunks.push(chunk))
  document.ref({ ours: value }).end(undefined)
  document.end()
  await new Promise((resolve) => document.once('end', resolve))
  return Buffer.concat(chunks).toString('latin1')
}

it('text: plain, with brackets, accents, and signs that take two units', () =>
  fc.assert(
    fc.asyncProperty(fc.oneof(fc.string(), fc.string({ unit: 'grapheme' })), async (text) => {
      expect(await byPdfkit(new String(text))).toContain(`/ours ${writtenText(text)}\n`)
    }),
    { numRuns: 50, examples: [['Siân Ŵyn (\\)'], ['tick 🗸'], ['a\r\n\tb'], ['']] },
  ))

it('numbers', async () => {
  for (const value of [0, -1.5, 0.1234567, 595.28, 1e-9])
    expect(await byPdfkit(value)).toContain(`/ours ${writtenNumber(value)}\n`)
})
