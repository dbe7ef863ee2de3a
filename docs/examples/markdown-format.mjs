// A format of one's own: each document of a pack as Markdown, to read in a wiki.
//
//     node markdown-format.mjs practices.csv packs 2026-09-01
import {
  blockLines,
  BUILT_IN_GUIDE,
  BUILT_IN_TEMPLATES,
  createToolkit,
  isoDay,
  renderBlock,
  spansText,
} from 'practice-packs'

/** A blank is a line to write on, a box is a pair of brackets. */
const words = (spans) =>
  spans.map(({ text, field }) => (field === undefined ? text : field.kind === 'check' ? '[ ]' : '______')).join('')

const cell = ({ spans = [], more = [], field }) =>
  [words(spans), ...more.map(words), ...(field === undefined ? [] : [words([{ text: '', field }])])]
    .filter((line) => line !== '')
    .join('<br>')
    .replaceAll('|', '\\|')

const row = (cells) => `| ${cells.join(' | ')} |`

const plain = (block) => [blockLines(block).join('\n')]

/** One function for each type of block; a type that is missing here throws. */
const blocks = {
  heading: ({ level, spans }) => [`${'#'.repeat(level)} ${words(spans)}`],
  paragraph: ({ spans }) => [words(spans)],
  list: ({ ordered, items }) => [
    items.map((item, index) => `${ordered ? `${index + 1}.` : '-'} ${item.flatMap(markdown).join(' ')}`).join('\n'),
  ],
  table: ({ caption, header, rows }) => [
    `**${spansText(caption)}**`,
    [row(header.map(words)), row(header.map(() => '---')), ...rows.map(({ cells }) => row(cells.map(cell)))].join('\n'),
  ],
  facts: ({ rows }) => [rows.map(({ label, value }) => `- ${words(label)}: ${cell(value)}`).join('\n')],
  callout: ({ title, blocks: inside }) => [
    [`**${words(title)}**`, ...inside.flatMap(markdown)].map((text) => text.replace(/^/gm, '> ')).join('\n>\n'),
  ],
  cover: ({ eyebrow, title, lines }) => [words(eyebrow), `# ${words(title)}`, ...lines.map(words)],
  columns: ({ columns }) => columns.flat().flatMap(markdown),
  sheet: ({ blocks: inside }) => inside.flatMap(markdown),
  address: plain,
  timeline: plain,
  columns: ({ columns }) => columns.flat().flatMap(markdown),
  'page-break': () => ['---'],
}

const markdown = (block) => renderBlock(blocks, block, undefined)

export const toolkit = createToolkit({
  formats: [
    {
      id: 'markdown',
      extension: 'md',
      copies: ['print'],
      render: async (document) => ({
        bytes: new TextEncoder().encode(`${document.blocks.flatMap(markdown).join('\n\n')}\n`),
        pages: null,
      }),
    },
  ],
})

const [practices = 'practices.csv', out = 'packs', today = '2026-09-01'] = process.argv.slice(2)
const { summary } = await toolkit.build({
  guide: BUILT_IN_GUIDE,
  templates: BUILT_IN_TEMPLATES,
  practices,
  out,
  asOf: isoDay(today),
  documents: ['checklist', 'cutover-plan'],
  formats: ['markdown'],
  views: [],
})
console.log(`${summary.built} packs, ${summary.documents} files`)
