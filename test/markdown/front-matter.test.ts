import fc from 'fast-check'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { listValue, readFrontMatter, textValue } from '../../src/markdown/front-matter.ts'
import { SourceText } from '../../src/markdown/source-text.ts'

const read = (text: string) => readFrontMatter(new SourceText('a.md', text))

describe('front matter', () => {
  it('gives texts and lists, and the places of values', () => {
    const { matter } = read(
      "---\ntitle: 'A page'\norder: 3\nwho: [reception, it-lead]\nsources: a, b\nempty:\nday: 2026-11-20\n---\nBody\n",
    )
    expect(['title', 'order', 'empty', 'day', 'none'].map((key) => textValue(matter, key))).toEqual([
      'A page',
      '3',
      null,
      '2026-11-20',
      null,
    ])
    expect([listValue(matter, 'who'), listValue(matter, 'sources')]).toEqual([
      ['reception', 'it-lead'],
      ['a', 'b'],
    ])
    expect([matter.place('title'), matter.place('order')]).toMatchObject([
      { line: 2, column: 9 },
      { line: 3, column: 8 },
    ])
  })

  it('is never run, in whatever language it says it is', () => {
    const { matter, findings } = read('---js\nglobalThis.wasRun = true\n---\nBody\n')
    expect('wasRun' in globalThis).toBe(false)
    expect(matter.values).toEqual({})
    expect(findings).toMatchObject([{ rule: 'front-matter-unreadable', severity: 'error' }])
  })

  it('is no front matter where a page starts with a plain rule', () => {
    expect(read('---\n\nWords.\n').matter.end).toBe(0)
  })

  it('read line by line says what the YAML parser says', () => {
    const word = fc.constantFrom(
      ...'a A / # : \' " , [ ] { } - & * ! | > % @ ` ~ é’ 1 0 true No null 2026-01-02 012 https://x.org/a#b'.split(' '),
      ' ',
      '  ',
    )
    const value = fc.array(word, { maxLength: 5 }).map((words) => words.join(''))
    const line = fc.tuple(fc.constantFrom('title', 'order', 'a_b', '_x'), fc.constantFrom(':', ': ', ':  '), value)
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 4 }), (lines) => {
        const text = lines.map((parts) => parts.join('')).join('\n')
        const expected = yaml(`${text}\n`)
        const { matter, findings } = read(`---\n${text}\n---\n`)
        // Two parsers may differ on what is a mistake (`title: {}:`); then there is a finding, and the lines are read.
        fc.pre(expected !== undefined && findings.length === 0)
        // A key without a word (`{:}`) has no name that both give it.
        fc.pre(!JSON.stringify(expected).includes('"":'))
        expect(matter.values).toEqual(expected)
      }),
      { numRuns: 1500 },
    )
  })
})

/** Undefined where the YAML parser finds an error, or no mapping. */
function yaml(text: string): unknown {
  try {
    const value: unknown = parse(text, { uniqueKeys: false, logLevel: 'error' })
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}
