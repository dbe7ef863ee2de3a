/**
 * What a rule is, what a report contains, and checks that are the same for every format: links, languages, headings,
 * print sizes.
 *
 * To add a rule: an exported object in the rules of its format (`pdf/rules-*.ts`, `docx/docx-rules.ts`,
 * `html/html-rules.ts`), and its question in `questions.ts`.
 *
 * @module
 */
import type { AskedFormat } from '../document/document.ts'
import type { InspectionQuestion } from './questions.ts'

/** A problem in words; the caller knows the rule and the file. */
interface ProblemText {
  readonly message: string
  /** `page 3`, `heading 2`, `word/document.xml`; absent for the file in general. */
  readonly where?: string
}

export interface InspectionRule<Subject> {
  /** Also the name of the test case that breaks it. */
  readonly id: InspectionQuestion
  readonly check: (subject: Subject) => Iterable<ProblemText>
}

/** `3 words`, `1 word`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** Text shortened to fit a message. */
export function excerpt(text: string, length = 48): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/** Finished files are judged in each format that a person asks for, and workbooks. */
export type DocumentKind = AskedFormat | 'xlsx'

/** Print copies are archived and printed, fill-in copies are used on screen; a `.docx` and an `.html` serve both. */
export type CopyKind = 'print' | 'fill-in' | 'both'

export interface InspectedFile {
  readonly path: string
  readonly kind: DocumentKind
  readonly copy: CopyKind
  /** Null where the format has no pages of its own, or the file could not be read. */
  readonly pages: number | null
}

export interface Problem {
  readonly file: string
  /** Stable id of the rule, such as `figure-without-alternative`. */
  readonly rule: InspectionQuestion
  readonly message: string
  /** Place in the file, for a person: `page 3`, `heading 2`, `word/document.xml`. Empty for the file in general. */
  readonly where: string
}

export interface CannotJudge {
  /** Absent where it is true of every file of the kind. */
  readonly file?: string
  readonly what: string
}

/** Includes what a program cannot judge: a clean result promises no more than what was inspected. */
export interface InspectionReport {
  readonly files: readonly InspectedFile[]
  readonly problems: readonly Problem[]
  readonly cannotJudge: readonly CannotJudge[]
}

export const CANNOT_JUDGE: readonly { readonly kind: DocumentKind; readonly what: string }[] = [
  {
    kind: 'pdf',
    what: 'PDF: conformance to PDF/UA-1 and PDF/A-2a rule by rule (`npm run check:documents` asks veraPDF)',
  },
  {
    kind: 'pdf',
    what: 'PDF: whether text alternatives and field names say what is meant, and links lead to a living page',
  },
  { kind: 'pdf', what: 'PDF: whether the address falls into the window of your envelopes; ask your mailing service' },
  { kind: 'pdf', what: 'PDF: how a screen reader reads it out; listen with NVDA and Adobe Reader once per edition' },
  { kind: 'docx', what: 'DOCX: where Word breaks pages, and validity by the Open XML SDK (`npm run check:documents`)' },
  { kind: 'docx', what: 'DOCX: contrast of words over pictures, and what Word’s own accessibility checker says' },
  { kind: 'xlsx', what: 'XLSX: what Excel says when it opens it, and whether columns are wide enough for their words' },
  {
    kind: 'html',
    what: 'HTML: what scripts do after loading, contrast and width on a phone (`npm run check:documents` asks axe)',
  },
]

const SAFE = ['https:', 'mailto:', 'tel:']

export function addressProblem(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return `Unexpected link to \`${address}\`, expected a complete address such as \`https://…\``
  }
  if (url.protocol === 'http:') return `A link goes to \`${address}\` without encryption, expected \`https:\``
  if (!SAFE.includes(url.protocol)) return `Unexpected link to \`${address}\`, expected ${SAFE.join(', ')}`
  // `new URL` accepts spaces and encodes them; a mail program given the raw text does not.
  return /\s/.test(address) ? `A link's address contains a space: \`${address}\`` : null
}

/** @param language a tag such as `en-GB` (BCP 47), as in the file */
export function languageProblem(language: string | undefined): string | null {
  if (language === undefined || language.trim() === '') return 'The document does not give its language'
  if (!/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language))
    return `Unexpected language \`${language}\`, expected \`en-GB\``
  if (/^en\b/.test(language) && language !== 'en-GB')
    return `Unexpected language \`${language}\`, expected \`en-GB\`: dates and spelling follow it`
  return null
}

interface HeadingInOrder {
  /** 1 to 6 */
  readonly level: number
  readonly words: string
}

export function* headingProblems(headings: readonly HeadingInOrder[]): Generator<ProblemText> {
  let previous = 0
  for (const { level, words } of headings) {
    const where = `heading “${excerpt(words)}”`
    if (level > previous + 1)
      yield { message: `Unexpected heading of level ${level}, expected level ${previous + 1} at most`, where }
    if (words.trim() === '') yield { message: `A heading of level ${level} is empty`, where }
    previous = level
  }
  const titles = headings.filter((heading) => heading.level === 1).length
  if (titles !== 1) yield { message: `Unexpected ${titles} headings of level 1, expected one: the title` }
}

/** Pages of this size or larger are posters. */
export const POSTER_PT = 24

/** UKAAF G003: clear print is 12 pt or more, large print 16 pt or more. */
export const BODY_PT = { standard: 12, largePrint: 16 } as const

/** Large print is marked in its name or that of its folder: `checklist-large-print.pdf`, `large-print-18/`. */
export const isLargePrint = (path: string): boolean => /large[-_ ]?print/i.test(path)
