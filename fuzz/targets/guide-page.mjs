// A page of our own guide: parsed, checked by every rule, published, and its gaps reported.
import { checkSources } from '../../dist/app/checked-guide.js'
import { GUIDE_RULES } from '../../dist/guide/check-guide.js'
import { publishedBlocks, publishGuide } from '../../dist/guide/publish-guide.js'
import { RULES } from '../../dist/model/rules.js'
import { findGaps } from '../../dist/report/find-gaps.js'
import { ownGuide, textsIn } from '../setting.mjs'

export const words = [
  ...['<!--', '-->', '<!-- [GAP] ', '[UPLIFT]', '<!-- who: reception; due: 4 weeks before go-live; if: dispensing -->'],
  ...['- [ ] ', '* ', '1. ', '> ', '**_SLA:_** ', '5 working days', '<br><em>(Doc, p. 6)</em>', 'DMI02', '{#id}', '# '],
  ...[
    '```',
    '~~~',
    '---\n',
    '| a | b |\n|---|---|\n',
    '[a](b.md#c)',
    '![',
    '](',
    '[x]: y',
    '<p>',
    '</p>',
    '&amp;',
    '    ',
  ],
  ...[
    '[^1]',
    '\n[^1]: ',
    '\n*[DPIA]: ',
    '~~',
    '\n[//]: # (',
    '{% comment %}',
    '{::comment}',
    '{:/}',
    '{{ x }}',
    '[TBC]',
    '; ask: ',
  ],
  ...[
    'phase: go-live\n',
    'subtitle: 3 to 2 weeks\n',
    'order: 1\n',
    '**Lesson learnt**',
    '::: ',
    'to 10 months',
    ';',
    '#SLA',
  ],
]

export const seeds = () => textsIn('guide', '.md').map(({ text }) => text.slice(0, 6000))

export function run(text) {
  const sources = { kind: 'own', pages: [{ file: 'page.md', text }], data: ownGuide.data }
  const checked = checkSources(sources, '2026-11-28')
  findGaps({
    ...checked,
    pages: sources.pages,
    rules: [...GUIDE_RULES, ...Object.values(RULES)],
    asOf: '2026-11-28',
    lacks: [],
  })
  // With the facts of each task, and the blocks of the HTML, Word and PDF.
  const { pages } = publishGuide(sources, checked.guide, ({ text }) => [{ label: 'Task', value: text }])
  publishedBlocks({ ...sources, pages }, checked.guide, { contents: 'Contents', onThisPage: 'On this page' })
}
