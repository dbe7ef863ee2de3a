import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { GUIDE_RULES } from '../../src/guide/check-guide.ts'

const bad = join(import.meta.dirname, '../bad')

/** A folder per rule: a guide with that one fault, and what an editor would read about it. */
describe.each(GUIDE_RULES.map(({ id }) => id))('%s', (id) => {
  it('is found where it stands, and nowhere else', async () => {
    const { findings } = await readCheckedGuide(join(bad, id, 'guide'), isoDay('2026-11-21'))
    const said = findings
      .filter(({ rule }) => rule === id)
      .map(
        ({ place, severity, message }) => `${place?.file}:${place?.line}:${place?.column}  ${severity}  ${message}\n`,
      )
    expect(said).not.toEqual([])
    await expect(said.join('')).toMatchFileSnapshot(join(bad, id, 'expected', 'findings.txt'))
  })

  it('finds nothing in the guides of the other rules but what they set out to show', async () => {
    for (const other of GUIDE_RULES.filter((rule) => rule.id !== id)) {
      const { findings } = await readCheckedGuide(join(bad, other.id, 'guide'), isoDay('2026-11-21'))
      expect(
        findings.filter(({ rule }) => rule === id),
        other.id,
      ).toEqual([])
    }
  })
})

describe('the rules about a guide', () => {
  it('have a file and a folder each, named after the rule', () => {
    for (const { id } of GUIDE_RULES) {
      expect(existsSync(join(import.meta.dirname, `../../src/guide/rules/${id}.ts`)), id).toBe(true)
      expect(existsSync(join(bad, id, 'guide')), id).toBe(true)
    }
  })
})
