/**
 * The language of templates as data: keys of front matter, directives, slots, blanks. Parsing, checking and
 * `templates/README.md` follow these tables; what is not in them is an error with the nearest word.
 *
 * @module
 */
import {
  type Block,
  type BuiltInKind,
  CHECKLIST_VIEWS,
  DOCUMENT_KINDS,
  FORMATS,
  PACK_FOLDERS,
} from '../document/document.ts'
import { COLLECTIONS, DIALECTS } from '../model/template.ts'
import type { ViewShape } from '../model/view.ts'

/** Built-in kinds of documents that a pack holds. */
const KINDS: readonly string[] = Object.entries(DOCUMENT_KINDS).flatMap(([kind, spec]) =>
  spec.choice === null && !('always' in spec) ? [] : [kind],
)

/** How a value is written, in front matter and in options of directives. */
type ValueType =
  /** One line of text. */
  | 'text'
  /** A language as web pages name it (BCP 47), such as `pl` or `zh-Hant`. */
  | 'language'
  /** Words for readers, which may mention fields: `{{practice.name}}`. */
  | 'words'
  /** A YAML list of lines of words. */
  | 'lines'
  /** A YAML list, or words with commas between them. */
  | 'list'
  | 'yes-no'
  | 'number'
  /** Numbers with spaces between them. */
  | 'numbers'
  /** Labels by name, for what a report draws by itself. */
  | 'labels'

export interface ValueSpec {
  readonly type: ValueType
  /** The only values allowed; absent: any value of its type. */
  readonly values?: readonly string[]
  readonly required?: boolean
  /** One sentence for people who write templates. */
  readonly says: string
}

export interface KeySpec extends ValueSpec {
  /** Kinds of documents that use it; absent: all. */
  readonly kinds?: readonly BuiltInKind[]
}

const MESSAGES = ['letters', 'messages'] as const

/** Front matter of a document's template, `*.md.hbs`. */
export const FRONT_MATTER = {
  kind: { type: 'text', values: KINDS, required: true, says: 'What kind of document it makes.' },
  title: { type: 'words', required: true, says: 'The document’s title, and the subject of an email.' },
  id: { type: 'text', says: 'Name of the document; without it, the template’s own file name.' },
  file: {
    type: 'text',
    says: 'Name of its files as a person reads it, such as `Cutover plan`, without the practice’s code; without it, made of the id.',
  },
  folder: {
    type: 'text',
    values: PACK_FOLDERS,
    says: 'Folder of the pack; `words.yaml` has their names. Without it, that of its kind.',
  },
  default_formats: {
    type: 'list',
    values: Object.keys(FORMATS),
    says: 'Formats it is made in where nobody asks for any; without it, all.',
  },
  for: { type: 'words', says: 'Who gets it, for the list of files in START HERE.' },
  copies: {
    type: 'text',
    values: ['print'],
    says: '`print`: its PDF is only made for paper, whatever blanks it has; without it, one to print and one to fill in.',
  },
  subject: { type: 'words', says: 'What the document is about, for its properties.' },
  lang: { type: 'language', says: 'Language of the words, such as `pl`; without it, `en-GB`.' },
  eyebrow: { type: 'words', says: 'Line above the title of the cover; without it, there is no cover.' },
  lines: { type: 'lines', says: 'Lines of the cover below the title. A line with nothing in it is left out.' },
  footer: { type: 'words', says: 'Foot of each page; `{page}` and `{pages}` become numbers.' },
  view: {
    type: 'text',
    values: CHECKLIST_VIEWS,
    kinds: ['checklist'],
    says: 'Which other view of the checklist it is, made where it is asked for; without it, the checklist itself.',
  },
  one_page: { type: 'yes-no', says: '`yes`: set as large as fits on one page.' },
  when: {
    type: 'list',
    kinds: MESSAGES,
    says: 'Conditions under which it is made: `answers.sms is not no`, `not dates.goLive.agreed`.',
  },
  requires: {
    type: 'list',
    kinds: MESSAGES,
    says: 'Facts without which it is not made: fields, or names of sets in `required-facts.yaml`.',
  },
  optional: {
    type: 'list',
    kinds: MESSAGES,
    says: 'Facts without which a paragraph is left out, which is said: fields, or names of sets. Only where nobody comes to harm without them.',
  },
  confirms: { type: 'list', kinds: MESSAGES, says: 'Fields that keep it a draft until they are true or known.' },
  uses: {
    type: 'list',
    kinds: MESSAGES,
    says: 'Phases or pages of the guide whose open gaps keep it a draft: `cutover`, `what-stops#patients`.',
  },
  variant: { type: 'text', kinds: MESSAGES, says: 'Which message it is, whatever its channel and language.' },
  channel: {
    type: 'text',
    kinds: MESSAGES,
    says: 'Its channel in `channels.yaml`; without it, a letter is posted, and the body of a message names channels.',
  },
  group: { type: 'text', kinds: MESSAGES, says: 'Who gets it, for the communications plan.' },
  number: { type: 'text', kinds: MESSAGES, says: 'Field that says how many they are: `practice.patients`.' },
  send: {
    type: 'text',
    kinds: MESSAGES,
    says: 'Day on which it must have arrived: a day of `patients` or `parties` in timing.yaml, a milestone, `at-once`, or `online-stops`: the day of the guide’s list of links on which online services go off.',
  },
  owner: { type: 'text', kinds: MESSAGES, says: 'Role of the guide that sends it.' },
  profile: { type: 'text', kinds: ['letters'], says: 'Printer profile in `printer-profiles.yaml`.' },
  dialects: { type: 'list', values: DIALECTS, kinds: ['letters'], says: 'Who may print it; without it, all.' },
  large_print: { type: 'yes-no', kinds: ['letters'], says: '`yes`: a second copy in large print.' },
  collects: {
    type: 'text',
    values: COLLECTIONS,
    kinds: ['messages'],
    says: 'It holds the messages of the pack to copy from, or its posters, with a slot of that name; without such a template each is a file.',
  },
  air: {
    type: 'number',
    says: 'Spaces as a share of the usual, such as `0.5`, where paper is dear.',
  },
  body_pt: {
    type: 'number',
    kinds: ['messages', 'cutover-plan'],
    says: 'Size of the text in points, for a poster or a card.',
  },
  formats: {
    type: 'list',
    values: Object.keys(FORMATS),
    kinds: ['messages'],
    says: 'The only formats it is made in; without it, all that are asked for.',
  },
} as const satisfies Readonly<Record<string, KeySpec>>

export type FrontMatterKey = keyof typeof FRONT_MATTER

/** Front matter of a report's template, `reports/*.hbs`. */
export const REPORT_FRONT_MATTER = {
  title: { type: 'words', required: true, says: 'The report’s title.' },
  subject: { type: 'words', says: 'What it is about, for its properties.' },
  eyebrow: { type: 'words', says: 'Line above the title of the cover.' },
  lines: { type: 'lines', says: 'Lines of the cover below the title.' },
  lang: { type: 'language', says: 'Language of the words; without it, `en-GB`.' },
  author: { type: 'text', says: 'Its author, for its properties.' },
  footer: { type: 'words', says: 'Foot of each page; `{page}` and `{pages}` become numbers.' },
} as const satisfies Readonly<Record<string, KeySpec>>

export interface DirectiveSpec {
  /** What comes after the colon; absent: the directive has no colon. */
  readonly value?: ValueSpec
  readonly options: Readonly<Record<string, ValueSpec>>
  /** Type of the block that must be right below it; absent: it is about no block. */
  readonly about?: Block['type']
  readonly kinds?: readonly BuiltInKind[]
  readonly says: string
}

const PRINT_ONLY: ValueSpec = {
  type: 'yes-no',
  says: '`yes`: it will hold patients’ details, so its blanks are for a pen in every format.',
}
const NAME: ValueSpec = { type: 'text', required: true, says: 'A name of its own in the document.' }

export const DIRECTIVES = {
  slot: {
    value: { type: 'text', required: true, says: 'Name of the slot.' },
    options: {},
    says: 'Blocks that the plan and the guide supply.',
  },
  table: {
    value: NAME,
    options: {
      caption: { type: 'words', says: 'What the table holds.' },
      'caption-visible': { type: 'yes-no', says: '`no`: the caption is only read aloud.' },
      shares: { type: 'numbers', says: 'Width of each column as a share, such as `1 6 3`.' },
      'row-header': { type: 'number', says: 'Number of the column that names its row, from 1.' },
      rows: { type: 'number', says: 'The last row is repeated until there are so many.' },
      'print-only': PRINT_ONLY,
    },
    about: 'table',
    says: 'Name, caption and widths of the table below.',
  },
  facts: {
    value: NAME,
    options: {
      'print-only': PRINT_ONLY,
      large: { type: 'yes-no', says: '`yes`: values are set large, to be seen from afar.' },
    },
    about: 'list',
    says: 'The list below holds names and values: `- Phone :: {{practice.phone}}`.',
  },
  address: {
    value: { type: 'text', values: ['recipient', 'sender'], required: true, says: 'Whose address it is.' },
    options: {},
    about: 'list',
    says: 'The list below holds the lines of an address.',
  },
  lead: { options: {}, about: 'paragraph', says: 'The paragraph below is the opening sentence, set larger.' },
  small: { options: {}, about: 'paragraph', says: 'The paragraph below is set small.' },
  signature: {
    options: {},
    about: 'paragraph',
    says: 'The paragraph below is who signs: room to sign is left above it.',
  },
  closing: {
    options: {},
    about: 'paragraph',
    says: 'The paragraph below begins the end of a letter: it is never alone on a page, but goes with the section before it.',
  },
  'new-page': { options: {}, about: 'heading', says: 'The heading below starts a page.' },
  'page-break': { options: {}, says: 'What follows starts a page.' },
  sheet: {
    value: NAME,
    options: {
      wide: { type: 'yes-no', says: '`yes`: the pages lie on their side.' },
      flows: { type: 'yes-no', says: '`yes`: it shares a page with what is around it, and is itself whole on one.' },
    },
    says: 'All until the next sheet or `end-sheet` has pages of its own.',
  },
  'end-sheet': { options: {}, says: 'Ends a sheet.' },
  columns: {
    value: { type: 'number', says: 'How many.' },
    options: {},
    says: 'Each heading until `end-columns` begins a column, side by side where the page has room. In `columns: 2` all from the second heading on are in the second.',
  },
  'end-columns': { options: {}, says: 'Ends columns.' },
  channel: {
    value: { type: 'text', required: true, says: 'Its name in `channels.yaml`.' },
    options: {
      title: { type: 'words', says: 'Title of the message, and the subject of an email.' },
      when: { type: 'text', says: 'Condition under which it is made.' },
    },
    kinds: ['messages'],
    says: 'All until the next channel is the message for this one.',
  },
} as const satisfies Readonly<Record<string, DirectiveSpec>>

export interface SlotSpec {
  readonly options: Readonly<Record<string, ValueSpec>>
  readonly says: string
}

const PHASE: ValueSpec = { type: 'text', required: true, says: 'Id of the phase.' }
const HEADING: ValueSpec = { type: 'words', says: 'Heading above it, where it has something to say.' }

/** Slots of the documents of a pack. */
export const SLOTS = {
  tasks: {
    options: {
      phase: { type: 'text', says: 'Tasks of this phase.' },
      role: { type: 'text', says: 'Tasks of this role; `none`: of nobody.' },
      week: { type: 'text', says: 'Tasks due in the week of this Monday; `none`: without a date.' },
      codes: { type: 'yes-no', says: '`yes`: with the codes of limits and requirements at each task.' },
    },
    says: 'Tasks as rows to tick, soonest first. Give one of the first three options.',
  },
  'other-tasks': {
    options: {
      role: { type: 'text', says: 'Tasks of others that this role helps with.' },
      week: { type: 'text', says: 'Tasks that begin in this week and are due in a later one.' },
    },
    says: 'Tasks that are ticked elsewhere, for information. Give one of its options.',
  },
  'about-phase': {
    options: { phase: PHASE },
    says: 'All that the guide says of a phase besides its tasks, in few paragraphs.',
  },
  'phase-intro': { options: { phase: PHASE }, says: 'What the guide says at the head of a phase.' },
  callouts: { options: { phase: PHASE }, says: 'The guide’s boxes of a phase: lessons, recommendations, notes.' },
  'other-callouts': { options: {}, says: 'The guide’s boxes on pages that are about no one phase.' },
  limits: { options: { phase: PHASE }, says: 'Limits in the sources for a phase.' },
  messages: {
    options: {},
    says: 'The words of each message that is no letter and no poster, with its channel, its day and for whom it is.',
  },
  posters: { options: {}, says: 'The posters of the pack, each on a page of its own.' },
  communications: { options: {}, says: 'All messages of the pack: to whom, when, by whom.' },
  hours: {
    options: { day: { type: 'text', values: ['evening', 'go-live'], required: true, says: 'Which day.' } },
    says: 'A day of the cutover hour by hour.',
  },
  'links-off-days': {
    options: {},
    says: 'The days from links off to the log-off: what goes off on which, a grid of what is the same every day, and the tasks of single days.',
  },
  'days-between': {
    options: {},
    says: 'The days between final data production and go live: a grid of what is the same every day, and each day’s own tasks below; closed days come after the day before.',
  },
  countdown: {
    options: { days: { type: 'number', says: 'How many days before; without it, 28.' } },
    says: 'What is due in the days before final data production.',
  },
  'days-after': {
    options: { days: { type: 'number', says: 'How many days after; without it, 14.' }, heading: HEADING },
    says: 'What is due in the days after go live.',
  },
  decision: {
    options: { id: { type: 'text', required: true, says: 'Id of the decision in the guide.' } },
    says: 'The form of a decision: until when, the telephone call, what must be true, and where it is signed.',
  },
  hazards: { options: {}, says: 'The known hazards with the tasks that control each, to be scored and closed.' },
  'data-types': { options: {}, says: 'Types of data, with a decision for each.' },
  links: { options: {}, says: 'Links that are switched off and on.' },
  'first-of-each': { options: {}, says: 'The first of each thing that must work on go-live day.' },
  'what-stops': {
    options: { for: { type: 'text', values: ['patients', 'staff'], required: true, says: 'For whom it stops.' } },
    says: 'What stops, from when and until when.',
  },
  'may-be-lost': { options: {}, says: 'What may be lost, and what is done about it.' },
  section: {
    options: {
      phase: PHASE,
      id: { type: 'text', required: true, says: 'Id of the heading in the guide.' },
      heading: HEADING,
    },
    says: 'What the guide says under one of its headings.',
  },
  prose: {
    options: {
      phase: { type: 'text', says: 'Id of the phase.' },
      page: { type: 'text', says: 'Name of a page that is about no phase, in place of `phase`.' },
      id: { type: 'text', says: 'Id of one heading; without it, all.' },
      without: { type: 'words', says: 'Ids of headings to leave out.' },
      titles: { type: 'text', values: ['yes', 'no'], says: 'Whether each begins with its heading, in bold.' },
      'run-on': {
        type: 'text',
        values: ['yes', 'no'],
        says: 'Whether paragraphs below one title go on in the same lines.',
      },
      heading: HEADING,
    },
    says: 'What the guide explains under its headings, besides tasks, boxes and tables.',
  },
  glossary: { options: { heading: HEADING }, says: 'Words of the guide’s glossary that this practice’s tasks use.' },
  marks: {
    options: { more: { type: 'words', says: 'A sentence that follows: where the list of sources is.' } },
    says: 'What the marks after the tasks mean: where each comes from.',
  },
  sources: {
    options: { heading: HEADING },
    says: 'Each source behind the marks of the pack, with its edition and its caveat.',
  },
  questions: {
    options: {
      for: {
        type: 'text',
        values: ['new-supplier', 'current-supplier', 'commissioner', 'practice', 'others'],
        required: true,
        says: 'Who can answer them.',
      },
    },
    says: 'Questions to put to somebody, with room for the answer, the name and the day.',
  },
  'key-dates': { options: {}, says: 'In START HERE: the dates that matter to everybody, each with its status.' },
  'week-by-week': { options: {}, says: 'In START HERE: what is due already, and in each week from the day of issue.' },
  'people-and-tasks': { options: {}, says: 'In START HERE: who has how many tasks.' },
  missing: { options: {}, says: 'In START HERE: what is not known yet, and where the rest of it is.' },
  'pack-files': { options: {}, says: 'In START HERE: the files of the pack in the order of use, and who gets them.' },
  timeline: {
    options: {
      limits: {
        type: 'text',
        values: ['yes', 'no'],
        says: 'Whether limits in the sources are in it. With them a table of the same days follows.',
      },
    },
    says: 'The picture of what happens when.',
  },
  'timeline-dates': { options: {}, says: 'The same days as a table.' },
} as const satisfies Readonly<Record<string, SlotSpec>>

export type SlotName = keyof typeof SLOTS

/** Kinds of blanks: `[[text: Phone]]`, `[[text 3: Notes]]`. */
export const BLANKS = {
  text: 'A line to write on; a number before the colon makes it so many lines high.',
  date: 'A day to fill in.',
  check: 'A box to tick. `- [ ] words` is a list of boxes to tick.',
  signature: 'A line to sign on, always for a pen.',
  merge: 'A field of the patient’s, filled by whoever holds the patient list: only in letters.',
} as const

/** What a template may use: the tables above, or one's own beside them. */
export interface TemplateLanguage {
  readonly frontMatter: Readonly<Record<FrontMatterKey, KeySpec>>
  readonly directives: Readonly<Record<string, DirectiveSpec>>
  readonly slots: Readonly<Record<string, SlotSpec>>
  /** Kinds of documents: values of `kind`. */
  readonly kinds: readonly string[]
  /** By kind: fields that its templates may mention besides those of every document. */
  readonly fields: ReadonlyMap<string, ViewShape>
}

export const TEMPLATE_LANGUAGE: TemplateLanguage = {
  frontMatter: FRONT_MATTER,
  directives: DIRECTIVES,
  slots: SLOTS,
  kinds: KINDS,
  fields: new Map(),
}

/** What one's own toolkit adds to the language. */
interface LanguageAdditions {
  readonly slots: Readonly<Record<string, SlotSpec>>
  readonly fields: ReadonlyMap<string, ViewShape>
  /** Ids. */
  readonly formats: readonly string[]
}

/** The built-in language and one's own additions. Each kind of document has an entry in `fields`, even an empty one. */
export function extendedLanguage({ slots, fields, formats }: LanguageAdditions): TemplateLanguage {
  const { frontMatter } = TEMPLATE_LANGUAGE
  const kinds = [...KINDS, ...fields.keys()]
  return {
    ...TEMPLATE_LANGUAGE,
    frontMatter: {
      ...frontMatter,
      kind: { ...frontMatter.kind, values: kinds },
      formats: { ...frontMatter.formats, values: [...Object.keys(FORMATS), ...formats] },
      default_formats: { ...frontMatter.default_formats, values: [...Object.keys(FORMATS), ...formats] },
    },
    slots: { ...SLOTS, ...slots },
    kinds,
    fields,
  }
}

/** Whether a document of this kind uses what the table names. */
export const isFor = ({ kinds }: { readonly kinds?: readonly BuiltInKind[] }, kind: string | undefined): boolean =>
  kinds === undefined || kind === undefined || kinds.some((one) => one === kind)
