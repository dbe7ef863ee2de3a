import { describe, expect, it } from 'vitest'
import { inspectDocument, PDF_RULES } from '../../src/inspect/inspect-files.ts'
import { FILE_BROKEN } from '../../src/inspect/questions.ts'
import { draftPdf } from './draft-pdf.ts'
import { pdfFaults } from './pdf-faults.ts'

const rulesBroken = async (name: string, bytes: Uint8Array): Promise<string[]> => {
  const { problems } = await inspectDocument(name, 'pdf', bytes)
  return [...new Set(problems.map((problem) => problem.rule))]
}

describe('a PDF with one fault is caught by the rule for it, and by no other', () => {
  it.each(pdfFaults)('$rule: $fault', async ({ rule, name = 'checklist.pdf', make }) => {
    expect(await rulesBroken(name, await make())).toEqual([rule])
  })

  it('has a fault for every rule', () => {
    const tested = new Set(pdfFaults.map((fault) => fault.rule))
    expect([...PDF_RULES.map((rule) => rule.id), FILE_BROKEN].filter((id) => !tested.has(id))).toEqual([])
  })
})

describe('a sound PDF has no problem', () => {
  it('in print', async () => {
    const bytes = await draftPdf((draft) => {
      draft.heading(2, 'Tasks')
      draft.table([
        ['Task', 'Owner'],
        ['Tell Siân Ŵyn', 'Łukasz'],
      ])
      draft.link('NHS website', 'https://www.nhs.uk/')
      draft.artifact(() => void draft.doc.moveTo(57, 400).lineTo(500, 400).stroke())
      draft.doc.addPage()
      draft.text('P', 'The end.')
    })
    expect(await rulesBroken('checklist.pdf', bytes)).toEqual([])
  })

  it('to fill in', async () => {
    const bytes = await draftPdf((draft) => draft.tickBox('a', 'Done: tell the staff'), { claimsArchive: false })
    expect(await rulesBroken('checklist-fill-in.pdf', bytes)).toEqual([])
  })
})
