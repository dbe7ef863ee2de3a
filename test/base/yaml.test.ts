/** What we read out of YAML, held against another reader: the same values, at the same places. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isMap, isScalar, isSeq, LineCounter, parse, parseDocument, stringify, type ParsedNode } from 'yaml'
import { readYaml, readYamlNodes, writeYaml, YamlProblem, type YamlNode } from '../../src/base/yaml.ts'

const root = join(import.meta.dirname, '../..')
const files = ['guide', 'templates'].flatMap((folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => `${folder}/${name}`),
)

/** `line:column` and the words of every node, in order. */
const ours = (node: YamlNode): string[] => {
  const at = `${node.line}:${node.column}`
  if (node.kind === 'mapping')
    return [`${at} {`, ...node.pairs.flatMap(({ key, value }) => [...ours(key), ...ours(value)])]
  if (node.kind === 'sequence') return [`${at} [`, ...node.items.flatMap(ours)]
  return [node.kind === 'alias' ? `${at} *` : `${at} ${String(node.value)}`]
}

const theirs = (node: ParsedNode | null, lines: LineCounter): string[] => {
  const { line, col } = lines.linePos(node?.range[0] ?? 0)
  if (isMap(node))
    return [
      `${line}:${col} {`,
      ...node.items.flatMap(({ key, value }) => [...theirs(key, lines), ...theirs(value, lines)]),
    ]
  if (isSeq(node)) return [`${line}:${col} [`, ...node.items.flatMap((item) => theirs(item, lines))]
  return [`${line}:${col} ${isScalar(node) ? String(node.value) : '*'}`]
}

describe('YAML', () => {
  it.each(files)('of %s is read as others read it, value by value and place by place', (file) => {
    const text = readFileSync(join(root, file), 'utf8')
    const lines = new LineCounter()
    const nodes = readYamlNodes(text)
    expect(readYaml(text)).toEqual(parse(text))
    expect(nodes && ours(nodes)).toEqual(theirs(parseDocument(text, { lineCounter: lines }).contents, lines))
  })

  it('that others write is read back, and ours by others', () => {
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { maxDepth: 4 },
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom(
          'no',
          '012',
          '2027-04-14',
          '1e3',
          '~',
          '',
          '- x',
          'a: b',
          '# x',
          'it’s',
          "it's",
          'line\nline\n',
        ),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 4 }),
        fc.dictionary(fc.string(), tie('any'), { maxKeys: 4, noNullPrototype: true }),
      ),
    })).any
    fc.assert(
      fc.property(value, (each) => {
        expect(readYaml(stringify(each))).toEqual(each)
        expect(parse(writeYaml(each))).toEqual(each)
      }),
    )
  })

  it.each([
    ['a: 1\ntitle: A: b\n', 2, 'needs quotes'],
    ['a: 1\ntitle: @home\n', 2, 'needs quotes'],
    ['a: 1\ntitle: !important\n', 2, 'begins with ! needs quotes'],
    ['a: 1\ntitle: *bold*\n', 2, 'begins with * needs quotes'],
    ['a: 1\n  b: 2\n', 2, 'indented'],
    ['a:\n\tb: 1\n', 2, 'a tab'],
    ['a: 1\nb: 1\na: 2\n', 3, 'a second time'],
    ['a: [1, 2\nb: 3\n', 2, 'not closed'],
    ['a: "x\nb: 3\n', 2, 'not closed'],
    ['a: "x', 1, 'not closed'],
    ['a: 1\nb\nc: 2\n', 3, 'no colon'],
    ['a: 1\n---\nb: 2\n', 2, 'second document'],
    ['---\na: 1\n---\nb: 2\n', 3, 'second document'],
  ])('with a mistake says where and what: %j', (text, line, words) => {
    const problem = caught(() => readYaml(text))
    expect(problem).toBeInstanceOf(YamlProblem)
    expect(problem).toMatchObject({ line, message: expect.stringContaining(words) as string })
    expect(caught(() => readYamlNodes(text))).toMatchObject({ line })
  })

  it('counts neither a byte order mark nor a carriage return as a column', () => {
    const at = (text: string): string[] => ours(readYamlNodes(text) as YamlNode)
    expect(at('\uFEFFa: 1\r\nb: 2\r\n')).toEqual(['1:1 {', '1:1 a', '1:4 1', '2:1 b', '2:4 2'])
    expect(at('a:\n  - *x\n'.replace('*x', '&x 1\n  - *x'))).toContain('3:5 *')
  })

  it('with a key twice gives the last where that is asked for', () => {
    expect(readYaml('a: 1\na: 2\n', { repeatedKeys: true })).toEqual({ a: 2 })
  })
})

function caught(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return null
}
