/**
 * What `verify` cannot judge, said with every report: a clean result is not a promise beyond what was looked at.
 *
 * @module
 */
import type { DocumentKind } from './verify-report.ts'

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
