/**
 * An SLA ends at its citation, live and in a comment: text, document, page and the paragraph after it are found in each way
 * of writing one that real guides have used, and in some that they might.
 */
import fc from 'fast-check'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { blockLines } from '../../src/document/plain-text.ts'
import type { Block } from '../../src/document/document.ts'
import type { GuideSources } from '../../src/model/sources.ts'

const shipped = join(import.meta.dirname, '../../guide')
let data: GuideSources['data'] = new Map()
beforeAll(async () => {
  data = (await readGuide(shipped, shipped)).data
})

const TITLE = 'Some Catalogue Migration Process'
interface Written {
  readonly citation: string
  readonly document: string | null
  readonly page: string | null
  readonly section?: string
}
const cited = (citation: string, page: string | null = '13', section?: string): Written => ({
  citation,
  document: TITLE,
  page,
  ...(section === undefined ? {} : { section }),
})

/** Each as an author may write it behind the wording or on the next line. */
const CITATIONS: readonly Written[] = [
  cited(`<em>(${TITLE}, p. 13)</em>`),
  cited(`<em>(${TITLE}, p.13)</em>`),
  cited(`<em>(${TITLE}, p13)</em>`),
  cited(`<em>(${TITLE}, P. 13)</em>`),
  cited(`<em>(${TITLE}, pg. 13)</em>`),
  cited(`<em>(${TITLE}, page 13)</em>`),
  cited(`<em>(${TITLE}, page 13 of 40)</em>`),
  cited(`<em>(${TITLE} p. 13)</em>`),
  cited(`<em>(${TITLE} - page 13)</em>`),
  cited(`<em>(${TITLE} (page 13))</em>`),
  cited(`<em>(${TITLE}; p. 13)</em>`),
  cited(`<em>(${TITLE}, pp. 13-14)</em>`, '13-14'),
  cited(`<em>(${TITLE}, pp. 13 – 14)</em>`, '13–14'),
  cited(`<em>(${TITLE}, pages 13 to 14)</em>`, '13-14'),
  cited(`<em>(${TITLE}, pp. 13, 17)</em>`, '13, 17'),
  cited(`<em>(${TITLE}, p. 13 and p. 17)</em>`, '13, 17'),
  cited(`<em>(${TITLE}, p. iv)</em>`, 'iv'),
  cited(`<em>(${TITLE}, p. 13).</em>`),
  cited(`<em>(${TITLE}, p. 13)</em>.`),
  cited(`<em>(${TITLE},\np. 13)</em>`),
  cited(`<em>(Some Catalogue\nMigration Process, p. 13)</em>`),
  cited(`<em>(${TITLE},<br>p. 13)</em>`),
  cited(`<em>(${TITLE}, p.&nbsp;13)</em>`),
  cited(`<em>(${TITLE}, p.\u00a013)</em>`),
  cited(`<i>(${TITLE}, p. 13)</i>`),
  cited(`<small>(${TITLE}, p. 13)</small>`),
  cited(`(<em>${TITLE}</em>, p. 13)`),
  cited(`(<em>${TITLE}, p. 13</em>)`),
  cited(`<em>${TITLE}, p. 13</em>`),
  cited(`*(${TITLE}, p. 13)*`),
  cited(`_(${TITLE}, p. 13)_`),
  cited(`**(${TITLE}, p. 13)**`),
  cited(`_(**${TITLE}**, p. 13)_`),
  cited(`*(Some* Catalogue *Migration Process, p. 13)*`),
  cited(`(${TITLE}, p. 13)`),
  cited(`(“${TITLE}”, p. 13)`),
  cited(`(Source: ${TITLE}, p. 13)`),
  cited(`(see ${TITLE}, p. 13)`),
  cited(`([${TITLE}](https://example.org/a_(b).pdf), p. 13)`),
  cited(`([${TITLE}, p. 13](https://example.org/process.pdf))`),
  cited(`[(${TITLE}, p. 13)](/process)`),
  cited(`[${TITLE}, p. 13](https://example.org/process.pdf)`),
  cited(`\\[${TITLE}, p. 13\\]`),
  cited(`[${TITLE}, p. 13]`),
  cited(`<em>(${TITLE}, section 3)</em>`, null, 'section 3'),
  cited(`(${TITLE}, section 3.2)`, null, 'section 3.2'),
  cited(`<em>(${TITLE}, step 7, p. 13)</em>`, '13', 'step 7'),
  cited(`<em>(${TITLE}, p. 13, step 7)</em>`, '13', 'step 7'),
  cited(`<em>(${TITLE}, p. 13 (step 7))</em>`, '13', 'step 7'),
  cited(`<em>(${TITLE}, Annex B, p. 13)</em>`, '13', 'Annex B'),
  cited(`<em>(${TITLE})</em>`, null),
  cited(`*(${TITLE})*`, null),
  cited(`<em>(${TITLE}, p. ?)</em>`, null),
  cited(`<em>(${TITLE}, p.)</em>`, null),
  { citation: '<em>(p. 13)</em>', document: null, page: '13' },
]

/** As written, and as read. */
const WORDINGS: readonly (readonly [string, string])[] = [
  [
    'The old supplier has 5 working days to provide the extract.',
    'The old supplier has 5 working days to provide the extract.',
  ],
  [
    'Once data are loaded, *the new supplier* has 2 working days (Monday to Friday) to open it.',
    'Once data are loaded, the new supplier has 2 working days (Monday to Friday) to open it.',
  ],
  [
    'You have 6 weeks &amp; no more, see [the list](#list) (all of it), for this review.\nIt looks for odd codes.',
    'You have 6 weeks & no more, see the list (all of it), for this review. It looks for odd codes.',
  ],
  [
    'Nobody takes more than [5 days](/x) of_this_kind, or 3 \\* 2',
    'Nobody takes more than 5 days of_this_kind, or 3 * 2',
  ],
  [
    'The cutover must not exceed 72 hours (see the handbook, p. 3) for any of them',
    'The cutover must not exceed 72 hours (see the handbook, p. 3) for any of them',
  ],
]
const JOINS = [
  ' ',
  '\n',
  '<br>',
  '\n<br>',
  '<br>\n',
  '<br />\n',
  '</br>',
  '\n<br/>',
  '  \n',
  '\\\n',
  '\n\n',
  '\n\n<br>',
]
const FOLLOWING: readonly (readonly [string, string])[] = [
  ['', ''],
  ['\nOnce the cutover ends, the process review starts.', 'Once the cutover ends, the process review starts.'],
  [
    ' The next sentence speaks of 72 hours (see the plan, p. 3).',
    'The next sentence speaks of 72 hours (see the plan, p. 3).',
  ],
  [
    '\n**Bold** words about the backup, <em>(Another Document, p. 99)</em>',
    'Bold words about the backup, (Another Document, p. 99)',
  ],
  ['\n[A link](#there) comes next.', 'A link comes next.'],
  ['<br>More &amp; more words.', 'More & more words.'],
  ['\n* * *\n\nA paragraph after a rule.', 'A paragraph after a rule.'],
  ['\n\nA paragraph below.', 'A paragraph below.'],
  [' * * *', ''],
]
const MARKS = [
  '**_SLA:_** ',
  '**_SLA:_**  ',
  '**SLA:** ',
  '***SLA:*** ',
  '**SLA**: ',
  '__SLA:__ ',
  '_**SLA:**_ ',
  '<strong><em>SLA:</em></strong> ',
]

const pieces = fc.record({
  mark: fc.constantFrom(...MARKS),
  wording: fc.constantFrom(...WORDINGS),
  join: fc.constantFrom(...JOINS),
  cited: fc.constantFrom(...CITATIONS),
  following: fc.constantFrom(...FOLLOWING),
  prefix: fc.constantFrom('', '> ', '  ', '   > '),
  fence: fc.constantFrom('', '* * *\n'),
  eol: fc.constantFrom('\n', '\r\n', '\r'),
})

const wordsOf = (blocks: readonly Block[]): string[] => blocks.flatMap(blockLines)

const understand = (text: string) => parseGuide({ kind: 'public', pages: [{ file: 'guide/01-a.md', text }], data })
const at = (text: string, line: number, column: number): string =>
  (text.split(/\r\n|\r|\n/)[line - 1] ?? '').slice(column - 1)

describe.each(['live', 'commented'] as const)('an SLA that is %s', (status) => {
  it('ends at its citation, however that is written', () => {
    fc.assert(
      fc.property(
        pieces,
        ({
          mark,
          wording: [wording, text],
          join: joint,
          cited: { citation, document, page, section },
          following: [following, after],
          prefix,
          fence,
          eol,
        }) => {
          // Without a page, only a citation in emphasis or on a line of its own is told from words in brackets.
          fc.pre(page !== null || section !== undefined || /<|\*/.test(citation) || joint !== ' ')
          const body = `${fence}${mark}${wording}${joint}${citation}${following}`
          const inside = body.replaceAll('\n', `\n${prefix}`)
          const shown = status === 'live' ? `${prefix}${inside}` : `${prefix}<!-- ${inside} -->`
          const source = `# Title\n\nWords above.\n\n${shown}\n`.replaceAll('\n', eol)
          const { value, findings } = understand(source)
          expect(value.slas).toHaveLength(1)
          const [sla] = value.slas
          expect(sla).toMatchObject({ text, document, page, section: section ?? null, status })
          expect(at(source, sla?.place.line ?? 0, sla?.place.column ?? 0).startsWith(mark.trim())).toBe(true)
          const incomplete = document === null || (page === null && section === undefined)
          expect(findings.filter(({ rule }) => rule === 'sla-citation-unreadable')).toHaveLength(incomplete ? 1 : 0)
          const read = wordsOf(value.pages[0]?.blocks ?? [])
          if (status === 'live' && after !== '') expect(read).toContain(after)
          if (status === 'commented') expect(read.join()).not.toContain('SLA')
        },
      ),
      { numRuns: 1500 },
    )
  })
})

describe.each(['live', 'commented'] as const)('of SLAs that are %s', (status) => {
  const show = (body: string): string => (status === 'live' ? `${body}\n` : `<!-- ${body} -->\n`)
  const slas = (body: string) => understand(show(body)).value.slas

  it('several in a paragraph keep their own citations and what follows each', () => {
    const body = [
      '**_SLA:_** The first takes 5 days. <em>(First Process, p. 1)</em>',
      'and',
      '**_SLA:_** The second takes 2 weeks.',
      '<br>*(Second Process, page 2)*',
      'What follows the second.',
      '**_SLA:_** The third takes 3 days.<br>**_SLA:_** The fourth takes 4 days. (Fourth Process, p. 4)',
    ].join('\n')
    expect(slas(body).map(({ text, document, page, place }) => [text, document, page, place.line])).toEqual([
      ['The first takes 5 days.', 'First Process', '1', 1],
      ['The second takes 2 weeks.', 'Second Process', '2', 3],
      ['The third takes 3 days.', null, null, 6],
      ['The fourth takes 4 days.', 'Fourth Process', '4', 6],
    ])
  })

  it.each([
    ['- **_SLA:_** In a list item, 5 days.\n  <br><em>(A Process, p. 1)</em>', 'In a list item, 5 days.'],
    ['1. **_SLA:_** In a numbered item, 5 days. *(A Process, p. 1)*', 'In a numbered item, 5 days.'],
    ['> * **_SLA:_** In a quoted item, 5 days. *(A Process, p. 1)*', 'In a quoted item, 5 days.'],
    ['Words above it.\n**_SLA:_** On a later line, 5 days. *(A Process, p. 1)*', 'On a later line, 5 days.'],
    ['**_SLA:_** A rule of hyphens, 5 days. *(A Process, p. 1)*\n---\n\nMore.', 'A rule of hyphens, 5 days.'],
    ['* * *\n**_SLA:_**\nOn the next line, 5 days.\n*(A Process, p. 1)*\n* * *', 'On the next line, 5 days.'],
  ])('each is found: %s', (body, text) => {
    expect(slas(body)).toMatchObject([{ text, document: 'A Process', page: '1', status }])
  })

  it.each([
    ['**_SLA:_** Nobody says where this is from: 5 days.', 'Nobody says where this is from: 5 days.'],
    ['**_SLA:_** It takes 5 days (working days).\n\n*A paragraph in emphasis.*', 'It takes 5 days (working days).'],
    ['**_SLA:_** It takes 5 days.\n\n(A remark in brackets, which is no citation.)', 'It takes 5 days.'],
    [
      '**_SLA:_** It takes 5 days.\n(This does not include weekends.)',
      'It takes 5 days. (This does not include weekends.)',
    ],
  ])('one without a source is reported, and keeps its words: %s', (body, text) => {
    const { value, findings } = understand(show(body))
    expect(value.slas).toMatchObject([{ text, document: null, page: null, section: null }])
    expect(findings.map(({ rule }) => rule)).toContain('sla-citation-unreadable')
  })

  it('a word of the next sentence makes no other SLA of it', () => {
    const [sla] = slas(
      '**_SLA:_** Planning the migration approach should not take more than 10 working days.\n<br><em>(A Process, p. 2)</em>\nAfter that comes the clinical risk assessment.',
    )
    expect(sla).toMatchObject({ id: 'SLA-02', limit: { value: 10, unit: 'working-day' } })
  })
})
