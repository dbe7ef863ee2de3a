import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { BUILT_IN_GUIDE } from '../../src/base/files.ts'
import { blockLines } from '../../src/document/plain-text.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import { scanComments } from '../../src/markdown/comments.ts'
import { endOfFrontMatter } from '../../src/markdown/front-matter.ts'
import type { GuideSources } from '../../src/model/sources.ts'
import { isTaskLine, publishSources } from './support.ts'
import { CORPUS, HAS_CORPUS, needs, NO_CORPUS } from '../support/leave-out.ts'

type Kind = GuideSources['kind']

const sourcesOf = (kind: Kind, text: string): GuideSources => ({
  kind,
  pages: [{ file: 'guide/a.md', text }],
  data: new Map(),
})

const publish = (text: string, kind: Kind = 'own') => publishSources(sourcesOf(kind, text))
const published = (text: string, kind?: Kind): string => publish(text, kind).pages[0]?.text ?? ''

describe('what an annotation says of a task stands under it', () => {
  const facts =
    'id: a; who: reception, it-lead; due: 2 weeks before go live; if: eps and not (sms or mesh); source: p2020, ours'
  const line =
    '**Owner:** Reception. **With:** IT lead. **By:** 2 weeks before go live. **Only if:** Electronic Prescription Service and not (Text messages or MESH mailbox). **Source:** Practice migration guide (public repository), 25 March 2020; Our own judgement. **Source of the day:** Our own judgement.'
  it.each([
    ['after its words', `- [ ] Do it. <!-- ${facts} -->\n- [ ] Next.\n`, `- [ ] Do it.\n\n  ${line}\n- [ ] Next.\n`],
    ['on the next line', `* [x] Do it.\n  <!-- ${facts} -->\n\n  More.\n`, `* [x] Do it.\n\n  ${line}\n\n  More.\n`],
    ['over lines', `1. [ ] Do\n   it. <!-- ${facts.replace('; ', ';\n')} -->\n`, `1. [ ] Do\n   it.\n\n   ${line}\n`],
    ['in a quote', `> - [ ] Do it. <!-- ${facts} -->\n`, `> - [ ] Do it.\n>\n>   ${line}\n`],
    ['after its details', `- [ ] Do it.\n\n  More. <!-- ${facts} -->\n`, `- [ ] Do it.\n\n  ${line}\n\n  More.\n`],
    ['with a gap', `- [ ] Do it. <!-- ${facts} -->\n  <!-- [GAP] x -->\n- a\n`, `- [ ] Do it.\n\n  ${line}\n- a\n`],
    ['of an inner task', `- a\n\t- [ ] Do it. <!-- ${facts} -->\n`, `- a\n\t- [ ] Do it.\n\n\t  ${line}\n`],
  ])('%s', async (_, before, after) => {
    const { data } = await readGuide(BUILT_IN_GUIDE, BUILT_IN_GUIDE)
    const ended = (text: string): string => text.replaceAll('\n', '\r\n')
    const matter = '---\ntitle: A\nphase: kick-off\n---\n'
    const once = (text: string): string => {
      const start = text.includes('\r') ? ended(matter) : matter
      return publishSources({ ...sourcesOf('own', start + text), data }).pages[0]?.text.slice(start.length) ?? ''
    }
    expect(once(before)).toBe(after)
    expect(once(after)).toBe(after)
    expect(once(ended(before))).toBe(ended(after))
  })

  it('stands there too where the page ends without a line end', () => {
    const page = '---\ntitle: A\nphase: kick-off\n---\n- [ ] Do it. <!-- id: a -->'
    expect(published(page)).toMatch(/- \[ \] Do it\.\n\n {2}\*\*Owner:.*\.$/)
  })

  it.each([
    ['', '**By:** the end of this phase.'],
    ['due: by kick-off', '**By:** the day of the kick off meeting.'],
    ['due: by order', '**By:** the day of the order.'],
    ['due: by old system access ends', '**By:** the day access to the old system ends.'],
    ['due: by the end of training', '**By:** the last day of training.'],
    ['due: by 3 days after go-live', '**By:** 3 days after go live.'],
    ['due: on technical survey', '**When:** the day of the technical survey.'],
    ['due: on go live, as it falls', '**When:** the day of go live, working day or not.'],
    ['due: on training', '**When:** the first day of training.'],
    ['due: before IDP', '**When:** before initial data production.'],
    ['due: from links on', '**When:** from the day the links are switched back on.'],
    ['due: after training', '**When:** after the last day of training.'],
    ['due: no later than 3 days after go live', '**By:** 3 days after go live.'],
    ['due: at least a week before order', '**By:** 1 week before the order.'],
    ['due: 45 days after go live, as it falls', '**By:** 45 days after go live, working day or not.'],
    ['due: 7 days after go live back to a working day', '**By:** 7 days after go live, or the working day before.'],
    ['due: 7 days before go live, on to a working day', '**By:** 7 days before go live, or the next working day.'],
    [
      'due: daily from links off until go live',
      '**When:** every day from the day the links are switched off until go live.',
    ],
    [
      'due: weekly from kickoff to 14 days after go live, as it falls',
      '**When:** every week from the kick off meeting until 14 days after go live, working day or not.',
    ],
  ])('its day, %j', (due, said) => {
    const page = `---\ntitle: A\nphase: kick-off\n---\n- [ ] Do it. <!-- id: a; ${due} -->\n`
    expect(published(page)).toContain(`\n\n  **Owner:** To be named. ${said}\n`)
  })
})

describe('what is no comment and no Liquid is published byte for byte', () => {
  it.each([
    'AT&T, a@b.example, 5 * 3, a_b, [x], 1) and `<!-- code -->`.\n',
    'Words.[^1]\n\n[^1]: A footnote.\n',
    '~~Struck out~~ and ==marked==.\n',
    '{: .lead}\nThe first sentence.\n\n{:toc}\n\n* TOC\n',
    '## Title {#id}\n\nTitle\n=====\n\nOther\n---\n',
    '* a\n* b\n\n+ c\n+ d\n\n1) e\n7) f\n',
    '-   wide\n\n    more\n',
    '*[HTML]: Hyper Text\n\nHTML: term\n: definition\n',
    '| a | b |\n|:--|--:|\n| 1 | 2 |\n',
    '<p>Words</p>\n<br>\n<pre><code>x</code></pre>\n',
    'Hard break  \nbackslash\\\nend.\n\n\n\nMany blank lines.\n\n\n',
    '[text] (/a/b) and [ref][x]\n\n[x]: https://example.org "Title"\n',
    '```js\nconst a = "<!-- -->"\n```\n\n~~~\n{% x %}\n~~~\n',
    '\uFEFF---\r\ntitle: x\r\n---\r\n\r\nWords.\r\n- a\r\n',
    'Old line ends.\rMore.\r\rEnd',
    'No line end',
    '',
  ])('%j', (text) => {
    expect(published(text)).toBe(text)
    expect(publish(text).takenOut).toEqual([])
  })
})

describe('the blank space that a cut leaves', () => {
  it.each([
    ['alone between two blank lines', 'A\n\n<!-- x -->\n\nB\n', 'A\n\nB\n'],
    ['several of them', 'A\n\n<!-- x -->\n\n<!-- y -->\n<!-- z -->\n\nB\n', 'A\n\nB\n'],
    ['as many blank lines as there were', 'A\n\n\n<!-- x -->\n\nB\n', 'A\n\n\nB\n'],
    ['over several lines', 'A\n\n<!-- x\n\ny -->\n\nB\n', 'A\n\nB\n'],
    ['between items', '- a\n  <!-- x -->\n- b\n', '- a\n- b\n'],
    ['between words that are two paragraphs', 'A\n<!-- x -->\nB\n', 'A\n\nB\n'],
    ['the same in a quote', '> A\n> <!-- x -->\n> B\n', '> A\n>\n> B\n'],
    ['between words and a heading', 'A\n<!-- x -->\n## B\n', 'A\n## B\n'],
    ['under a heading', '## A\n<!-- x -->\nB\n', '## A\nB\n'],
    ['between words and a number that begins no list in them', 'A\n<!-- x -->\n2. b\n', 'A\n\n2. b\n'],
    ['above a line that would make a heading of the words', 'A\n<!-- x -->\n---\n', 'A\n\n---\n'],
    ['at the start', '---\ntitle: x\n---\n<!-- x -->\n## A\n', '---\ntitle: x\n---\n## A\n'],
    ['at the very start', '<!-- x -->\n\nA\n', 'A\n'],
    ['at the end', 'A\n\n<!-- x -->\n', 'A\n'],
    ['at the end, without a line end', 'A\n\n<!-- x -->', 'A\n'],
    ['at the end, never closed', 'A\n\n<!-- x\n\nB\n', 'A\n'],
    ['within a sentence', 'One <!-- x --> two.\n', 'One two.\n'],
    ['between letters', 'One<!-- x -->two.\n', 'Onetwo.\n'],
    ['at the end of a line', 'One. <!-- x -->\nTwo.\n', 'One.\nTwo.\n'],
    ['before a hard break', 'One. <!-- x -->  \nTwo.\n', 'One.  \nTwo.\n'],
    ['at the start of a line', '  <!-- x --> One.\n', '  One.\n'],
    ['at the start of an item', '- <!-- x --> One.\n', '- One.\n'],
    ['two on one line', 'One <!-- x --> <!-- y --> two. <!-- z --><!-- z -->\n', 'One two.\n'],
    ['over a line end', 'One <!-- x\ny --> two.\n', 'One two.\n'],
    ['that holds the start of another', 'One <!-- x <!-- y --> two.\n', 'One two.\n'],
    ['that would make a comment of what is around it', 'One <<!-- x -->!-- two -->\n', 'One < !-- two -->\n'],
    ['of Liquid', 'A\n\n{% comment %}\nx\n{% endcomment %}\n\nB {% comment %}x{% endcomment %} C\n', 'A\n\nB C\n'],
    ['of kramdown', 'A\n\n{::comment}\nx\n{:/comment}\n\nB {::comment}x{:/} C\n', 'A\n\nB C\n'],
    ['a definition that nothing uses', 'A\n\n[//]: # (x)\n\nB\n', 'A\n\nB\n'],
    ['that would make front matter', '<!-- x -->\n---\ntitle: x\n---\nA\n', '\n---\ntitle: x\n---\nA\n'],
  ])('%s', (_, before, after) => {
    expect(published(before)).toBe(after)
    expect(published(before.replaceAll('\n', '\r\n'))).toBe(after.replaceAll('\n', '\r\n'))
    expect(published(after)).toBe(after)
  })

  it('is the same in Liquid', () => {
    const box = '{%- capture a -%}\nMind the **step** & <b>door</b>.\n\n* one <!-- x -->\n{%- endcapture -%}\n'
    const include = '{%- include inset.html content=a title="A & b" -%}'
    const quoted = '> **A & b** Mind the **step** & <b>door</b>.\n>\n> * one\n'
    expect(published(`A\n${box}${include}\nB\n`, 'public')).toBe(`A\n\n${quoted}\nB\n`)
    expect(published(`A\n\n${box}\n${include}\n\nB\n`, 'public')).toBe(`A\n\n${quoted}\nB\n`)
    expect(published(`${box}A\n\n${include}`, 'public')).toBe(`A\n\n${quoted.trimEnd()}`)
    expect(published('* {% include button.html title="Read [it]" link="/a b" %}\n', 'public')).toBe(
      '* [Read \\[it\\]](</a b>)\n',
    )
    expect(published('See [a]( {{ site.baseurl }}/b#c ).\n', 'public')).toBe('See [a]( /b#c ).\n')
    expect(published('A {% raw %}{{ b }}{% endraw %} C\n', 'public')).toBe('A {% raw %}{{ b }}{% endraw %} C\n')
    expect(published('A\n\n{% if site.x %}\n\nB\n\n{% endif %}\n', 'public')).toBe('A\n\nB\n')
    const { takenOut } = publish(`${box}${include}\n{{ site.baseurl }}\n`, 'public')
    expect(takenOut.map(({ what, text, place }) => `${place.line} ${what}: ${text.slice(0, 24)}`)).toEqual([
      '1 liquid: {%- capture a -%} Mind t',
      '4 note: x',
      '6 liquid: include inset.html',
      '7 liquid: {{ site.baseurl }}',
    ])
  })
})

/** Comments and Liquid by patterns of their own, so that the code under test does not judge itself. */
const SPANS = /<!--[\s\S]*?(?:-->|$)|\{%-?\s*capture[\s\S]*?endcapture\s*-?%\}|\{%[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g
const CUT = '\u0001'
const squeezed = (line: string): string =>
  line
    .replaceAll(CUT, '')
    .replace(/[ \t]+/g, ' ')
    .trim()

/** Lines of the output that are neither the input's own, in order, nor what is left of one that lost something. */
function unexplained(file: string, before: string, after: string): string[] {
  const up = '../'.repeat(file.split('/').length - 1)
  const lines = before
    .replace(/\{% link (\S+) %\}/g, `${up}$1`)
    .replace(SPANS, CUT)
    .split(/\r\n|\r|\n/)
  const extra: string[] = []
  let at = 0
  for (const line of after.split(/\r\n|\r|\n/)) {
    if (line.trim() === '') continue
    const found = lines.findIndex(
      (own, index) => index >= at && (own.includes(CUT) ? squeezed(own) === squeezed(line) : own === line),
    )
    if (found === -1) extra.push(line)
    else at = found + 1
  }
  return extra
}

const doubled = (text: string): number =>
  text.match(/(?:\r\n|\r|\n)[ \t>]*(?:\r\n|\r|\n)[ \t>]*(?=\r|\n)/g)?.length ?? 0

async function isCut(directory: string, written: RegExp): Promise<void> {
  const sources = await readGuide(directory, BUILT_IN_GUIDE)
  const { pages } = publishSources(sources)
  for (const [at, { file, text }] of pages.entries()) {
    const before = sources.pages[at]?.text ?? ''
    expect(
      unexplained(file, before, text).filter((line) => !written.test(line) && !isTaskLine(line)),
      file,
    ).toEqual([])
    expect(doubled(text), file).toBeLessThanOrEqual(doubled(before))
    const kept = before
      .replace(SPANS, '')
      .split('\n')
      .filter((line) => line.trim() !== '').length
    expect(text.split('\n').length, file).toBeGreaterThanOrEqual(kept)
  }
  const again = publishSources({ ...sources, pages })
  expect(again.pages).toEqual(pages)
  expect(again.takenOut).toEqual([])
}

describe('each published page is the page of the guide without what was taken out', () => {
  it('our own guide', () => isCut(BUILT_IN_GUIDE, /^$/))
  describe('the public guide', () => {
    needs(HAS_CORPUS, NO_CORPUS)
    it.each(['guide-2019-12-04', 'guide-2020-03-25'])('%s', (revision) =>
      isCut(join(CORPUS, revision), /^(?:>|(?:\d+\. )?\[[^\]]+\]\(\S+\)$)/),
    )
  })
})

describe('a link that Liquid wrote', () => {
  const pageOf = (file: string, text: string) => ({ file, text: `---\ntitle: ${file}\n---\n\n${text}\n` })
  const sources: GuideSources = {
    ...sourcesOf('public', ''),
    pages: [
      pageOf('guide/a.md', '[b]({% link _steps/b.md %}#part) and [c]({{ site.baseurl }}{%- link /c.md -%})'),
      pageOf('_steps/b.md', '## Part\n\n[a]({% link guide/a.md %})'),
      pageOf('c.md', '[a]({% link guide/a.md %}), [text](/guide/a) and `{% link x.md %}`'),
    ],
  }
  const { pages } = publishSources(sources)

  it('leads from its page to the other, wherever the folder lies', () => {
    expect(pages.map(({ text }) => text.split('\n\n').at(-1))).toEqual([
      '[b](../_steps/b.md#part) and [c](../c.md)\n',
      '[a](../guide/a.md)\n',
      '[a](guide/a.md), [text](/guide/a) and `x.md`\n',
    ])
  })

  it('is found when the published pages are read', () => {
    const { findings } = parseGuide({ ...sources, pages })
    expect(findings.filter(({ rule }) => rule.includes('link'))).toEqual([])
  })
})

describe('documents say what the published page says, where a comment stood', () => {
  const blocksOf = (text: string) => parseGuide(sourcesOf('own', text)).value.pages.map(({ blocks }) => blocks)
  it.each([
    ['A\n<!-- x -->\n2) b\n', 'A\n\n2) b\n'],
    ['A\n<!-- x -->\n2. b\n', 'A\n\n2. b\n'],
    ['A\n<!-- x -->\n- \nB\n', 'A\n\n- \nB\n'],
    ['A\n<!-- x -->\n1.\n', 'A\n\n1.\n'],
    ['A\n<!-- x\n\ny -->\n7) b\n', 'A\n\n7) b\n'],
    ['> A\n> <!-- x -->\n> 2) b\n', '> A\n>\n> 2) b\n'],
    ['A\n<!-- x -->\n- b\n- c\n', 'A\n- b\n- c\n'],
    ['- a\n  <!-- x -->\n  <!-- y -->\n- b\n', '- a\n- b\n'],
    ['2) a\n<!-- x -->\n3) b\n', '2) a\n3) b\n'],
    ['<!-- x -->     Words.\n', 'Words.\n'],
    ['- <!-- x -->      Words.\n', '- Words.\n'],
    ['One <<!-- x -->!-- two --> three.\n', 'One < !-- two --> three.\n'],
    ['Words. <!-- x\n\ny --> {:.lead}\n', 'Words.{:.lead}\n'],
  ])('%j', (commented, plain) => {
    expect(blocksOf(commented)).toEqual(blocksOf(plain))
    expect(blocksOf(published(commented))).toEqual(blocksOf(plain))
  })
})

const PIECES = [
  ...['<!-- x -->', '<!-- id: a; who: reception -->', '<!-- [GAP] x -->', '<!--', '-->', '<!---->', '<!-- a\n\nb -->'],
  ...['{%- capture a -%}', '{%- endcapture -%}', "{%- include inset.html content=a title='t' -%}", '{% link a.md %}'],
  ...['{{ site.baseurl }}', '{% if x %}', '{% raw %}', '{% endraw %}', '{% comment %}', '{% endcomment %}'],
  ...['{::comment}', '{:/}', '{::comment}x{:/comment}', '[//]: # (x)'],
  ...['{{', '%}', '{#id}', '{: .x}', '{:toc}', '[^1]', '[^1]: note', '~~a~~'],
  ...[
    '```',
    '~~~',
    '`',
    '``',
    '    ',
    '\t',
    '# ',
    '## H',
    '* ',
    '- [ ] ',
    '1. ',
    '2) ',
    '> ',
    '>',
    '* * *',
    '---',
    '===',
  ],
  ...[
    'AT&T',
    'a@b.example',
    'a_b*c*',
    '\\',
    '<p>',
    '<br>',
    '|a|b|',
    '|-|-|',
    '[x](/y)',
    '[x] (/y)',
    '[x]: y',
    'word',
    ' ',
  ],
  ...['**_SLA:_** 5 days', '**Note** x', '**Bold**', '\uFEFF', 'é\u{1F600}'],
]
const page = (pieces: readonly string[], ends: readonly string[] = ['\n', '\n\n', '\r\n', '\r', ' ', '']) =>
  fc
    .array(fc.tuple(fc.constantFrom(...pieces), fc.constantFrom(...ends)), {
      maxLength: 25,
    })
    .map((parts) => parts.flat().join(''))
const front = fc.constantFrom('', '---\ntitle: x\n---\n', '\uFEFF---\r\ntitle: x\r\n---\r\n', '---\n')
const kinds = fc.constantFrom<Kind>('own', 'public')
const bare = (text: string): string => text.replace(/[\s>]+/g, '')

/** Without what is something else once a comment beside it is gone: code, and a comment in a form that needs its own line. */
const STABLE = PIECES.filter((piece) => !/```|~~~|^\[\/\/|raw %/.test(piece))
/** Where the reader and a Markdown parser see code and HTML alike, and without a footnote that begins after a comment. */
const COMMON = [...STABLE.filter((piece) => !/\t| {4}|<p>|<br>|\uFEFF|^\[\^1\]:/.test(piece)), '* a', '- [ ] b', '1. c']

describe('any page', () => {
  it('without comments and Liquid is published as it is', () => {
    const plain = PIECES.filter((piece) => !/<!--|-->|\{%|%\}|\{\{|\{:[:/]|\[\/\//.test(piece))
    fc.assert(
      fc.property(kinds, front, page(plain), (kind, start, body) => {
        expect(published(start + body, kind)).toBe(start + body)
      }),
      { numRuns: 300, seed: 17 },
    )
  })

  it('is the same when it is published again', () => {
    fc.assert(
      fc.property(kinds, front, page(PIECES), (kind, start, body) => {
        const once = published(start + body, kind)
        expect(published(once, kind)).toBe(once)
        expect(publish(once, kind).takenOut).toEqual([])
      }),
      { numRuns: 600, seed: 17 },
    )
  })

  it('keeps every character outside the comments, in its order', () => {
    fc.assert(
      fc.property(front, page(STABLE), (start, body) => {
        const text = start + body
        const { comments } = scanComments(text, endOfFrontMatter(text))
        let rest = text
        for (const { from, to } of comments.toReversed()) rest = rest.slice(0, from) + rest.slice(to)
        expect(bare(published(text))).toBe(bare(rest))
      }),
      { numRuns: 400, seed: 17 },
    )
  })

  it('says to a reader what the page of the guide says', () => {
    const said = (text: string): string =>
      parseGuide(sourcesOf('own', text))
        .value.pages.flatMap(({ blocks }) => blocks.flatMap(blockLines))
        .join(' ')
        // What the reader takes for code may keep the mark of a quote.
        .replace(/[\s>]+/g, '')
    fc.assert(
      fc.property(front, page(COMMON, ['\n', '\n\n', ' ', '']), (start, body) => {
        expect(said(published(start + body))).toBe(said(start + body))
      }),
      { numRuns: 300, seed: 17 },
    )
  })
})
