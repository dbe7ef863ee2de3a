import fc from 'fast-check'
import grayMatter from 'gray-matter'
import { parse } from 'yaml'
import { describe, expect, it } from 'vitest'
import { endOfFrontMatter, listValue, readFrontMatter, textValue } from '../../src/markdown/front-matter.ts'
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

  it.each([
    ['---js', '---', 'js'],
    ['---javascript', '---', 'javascript'],
    ['--- coffee', '---', 'coffee'],
    ['---json', '---', 'json'],
    ['---toml', '---', 'toml'],
    ['---__proto__', '---', '__proto__'],
    ['---constructor', '...', 'constructor'],
    [';;;', ';;;', 'json'],
    ['+++', '+++', 'toml'],
  ])('in %s is cut out, and neither run nor parsed', (open, close, language) => {
    const text = `${open}\n(() => { globalThis.wasRun = true; return { "title": 1 } })()\n${close}\nBody\n`
    const { matter, findings } = read(text)
    expect('wasRun' in globalThis).toBe(false)
    expect(matter.values).toEqual({})
    expect(text.slice(matter.end)).toBe('Body\n')
    expect(findings).toMatchObject([{ rule: 'front-matter-unreadable', place: { line: 1, column: 1 } }])
    expect(findings[0]?.message).toContain(`in \`${language}\`, expected YAML`)
  })

  it('leaves the engines and the cache of its library alone', () => {
    const { engines } = grayMatter as unknown as { engines: object }
    const before = { ...engines }
    const page = '---\ntitle: one\n---\nBody\n'
    expect(read(page).matter.values).toEqual({ title: 'one' })
    expect(read(page).matter.values).not.toBe(read(page).matter.values)
    expect(engines).toEqual(before)
    expect((grayMatter as unknown as { cache: object }).cache).toEqual({})
  })

  it('says which key stands there twice, and where', () => {
    const said = (text: string) =>
      read(text).findings.map(
        ({ rule, place, message }) => `${rule} ${place?.line}:${place?.column} ${message.slice(0, 45)}`,
      )
    expect(said('---\ntitle: A\norder: 1\ntitle: B\n---\n')).toEqual([
      'duplicate-page-key 4:1 Unexpected second `title` in the front matter',
    ])
    expect(said('---\ntitle: A\nwho: [a, b]\ntitle: B\n---\n')).toEqual([
      'duplicate-page-key 4:1 Unexpected second `title` in the front matter',
    ])
    expect(said('---\nlabels:\n  a: 1\n  a: 2\n---\n')).toEqual([
      'duplicate-page-key 4:3 Unexpected second key in the front matter, ex',
    ])
    expect(read('---\ntitle: A\nwho: [a, b]\ntitle: B\n---\n').matter.values).toEqual({ title: 'B', who: ['a', 'b'] })
  })

  it('gives true offsets: values, places and body, whatever the line ends, the closing line and the byte order mark', () => {
    const key = fc.constantFrom('title', 'order', 'a_b', 'who')
    const value = fc.constantFrom('Words', '3', "'a: b'", '"x"', '[a, b]', '', 'it: breaks', '# no', '|\n  ---\n  text')
    const lines = fc.uniqueArray(fc.tuple(key, value), { selector: ([name]) => name, maxLength: 4 })
    const body = fc.constantFrom('', 'Body', '\n\nBody\n', '\n---\nBody\n---\n', '\r\n# H\r\n', '---\n')
    const end = fc.constantFrom('\n', '\r\n', '\r')
    fc.assert(
      fc.property(
        fc.constantFrom('', '\uFEFF'),
        fc.constantFrom('---', '---  ', '---yaml', '--- yml '),
        lines,
        fc.constantFrom('---', '...', '---  ', '...\t'),
        body,
        end,
        (mark, open, pairs, close, rest, eol) => {
          const keys = pairs.map(([name, words]) => `${name}: ${words}\n`).join('')
          const head = mark + `${open}\n${keys}${close}\n`.replaceAll('\n', eol)
          // A body that begins with LF makes CR alone before it a CR LF.
          fc.pre(!(eol === '\r' && rest.startsWith('\n')))
          const text = head + rest
          const source = new SourceText('a.md', text)
          const { matter } = readFrontMatter(source)
          expect(matter.end).toBe(head.length)
          expect(endOfFrontMatter(text)).toBe(head.length)
          let line = 2
          for (const [name, words] of pairs) {
            expect(matter.place(name).line).toBe(line)
            line += words.split('\n').length
          }
        },
      ),
      { numRuns: 1500 },
    )
  })

  it('ends at a line of its own, not at one that begins like it', () => {
    const text = '---\ntitle: A\n---- no\n...x: 1\n---\n\nBody\n'
    expect(text.slice(read(text).matter.end)).toBe('\nBody\n')
    expect(read('----\ntitle: A\n---\nBody\n').matter.end).toBe(0)
    expect(read('---\ntitle: A\n---').matter).toMatchObject({ end: 16, values: { title: 'A' } })
    expect(read('---\n---\nBody').matter).toMatchObject({ end: 8, values: {} })
    expect(read('---\ntitle: A\norder: 2\n\n# Body\n').matter).toMatchObject({
      end: 22,
      values: { title: 'A', order: 2 },
    })
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
