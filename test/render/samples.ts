/**
 * Small, invented content that every renderer is tried on: one sample of each block type, and whole documents that
 * stretch them. A new block type does not compile until it has a sample here.
 *
 * @module
 */
import { isoDay } from '../../src/base/day.ts'
import { type Block, type Cell, type Document, type LetterLayout, type Table } from '../../src/document/document.ts'
import { type InterfaceWords, screenWords } from '../../src/document/interface-words.ts'

/** Accents, an apostrophe, a hyphen, an ampersand and angle brackets: all must be printed as they are. */
export const AWKWARD_NAME = "Siân Ŵyn-O'Brien & Łukasz <test>"

/** 300 characters without a mistake in them: the longest name that a spreadsheet may hold. */
export const LONG_NAME = 'The Llanfairpwllgwyngyll and District Family Practice with Branches '.repeat(5).slice(0, 300)

export const words: InterfaceWords = {
  print: 'Print',
  download: 'Download my progress',
  saved: 'Saved on this device',
  enterText: 'Click to type',
  enterDate: 'Click to choose a date',
  tickBox: 'Tick box',
  skipToContent: 'Skip to main content',
  screen: screenWords((word) => `${word} {done} {total} {late} {chosen} {shown} {loaded} {differ} {code}`),
}

const check = (id: string, label: string): Cell => ({ field: { id, kind: 'check', label } })
const blank = (id: string, label: string, lines = 1): Cell => ({ field: { id, kind: 'text', label, lines } })
const text = (...lines: string[]): Cell => ({
  spans: [{ text: lines[0] ?? '' }],
  ...(lines.length > 1 ? { more: lines.slice(1).map((line) => [{ text: line }]) } : {}),
})

/** A task table as a checklist has it: tick box, task, owner, due date, initials. */
export function taskTable(count: number, prefix = 'T'): Table {
  const sentences = [
    'Agree who decides on go-live, and who stands in when that person is away',
    'Print the appointment lists of the first three days, one copy for each consulting room and one for reception, and keep them in the locked cupboard',
    'Tell the pharmacies',
    'Ask the laboratory to hold results from 5pm, and write down whom you spoke to',
  ]
  return {
    type: 'table',
    id: `${prefix.toLowerCase()}-tasks`,
    caption: [{ text: 'Tasks of this phase' }],
    captionVisible: false,
    header: [[{ text: 'Done' }], [{ text: 'Task' }], [{ text: 'Who' }], [{ text: 'By' }], [{ text: 'Initials' }]],
    shares: [1, 6, 2.5, 2.2, 1.6],
    rowHeader: 1,
    rows: Array.from({ length: count }, (_, i) => {
      const id = `${prefix}${String(i + 1).padStart(2, '0')}`
      const sentence = sentences[i % sentences.length] ?? ''
      return {
        id,
        cells: [
          check(
            `${id.toLowerCase()}:done`,
            `Done: ${sentence}${i < sentences.length && prefix === 'T' ? '' : `, ${id}`}`,
          ),
          i % 3 === 0 ? text(sentence, `${id}. Only if the practice dispenses.`) : text(`${sentence}.`),
          text(i % 2 === 0 ? 'Practice manager' : 'Reception lead'),
          text('Wed 14 April 2027'),
          blank(`${id.toLowerCase()}:initials`, `Initials for ${id}`),
        ],
      }
    }),
  }
}

/** One of each block type. */
export const blockSamples: { readonly [Type in Block['type']]: Extract<Block, { type: Type }> } = {
  heading: {
    type: 'heading',
    level: 2,
    id: 'before-go-live',
    spans: [{ text: 'Before go-live' }],
  },
  paragraph: {
    type: 'paragraph',
    spans: [
      { text: 'Three people can say stop: the ' },
      { text: 'GP lead', marks: ['strong'] },
      { text: ', the practice manager and the ' },
      { text: 'migration lead', marks: ['emphasis'] },
      { text: '. Columns such as ' },
      { text: 'go_live', marks: ['code'] },
      { text: ' are explained in the ' },
      { text: 'guidance on well-organised moves', href: 'https://www.example.org/guidance?a=1&b=2' },
      { text: '. See also ' },
      { text: 'the tasks before go-live', href: '#before-go-live' },
      { text: '.' },
    ],
  },
  list: {
    type: 'list',
    ordered: true,
    start: 3,
    items: [
      [{ type: 'paragraph', spans: [{ text: 'Ring the supplier.' }] }],
      [
        { type: 'paragraph', spans: [{ text: 'Have ready:' }] },
        {
          type: 'list',
          ordered: false,
          items: [
            [{ type: 'paragraph', spans: [{ text: 'the ticket number' }] }],
            [{ type: 'paragraph', spans: [{ text: 'the name of the person who logged it' }] }],
          ],
        },
      ],
      [{ type: 'paragraph', spans: [{ text: 'Write down when they rang back.' }] }],
    ],
  },
  table: taskTable(4),
  facts: {
    type: 'facts',
    id: 'practice-details',
    rows: [
      { label: [{ text: 'Practice' }], value: { spans: [{ text: AWKWARD_NAME }] } },
      {
        label: [{ text: 'Go-live' }],
        value: { spans: [{ text: 'Wednesday 14 April 2027' }], more: [[{ text: 'Proposed, not agreed' }]] },
      },
      {
        label: [{ text: 'Migration lead' }],
        value: { field: { id: 'lead:name', kind: 'text', label: 'Name of the migration lead' } },
      },
      {
        label: [{ text: 'Decided on' }],
        value: { field: { id: 'lead:date', kind: 'date', label: 'Day the decision was made' } },
      },
      {
        label: [{ text: 'Signed' }],
        value: { field: { id: 'lead:signed', kind: 'signature', label: 'Signature of the GP lead', lines: 2 } },
      },
      {
        label: [{ text: 'Patient rung back' }],
        value: { field: { id: 'log:patient', kind: 'text', label: 'Name of the patient', printOnly: true } },
      },
    ],
  },
  callout: {
    type: 'callout',
    kind: 'lesson',
    title: [{ text: 'Lesson from other practices' }],
    blocks: [
      {
        type: 'paragraph',
        spans: [{ text: 'Scanning fell two weeks behind, and nobody had planned the hours to catch up.' }],
      },
      {
        type: 'list',
        ordered: false,
        items: [
          [{ type: 'paragraph', spans: [{ text: 'Book two extra sessions.' }] }],
          [{ type: 'paragraph', spans: [{ text: 'Count what is left each evening.' }] }],
        ],
      },
    ],
  },
  cover: {
    type: 'cover',
    eyebrow: [{ text: 'Checklist' }],
    title: [{ text: 'Riverside Surgery: moving to a new clinical system' }],
    lines: [
      [{ text: 'Go-live: ' }, { text: 'Wednesday 14 April 2027', marks: ['strong'] }, { text: ' (proposed)' }],
      [{ text: 'Last extract: ' }, { text: 'Thursday 8 April 2027', marks: ['strong'] }, { text: ' (confirmed)' }],
      [{ text: 'Made by the delivery team. NHS England did not publish this document.' }],
    ],
  },
  address: {
    type: 'address',
    zone: 'recipient',
    lines: [
      [{ text: 'Ms Siân Ŵyn-O’Brien' }],
      [{ text: 'Flat 2' }],
      [{ text: '14 Tŷ Gwyn Road' }],
      [{ text: 'Riverside' }],
      [{ text: 'Anytown' }],
      [{ text: 'ZZ99 3AA' }],
    ],
  },
  'page-break': { type: 'page-break' },
  columns: {
    type: 'columns',
    columns: [
      [
        { type: 'heading', level: 2, id: 'do', spans: [{ text: 'What to do' }] },
        {
          type: 'list',
          ordered: false,
          items: [
            [{ type: 'paragraph', spans: [{ text: 'write each call down' }] }],
            [{ type: 'paragraph', spans: [{ text: 'read it back' }] }],
          ],
        },
      ],
      [
        { type: 'heading', level: 2, id: 'do-not', spans: [{ text: 'What not to do' }] },
        {
          type: 'list',
          ordered: false,
          items: [[{ type: 'paragraph', spans: [{ text: 'leave a sheet on the desk' }] }]],
        },
      ],
    ],
  },
  sheet: {
    type: 'sheet',
    id: 'log-1',
    wide: true,
    blocks: [
      { type: 'heading', level: 2, id: 'log-1', spans: [{ text: 'Log 1: calls' }] },
      {
        type: 'table',
        id: 'log-1-rows',
        caption: [{ text: 'Calls' }],
        captionVisible: false,
        header: ['Time', 'Name', 'What', 'By', 'Entered'].map((text) => [{ text }]),
        shares: [1, 3, 5, 1, 1],
        rows: Array.from({ length: 6 }, (_, row) => ({
          cells: ['Time', 'Name', 'What', 'By', 'Entered'].map((label, column): Cell => ({
            field: { id: `log-1:${row}:${column}`, kind: 'text', label, lines: 2, printOnly: true },
          })),
        })),
      },
    ],
  },
  timeline: {
    type: 'timeline',
    id: 'timeline',
    caption: [{ text: 'What happens when' }],
    alt: 'Planning from 10 March to 7 April 2027, training from 24 March to 13 April, go live on 14 April 2027.',
    labelHeading: 'What',
    periods: [
      { from: isoDay('2027-03-01'), label: 'March' },
      { from: isoDay('2027-04-01'), label: 'April' },
    ],
    to: isoDay('2027-04-30'),
    rows: [
      {
        id: 'planning',
        label: 'Planning for cutover',
        dates: '10 March to 7 April',
        marks: [{ kind: 'work', from: isoDay('2027-03-10'), to: isoDay('2027-04-07') }],
        cells: ['from 10', 'to 7'],
      },
      {
        id: 'training',
        label: 'Training',
        dates: '24 March to 13 April',
        marks: [{ kind: 'training', from: isoDay('2027-03-24'), to: isoDay('2027-04-13') }],
        cells: ['from 24', 'to 13'],
      },
      {
        id: 'limit',
        label: 'Limit: 72 hours',
        dates: '7 to 10 April',
        marks: [{ kind: 'limit', from: isoDay('2027-04-07'), to: isoDay('2027-04-10') }],
        cells: ['', '7 to 10'],
      },
      {
        id: 'go-live',
        label: 'Go live',
        dates: '14 April',
        marks: [{ kind: 'moment', from: isoDay('2027-04-14'), to: isoDay('2027-04-14') }],
        cells: ['', '14'],
      },
      {
        id: 'review',
        label: 'Process review',
        dates: '28 April',
        marks: [{ kind: 'open-moment', from: isoDay('2027-04-28'), to: isoDay('2027-04-28') }],
        cells: ['', '28'],
      },
    ],
    legend: [
      { kind: 'work', label: 'work' },
      { kind: 'training', label: 'training' },
      { kind: 'limit', label: 'limit in a source' },
      { kind: 'moment', label: 'agreed' },
      { kind: 'open-moment', label: 'proposed' },
    ],
  },
}

const sender: Block = {
  type: 'address',
  zone: 'sender',
  lines: [
    [{ text: 'Riverside Surgery', marks: ['strong'] }],
    [{ text: '1 Quay Street' }],
    [{ text: 'Anytown ZZ99 4BB' }],
    [{ text: 'Phone: 01632 960001' }],
    [{ text: 'www.riverside.example', href: 'https://www.riverside.example/' }],
  ],
}

/** Measures of a published printer profile, so that a letter sample has real zones. */
export const letterLayout: LetterLayout = {
  profile: 'govuk-notify',
  marginsMm: { left: 15, right: 15, top: 5, bottom: 5 },
  address: { xMm: 24.6, yMm: 39.5, widthMm: 95.4, heightMm: 26.8 },
  sender: { xMm: 125, yMm: 30, widthMm: 65, heightMm: 65 },
  bodyFromMm: 95,
  addressPt: 10,
}

const shell = {
  kind: 'checklist',
  language: 'en-GB',
  author: 'Delivery team',
  subject: 'Moving to a new clinical system',
  modified: isoDay('2026-11-02'),
  header: ['Riverside Surgery', 'Guide of 2025'],
  footer: [
    { text: 'Page ' },
    { field: 'page' },
    { text: ' of ' },
    { field: 'pages' },
    { text: '. Issued 2 November 2026.' },
  ],
  words,
} as const satisfies Partial<Document>

const paragraph = (words: string): Block => ({ type: 'paragraph', spans: [{ text: words }] })
const heading = (level: 1 | 2 | 3 | 4, id: string, words: string, newPage = false): Block => ({
  type: 'heading',
  level,
  id,
  spans: [{ text: words }],
  newPage,
})

/** Every block type once, in an order that a reader could meet. */
export const everyBlock: Document = {
  ...shell,
  id: 'every-block',
  title: 'Every block & its words <once>',
  blocks: [
    blockSamples.cover,
    { type: 'paragraph', role: 'lead', spans: [{ text: 'What this practice does, in which order, and who does it.' }] },
    blockSamples.facts,
    blockSamples.heading,
    blockSamples.paragraph,
    blockSamples.list,
    blockSamples.callout,
    { type: 'paragraph', role: 'small', spans: [{ text: 'Source: framework agreement of 2019, page 12.' }] },
    heading(3, 'tasks', 'Tasks'),
    blockSamples.table,
    blockSamples['page-break'],
    heading(2, 'people', 'People'),
    {
      type: 'table',
      id: 'options',
      caption: [{ text: 'What happens to each kind of data' }],
      captionVisible: true,
      header: [[{ text: 'Data' }], [{ text: 'Option' }], [{ text: 'Week 1' }], [{ text: 'Week 2' }]],
      shares: [2, 3, 1, 1],
      rowHeader: 0,
      rows: [
        {
          cells: [
            text('Appointments'),
            {
              spans: [{ text: 'Type them in again' }],
              field: { id: 'option:again', kind: 'check', label: 'Type them in again' },
            },
            { spans: [{ text: 'Planned' }], shade: 'light' },
            { spans: [{ text: 'Busy' }], shade: 'dark' },
          ],
        },
        {
          cells: [
            text('Letters'),
            {
              spans: [{ text: 'Count before: ' }],
              field: { id: 'count', kind: 'text', label: 'Letters counted before' },
            },
            {},
            {},
          ],
        },
      ],
    },
    blockSamples.columns,
    blockSamples.sheet,
    blockSamples.timeline,
    blockSamples.address,
    sender,
    ...(['recommendation', 'note', 'warning', 'limit', 'unfinished'] as const).map((kind): Block => ({
      type: 'callout',
      kind,
      title: [{ text: `This box is a ${kind}` }],
      blocks: [paragraph('Its kind is said in words and never by colour alone.')],
    })),
  ],
}

/** A checklist of `tasks` tasks in phases of at most 12, for a practice called `name`. */
export function checklistSample(tasks: number, name = 'Riverside Surgery'): Document {
  const phases = Array.from({ length: Math.max(1, Math.ceil(tasks / 12)) }, (_, i) => i)
  return {
    ...shell,
    id: 'checklist',
    title: `Checklist: ${name}`,
    header: [name, 'Guide of 2025'],
    blocks: [
      { ...blockSamples.cover, title: [{ text: name }] },
      { type: 'paragraph', role: 'lead', spans: [{ text: `What ${name} does before, during and after the move.` }] },
      ...phases.flatMap((phase): Block[] => {
        const rows = taskTable(Math.min(12, tasks - phase * 12), `P${phase + 1}-`)
        return [
          heading(2, `phase-${phase + 1}`, `Phase ${phase + 1}: get ready`),
          paragraph('5 to 9 April 2027. The practice manager, the GP lead and reception are involved.'),
          ...(phase % 3 === 0 ? [blockSamples.callout] : []),
          heading(3, `phase-${phase + 1}-tasks`, 'Tasks'),
          ...(rows.rows.length > 0 ? [rows] : [paragraph('No tasks in this phase.')]),
        ]
      }),
    ],
  }
}

/** A one-page letter with both address zones. */
export const letter: Document = {
  ...shell,
  id: 'letter',
  kind: 'letters',
  title: 'Letter to patients: online services will pause',
  header: ['Riverside Surgery'],
  footer: [{ text: 'Page ' }, { field: 'page' }, { text: ' of ' }, { field: 'pages' }],
  letter: letterLayout,
  blocks: [
    blockSamples.address,
    sender,
    { type: 'heading', level: 1, id: 'title', spans: [{ text: 'Our computer system is changing in April' }] },
    {
      type: 'paragraph',
      spans: [{ text: 'Dear ' }, { text: '((full name))', mergeField: 'full name' }, { text: ',' }],
    },
    paragraph(
      'From 8 to 13 April 2027 you cannot book, cancel or order online. You can still ring us on 01632 960001, and you can still visit.',
    ),
    heading(2, 'what-to-do', 'What you need to do'),
    {
      type: 'list',
      ordered: false,
      items: [
        [paragraph('Order medicine that runs out before 15 April by 1 April.')],
        [paragraph('If you are waiting for an urgent result, phone us.')],
      ],
    },
    paragraph('Yours sincerely'),
    paragraph('Dr A. N. Other, for the partners'),
  ],
}

/** The same letter, unfinished: a watermark stands behind its body. */
export const draftLetter: Document = { ...letter, id: 'draft-letter', watermark: 'DRAFT' }

/** Text that is hard to break: no spaces, hyphens, long words beside short ones, a row taller than a page. */
export const hardToBreak: Document = {
  ...shell,
  id: 'hard-to-break',
  title: 'Hard to break',
  header: [LONG_NAME, 'Guide of 2025'],
  blocks: [
    heading(1, 'hard', `${LONG_NAME}`),
    paragraph(`https://www.example.org/${'a-very/long-address/without-any-space/'.repeat(6)}`),
    paragraph('Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(3)),
    paragraph('Yoruba ọ̀rẹ́, Welsh Ŵŷ, Polish Łódź, Turkish İğdır, Greek Αθήνα, Cyrillic Київ.'),
    {
      type: 'table',
      id: 'tall',
      caption: [{ text: 'One row is taller than a page' }],
      captionVisible: true,
      header: [[{ text: 'No.' }], [{ text: 'What happened' }]],
      shares: [1, 6],
      rowHeader: 0,
      rows: [
        { cells: [text('1'), text('Short.')] },
        { cells: [text('2'), text('The line went dead and everyone wrote on paper. '.repeat(120))] },
        { cells: [text('3'), text('Short again.')] },
      ],
    },
  ],
}

/** Sheets side by side, upright and on their side, the last one at the end of the document. */
export const sheets: Document = {
  ...shell,
  id: 'sheets',
  title: 'Sheets',
  blocks: [
    heading(1, 'sheets', 'Sheets'),
    paragraph('Two of them are upright, two lie on their side.'),
    { type: 'sheet', id: 'card-1', blocks: [heading(2, 'card-1', 'Card 1'), paragraph('At the desk.')] },
    blockSamples.sheet,
    { type: 'sheet', id: 'card-2', blocks: [heading(2, 'card-2', 'Card 2'), paragraph('By the phone.')] },
    paragraph('After the cards.'),
    {
      ...blockSamples.sheet,
      id: 'log-2',
      blocks: blockSamples.sheet.blocks.map((block) =>
        block.type === 'table'
          ? {
              ...block,
              id: 'log-2-rows',
              rows: [{ cells: [text('08:10'), text('A. Name'), text('Call'), text('ST')] }],
            }
          : block.type === 'heading'
            ? { ...block, id: 'log-2' }
            : block,
      ),
    },
  ],
}

/** Whole documents for runs over everything. */
export const documents: readonly Document[] = [
  everyBlock,
  sheets,
  checklistSample(0),
  checklistSample(1, AWKWARD_NAME),
  checklistSample(200),
  letter,
  draftLetter,
  hardToBreak,
]
