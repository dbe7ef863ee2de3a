import { describe, expect, it } from 'vitest'
import { HTML_RULES, inspectDocument } from '../../src/inspect/inspect-files.ts'
import { htmlFaults, soundPage } from './html-faults.ts'

const rulesBroken = async (page: string): Promise<string[]> => {
  const { problems } = await inspectDocument('checklist.html', 'html', Buffer.from(page))
  return [...new Set(problems.map((problem) => problem.rule))]
}

describe('an HTML page with one fault is caught by the rule for it, and by no other', () => {
  it.each(htmlFaults)('$rule: $fault', async ({ rule, make }) => {
    expect(await rulesBroken(make())).toEqual([rule])
  })

  it('has a fault for every rule', () => {
    const tested = new Set(htmlFaults.map((fault) => fault.rule))
    expect(HTML_RULES.map((rule) => rule.id).filter((id) => !tested.has(id))).toEqual([])
  })

  it('finds nothing wrong with a sound one', async () => {
    expect(await rulesBroken(soundPage)).toEqual([])
  })
})
