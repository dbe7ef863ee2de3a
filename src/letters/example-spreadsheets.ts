/**
 * Example spreadsheets for a mail merge: one blank, one with the shortest and the longest values, with a column for each
 * field that the letters leave open, named as the dialect names it.
 *
 * @module
 */
import { BYTE_ORDER_MARK, csvText } from '../base/csv.ts'
import { MERGE_FIELD, type Dialect, type LetterData, type MergeField } from '../model/letter.ts'
import type { Template } from '../model/template.ts'

export interface ExampleFile {
  readonly name: string
  readonly text: string
}

export function exampleSpreadsheets(templates: readonly Template[], data: LetterData): ExampleFile[] {
  return data.dialects.flatMap(({ id }) => {
    const fields = openFields(
      templates.filter(({ dialects }) => dialects.includes(id)),
      data,
    )
    const columns = fields.map((field) => columnOf(field, id))
    const rows = (['short', 'long'] as const).map((which) => fields.map((field) => field[which]))
    return [
      { name: `${id}-blank.csv`, text: csv([columns], id) },
      { name: `${id}-example.csv`, text: csv([columns, ...rows], id) },
    ]
  })
}

/** In the order of `merge-fields.yaml`. */
export function openFields(templates: readonly Template[], { fields }: LetterData): MergeField[] {
  const used = new Set(templates.flatMap(({ body }) => [...body.matchAll(MERGE_FIELD)].map(([, name = '']) => name)))
  return [...fields.values()].filter(({ name }) => used.has(name))
}

/** What the demographics service knows itself needs no column; other fields of NHS Notify have a prefix. */
function columnOf({ names }: MergeField, dialect: Dialect): string {
  const name = names[dialect]
  return dialect === 'nhs-notify' && !/^(?:address_line_\d|fullName|firstName|lastName|nhsNumber|date)$/.test(name)
    ? `personalisation_${name}`
    : name
}

/** The two services want no byte order mark. */
const csv = (rows: readonly (readonly string[])[], dialect: Dialect): string =>
  `${dialect === 'word' ? BYTE_ORDER_MARK : ''}${csvText(rows)}`
