import fc from 'fast-check'
import { expect, it } from 'vitest'
import { inspectDocument } from '../../src/inspect/inspect-files.ts'
import type { DocumentKind } from '../../src/inspect/inspection-rule.ts'
import { draftPdf } from './draft-pdf.ts'
import { soundPage } from './html-faults.ts'
import { cell, writeWorkbook } from '../../src/practices/write-workbook.ts'
import { docxWith } from './sound-docx.ts'

const sound: Readonly<Record<DocumentKind, () => Promise<Uint8Array>>> = {
  pdf: () => draftPdf((draft) => draft.link('NHS website', 'https://www.nhs.uk/')),
  docx: () => Promise.resolve(docxWith()),
  xlsx: () =>
    writeWorkbook('A', [{ name: 'A', columns: [{ header: 'A', width: 9, kind: 'text' }], rows: [[cell('b')]] }], 'C'),
  html: () => Promise.resolve(Buffer.from(soundPage)),
}

/** Bytes overwritten at places given as shares of the file's length. */
const damage = fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), {
  minLength: 1,
  maxLength: 8,
})

it.each(['pdf', 'docx', 'xlsx', 'html'] as const)(
  'a damaged %s is a problem to report, never a crash',
  async (kind) => {
    const whole = await sound[kind]()
    await fc.assert(
      fc.asyncProperty(damage, async (places) => {
        const bytes = Uint8Array.from(whole)
        for (const [share, byte] of places) bytes[Math.floor(share * bytes.length)] = byte
        const { file } = await inspectDocument(`damaged.${kind}`, kind, bytes)
        expect(file.kind).toBe(kind)
      }),
      { numRuns: 60, seed: 6 },
    )
  },
)
