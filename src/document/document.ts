/**
 * The format-neutral document: what a reader sees and in which order, whatever the format. Also the built-in formats and kinds
 * of documents.
 *
 * Blocks name meaning, not looks; each renderer says them its own way. Everything is resolved by now: numbers, dates in
 * words, cross-references. A renderer adds no words: the few that a format needs besides the blocks (page x of n, the
 * names of buttons) come in {@link Document.words}. Lengths outside renderers are points unless the name says mm.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { InterfaceWords } from './interface-words.ts'

/** `quiet`: beside the point, such as where a sentence comes from; as large as the words around it. */
export type Mark = 'strong' | 'emphasis' | 'code' | 'quiet'

/** A stretch of text with one set of marks. Text holds no line breaks. */
export interface Span {
  readonly text: string
  readonly marks?: readonly Mark[]
  /** An address (`https://…`, `mailto:…`, `tel:…`) or `#id` of a heading in this document. */
  readonly href?: string
  /**
   * Name of a field that whoever holds the patient list fills later. `text` is what a reader sees until then; the DOCX
   * renderer writes a real merge field.
   */
  readonly mergeField?: string
  /** Something to fill in here, among the words; `text` is then empty. */
  readonly field?: Field
  /** Path of a file of the same pack, from the folder of the pack. A web page links to it. */
  readonly file?: string
  /** The words are about the week of this Monday. A web page marks them in that week. */
  readonly week?: IsoDay
}

/** False for a span that shows nothing. */
export const isShown = ({ text, field }: Span): boolean => text !== '' || field !== undefined

/** Something a person fills in, on paper or on screen. */
export interface Field {
  /** Unique in the document and stable across runs, such as `F06:done`. Lower case, digits, `-`, `:`. */
  readonly id: string
  readonly kind: 'check' | 'text' | 'date' | 'signature'
  /** Accessible name: says what to fill in without the text around it. */
  readonly label: string
  /** Height of the blank, in lines of body text. Default 1. */
  readonly lines?: number
  /**
   * True where the answer will hold patient data: printed as an empty blank in every format, never an input, so that
   * nothing of it is stored.
   */
  readonly printOnly?: boolean
  /** A value that is filled in already and may be changed. Only DOCX shows it, so such a document is made in DOCX alone. */
  readonly value?: string
  /** Values to choose from, where the format has lists. `strict`: nothing else may be typed. */
  readonly choices?: { readonly values: readonly string[]; readonly strict: boolean }
}

/** A table cell: words, something to fill in, or words with something to fill in after them. */
export interface Cell {
  readonly spans?: readonly Span[]
  /** Further lines of the cell, each on its own line below `spans`. */
  readonly more?: readonly (readonly Span[])[]
  readonly field?: Field
  /** A shade that only repeats what the words say (timeline cells). */
  readonly shade?: 'light' | 'dark'
}

/** A document's own heading. Level 1 is the title and occurs once, in the cover or as the first heading. */
export interface Heading {
  readonly type: 'heading'
  readonly level: 1 | 2 | 3 | 4
  /** Unique in the document. */
  readonly id: string
  readonly spans: readonly Span[]
  /** Starts on a new page where the format has pages. */
  readonly newPage?: boolean
  /** The words below it, for a button that copies them. */
  readonly copies?: { readonly words: string; readonly subject?: string }
}

export interface Paragraph {
  readonly type: 'paragraph'
  readonly spans: readonly Span[]
  /** `lead`: the opening sentence, larger. `small`: source lines, never below 10 pt. `signature`: who signs, with room to do it. */
  readonly role?: 'lead' | 'small' | 'signature'
  /** Never the last on its page: the next block goes with it. */
  readonly keepNext?: boolean
  /** The end of a letter begins here: it is never alone on a page. */
  readonly closing?: boolean
}

export interface List {
  readonly type: 'list'
  readonly ordered: boolean
  /** First number of an ordered list. */
  readonly start?: number
  readonly items: readonly (readonly Block[])[]
  /** Never the last on its page: the next block goes with it. */
  readonly keepNext?: boolean
}

/**
 * An item of a list without numbers that begins with a box to tick: the box takes the place of the bullet. Null for any
 * other item.
 */
export function tickedItem(
  { ordered }: List,
  [first, ...rest]: readonly Block[],
): { readonly field: Field; readonly blocks: readonly Block[] } | null {
  if (ordered || first?.type !== 'paragraph') return null
  const [box, ...after] = first.spans
  if (box?.field?.kind !== 'check') return null
  const [gap, ...words] = after
  const bare = gap === undefined ? [] : [{ ...gap, text: gap.text.trimStart() }, ...words]
  const spans = bare.filter(isShown)
  return { field: box.field, blocks: spans.length === 0 ? rest : [{ ...first, spans }, ...rest] }
}

/**
 * A data table: task rows, logs, contacts, limits. Header cells repeat on each page; no row is split over pages unless
 * it is taller than a page.
 */
export interface Table {
  readonly type: 'table'
  readonly id: string
  /** Says what the table holds; visible above it. */
  readonly caption: readonly Span[]
  /** False: the caption is only an accessible name (a heading right above says the same). */
  readonly captionVisible: boolean
  /** Names of the columns. None: each row is named by its {@link rowHeader}, and each field by its label. */
  readonly header: readonly (readonly Span[])[]
  /** Width of each column as a share, such as `[1, 6, 3]`. */
  readonly shares: readonly number[]
  readonly rows: readonly TableRow[]
  /** Which column names its row (a row header), counted from 0; none where absent. */
  readonly rowHeader?: number
}

export interface TableRow {
  /** Id of the task or thing in this row: stable, unique in the table. */
  readonly id?: string
  readonly cells: readonly Cell[]
  /** Where it belongs in each of {@link Document.arrangements}; absent: a row that nobody arranges. */
  readonly place?: RowPlace
}

/** Whether its rows are tasks of a checklist. */
export const isTaskList = ({ rows }: Table): boolean => rows.some(({ place }) => place !== undefined)

/** What a format needs of a task to put its row in another order, or to show some rows only. */
export interface RowPlace {
  /** Id of its group in each arrangement. */
  readonly in: Readonly<Record<Arrangement['id'], string>>
  /** Ids of groups by role whose people help with it. */
  readonly helpers: readonly string[]
  /** First day, where it takes several, and last day; null without a date. */
  readonly from: IsoDay | null
  readonly due: IsoDay | null
}

/** One way to put the rows of a list of tasks in order. */
export interface Arrangement {
  readonly id: 'week' | 'role' | 'phase'
  /** Such as `By week`. */
  readonly label: string
  /** In order, each with its heading; groups without rows among them. */
  readonly groups: readonly { readonly id: string; readonly label: string }[]
}

/** Pairs of a name and a value or a blank: practice details, key dates, signatures. `large`: values to see from afar. */
export interface Facts {
  readonly type: 'facts'
  readonly id: string
  readonly large?: boolean
  readonly rows: readonly { readonly label: readonly Span[]; readonly value: Cell }[]
}

export type CalloutKind = 'lesson' | 'recommendation' | 'note' | 'warning' | 'limit' | 'unfinished'

/** A box set apart. The kind is said by `title`, never by colour alone. */
export interface Callout {
  readonly type: 'callout'
  readonly kind: CalloutKind
  readonly title: readonly Span[]
  readonly blocks: readonly Block[]
}

/** A picture in a document, with its text alternative. */
export interface Picture {
  readonly type: 'png' | 'jpeg'
  /** The file's bytes in base64: a document is plain data. */
  readonly data: string
  readonly widthPx: number
  readonly heightPx: number
  /** 1: grey. */
  readonly colours: 1 | 3
  readonly alt: string
}

/** The first block of a pack document: what it is, for whom, and the dates that matter most. */
export interface Cover {
  readonly type: 'cover'
  /** Such as `Checklist`, above the title. */
  readonly eyebrow: readonly Span[]
  /** The document's one level 1 heading. */
  readonly title: readonly Span[]
  readonly lines: readonly (readonly Span[])[]
  /** The practice's or partner's own, above all else. */
  readonly logo?: Picture
}

/** Postal lines placed by {@link Document.letter}; in formats without zones they simply come in order. */
export interface Address {
  readonly type: 'address'
  readonly zone: 'recipient' | 'sender'
  readonly lines: readonly (readonly Span[])[]
}

/** Blocks side by side where the page has room for them, each column with its heading; read one after the other. */
export interface Columns {
  readonly type: 'columns'
  readonly columns: readonly (readonly Block[])[]
}

export interface PageBreak {
  readonly type: 'page-break'
}

/** Pages of their own, to be taken out and used apart: a log sheet, a desk card. Only at the top level of a document. */
export interface Sheet {
  readonly type: 'sheet'
  readonly id: string
  /** The page lies on its side, where the format has pages: logs and lists with many columns. */
  readonly wide?: boolean
  /** It shares pages with what is around it, and is itself whole on one: a form that is signed. */
  readonly flows?: boolean
  readonly blocks: readonly Block[]
}

/**
 * How something is drawn in a timeline. `work`: it takes these days. `training`: likewise, striped. `limit`: a limit in a
 * source, only outlined. `moment`: a day that is agreed. `open-moment`: a day that is only proposed.
 */
export type TimelineKind = 'work' | 'training' | 'limit' | 'moment' | 'open-moment'

export interface TimelineMark {
  readonly kind: TimelineKind
  /** First and last day; the same for a moment. */
  readonly from: IsoDay
  readonly to: IsoDay
}

export interface TimelineRow {
  readonly id: string
  readonly label: string
  /** The row's days in words, shown beside its marks. */
  readonly dates: string
  readonly marks: readonly TimelineMark[]
  /** The row's days in words, period by period, where the picture is a table. Empty where it has none. */
  readonly cells: readonly string[]
}

/**
 * A picture of what happens when: bars and diamonds over a scale of days. Its shapes differ, so that it reads in black and
 * white. A table nearby always gives the same days; screen readers read `alt`.
 */
export interface Timeline {
  readonly type: 'timeline'
  readonly id: string
  readonly caption: readonly Span[]
  readonly alt: string
  /** The scale: the first day of each period and its name. The first starts the scale. */
  readonly periods: readonly { readonly from: IsoDay; readonly label: string }[]
  /** Last day of the scale. */
  readonly to: IsoDay
  readonly rows: readonly TimelineRow[]
  /** What each shape means, in words; only shapes that occur. */
  readonly legend: readonly { readonly kind: TimelineKind; readonly label: string }[]
  /** Name of the column of labels, where the picture is a table. */
  readonly labelHeading: string
}

export type Block =
  Heading | Paragraph | List | Table | Facts | Callout | Cover | Address | PageBreak | Sheet | Columns | Timeline

/** One function per block type. A renderer that forgets one does not compile. */
export type BlockTable<Context, Result> = {
  readonly [Type in Block['type']]: (block: Extract<Block, { type: Type }>, context: Context) => Result
}

/** Hands a block to its function in the table. */
export function renderBlock<Context, Result>(
  table: BlockTable<Context, Result>,
  block: Block,
  context: Context,
): Result {
  const render = table[block.type] as (block: Block, context: Context) => Result
  return render(block, context)
}

/** A piece of the footer; page numbers are the one value known only to the renderer. */
export type FooterPart = { readonly text: string } | { readonly field: 'page' | 'pages' }

/** Versions of the checklist besides the one by week: sheets for each role, by phase, or the steps alone as a poster. */
export const CHECKLIST_VIEWS = ['role', 'phase', 'poster'] as const
export type ChecklistView = (typeof CHECKLIST_VIEWS)[number]

/** Folders of a pack, in the order of use; `words.yaml` has their names. */
export const PACK_FOLDERS = ['plan', 'cutover', 'patients', 'project'] as const
export type PackFolder = (typeof PACK_FOLDERS)[number]

export interface Document {
  /** Stable name, such as `checklist`. */
  readonly id: string
  /** One of {@link DOCUMENT_KINDS}, or a custom kind. */
  readonly kind: string
  /** Code of the practice it is for, which tells two of the same name apart; absent where the document is not for one practice. */
  readonly practice?: string
  /** Absent: the checklist by week, or not a checklist. */
  readonly view?: ChecklistView
  readonly title: string
  readonly language: string
  readonly author: string
  readonly subject: string
  /** Day on which the words last changed, for document properties. A run that changes nothing keeps it. */
  readonly modified: IsoDay
  /** On every page: the practice and the guide's edition; a superseded guide says so here. */
  readonly header: readonly string[]
  /** On every page, with the page number. */
  readonly footer: readonly FooterPart[]
  readonly blocks: readonly Block[]
  /** Orders in which its tasks can be shown, each row with its {@link TableRow.place}. The first is that of the blocks. */
  readonly arrangements?: readonly Arrangement[]
  readonly words: InterfaceWords
  readonly letter?: LetterLayout
  /** Kept in the file's properties (Word), out of sight, by name: for reading it again. */
  readonly kept?: ReadonlyMap<string, string>
  /** The only formats it is made in; absent: all that are asked for. `md` and `txt` are made without being asked for. */
  readonly formats?: readonly Format[]
  /** Formats it is made in where nobody asks for any; absent: all. */
  readonly defaultFormats?: readonly Format[]
  /** The only copy of a format that has several; absent: all of them. */
  readonly onlyCopy?: 'print'
  /** Where its files are in the pack; absent: where those of its kind are. */
  readonly folder?: PackFolder
  /** Name of its files as a person reads it, without the practice's code; absent: made of the id. */
  readonly fileName?: string
  /** Who gets it, in words. */
  readonly readers?: string
  /** Size of body text where the document has its own: a poster, a letter in large print. */
  readonly bodyPt?: number
  /** Each sheet has a title as large as that of the document: posters. */
  readonly titledSheets?: boolean
  /** Its spaces as a share of the usual, where each sheet must fit on one side. */
  readonly air?: number
  /** Set as large as fits on one page, never smaller than print of its kind may be. */
  readonly onePage?: boolean
  /** Printed large and pale behind the body of every page, such as `DRAFT`. */
  readonly watermark?: string
}

/** A rectangle on A4 in mm, measured from the top left corner of the page. */
export interface Zone {
  readonly xMm: number
  readonly yMm: number
  readonly widthMm: number
  readonly heightMm: number
}

/** Where a letter's parts must be so that a printer or a window envelope shows them. */
export interface LetterLayout {
  readonly profile: string
  readonly marginsMm: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }
  readonly address: Zone
  readonly sender: Zone
  /** Body text of page one starts here. */
  readonly bodyFromMm: number
  /** Size of address lines, 8 to 10 pt. */
  readonly addressPt: number
  /** The font that the printer wants in a Word file; absent: the theme's. */
  readonly font?: string
  /** For a proof: zones drawn in colour behind the words of page one, with their names. */
  readonly shownZones?: readonly ShownZone[]
}

/** `forbidden`: must stay empty. `allowed`: the zone of something, such as the address. */
export interface ShownZone {
  readonly kind: 'forbidden' | 'allowed'
  readonly name: string
  readonly zone: Zone
}

/** `print`: for paper, boxes drawn. `fill-in`: boxes to tick and blanks to type into, on screen. */
export type Copy = 'print' | 'fill-in'

/** What a file is for. `both`: nothing in it is filled in on a screen, so one file does for paper and screen. */
export type CopyOfFile = Copy | 'both'

/** What a format is, without the code that makes it. */
export interface FormatSpec {
  /** Ends the names of its files, without a dot. */
  readonly extension: string
  /** Copies of a document that people fill in. Any other document has the first one alone. */
  readonly copies: readonly [Copy, ...Copy[]]
  /** For messages that are pasted somewhere else, a website or an app: made where a document names it, never asked for. */
  readonly pasted?: boolean
}

/** The formats that are built in. `render/render.ts` has their code; a custom toolkit adds others. */
export const FORMATS = {
  pdf: { extension: 'pdf', copies: ['print', 'fill-in'] },
  docx: { extension: 'docx', copies: ['fill-in'] },
  html: { extension: 'html', copies: ['fill-in'] },
  md: { extension: 'md', copies: ['print'], pasted: true },
  txt: { extension: 'txt', copies: ['print'], pasted: true },
} as const satisfies Readonly<Record<string, FormatSpec>>

export type BuiltInFormat = keyof typeof FORMATS

/** A built-in format that users ask for, and that finished files are checked in. */
export type AskedFormat = {
  [Id in BuiltInFormat]: (typeof FORMATS)[Id] extends { readonly pasted: true } ? never : Id
}[BuiltInFormat]

const BUILT_IN_FORMATS = Object.keys(FORMATS) as readonly BuiltInFormat[]
export const ASKED_FORMATS = BUILT_IN_FORMATS.filter((id): id is AskedFormat => !('pasted' in FORMATS[id]))

/** What a guide is published in: its pages first, then what is quickest to make. */
export type PublishFormat = 'md' | AskedFormat
export const PUBLISH_FORMATS: readonly PublishFormat[] = ['md', ...ASKED_FORMATS.toReversed()]

/** Id of a built-in or custom format. */
export type Format = string

/** UKAAF G003: large print 16 pt or more, better 18. */
export const LARGE_PRINTS = [16, 18] as const
export const LEAST_LARGE_PRINT = LARGE_PRINTS[0]
export type LargePrint = (typeof LARGE_PRINTS)[number]

/** What a kind of document is, besides its templates. */
export interface DocumentKindSpec {
  /** What a person asks for to get it (option `documents`); null: nobody asks for it. */
  readonly choice: string | null
  /** Another choice that brings it. */
  readonly alsoWith?: string
  /** In each pack, whatever is asked for. */
  readonly always?: boolean
  /** One of {@link PACK_FOLDERS}, or a name of one's own; absent: the first level of the pack. */
  readonly folder?: string
  /** For patients: such a document has a date of its own, no edition of the guide and one copy in each format. */
  readonly toPatients?: boolean
  /** The calendar and the list of tasks come with it. */
  readonly dataFiles?: boolean
}

/** The kinds that are built in; a custom toolkit adds others. `docs/reference/files.md` says which files they make. */
export const DOCUMENT_KINDS = {
  /** The page with which everybody begins. */
  'start-here': { choice: null, always: true },
  checklist: { choice: 'checklist', folder: 'plan' },
  'cutover-plan': { choice: 'cutover-plan', folder: 'cutover', dataFiles: true },
  letters: { choice: 'letters', folder: 'patients', toPatients: true },
  messages: { choice: 'letters', folder: 'patients', toPatients: true },
  'communications-plan': { choice: 'letters', folder: 'patients' },
  questions: { choice: 'checklist', folder: 'plan' },
  /** What the guide explains of each phase, beside the list of its tasks. */
  'about-the-move': { choice: 'checklist', folder: 'plan' },
  /** Sources, limits and reasons, so that what people work with need not hold them: both plans have its marks. */
  'behind-the-plan': { choice: 'checklist', alsoWith: 'cutover-plan', folder: 'project' },
  report: { choice: null },
} as const satisfies Readonly<Record<string, DocumentKindSpec>>

export type BuiltInKind = keyof typeof DOCUMENT_KINDS

/** What a person can ask for, of the built-in kinds. */
export const DOCUMENT_CHOICES: readonly string[] = [
  ...new Set(Object.values(DOCUMENT_KINDS).flatMap(({ choice }) => (choice === null ? [] : [choice]))),
]

/** A document of a custom kind is never for patients. */
export const isToPatients = ({ kind }: { readonly kind: string }): boolean => {
  const kinds: Readonly<Record<string, DocumentKindSpec>> = DOCUMENT_KINDS
  return Object.hasOwn(kinds, kind) && kinds[kind]?.toPatients === true
}

/** What a pack holds besides documents: a calendar and lists for spreadsheets. They come whatever formats are asked for. */
export type PaperFormat = 'ics' | 'csv' | 'xlsx' | 'xml'

/** Thrown where a document cannot be shown as it is asked for: the message says why, so only that practice fails. */
export class DocumentError extends Error {
  /** Id of the rule that the document breaks. */
  readonly rule: 'character-without-glyph' | 'zone-too-small'

  constructor(rule: DocumentError['rule'], message: string) {
    super(message)
    this.name = 'DocumentError'
    this.rule = rule
  }
}
