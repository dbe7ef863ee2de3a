/**
 * What a rule is: the question that it asks, and one function that looks for answers that are wrong.
 *
 * Adding a rule is adding an exported object to the rules of its format (`pdf/rules-*.ts`, `docx/rules.ts`,
 * `html/rules.ts`), and its question to `questions.ts`.
 *
 * @module
 */
import type { InspectionQuestion } from './questions.ts'

/** What is wrong, in words; the rule and the file are known to the caller. */
interface ProblemText {
  readonly message: string
  /** `page 3`, `heading 2`, `word/document.xml`; absent: the file as a whole. */
  readonly where?: string
}

export interface InspectionRule<Subject> {
  /** Also the name of the fault that tests it. */
  readonly id: InspectionQuestion
  readonly check: (subject: Subject) => Iterable<ProblemText>
}

/** `3 words`, `1 word`. */
export const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`

/** Text cut to what fits in a message. */
export function excerpt(text: string, length = 48): string {
  const line = text.replace(/\s+/g, ' ').trim()
  return line.length > length ? `${line.slice(0, length - 1)}…` : line
}

/*
 * What inspection found, as data: files looked at, problems, and what a program cannot judge, which is said with every
 * report: a clean result is not a promise beyond what was looked at.
 */

export type DocumentKind = 'pdf' | 'docx' | 'html'

/** Print copies are archived and printed, fill-in copies are ticked on a screen; a `.docx` and an `.html` serve both. */
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
  /** Where in the file, for a person: `page 3`, `heading 2`, `word/document.xml`. Empty: the file as a whole. */
  readonly where: string
}

export interface CannotJudge {
  /** Absent where it holds for every file of the kind. */
  readonly file?: string
  readonly what: string
}

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
  {
    kind: 'html',
    what: 'HTML: what scripts do after loading, contrast and width on a phone (`npm run check:documents` asks axe)',
  },
]

/*
 * What is asked of documents of every format in the same way: links, languages, headings, sizes of print.
 */

const SAFE = ['https:', 'mailto:', 'tel:']

export function addressProblem(address: string): string | null {
  let url: URL
  try {
    url = new URL(address)
  } catch {
    return `Unexpected link to \`${address}\`, expected a whole address such as \`https://…\``
  }
  if (url.protocol === 'http:') return `A link goes to \`${address}\` without encryption, expected \`https:\``
  if (!SAFE.includes(url.protocol)) return `Unexpected link to \`${address}\`, expected ${SAFE.join(', ')}`
  // `new URL` accepts spaces and encodes them; a mail program given the raw text does not.
  return /\s/.test(address) ? `A link's address holds a space: \`${address}\`` : null
}

/** @param language a tag such as `en-GB` (BCP 47), as the file says it */
export function languageProblem(language: string | undefined): string | null {
  if (language === undefined || language.trim() === '') return 'The document does not say its language'
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
    if (words.trim() === '') yield { message: `A heading of level ${level} says nothing`, where }
    previous = level
  }
  const titles = headings.filter((heading) => heading.level === 1).length
  if (titles !== 1) yield { message: `Unexpected ${titles} headings of level 1, expected one: the title` }
}

/** UKAAF G003: clear print is 12 pt or more, large print 16 pt or more. */
export const BODY_PT = { standard: 12, largePrint: 16 } as const

/** Large print says so in its name or in the name of its folder: `checklist-large-print.pdf`, `large-print-18/`. */
export const isLargePrint = (path: string): boolean => /large[-_ ]?print/i.test(path)
