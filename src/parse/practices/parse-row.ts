/**
 * One row → a practice, or what is wrong with the row.
 *
 * Every cell is looked at, so that one look at the findings is enough to mend the row.
 *
 * @module
 */
import type { Cell, Finding, Severity } from '../../model/finding.ts'
import type { GuideData } from '../../model/guide.ts'
import type { OdsRegister } from '../../model/ods.ts'
import type { Practice } from '../../model/practice.ts'
import type { PracticeTable, TableRow } from '../../model/practice-table.ts'
import type { Answers } from './build-practice.ts'
import { buildPractice, noAnswers } from './build-practice.ts'
import { cleanText, troubleIn } from './clean-text.ts'
import type { Column } from './columns.ts'
import { NEEDED_COLUMNS, snake } from './columns.ts'
import type { SayOfRow } from './fill-from-register.ts'
import { fillFromRegister } from './fill-from-register.ts'
import type { MatchedColumn } from './match-columns.ts'
import { matchSystem, suggestSystem } from './match-system.ts'
import { mendText } from './mend-text.ts'
import type { DateOrder, ParsedDate } from './parse-date.ts'
import { parseDate } from './parse-date.ts'
import type { Parsed, Problem } from './parse-value.ts'
import { isOpenAnswer, parseAnswer, parseCutover, parseOdsCode, parsePatients, parseStatus, parseTime } from './parse-value.ts'

/** Finds a character that no embedded font has; null when all can be printed. */
export type MissingCharacter = (text: string) => { readonly character: string } | null

export interface RowContext {
  readonly table: PracticeTable
  readonly columns: ReadonlyMap<string, MatchedColumn>
  readonly data: GuideData
  readonly missingCharacter: MissingCharacter
  readonly dateOrder?: DateOrder
  /** The national file: then a row needs no name. */
  readonly register?: OdsRegister
}

export interface ParsedRow {
  readonly row: number
  /** Null when the row's code is missing or wrong. */
  readonly ods: string | null
  /** As written, even when it cannot be printed; may be empty. */
  readonly name: string
  /** Null when one of the findings is an error. */
  readonly practice: Practice | null
  readonly findings: readonly Finding[]
}

export function parseRow(row: TableRow, context: RowContext): ParsedRow {
  const findings: Finding[] = []
  const answers = noAnswers()
  const filled = new Set<string>()
  let name = ''
  for (const matched of context.columns.values()) {
    const text = cleanText(row.values[matched.header.index] ?? '', joinOf(matched.column.id))
    if (text === '') continue
    const cell = cellReader(row, matched, text, context, findings)
    if (matched.column.id === 'name') name = text
    const trouble = cell.trouble()
    if (trouble !== null) {
      filled.add(matched.column.id)
      cell.say('error', trouble)
    } else if (matched.column.id !== 'name' && isOpenAnswer(text)) {
      if (matched.column.kind !== 'condition') cell.say('note', openAnswer(text))
    } else {
      filled.add(matched.column.id)
      takeCell(matched.column, text, answers, cell, context)
    }
  }
  if (context.register !== undefined) {
    const say: SayOfRow = (severity, rule, message, column) => {
      findings.push({ rule, severity, message, ...placeOf(row, context.table, context.columns.get(column ?? 'ods_code')) })
    }
    fillFromRegister(answers, context.register, say)
    name ||= answers.name ?? ''
    if (answers.name !== null) filled.add('name')
  }
  for (const id of NEEDED_COLUMNS) {
    if (!filled.has(id)) findings.push(missingValue(row, id, context))
  }
  const extra = row.values.findIndex((value, index) => index >= context.table.width && value.trim() !== '')
  if (extra >= 0) findings.push(tooManyValues(row, context))
  const marked = findings.map((finding) => (answers.ods === null ? finding : { ...finding, practice: answers.ods }))
  const practice = marked.some(({ severity }) => severity === 'error') ? null : buildPractice(row.row, answers, context.data, (id) =>
        cellOf(row, context.table, context.columns.get(snake(id))),
      )
  return { row: row.row, ods: answers.ods, name, practice, findings: marked }
}

/** Says things about one cell. */
interface CellReader {
  readonly trouble: () => Problem | null
  readonly say: (severity: Severity, problem: Problem) => void
  /** The value, or null after saying what is wrong. */
  readonly take: <T>(parsed: Parsed<T>) => T | null
}

function cellReader(
  row: TableRow,
  matched: MatchedColumn,
  text: string,
  context: RowContext,
  findings: Finding[],
): CellReader {
  const say: CellReader['say'] = (severity, { rule, problem, fix }) => {
    findings.push({ rule, severity, message: `${problem} ${fix}`.trim(), ...placeOf(row, context.table, matched) })
  }
  return {
    say,
    trouble: () => troubleIn(text) ?? unprintable(text, context.missingCharacter),
    take: (parsed) => {
      if ('value' in parsed) return parsed.value
      say('error', parsed)
      return null
    },
  }
}

function takeCell(column: Column, text: string, answers: Answers, cell: CellReader, context: RowContext): void {
  switch (column.kind) {
    case 'needed':
      takeNeeded(column.needed, text, answers, cell, context)
      return
    case 'text': {
      const { value, remark } = mendText(column.id, text)
      if (remark !== undefined) cell.say(remark.severity, { rule: remark.rule, problem: remark.message, fix: '' })
      answers.text[column.text] = value
      return
    }
    case 'date': {
      const date = cell.take(asParsed(parseDate(text, context.dateOrder)))
      if (date !== null) answers.dates[column.milestone] = date
      return
    }
    case 'status': {
      const status = cell.take(parseStatus(text))
      if (status !== null) answers.statuses[column.milestone] = status
      return
    }
    case 'time': {
      const time = cell.take(parseTime(text))
      if (time !== null) answers.times[column.milestone] = time
      return
    }
    case 'cutover':
      answers.cutover = cell.take(parseCutover(text))
      return
    case 'repeat-order-by':
      answers.repeatOrderBy = cell.take(asParsed(parseDate(text, context.dateOrder)))
      return
    case 'patients':
      answers.patients = cell.take(parsePatients(text))
      return
    case 'contact': {
      const { value, remark } = mendText(column.id, text)
      if (remark !== undefined) cell.say(remark.severity, { rule: remark.rule, problem: remark.message, fix: '' })
      answers.contacts[column.role] = { ...answers.contacts[column.role], [column.part]: value }
      return
    }
    case 'condition': {
      const answer = cell.take(parseAnswer(text))
      if (answer !== null) answers.conditions[column.condition] = answer
    }
  }
}

function takeNeeded(
  needed: Extract<Column, { kind: 'needed' }>['needed'],
  text: string,
  answers: Answers,
  cell: CellReader,
  context: RowContext,
): void {
  if (needed === 'ods_code') answers.ods = cell.take(parseOdsCode(text))
  else if (needed === 'name') answers.name = text
  else {
    const known = matchSystem(text, context.data.systems)
    if (known === null) cell.say('warning', unknownSystem(text, context.data))
    if (needed === 'current_system') answers.currentSystem = { written: text, known }
    else answers.newSystem = { written: text, known }
  }
}

function asParsed(parsed: ParsedDate): Parsed<string> {
  return 'date' in parsed ? { value: parsed.date } : parsed
}

/** An address or a list of apps that was typed on several lines of one cell stays a list. */
function joinOf(id: string): string {
  return id.startsWith('address_') || id.startsWith('apps_') ? ', ' : ' '
}

function unprintable(text: string, missingCharacter: MissingCharacter): Problem | null {
  // Every font has these, and nearly every cell has no others.
  if (/^[\x20-\x7E]*$/.test(text)) return null
  const missing = missingCharacter(text)
  if (missing === null) return null
  const code = (missing.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    rule: 'character-without-font',
    problem: `“${text}” has the character ${missing.character} (U+${code}), which no font of the packs can print.`,
    fix: 'Write it in letters, or leave it out.',
  }
}

function openAnswer(text: string): Problem {
  return {
    rule: 'left-open',
    problem: `“${text}” is taken as not known yet.`,
    fix: 'The pack shows a blank and a to-do. Fill in the cell when it is known.',
  }
}

function unknownSystem(text: string, data: GuideData): Problem {
  const suggestion = suggestSystem(text, data.systems)
  const known = data.systems.map(({ name }) => name).join(', ')
  return {
    rule: 'unknown-system',
    problem: `The guide knows no clinical system “${text}”, so nothing particular to it is in the pack.`,
    fix: suggestion === null ? `It knows ${known}.` : `Did you mean ${suggestion}? It knows ${known}.`,
  }
}

const NEEDED_FOR: Readonly<Record<(typeof NEEDED_COLUMNS)[number], string>> = {
  ods_code: 'Without an ODS code it is not clear which practice is meant. Fill it in',
  name: 'Without a name no document can be addressed. Fill it in',
  current_system: 'Without it nothing can be said about the system that is left. Fill it in',
  new_system: 'Without it nothing can be said about the system that is joined. Fill it in',
  go_live: 'Without a go-live date no date can be worked out. Fill one in; one that is not agreed yet counts as proposed',
}

function missingValue(row: TableRow, id: (typeof NEEDED_COLUMNS)[number], context: RowContext): Finding {
  return {
    rule: 'missing-value',
    severity: 'error',
    message: `The cell for ${id} is empty. ${NEEDED_FOR[id]}.`,
    ...placeOf(row, context.table, context.columns.get(id)),
  }
}

function tooManyValues(row: TableRow, context: RowContext): Finding {
  return {
    rule: 'too-many-values',
    severity: 'error',
    message: `The row has ${row.values.length} values for ${context.table.width} columns, so it is not clear which value belongs where. A value with a comma in it probably needs quotation marks around it.`,
    ...placeOf(row, context.table, undefined),
  }
}

function placeOf(row: TableRow, table: PracticeTable, matched: MatchedColumn | undefined): Pick<Finding, 'cell' | 'place'> {
  if (table.kind !== 'answers') return { cell: cellOf(row, table, matched) }
  const line = matched === undefined ? row.lines?.[0] : row.lines?.[matched.header.index]
  return { place: { file: table.file, line: line ?? 1, column: 1 } }
}

function cellOf(row: TableRow, table: PracticeTable, matched: MatchedColumn | undefined): Cell {
  return {
    row: row.row,
    ...(matched === undefined ? {} : { column: matched.header.written, letter: matched.header.letter }),
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
  }
}
