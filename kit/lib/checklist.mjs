/**
 * A checklist with as many tasks as wanted, for a practice whose name is hard to print, as the product renders it.
 *
 * @module
 */
import { themeFor } from '../../dist/document/theme.js'
import { renderDocx } from '../../dist/render/docx/render-docx.js'
import { renderHtml } from '../../dist/render/html/render-html.js'
import { renderPdf } from '../../dist/render/pdf/render-pdf.js'

/** Accents, an apostrophe, an ampersand and what looks like markup. */
const NAME = "Siân Ŵyn-O'Brien & Łukasz <test>"

const TASKS = [
  'Tell the staff',
  'Print the appointment lists of the first three days, one copy for each room, and keep them where everybody finds them when the screens stay dark',
  'Ask the laboratory to hold results from 5pm',
  'Agree who decides on go-live with https://www.england.nhs.uk/a-rather-long-address/that-has-no-place-to-break',
]

const say = (text) => [{ text }]

/** @param {number} count of tasks @returns {object} a Document */
export function checklist(count) {
  return {
    id: 'checklist',
    kind: 'checklist',
    title: `Checklist for ${NAME}`,
    language: 'en-GB',
    author: NAME,
    subject: 'Move to a new clinical system',
    modified: '2026-01-01',
    header: [NAME, 'Edition 2026 01234567'],
    footer: [{ text: 'Page ' }, { field: 'page' }, { text: ' of ' }, { field: 'pages' }],
    blocks: [
      { type: 'heading', level: 1, id: 'title', spans: say(`Checklist for ${NAME}`) },
      {
        type: 'paragraph',
        spans: [...say('Read more on the '), { text: 'NHS website', href: 'https://www.nhs.uk/' }, ...say('.')],
      },
      { type: 'heading', level: 2, id: 'tasks', spans: say('Tasks') },
      ...(count === 0 ? [{ type: 'paragraph', spans: say('There is nothing to do.') }] : [taskTable(count)]),
      {
        type: 'facts',
        id: 'signed',
        rows: [{ label: say('Signed'), value: { field: { id: 'signed', kind: 'text', label: 'Signed by' } } }],
      },
    ],
    arrangements: ['week', 'role', 'phase'].map((id) => ({
      id,
      label: `By ${id}`,
      groups: [{ id: 'one', label: `The only ${id}` }],
    })),
    words: {
      print: 'Print',
      download: 'Download my progress',
      saved: 'Saved on this computer',
      enterText: 'Enter text',
      enterDate: 'Enter a date',
      tickBox: 'Tick box',
      skipToContent: 'Skip to main content',
      screen: {
        load: 'Load',
        fold: 'Show headings only',
        unfold: 'Show everything',
        contents: 'Contents',
        arrange: 'Arrange',
        whose: 'Whose',
        everybody: 'Everybody',
        'this-week': 'This week',
        'not-done': 'Not done',
        now: 'This week',
        late: 'Late',
        done: '{done} of {total} done',
        'done-and-late': '{done} of {total} done, {late} late',
        ticked: '{done} of {total} ticked',
        shown: '{chosen}: {shown} of {total}',
        loaded: 'Loaded {loaded}',
        'loaded-but-differ': 'Loaded {loaded}, {differ} differ',
        'not-progress': 'No progress in this file',
        'other-practice': 'Of the practice {code}',
        'not-kept': 'Nothing is kept',
      },
    },
  }
}

function taskTable(count) {
  return {
    type: 'table',
    id: 'first-week',
    caption: say('Tasks of the first week'),
    captionVisible: true,
    header: ['Done', 'Task', 'Owner'].map(say),
    shares: [1, 6, 3],
    rowHeader: 1,
    rows: Array.from({ length: count }, (_, index) => {
      const words = `${index + 1}. ${TASKS[index % TASKS.length]}`
      const done = { id: `t${index}:done`, kind: 'check', label: `Done: ${words}` }
      const place = { in: { week: 'one', role: 'one', phase: 'one' }, helpers: [], from: null, due: null }
      return {
        id: `t${index}`,
        place,
        cells: [{ field: done }, { spans: say(words) }, { spans: say('Practice manager') }],
      }
    }),
  }
}

const RENDERERS = { pdf: renderPdf, docx: renderDocx, html: renderHtml }

/** @returns {Promise<Buffer>} */
export async function render(document, format, copy, bodyPt = 12) {
  const { bytes } = await RENDERERS[format](document, { copy, theme: themeFor(bodyPt) })
  return Buffer.from(bytes)
}
