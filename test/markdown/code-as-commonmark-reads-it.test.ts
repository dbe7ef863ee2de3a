import fc from 'fast-check'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse, postprocess, preprocess } from 'micromark'
import { gfmTable } from 'micromark-extension-gfm-table'
import { describe, expect, it } from 'vitest'
import { inRanges, scanComments } from '../../src/markdown/comments.ts'
import { endOfFrontMatter } from '../../src/markdown/front-matter.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

/** Offsets of each `<!--` that the parser reads as code. */
function byParser(text: string): number[] {
  const events = postprocess(
    parse({ extensions: [gfmTable()] })
      .document()
      .write(preprocess()(text, undefined, true)),
  )
  const code = events.flatMap(([kind, token]) =>
    kind === 'enter' && ['codeFenced', 'codeIndented', 'codeText'].includes(token.type)
      ? [{ from: token.start.offset, to: token.end.offset }]
      : [],
  )
  return opens(text).filter((at) => inRanges(code, at))
}

const byScanner = (text: string): number[] => {
  const { code } = scanComments(text, 0)
  return opens(text).filter((at) => inRanges(code, at))
}

const opens = (text: string): number[] => [...text.matchAll(/<!--/g)].map(({ index }) => index)

const COMMENT = '<!-- a -->'
/** Where lines start, what they hold, and how they end. */
const starts = fc
  .array(
    fc.constantFrom('', ' ', '  ', '    ', '\t', ' \t', '> ', '>', '- ', '-\t', '-     ', '* ', '1. ', '2. ', '10) '),
    {
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''))
const words = fc.constantFrom(
  ...[
    '',
    'word',
    COMMENT,
    `word ${COMMENT}`,
    `\` ${COMMENT} \``,
    `word \` ${COMMENT}`,
    `\`\` ${COMMENT} \``,
    '`',
    '\\',
  ],
  ...['```', '```js', '~~~', '````', '```x`', '# head', '---', '===', '***', '- - -', `- [ ] task ${COMMENT}`, '#'],
  ...[`\\\`${COMMENT}\``, `<a href="\`">${COMMENT}\``, `\\${COMMENT}`, '<em>word', 'word\\', `**bold** ${COMMENT}`],
)
const table = fc.constantFrom(
  '| a | b |',
  '|-|-|',
  `| ${COMMENT} | b |`,
  '| ` | b |',
  `| \` | ${COMMENT} \` |`,
  '-|-',
  'a|b',
)
const page = (line: fc.Arbitrary<string>, end: string): fc.Arbitrary<string> =>
  fc
    .array(
      fc.tuple(starts, line).map((parts) => parts.join('')),
      { maxLength: 12 },
    )
    .map((lines) => lines.join(end))

describe('code', () => {
  it.each(['\n', '\r\n', '\r'])('is what the parser of Markdown reads as code (line end %j)', (end) => {
    fc.assert(
      fc.property(page(words, end), (text) => {
        expect(byScanner(text)).toEqual(byParser(text))
      }),
      { numRuns: 1500 },
    )
  })

  // A lazy line above the delimiters of a table is read in odd ways; nobody writes one.
  it.each(['', '> ', '    '])('is what the parser reads as code on pages with tables (in %j)', (container) => {
    const spaces = fc.constantFrom('', '', ' ', '   ', '    ', '\t')
    const lines = fc.array(
      fc
        .tuple(
          spaces,
          fc.oneof(
            table,
            words.filter((word) => !word.startsWith('- ')),
          ),
        )
        .map((parts) => parts.join('')),
      { maxLength: 10 },
    )
    const first = container === '    ' ? '10) words\n' : ''
    fc.assert(
      fc.property(lines, (all) => {
        const text = first + all.map((line) => container + line).join('\n')
        expect(byScanner(text)).toEqual(byParser(text))
      }),
      { numRuns: 1000 },
    )
  })

  it('is what the parser reads as code in the public guide', () => {
    needs(HAS_CORPUS, NO_CORPUS)
    for (const revision of ['guide-2019-12-04', 'guide-2020-03-25'])
      for (const name of readdirSync(join(CORPUS, revision), { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.md')) continue
        const whole = readFileSync(join(CORPUS, revision, name), 'utf8')
        const text = whole.slice(endOfFrontMatter(whole))
        expect(byScanner(text), name).toEqual(byParser(text))
      }
  })

  it('does not end a list item or a paragraph that it is not part of', () => {
    const said = (text: string): string[] => scanComments(text, 0).comments.map(({ inner }) => inner.trim())
    expect(said('- item\n\n      <!-- [GAP] code in the item -->\n')).toEqual([])
    expect(said('- item\n\n  <!-- [GAP] in the item -->\n')).toEqual(['[GAP] in the item'])
    expect(said('- one ` tick <!-- [GAP] a -->\n- another ` tick\n')).toEqual(['[GAP] a'])
    expect(said('words\\\n```\n<!-- [GAP] code -->\n```\n')).toEqual([])
    expect(said('- ```\n  <!-- [GAP] code -->\n\n<!-- [GAP] after the item -->\n')).toEqual(['[GAP] after the item'])
  })
})
