/** Each rule is defined once, is reported by something, and is what every finding takes its severity from. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { GUIDE_RULES } from '../../src/guide/check-guide.ts'
import { explain } from '../../src/cli/guide-commands.ts'
import { inFlags } from '../../src/cli/print.ts'
import { LETTER_QUESTIONS, QUESTIONS } from '../../src/inspect/questions.ts'
import { findingOf, RULES, type Rule } from '../../src/model/rules.ts'
import { DATE_RULES } from '../../src/plan/date-rules.ts'
import { ALL_RULES } from '../../src/app/rule-registry.ts'

const src = join(import.meta.dirname, '../../src')
/** Where rules are defined; `inspect/` judges finished files and says problems, not findings. */
const DEFINITIONS = /^(?:model\/rules\/|guide\/rules\/|plan\/dated?-(?:rules|facts)\.ts$|consistency\/rules\/)/
const OTHERS = /^(?:inspect|letters)\//
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.ts') && !OTHERS.test(file))
  .map((file) => ({ file, text: readFileSync(join(src, file), 'utf8') }))
const reporting = files.filter(({ file }) => !DEFINITIONS.test(file))

describe('the rules', () => {
  it('are each defined once', () => {
    const defined = files
      .filter(({ file }) => DEFINITIONS.test(file))
      .flatMap(({ text }) => [...text.matchAll(/^ {2}(?:id: )?'?([a-z0-9-]+)'?(?:,|: \{)$/gm)].map(([, id]) => id))
    expect(defined.sort()).toEqual(ALL_RULES.map(({ id }) => id).sort())
    expect(ALL_RULES.length).toBe(new Set(ALL_RULES.map(({ id }) => id)).size)
    const shared: Readonly<Record<string, Rule>> = RULES
    for (const rule of [...GUIDE_RULES, ...DATE_RULES]) {
      const known = shared[rule.id]
      if (known !== undefined) expect(rule, 'the same words for both').toMatchObject(known)
    }
  })

  it('say in whole sentences what is wrong, why it matters and what to do', () => {
    for (const { id, title, why, fix } of ALL_RULES) {
      expect(title, id).toMatch(/^[A-Z].*[^.]$/)
      expect(why, id).toMatch(/^[A-Z].*\.$/)
      expect(fix, id).toMatch(/^[A-Z].*\.$/)
      expect(`${title} ${why} ${fix}`, id).not.toMatch(/\bmends?\b|\bstands? in\b|\bis none\b|\bparted by\b/i)
    }
  })

  it('give each finding its severity: no other place does', () => {
    const literals = reporting.flatMap(({ file, text }) =>
      [...text.matchAll(/\bseverity\s*[:=]\s*(?:[^,;\n({]*\?\s*)?'(?:error|warning|note)'.*/g)]
        .filter(([line]) => !line.includes('=='))
        .map(([line]) => `${file}: ${line}`),
    )
    expect(literals).toEqual([])
    const byObject = reporting.filter(({ text }) => /\bfindingBy\(/.test(text)).map(({ file }) => file)
    expect(byObject.sort()).toEqual(['consistency/check-pack.ts', 'guide/check-guide.ts', 'model/rules.ts'])
  })

  it('are each reported by something', () => {
    const named = new Set(reporting.flatMap(({ text }) => [...text.matchAll(/'([a-z0-9-]+)'/g)].map(([, id]) => id)))
    expect(Object.keys(RULES).filter((id) => !named.has(id) && !GUIDE_RULES.some((rule) => rule.id === id))).toEqual([])
  })

  it('about dates have a sentence each in words.yaml, and no sentence is left over', () => {
    const words = readFileSync(join(import.meta.dirname, '../../templates/words.yaml'), 'utf8')
    const sentences = /^findings:\n((?: {2}.*\n|\n)+)/m.exec(words)?.[1] ?? ''
    const ids = [...sentences.matchAll(/^ {2}([a-z0-9-]+):/gm)].map(([, id]) => id)
    expect(ids.sort()).toEqual(DATE_RULES.map(({ id }) => id).sort())
  })

  it('make findings of their own severity', () => {
    const place = { file: 'a.md', line: 1, column: 1 }
    expect(findingOf('unclosed-comment', 'It never ends.', { place })).toEqual({
      rule: 'unclosed-comment',
      severity: 'error',
      message: 'It never ends.',
      place,
    })
  })
})

describe('explain', () => {
  const said: string[] = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => said.push(String(text)) > 0)
  afterEach(() => said.splice(0))

  it('knows every rule', async () => {
    for (const { id, severity, title, why, fix } of ALL_RULES) {
      await explain(id, { json: false })
      expect(said.splice(0).join('')).toBe(
        `${id} (${severity})\n${title}.\n\nWhy it matters\n  ${why}\n\nWhat to do\n  ${inFlags(fix)}\n`,
      )
    }
  })

  it('lists them all', async () => {
    await explain(undefined, { json: true })
    const listed = JSON.parse(said.join('')) as { readonly id: string }[]
    const ids = listed.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    const others = [...Object.keys(QUESTIONS), ...Object.keys(LETTER_QUESTIONS)]
    expect(others.filter((id) => !ids.includes(id))).toEqual([])
    expect(listed).toEqual(expect.arrayContaining(ALL_RULES.map((rule) => ({ ...rule, fix: inFlags(rule.fix) }))))
  })

  it('suggests the nearest id for one that does not exist', async () =>
    await expect(explain('brokn-link', { json: false })).rejects.toThrow(/Did you mean `broken-link`\?/))
})
