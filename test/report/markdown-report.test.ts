import fc from 'fast-check'
import type { Nodes, Root, Table } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'
import { gfmTableFromMarkdown } from 'mdast-util-gfm-table'
import { gfmTable } from 'micromark-extension-gfm-table'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { GapEntry, GapReport } from '../../src/report/gap-report.ts'
import { toMarkdown } from '../../src/report/to-markdown.ts'

const parsed = (markdown: string): Root =>
  fromMarkdown(markdown, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] })

const childrenOf = (node: Nodes): readonly Nodes[] => ('children' in node ? node.children : [])
const all = (node: Nodes): Nodes[] => [node, ...childrenOf(node).flatMap(all)]

/** The words of a cell or block; a break between details as a line end, and no zero-width space. */
function wordsOf(node: Nodes): string {
  if (node.type === 'html') return node.value === '<br>' ? '\n' : node.value
  if ('value' in node) return node.value.replaceAll('\u200b', '')
  return childrenOf(node).map(wordsOf).join('')
}
const tidied = (words: string): string =>
  words
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
const cellsOf = (markdown: string): string[][] =>
  parsed(markdown)
    .children.filter((block): block is Table => block.type === 'table')
    .flatMap(({ children: [, ...rows] }) =>
      rows.map((row) => row.children.map((cell) => tidied(wordsOf(cell).replaceAll('`', '')))),
    )

const gap: GapEntry = {
  kind: 'gap',
  rule: 'gap',
  severity: 'warning',
  text: 'words',
  place: { file: 'a.md', line: 1, column: 2 },
  phase: null,
  headings: [],
  hides: null,
  ask: null,
  question: null,
  owner: null,
  due: null,
  issue: null,
  since: null,
  practices: null,
  fingerprint: '0'.repeat(16),
  baseline: null,
  reason: null,
}
const reportOf = (entries: readonly GapEntry[], more: Partial<GapReport> = {}): GapReport => ({
  edition: 'Test guide 01234567',
  asOf: isoDay('2026-11-21'),
  phases: [],
  pages: [],
  entries,
  rules: new Map(),
  changes: null,
  baseline: null,
  history: null,
  lacks: [],
  prefix: '',
  ...more,
})

const hostile = [
  ...['*a*', '**b**', '_c_', '__init__', '~~d~~', '~e~', '`f`', '``', '`', '<b>x</b>', '<!-- x -->', '-->', '<script>'],
  ...['a | b', '|', '\\|', '\\', '\\\\', '\\*', '@all', 'a@b.example', '@', '&lt;', '&amp;', 'AT&T', '&#35;'],
  ...[
    '[x](https://example.org)',
    '![x](y)',
    '[x]',
    '[x]: y',
    '[^1]',
    '<https://example.org>',
    'https://example.org/a_b_c',
  ],
  ...['www.example.org', '# x', '- x', '1. x', '> x', '| - | - |', '---', '===', '- [ ] x', '</details>', '<br>'],
  ...['\n', '\n\n', '\t', '    x', '```', '~~~', '{{ x }}', '{% x %}', ':---:', 'é\u{1F600}', '=cmd()', 'words'],
]
const words = fc
  .array(fc.tuple(fc.constantFrom(...hostile), fc.constantFrom('', ' ')), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.flat().join(''))
const plain = (text: string): string => tidied(text.replace(/`/g, '').replace(/\s+/g, ' '))

describe('words of a guide stay words in the Markdown report', () => {
  it.each(hostile)('%j', (word) => {
    const written = toMarkdown(reportOf([{ ...gap, text: word, question: `Is it ${word}?` }]))
    expect(cellsOf(written)).toEqual([['GAP', 'a.md:1:2', plain(word), plain(`ask Is it ${word}?`)]])
  })

  it('any of them, in any column', () => {
    fc.assert(
      fc.property(words, words, words, words, fc.boolean(), (text, heading, owner, rule, isFinding) => {
        const entry: GapEntry = { ...gap, text, headings: [heading, text], owner, reason: heading, rule }
        const entries = [
          isFinding ? { ...entry, kind: 'finding' as const } : { ...entry, baseline: 'new' as const },
          gap,
        ]
        const markdown = toMarkdown(reportOf(entries))
        const rows = cellsOf(markdown)
        const details = [`in ${heading} > ${text}`, `owner ${owner}`, `known: ${heading}`, ...(isFinding ? [rule] : [])]
        expect(rows.find(([kind]) => kind === (isFinding ? 'warning' : 'new GAP'))).toEqual([
          isFinding ? 'warning' : 'new GAP',
          'a.md:1:2',
          plain(text),
          details.map(plain).join('\n'),
        ])
        expect(rows).toContainEqual(['GAP', 'a.md:1:2', 'words', ''])
        const nodes = parsed(markdown).children.flatMap(all)
        expect(nodes.filter(({ type }) => /^(?:link|image|emphasis|delete|break)/.test(type))).toEqual([])
        expect(nodes.filter((node) => node.type === 'html').map(({ value }) => value.replace(/\n.*/, ''))).toSatisfy(
          (tags: string[]) => tags.every((tag) => /^(?:<!-- practice-packs gaps -->|<br>|<\/?details>)$/.test(tag)),
        )
      }),
      { numRuns: 500, seed: 17 },
    )
  })

  it('also in the lists of what changed, and above the tables', () => {
    const items = { added: [], removed: [], reworded: [], changed: [] }
    fc.assert(
      fc.property(words, words, (text, id) => {
        const entry = { ...gap, text }
        const item = { id, text, place: { file: 'a.md', line: 1, column: 2 }, terms: {} }
        const markdown = toMarkdown(
          reportOf([], {
            edition: `Guide ${id}`,
            changes: {
              since: `tag ${id}`,
              files: [],
              opened: [entry],
              closed: [],
              moved: [],
              reworded: [{ before: entry, after: gap }],
              nearMisses: { opened: [], closed: [] },
              questions: { opened: [], closed: [] },
              slas: items,
              tasks: { ...items, added: [item], changed: [{ before: item, after: item, what: ['due'] }] },
              findings: [],
            },
          }),
        )
        const blocks = parsed(markdown).children
        expect(blocks.map(({ type }) => type)).toEqual([
          ...['html', 'heading', 'paragraph', 'heading', 'paragraph', 'list', 'paragraph', 'list'],
          ...['paragraph', 'list', 'paragraph', 'list'],
        ])
        const said = blocks.map((block) => tidied(wordsOf(block).replaceAll('`', '')))
        expect(said[2]).toBe(plain(`Guide ${id}: 0 gaps, 0 uplifts, 0 near misses.`))
        expect(said[3]).toBe(plain(`Since tag ${id}`))
        expect(said[5]).toBe(plain(`GAP a.md:1:2 ${text}`))
        expect(said[7]).toBe(plain(`GAP a.md:1:2 words – it was “${text}”`))
        expect(said[9]).toBe(plain(`${id}: ${text}`))
        expect(said[11]).toBe(plain(`${id}: ${text} (due: none, was none)`))
      }),
      { numRuns: 300, seed: 17 },
    )
  })

  it('GitHub finds no link, no name and nothing struck out in them', () => {
    const text = 'Ask @jo, jo@b.example or www.example.org, see https://example.org/a and ~~this~~.'
    const markdown = toMarkdown(reportOf([{ ...gap, text }]))
    expect(markdown).not.toMatch(/@\w|https?:\/\/|www\.\w|(?<!\\)~/)
  })

  it('the one link is where a gap is discussed', () => {
    const issue = 'https://example.org/issues/12?a=b&c=_d_'
    const markdown = toMarkdown(reportOf([{ ...gap, text: issue, issue }]))
    const links = parsed(markdown)
      .children.flatMap(all)
      .filter((node) => node.type === 'link')
    expect(links.map(({ url, children }) => [url, children.map(wordsOf).join('')])).toEqual([[issue, issue]])
    expect(cellsOf(markdown)).toEqual([['GAP', 'a.md:1:2', issue, `issue ${issue}`]])
    expect(cellsOf(toMarkdown(reportOf([{ ...gap, issue: 'https://example.org/a|b' }])))).toEqual([
      ['GAP', 'a.md:1:2', 'words', 'issue https://example.org/a|b'],
    ])
  })
})

describe('a report that is too long for a comment', () => {
  it.each([1, 200, 500, 3000])(
    'with %i rows in each table keeps whole rows, and says how many it left out',
    (count) => {
      const entries = Array.from({ length: count }, (_, at) => ({
        ...gap,
        text: `${at} ${'word_ '.repeat(at % 40)}`,
        place: { file: 'a.md', line: at + 1, column: 1 },
      }))
      const nearMisses = entries.map((entry) => ({ ...entry, kind: 'near-miss' as const }))
      const markdown = toMarkdown(reportOf([...entries, ...nearMisses]))
      expect(markdown.length).toBeLessThan(61_000)
      const rows = cellsOf(markdown)
      const left = Number(/^(\d+) more lines? left out/m.exec(markdown)?.[1] ?? 0)
      expect(rows.length + left).toBe(2 * count)
      expect(rows.every((row) => row.length === 4)).toBe(true)
      // A fold that is opened is closed.
      expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length)
      if (left > 0) expect(markdown.length).toBeGreaterThan(58_000)
    },
  )
})
