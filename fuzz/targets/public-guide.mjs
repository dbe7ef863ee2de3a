// Pages of a public guide: Liquid, step groups and includes, which our own guide does not have.
import { checkSources } from '../../dist/app/checked-guide.js'
import { publishedBlocks, publishGuide } from '../../dist/guide/publish-guide.js'
import { joined, ownGuide, parted } from '../setting.mjs'

export const words = [
  ...[
    '{% comment %}',
    '{% endcomment %}',
    '{% if page.a %}',
    '{% else %}',
    '{% endif %}',
    '{% for a in b %}',
    '{% endfor %}',
  ],
  ...[
    '{% raw %}',
    '{{ page.title | upcase }}',
    '{% assign a = "b" %}',
    '[^1]',
    '\n[^1]: ',
    '~~',
    '| phase | how long |\n|-|-|\n',
  ],
  ...['{%- capture a -%}', '{%- endcapture -%}', '{%- include inset.html content=a -%}', '{% link guide/a.md %}', '{{'],
  ...["{% include steps/steps.html group='migration-key-phases' %}", '{{ site.baseurl }}', '{%', '%}', '}}', '{: .x}'],
  ...[
    '=== _steps/migration-key-phases/02-b.md\n',
    '=== guide/01-a.md\n',
    'group: migration-key-phases\n',
    'order: 2\n',
  ],
  ...[
    '<!-- [GAP] -->',
    '[removed](x)',
    '**_SLA:_** 5 working days',
    '<a href="/x">',
    '</b>',
    '<pre><code>',
    'nextpage: a\n',
  ],
]

export const seeds = () => [
  joined([
    {
      file: 'guide/01-kick-off.md',
      text: "---\ntitle: Kick off\nsubtitle: 'Estimated timeline: 1 to 2 weeks'\npermalink: guide/kick-off\nnextpage: survey\n---\n## Task {#t}\n\n* one\n* two <!-- [GAP] say more -->\n\n* * *\n\n**_SLA:_** 5 working days\n<br><em>(Order form, p. 6)</em>\n\n{%- capture lesson -%}\nPlan early\n{%- endcapture -%}\n{%- include inset.html content=lesson title='Lesson' -%}\n",
    },
    {
      file: '_steps/migration-key-phases/01-kick-off.md',
      text: '---\ntitle: Kick off\ngroup: migration-key-phases\norder: 1\n---\nRead [kick off]({{ site.baseurl }}/guide/kick-off#t).\n',
    },
    {
      file: '_steps/project-managers-reading-by-phase/01-early-phases.md',
      text: '---\ntitle: Early phases\ngroup: project-managers-reading-by-phase\norder: 1\n---\n* [Task]({% link guide/01-kick-off.md %})\n',
    },
    {
      file: 'index.md',
      text: "---\ntitle: Guide\n---\n{% include steps/steps.html group='migration-key-phases' %}\n",
    },
  ]),
]

export function run(input) {
  const sources = { kind: 'public', pages: parted(input), data: ownGuide.data }
  const { guide } = checkSources(sources, '2026-11-28')
  const { pages } = publishGuide(sources, guide, () => [])
  publishedBlocks({ ...sources, pages }, guide, { contents: 'Contents', onThisPage: 'On this page' })
}
