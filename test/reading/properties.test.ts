import fc from 'fast-check'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import type { Place } from '../../src/model/finding.ts'
import type { GuideSources } from '../../src/model/sources.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readBuiltInData, readGuide } from '../../src/guide/read-guide.ts'

const guide = join(import.meta.dirname, '../../guide')
let data: GuideSources['data'] = new Map()
beforeAll(async () => {
  // Decisions and hazards name tasks of our own guide, which these pages have not: they borrow them, as any other guide would.
  const borrowed = [...(await readBuiltInData(guide))].filter(([name]) => /^(decisions|hazards)\.yaml$/.test(name))
  data = new Map([...(await readGuide(guide, guide)).data, ...borrowed])
})

/** Everything that has ever gone wrong in a guide, in pieces. */
const PIECES = [
  ...[
    '<!--',
    '-->',
    '<!-- ',
    ' -->',
    '<!---->',
    '[GAP] ',
    '[UPLIFT] why',
    '[Gap]',
    '[removed](x)',
    '//[Gap]',
    '<!--->',
    '<!-->',
  ],
  ...['{% comment %}', '{%- endcomment -%}', '{% # [GAP] short %}', '{% raw %}', '{% endraw %}'],
  ...[
    '{::comment}',
    '{:/comment}',
    '{:/}',
    '{::comment/}',
    '[//]: # (',
    '[//]: # "[UPLIFT] x"',
    '[comment]: <> (x)',
    ')',
  ],
  ...['{%- capture a -%}', '{%- endcapture -%}', "{%- include inset.html content=a title='t' -%}", '{% link a.md %}'],
  ...['{{ site.baseurl }}', '{%', '%}', '{{', '}}', '{% include steps/steps.html group="g" %}', '{#id}', '{: .x}'],
  ...['```', '~~~', '`', '``', '    ', '\t', '# ', '## Head {#h}', '* ', '- [ ] ', '1. ', '> ', '>* ', '-- ', '* * *'],
  ...[
    '**_SLA:_** 5 working days',
    '<br><em>(Doc, p. 6)</em>',
    'and',
    'DMI02',
    'DMI99',
    '**Lesson learnt** - ',
    '|a|b|\n|-|-|\n|c|d|',
  ],
  ...[
    '<p>',
    '</p>',
    '<pre><code>',
    '</code></pre>',
    '<em>',
    '</b>',
    '<a href="/x">',
    '<li>',
    '<',
    '>',
    '&amp;',
    '\\',
    '![x](y)',
  ],
  ...[
    '[text](#h)',
    '[text] (/a/b)',
    '[x]: y',
    '[',
    ']',
    '](',
    'id: a; who: reception',
    'whoo: x; due: y',
    ';',
    '---',
    '===',
    'word',
    'é\u{1F600}',
  ],
]
const EOLS = ['\n', '\n\n', '\r\n', ' ', '']
const page = fc
  .array(fc.tuple(fc.constantFrom(...PIECES), fc.constantFrom(...EOLS)), { maxLength: 40 })
  .map((parts) => parts.flat().join(''))
const front = fc.constantFrom(
  '',
  '---\ntitle: A page\nphase: kick-off\nsubtitle: 3 to 2 weeks\n---\n',
  '\uFEFF---\r\ntitle: x: y\r\norder: 1\r\ngroup: migration-key-phases\r\n---\r\n',
  '---\ntitle: Steps\ngroup: practice-manager-staff-reading-by-phase\norder: 1\n---\n',
  '---\ntitle: open\n',
  '---js\nthrow 1\n---\n',
)
const kinds = fc.constantFrom<'own' | 'public'>('own', 'public')

const understand = (kind: 'own' | 'public', text: string) =>
  parseGuide({ kind, pages: [{ file: kind === 'own' ? '01-a.md' : 'guide/01-a.md', text }], data })

describe('any mix of comments, markers, fences and Liquid', () => {
  it('is read without an error, and everything stands where it says', () => {
    fc.assert(
      fc.property(kinds, front, page, (kind, start, body) => {
        const text = start + body
        const { value, findings } = understand(kind, text)
        const rest = lineRest(text)
        for (const { kind: marker, place } of value.markers) expect(rest(place)).toMatch(new RegExp(`^\\[${marker}\\]`))
        for (const { written, place } of value.nearMisses) expect(rest(place).startsWith(written)).toBe(true)
        for (const { code, place } of value.dmis) expect(rest(place).startsWith(code)).toBe(true)
        for (const { place } of value.slas) expect(rest(place)).toMatch(/SLA/)
        for (const { place } of value.tasks) expect(rest(place)).toMatch(/^(?:[-*+]|\d+[.)]|<li>)/)
        for (const { place } of value.pages.flatMap(({ headings }) => headings)) expect(rest(place)).not.toBe('')
        // The phases of timing.yaml that the page does not describe are found there.
        for (const { place } of findings)
          if (place !== undefined && place.file !== 'timing.yaml') expect(() => rest(place)).not.toThrow()
      }),
      { numRuns: 600 },
    )
  })

  it('counts each marker of each comment once, by the rule of `docs/reference/commands.md`', () => {
    fc.assert(
      fc.property(kinds, page, (kind, body) => {
        fc.pre(!/[`~\\\t]| {4}|% raw/.test(body))
        const { value } = understand(kind, body)
        expect(value.markers.map(({ kind: marker }) => marker)).toEqual(markersByTheRule(body))
      }),
      { numRuns: 600 },
    )
  })

  it('shows readers nothing of a comment or of Liquid', () => {
    fc.assert(
      fc.property(page, (body) => {
        fc.pre(!/[`~\\\t]| {4}|% raw/.test(body))
        const said = understand('public', body)
          .value.pages.flatMap(({ blocks }) => blocks.flatMap(blockLines))
          .join('\n')
        expect(said).not.toMatch(/<!--|\{%.*%\}|\{\{.*\}\}/)
      }),
      { numRuns: 400 },
    )
  })

  it('says the same about the same text', () => {
    fc.assert(
      fc.property(kinds, front, page, (kind, start, body) => {
        expect(understand(kind, start + body)).toEqual(understand(kind, start + body))
      }),
      { numRuns: 20 },
    )
  })
})

/** The rest of the line from a place on; throws where there is no such place. */
function lineRest(text: string): (place: Place) => string {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)
  return ({ line, column }) => {
    const words = lines[line - 1]
    if (words === undefined || column < 1 || column > words.length + 1) throw new Error(`no place ${line}:${column}`)
    return words.slice(column - 1)
  }
}

/** Where each form of comment begins, and where its words end: the first `[GAP]` of the text is in whichever begins first. */
const FORMS: readonly (readonly [RegExp, (rest: string) => number])[] = [
  [/<!--/, (rest) => (/^-?>/.test(rest) ? 0 : rest.indexOf('-->'))],
  [/\{% #/, (rest) => rest.indexOf('%}')],
  [/\{% comment %\}/, endOfNested],
  [/(?:^|(?<=[\r\n]))\{::comment\}(?=[\r\n]|$)/, (rest) => blockEnd(rest) ?? rest.search(/\{:\/(?:comment)?\}/)],
  [/\{::comment\}/, (rest) => rest.search(/\{:\/(?:comment)?\}/)],
  [/(?:^|(?<=[\r\n]))(?:[> ]|\* |\d\. |- )*\[(?:\/\/|comment)\]: (?:#|<>) \(/, (rest) => endOfDefinition(rest, ')')],
  [/(?:^|(?<=[\r\n]))(?:[> ]|\* |\d\. |- )*\[\/\/\]: # "/, (rest) => endOfDefinition(rest, '"')],
]

function endOfNested(rest: string): number {
  let open = 1
  for (const { 0: tag, index } of rest.matchAll(/\{% comment %\}|\{%- endcomment -%\}/g)) {
    open += tag.includes('end') ? -1 : 1
    if (open === 0) return index
  }
  return -1
}

const blockEnd = (rest: string): number | null =>
  /(?:^|(?<=[\r\n]))[ >]*\{:\/(?:comment)?\} *(?=[\r\n]|$)/.exec(rest)?.index ?? null

/** At the end of a line of the same paragraph; else the paragraph's end. */
function endOfDefinition(rest: string, close: string): number {
  const paragraph = /^[\s\S]*?(?=(?:\r\n|\n)[ >]*(?:[\r\n]|$)|$(?![\s\S]))/.exec(rest)?.[0] ?? ''
  const end = paragraph.search(new RegExp(`\\${close} *(?:[\\r\\n]|$)`))
  return end === -1 ? paragraph.length : end
}

function markersByTheRule(text: string): string[] {
  const begun = FORMS.flatMap(([pattern, endOf]) => {
    const found = pattern.exec(text)
    return found === null ? [] : [{ from: found.index, to: found.index + found[0].length, endOf }]
  })
  const [first] = begun.sort((a, b) => a.from - b.from || b.to - a.to)
  if (first === undefined) return []
  const rest = text.slice(first.to)
  const end = first.endOf(rest)
  const inner = end === -1 ? rest : rest.slice(0, end)
  const markers = [...inner.matchAll(/\[(GAP|UPLIFT)\]/g)].map(([, marker = '']) => marker)
  return [...markers, ...(end === -1 ? [] : markersByTheRule(`.${rest.slice(end)}`))]
}
