/**
 * The form fields of a PDF as a reader meets them: one per box or blank on a page.
 *
 * @module
 */
import type { PdfFile } from './pdf-file.ts'
import type { PdfSubject } from './pdf-subject.ts'
import { nameOf, textOf, type PdfDict, type PdfValue } from './pdf-value.ts'

export interface FormField {
  readonly page: number
  /** Number of the widget's object. */
  readonly object: number
  /** Whole name, such as `F06:done`, the groups it is in included. */
  readonly name: string
  /** What a screen reader says (TU). */
  readonly label: string
  readonly type: 'Btn' | 'Tx' | 'Ch' | 'Sig' | ''
  readonly dict: PdfDict
  /** A box of a group, where several widgets are one field. */
  readonly shared: boolean
}

/** An entry of the field or of the groups above it. */
function inherited(file: PdfFile, dict: PdfDict, key: string): PdfValue {
  let here = dict
  for (let depth = 0; depth < 16; depth += 1) {
    const value = file.entry(here, key)
    if (value !== null) return value
    if (!here.entries.has('Parent')) return null
    here = file.dict(here.entries.get('Parent'))
  }
  return null
}

function wholeName(file: PdfFile, dict: PdfDict): string {
  const parts: string[] = []
  for (let here: PdfDict | null = dict, depth = 0; here && depth < 16; depth += 1) {
    const part = textOf(file.entry(here, 'T'))
    if (part !== undefined) parts.unshift(part)
    here = here.entries.has('Parent') ? file.dict(here.entries.get('Parent')) : null
  }
  return parts.join('.')
}

export function formFields({ file, pages }: PdfSubject): FormField[] {
  return pages.flatMap((page) =>
    page.annotations
      .filter((annotation) => annotation.subtype === 'Widget')
      .map(({ dict, object }) => ({
        page: page.number,
        object,
        name: wholeName(file, dict),
        label: (textOf(inherited(file, dict, 'TU')) ?? '').trim(),
        type: (nameOf(inherited(file, dict, 'FT')) ?? '') as FormField['type'],
        dict,
        shared: !dict.entries.has('T') && dict.entries.has('Parent'),
      })),
  )
}
