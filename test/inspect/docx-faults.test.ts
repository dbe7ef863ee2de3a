import { describe, expect, it } from 'vitest'
import { DOCX_RULES, inspectDocument } from '../../src/inspect/inspect-files.ts'
import { FILE_BROKEN } from '../../src/inspect/questions.ts'
import { docxFaults } from './docx-faults.ts'
import { docxWith } from './sound-docx.ts'

const rulesBroken = async (name: string, bytes: Uint8Array): Promise<string[]> => {
  const { problems } = await inspectDocument(name, 'docx', bytes)
  return [...new Set(problems.map((problem) => problem.rule))]
}

describe('a DOCX with one fault is caught by the rule for it, and by no other', () => {
  it.each(docxFaults)('$rule: $fault', async ({ rule, name = 'checklist.docx', make }) => {
    expect(await rulesBroken(name, make())).toEqual([rule])
  })

  it('has a fault for every rule', () => {
    const tested = new Set(docxFaults.map((fault) => fault.rule))
    expect([...DOCX_RULES.map((rule) => rule.id), FILE_BROKEN].filter((id) => !tested.has(id))).toEqual([])
  })

  it('finds nothing wrong with a sound one', async () => {
    expect(await rulesBroken('checklist.docx', docxWith())).toEqual([])
  })
})
