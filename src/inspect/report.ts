/**
 * What inspection found, as data: files looked at, problems, and what a program cannot judge, which is said with every
 * report: a clean result is not a promise beyond what was looked at.
 *
 * @module
 */
import type { Question } from './questions.ts'

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
  readonly rule: Question
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
