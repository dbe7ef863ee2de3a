import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { FOUND_IN_DOCUMENTS } from '../../src/check/found-in-documents.ts'
import { FOUND_IN_PLANS } from '../../src/check/found-in-plans.ts'
import { FOUND_IN_ROWS } from '../../src/check/found-in-rows.ts'
import { RULE_INFO } from '../../src/check/rule-info.ts'
import { RULES } from '../../src/check/rules/index.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'

const bad = join(import.meta.dirname, '../bad')

/** A folder per rule: a guide with that one fault, and what an editor would read about it. */
describe.each(RULES.map(({ id }) => id))('%s', (id) => {
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
    for (const other of RULES.filter((rule) => rule.id !== id)) {
      const { findings } = await readCheckedGuide(join(bad, other.id, 'guide'), isoDay('2026-11-21'))
      expect(
        findings.filter(({ rule }) => rule === id),
        other.id,
      ).toEqual([])
    }
  })
})

describe('the table of rules', () => {
  it('explains every rule that reading a guide can name', () => {
    const src = join(import.meta.dirname, '../../src')
    const named = ['parse', 'markdown', 'check', 'template']
      .flatMap((folder) =>
        readdirSync(join(src, folder), { recursive: true, encoding: 'utf8' })
          .filter((file) => file.endsWith('.ts') && !/practices|letter|policy/.test(file))
          .map((file) => readFileSync(join(src, folder, file), 'utf8')),
      )
      .flatMap((text) => [...text.matchAll(/rule: '([a-z-]+)'/g)].map(([, id = '']) => id))
    const known = new Set(RULE_INFO.map(({ id }) => id))
    expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([])
  })

  it('explains every rule about dates, and every one that a row of the practices file can break', () => {
    const known = new Set([...FOUND_IN_PLANS, ...FOUND_IN_ROWS, ...RULE_INFO].map(({ id }) => id))
    const words = readFileSync(join(import.meta.dirname, '../../templates/words.yaml'), 'utf8')
    const dates = /^findings:\n((?: {2}.*\n|\n)+)/m.exec(words)?.[1] ?? ''
    const named = [...dates.matchAll(/^ {2}([a-z0-9-]+):/gm)].map(([, id = '']) => id)
    expect(named.length).toBeGreaterThan(10)
    const folder = join(import.meta.dirname, '../../src/parse/practices')
    for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts')))
      for (const [, id = ''] of readFileSync(join(folder, file), 'utf8').matchAll(/rule: '([a-z-]+)'/g)) named.push(id)
    expect([...new Set(named)].filter((id) => !known.has(id))).toEqual([])
  })

  it('says of each once what it is, why it matters and what to do, in whole sentences', () => {
    const all = [...RULE_INFO, ...FOUND_IN_ROWS, ...FOUND_IN_PLANS, ...FOUND_IN_DOCUMENTS]
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, title, why, mend } of all) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/)
      expect(why, id).toMatch(/^[A-Z].*\.$/)
      expect(mend, id).toMatch(/^[A-Z].*\.$/)
    }
  })

  it('has a file and a folder for each rule of its own, named after it', () => {
    for (const { id } of RULES) {
      expect(existsSync(join(import.meta.dirname, `../../src/check/rules/${id}.ts`)), id).toBe(true)
      expect(existsSync(join(bad, id, 'guide')), id).toBe(true)
    }
  })
})
