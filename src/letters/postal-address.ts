/**
 * Checks whether lines are an address that a letter can be sent to, by the rules of GOV.UK Notify and in its order; and
 * makes example spreadsheets for a mail merge.
 *
 * Source of the rules: alphagov/notifications-utils, `recipient_validation/postal_address.py`, August 2026. Addresses
 * abroad are left out: the list of countries is long, and practices write to patients in the UK.
 *
 * @module
 */
import { BYTE_ORDER_MARK, csvText } from '../base/csv.ts'
import { type Dialect, type LetterData, MERGE_FIELD, type MergeField, type Template } from '../model/template.ts'

interface AddressProblem {
  readonly rule: string
  readonly message: string
}

const LEAST_LINES = 3
const MOST_LINES = 7

/** Postcode areas of the United Kingdom, the Channel Islands and the Isle of Man. */
const AREAS =
  'AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G ' +
  'GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX ' +
  'PA PE PH PL PO PR QC RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR ' +
  'WS WV YO ZE'

const POSTCODE = new RegExp(`^(?:GIR0AA|(?:${AREAS.split(' ').join('|')})[0-9][0-9A-Z]?[0-9][ABD-HJLNP-UW-Z]{2})$`)
const BFPO = /^B\.?F\.?P\.?O\.?\s*(?:C\/O\s*)?\d{1,4}$/i
const ODD_START = /^[@()=[\]"\\/,<>~]/

const isPostcode = (text: string): boolean => POSTCODE.test(text.replace(/\s/g, '').toUpperCase())

/** A field that a later merge fills, in any dialect. */
export const isOpenField = (line: string): boolean => /^(?:\(\([^()]+\)\)|\{d\.[^{}]+\}|«[^«»]+»)$/.test(line.trim())

/** @returns every problem of the address; empty when there is none */
export function addressProblems(written: readonly string[]): AddressProblem[] {
  const lines = normalLines(written)
  if (lines.length === 0) return [addressProblem('address-empty', 'The address block is empty.')]
  if (lines.every(isOpenField)) return []
  const problems: AddressProblem[] = []
  if (lines.length < LEAST_LINES)
    problems.push(
      addressProblem('address-too-short', `The address has ${lines.length} lines, expected at least ${LEAST_LINES}.`),
    )
  if (lines.length > MOST_LINES)
    problems.push(
      addressProblem('address-too-long', `The address has ${lines.length} lines, expected at most ${MOST_LINES}.`),
    )
  if (lines.slice(0, 2).some((line) => !/[\p{L}\p{N}]/u.test(line)))
    problems.push(
      addressProblem('address-line-empty', 'The first two lines of the address must each contain a letter or a digit.'),
    )
  const last = lines.at(-1) ?? ''
  if (!isPostcode(last) && !lines.some((line) => BFPO.test(line)))
    problems.push(
      addressProblem('address-without-postcode', `The last line of the address is “${last}”, expected a UK postcode.`),
    )
  const odd = lines.find((line) => ODD_START.test(line))
  if (odd !== undefined)
    problems.push(
      addressProblem('address-odd-start', `The line “${odd}” of the address starts with “${odd.charAt(0)}”.`),
    )
  if (lines.some((line) => /^nfa$/i.test(line) || /no fixed (?:abode|address)/i.test(line)))
    problems.push(
      addressProblem('address-not-real', 'No fixed abode is not a real address: nothing can be posted there.'),
    )
  return problems
}

const addressProblem = (rule: string, message: string): AddressProblem => ({ rule, message })

function normalLines(written: readonly string[]): string[] {
  const lines = written
    .map((line) =>
      line
        .normalize('NFKC')
        .replace(/[\u200b-\u200d\u2060\ufeff]/g, '')
        .replace(/\s+/g, ' ')
        .replace(/[\s,]+$/, '')
        .trim(),
    )
    .filter((line) => line !== '')
  while (/^(?:uk|united kingdom|england)$/i.test(lines.at(-1) ?? '')) lines.pop()
  return lines
}

/**
 * A spreadsheet for a mail merge, with a column for each field that the letters leave open, named as the dialect names
 * it.
 */
interface ExampleFile {
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
function openFields(templates: readonly Template[], { fields }: LetterData): MergeField[] {
  const used = new Set(templates.flatMap(({ body }) => [...body.matchAll(MERGE_FIELD)].map(([, name = '']) => name)))
  return [...fields.values()].filter(({ name }) => used.has(name))
}

/** Null for what the demographics service fills in itself. Other fields of NHS Notify have a prefix. */
function columnOf({ names }: MergeField, dialect: Dialect): string {
  const name = names[dialect]
  return dialect === 'nhs-notify' && !/^(?:address_line_\d|fullName|firstName|lastName|nhsNumber|date)$/.test(name)
    ? `personalisation_${name}`
    : name
}

/** The two Notify services expect no byte order mark; Word needs one. */
const csv = (rows: readonly (readonly string[])[], dialect: Dialect): string =>
  `${dialect === 'word' ? BYTE_ORDER_MARK : ''}${csvText(rows)}`
