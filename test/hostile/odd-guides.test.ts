/** Guides as odd as their editors may make them: what readers see, which markers count, and what `check` says. */
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { blockLines } from '../../src/document/plain-text.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readBuiltInData, readGuide } from '../../src/guide/read-guide.ts'
import type { GuideSources } from '../../src/model/sources.ts'

const shipped = join(import.meta.dirname, '../../guide')
let data: GuideSources['data'] = new Map()
beforeAll(async () => {
  // Decisions and hazards name tasks of our own guide, which these pages have not: they borrow them, as any other guide would.
  const borrowed = [...(await readBuiltInData(shipped))].filter(([name]) => /^(decisions|hazards)\.yaml$/.test(name))
  data = new Map([...(await readGuide(shipped, shipped)).data, ...borrowed])
})

interface Odd {
  readonly text: string
  /** `public` where it is not said. */
  readonly kind?: 'own' | 'public'
  /** Pages besides, by file. */
  readonly pages?: Readonly<Record<string, string>>
  /** What readers see, line by line. */
  readonly shown: readonly string[]
  /** Kinds of the markers that count. */
  readonly markers?: readonly string[]
  /** Rules that find something, once each. */
  readonly rules?: readonly string[]
  /** What one of the messages says. */
  readonly says?: RegExp
  /** Ids of the tasks. */
  readonly tasks?: readonly string[]
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

const MATTER = '---\ntitle: Kick off\nphase: kick-off\n---\n\n'
const ANNOTATED = '<!-- id: a; who: practice-manager; source: ours -->'

/** Slips by which words, tasks or keys went unread without a word. */
const UNREAD: Readonly<Record<string, Odd>> = {
  'front matter below an empty line': {
    kind: 'own',
    text: `\n${MATTER}- [ ] Ask. ${ANNOTATED}`,
    shown: ['title: Kick off phase: kick-off', 'Ask.'],
    rules: ['front-matter-unreadable', 'task-without-phase'],
    says: /^Unexpected `title: Kick off` among the words/,
  },
  'front matter without its first line': {
    text: 'title: Kick off\n---\n\nWords.',
    shown: ['title: Kick off', 'Words.'],
    rules: ['front-matter-unreadable'],
  },
  'front matter in two parts': {
    kind: 'own',
    text: '---\ntitle: Kick off\n---\n---\nphase: kick-off\n---\n\nWords.',
    shown: ['phase: kick-off', 'Words.'],
    rules: ['front-matter-unreadable'],
  },
  'front matter between four hyphens, below a comment': {
    text: '<!-- ours -->\n----\nTitle: Kick off\n----\n\nWords.',
    shown: ['Title: Kick off', 'Words.'],
    rules: ['front-matter-unreadable'],
  },
  'a sentence with a colon and a line of hyphens': {
    text: 'Note: words\n---\n\nWords.',
    shown: ['Note: words', 'Words.'],
  },
  'capitals in the keys of a public page': {
    text: '---\nTitle: Kick off\nGroup: migration-key-phases\ntags: x\n---\n\nWords.',
    shown: ['Words.'],
    rules: ['unknown-page-key'],
    says: /`Group` .* mean `group`/,
  },
  'a slip in a key of a public page': {
    text: '---\ntitel: Kick off\n---\n\nWords.',
    shown: ['Words.'],
    rules: ['unknown-page-key'],
  },
  'an empty title of a public page': {
    text: '---\ntitle:\n---\n\nWords.',
    shown: ['Words.'],
    rules: ['page-without-title'],
  },
  'an end of a comment with three hyphens after the id': {
    kind: 'own',
    text: `${MATTER}- [ ] Ask. <!-- who: practice-manager; id: a --->`,
    shown: ['Ask.'],
    tasks: ['a'],
  },
  'front matter that YAML cannot read, with two kinds of line ends': {
    text: '---\ntitle: open\n<!--\r\n---\n',
    shown: [],
    rules: ['front-matter-unreadable'],
  },
  'a table of durations with a row that is no phase': {
    text: '---\ntitle: Kick off\n---\n\nWords.',
    pages: {
      'guide/index.md':
        '---\ntitle: Guide\n---\n\n| Phase | How long |\n| - | - |\n| Kick of | 1 week |\n| Total | 1 week |\n\n| Shop | Time |\n| - | - |\n| Bread | 1 week |',
    },
    shown: ['Phase', 'How long', 'Kick of', '1 week', 'Total', '1 week', 'Shop', 'Time', 'Bread', '1 week', 'Words.'],
    rules: ['estimate-unreadable'],
    says: /row “Kick of” .* mean `Kick off`/,
  },
  'a table of durations that its pages contradict': {
    text: '---\ntitle: Kick off\nsubtitle: "Estimated timeline: 2 days"\n---\n\nWords.',
    pages: {
      'guide/index.md':
        '---\ntitle: Guide\n---\n\n| Phase | How long |\n| - | - |\n| Kick off | 1 week |\n| Kick off | 2 days |',
    },
    shown: ['Phase', 'How long', 'Kick off', '1 week', 'Kick off', '2 days', 'Words.'],
    rules: ['estimate-unreadable'],
    says: /“2 days”, which counts/,
  },
}

/** Words that readers see otherwise than their author thinks, or not at all. */
const UNSEEN: Readonly<Record<string, Odd>> = {
  'Liquid in a guide of our own': {
    kind: 'own',
    text: `---\ntitle: Kick {{ off }}\nphase: kick-off\n---\n\n{% if x %}One.{% endif %} \\{{ a }} \`{{ b }}\` {{ c\n\n- [ ] Ring {{ site.phone }}. ${ANNOTATED}`,
    shown: ['{% if x %}One.{% endif %} {{ a }} {{ b }} {{ c', 'Ring {{ site.phone }}.'],
    rules: ['unreadable-liquid'],
    says: /^Unexpected `\{\{ site\.phone \}\}`, expected words/,
    tasks: ['a'],
  },
  'a footnote with words struck out, attributes and Liquid': {
    text: 'Words.[^a]\n\n[^a]: A ~~struck~~ <del>gone</del> note{: .x} of {{ site.b }}{% include c.html %}.',
    shown: ['Words. (A note of ____ (site.b).)'],
    rules: ['include-left-out', 'struck-out', 'unknown-liquid-value'],
  },
  'a footnote in a footnote that is struck out in part': {
    text: 'Words.[^a]\n\n[^a]: One.[^b]\n[^b]: ~~Two~~ three.',
    shown: ['Words. (One. (three.))'],
    rules: ['struck-out'],
  },
  'footnotes with a space in the name and in a quote': {
    text: 'Words[^ 1].\n\n[^ 1]: One.\n\n> Quote.\n>\n> [^q]: Two.',
    shown: ['Words^ 1.', 'Quote.'],
    // A site reads the first as an address.
    rules: ['broken-link', 'footnote-lost'],
    says: /name without a space/,
  },
  'a comment in plain Markdown right below words': {
    text: 'Words.\n[//]: # ([GAP] x)\n\n* Item\n[//]: # (y)',
    shown: ['Words.', 'Item'],
    markers: ['GAP'],
    rules: ['shown-comment'],
  },
  'a definition in an item': {
    text: '* See [the list][l]\n\n  [l]: #nowhere\n* Two',
    shown: ['See the list', 'Two'],
    rules: ['broken-link'],
  },
  'definitions that nothing uses': {
    text: '[A note]: <> (words)\n\n[a]: https://example.org "words"\n\nWords.',
    shown: ['Words.'],
    rules: ['unused-definition'],
  },
  'links to names that are not on the page': {
    text: 'See [the list][l], [x][] and `[a][b]`; \\[c][d].',
    shown: ['See [the list][l], [x][] and [a][b]; [c][d].'],
    rules: ['malformed-link'],
  },
  'headings without a space': {
    text: '##One\n\n####### Two\n\n#3 is a number.',
    shown: ['##One', '####### Two', '#3 is a number.'],
    rules: ['heading-unreadable'],
  },
  'rows without a table': {
    text: '|---|---|\n| a | b |\n\n| c | d |',
    shown: ['|---|---| | a | b |', '| c | d |'],
    rules: ['table-unreadable'],
  },
  'a script, a style and a declaration': {
    text: '<script>\nring()\n</script>\n\n<style>\n.a {}\n</style>\n\n<!DOCTYPE words>\n\n<?php words ?>\n\nWords.',
    shown: ['Words.'],
    rules: ['cannot-be-shown'],
    says: /No reader sees it/,
  },
  'characters without a width before a box': {
    kind: 'own',
    text: `${MATTER}- [ ] Ask. ${ANNOTATED}\n-\u200b [ ] Lost.`,
    shown: ['Ask. -\u200b [ ] Lost.'],
    tasks: ['a'],
    rules: ['task-unreadable'],
  },
  'a box on the line below its bullet': {
    kind: 'own',
    text: `${MATTER}-\n  [ ] Ask. ${ANNOTATED}\n\n\f- [ ] Lost.`,
    shown: ['Ask.', '- [ ] Lost.'],
    tasks: ['a'],
    rules: ['task-unreadable'],
    says: /^Unexpected `- \[ \] Lost\.`/,
  },
  'a merge that was not finished': {
    text: '<<<<<<< HEAD\nOne.\n\n>>>>>>> branch',
    shown: ['<<<<<<< HEAD One.', 'branch'],
    rules: ['merge-conflict'],
  },
  'marks of unfinished work in other forms': {
    text: 'One (TBC).\n\n<!-- GAP two -->\n\n<!-- gap: three -->\n\n<!-- Gap analysis. -->',
    shown: ['One (TBC).'],
    rules: ['unlisted-marker'],
  },
  'tasks in details, quotes and numbered lists': {
    kind: 'own',
    text: `${MATTER}<details><summary>More</summary>\n\n- [ ] One. ${ANNOTATED}\n\n</details>\n\n> 1) [x] Two. <!-- id: b; source: ours -->\n\n+ [ ] Three. <!-- id: c; source: ours -->\n  - [ ] Four. <!-- id: d; source: ours -->`,
    shown: ['More', 'One.', 'Two.', 'Three.', 'Four.'],
    tasks: ['a', 'b', 'c', 'd'],
  },
}

/** Findings that each page of this test has, because it is no phase of a guide. */
const OF_THE_TEST = ['undated-phase', 'phase-without-tasks', 'visible-marker', 'gap-without-ask', 'phase-without-page']

describe('an odd guide', () => {
  it.each(Object.entries({ ...ODD, ...UNREAD, ...UNSEEN }))('with %s', (_, odd) => {
    const { text, shown, markers = [], rules = [], kind = 'public', pages = {}, tasks = [], says = /^/ } = odd
    const others = Object.entries(pages).map(([file, words]) => ({ file, text: words }))
    const page = { file: kind === 'own' ? '01-a.md' : 'guide/a.md', text }
    const { value, findings } = parseGuide({ kind, pages: [...others, page], data })
    expect(value.pages.flatMap(({ blocks }) => blocks.flatMap(blockLines)).map((line) => line.trim())).toEqual(shown)
    expect(value.markers.map((marker) => marker.kind)).toEqual(markers)
    expect(value.tasks.map(({ id }) => id)).toEqual(tasks)
    const found = new Set(findings.map(({ rule }) => rule).filter((rule) => !OF_THE_TEST.includes(rule)))
    expect([...found].sort()).toEqual([...rules].sort())
    const lines = text.split(/\r\n|\r|\n/)
    for (const { place } of findings)
      if (place?.file === page.file) expect(place.column).toBeLessThanOrEqual((lines[place.line - 1]?.length ?? -1) + 1)
    expect(['', ...findings.map(({ message }) => message)].some((message) => says.test(message))).toBe(true)
  })
})
