/** Guides as odd as their editors may make them: what readers see, which markers count, and what `check` says. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'
import type { GuideSources } from '../../src/model/sources.ts'

const shipped = join(import.meta.dirname, '../../guide')
let data: GuideSources['data'] = new Map()
beforeAll(async () => {
  data = (await readGuide(shipped, shipped)).data
})

interface Odd {
  readonly text: string
  /** What readers see, line by line. */
  readonly shown: readonly string[]
  /** Kinds of the markers that count. */
  readonly markers?: readonly string[]
  /** Rules that find something, once each. */
  readonly rules?: readonly string[]
}

const ODD: Readonly<Record<string, Odd>> = {
  'a page with old Macintosh line ends': {
    text: 'One.\r\r{% comment %}\r[GAP] x\r{% endcomment %}\r\rTwo.\r',
    shown: ['One.', 'Two.'],
    markers: ['GAP'],
  },
  'a comment in the words of a link': {
    text: '[the <!-- [GAP] x -->plan](https://example.org/a)',
    shown: ['the plan'],
    markers: ['GAP'],
  },
  'a comment in a heading': {
    text: '## Links {% comment %}[GAP] x{% endcomment %}off\n\nWords.',
    shown: ['Links off', 'Words.'],
    markers: ['GAP'],
  },
  'a comment in a cell': {
    text: '| A | B |\n| - | - |\n| c {::comment}[UPLIFT] x{:/comment} | d |',
    shown: ['A', 'B', 'c', 'd'],
    markers: ['UPLIFT'],
  },
  'a comment in code beside a real one': {
    text: 'Write `<!-- [GAP] -->` <!-- [UPLIFT] y -->here.',
    shown: ['Write <!-- [GAP] --> here.'],
    markers: ['UPLIFT'],
    rules: ['lost-in-code'],
  },
  'comments between the items of inner lists': {
    text: '* One\n  * inner\n  <!-- [GAP] a -->\n  * other\n\n[//]: # ([GAP] b)\n* Two',
    shown: ['One', 'inner', 'other', 'Two'],
    markers: ['GAP', 'GAP'],
  },
  'a comment over items': {
    text: '* One <!-- from\n* hidden [GAP] x\n* here --> on\n* Two',
    shown: ['One on', 'Two'],
    markers: ['GAP'],
  },
  'a capture within a comment': {
    text: '{% comment %}{% capture a %}Hidden.{% endcapture %}{% endcomment %}\n\n{{ a }}',
    shown: ['____ (a)'],
    rules: ['content-in-comment', 'unknown-liquid-value'],
  },
  'a comment within a capture': {
    text: '{% capture a %}Shown <!-- [GAP] x -->words.{% endcapture %}\n\n{{ a }}',
    shown: ['Shown words.'],
    markers: ['GAP'],
  },
  'a comment that a capture begins in': {
    text: '{% capture a %}One<!-- {% endcapture %} [GAP] x --> Two {{ a }}.',
    shown: ['Two One.'],
    markers: ['GAP'],
  },
  'an include of a file that is not there': {
    text: 'A\n\n{% include nowhere.html %}\n\nB',
    shown: ['A', 'B'],
    rules: ['include-left-out'],
  },
  'Liquid in the title': {
    text: '---\ntitle: Step {{ page.order }}\n---\n\nWords.',
    shown: ['Words.'],
    rules: ['unreadable-liquid'],
  },
  'both branches': {
    text: '{% if site.a %}One.{% else %}Two.{% endif %}',
    shown: ['One.'],
    rules: ['unknown-liquid-condition'],
  },
  'a branch in a sentence': {
    text: 'Ring {% if page.title == "x" %}one{% else %}two{% endif %}.',
    shown: ['Ring two.'],
    rules: ['liquid-branch-left-out'],
  },
  'a loop over what only a site has': {
    text: '{% for p in site.pages %}\n* {{ p.title }}\n{% endfor %}\n\nEnd.',
    shown: ['____ (site.pages)', 'End.'],
    rules: ['unknown-liquid-value'],
  },
  'a value in an address': {
    text: 'See [the list]({{ site.lists }}).',
    shown: ['See the list.'],
    rules: ['unknown-liquid-value'],
  },
  'a variable that never ends': {
    text: 'Ring {{ site.phone before noon.',
    shown: ['Ring site.phone before noon.'],
    rules: ['unclosed-liquid'],
  },
  'a condition that never ends': {
    text: '{% if page.a %}One.\n\nTwo.',
    shown: ['One.', 'Two.'],
    rules: ['unclosed-liquid'],
  },
  'a comment of Liquid that never ends': {
    text: 'One.\n\n{% comment %}\n\n[GAP] Two.',
    shown: ['One.'],
    markers: ['GAP'],
    rules: ['unclosed-comment'],
  },
  'a comment of kramdown that never ends': {
    text: 'One.\n\n{::comment}\n\n[GAP] Two.',
    shown: ['One.'],
    markers: ['GAP'],
    rules: ['unclosed-comment'],
  },
  'comments that hold each other': {
    text: '{% comment %}<!-- [GAP] a{% endcomment %} One --> two.',
    shown: ['One --> two.'],
    markers: ['GAP'],
    rules: ['stray-comment-end'],
  },
  'empty comments': { text: 'One <!-->two <!--->three <!---->four.', shown: ['One two three four.'] },
  'raw Liquid': {
    text: '{% raw %}{{ a }} {% comment %}[GAP]{% endcomment %}{% endraw %}',
    shown: ['{{ a }} {% comment %}[GAP]{% endcomment %}'],
  },
  'struck words before a number': { text: '~~Three~~ 4. Five.', shown: ['4. Five.'], rules: ['struck-out'] },
  'a table of contents that is one item': {
    text: '1. TOC\n{:toc}\n\n## One\n{: .no_toc}\n\nTwo.',
    shown: ['One', 'Two.'],
  },
  'HTML around all of it': {
    text: '<div>\n\n{% comment %}[GAP] x{% endcomment %}\n\n<p>Words.</p>\n\n</div>',
    shown: ['Words.'],
    markers: ['GAP'],
  },
}

/** Findings that each page of this test has, because it is no phase of a guide. */
const OF_THE_TEST = ['undated-phase', 'phase-without-tasks', 'visible-marker', 'gap-without-ask']

describe('an odd guide', () => {
  it.each(Object.entries(ODD))('with %s', (_, { text, shown, markers = [], rules = [] }) => {
    const { value, findings } = parseGuide({ kind: 'public', pages: [{ file: 'guide/a.md', text }], data })
    expect(value.pages.flatMap(({ blocks }) => blocks.flatMap(blockLines)).map((line) => line.trim())).toEqual(shown)
    expect(value.markers.map(({ kind }) => kind)).toEqual(markers)
    const found = new Set(findings.map(({ rule }) => rule).filter((rule) => !OF_THE_TEST.includes(rule)))
    expect([...found].sort()).toEqual([...rules].sort())
  })
})
