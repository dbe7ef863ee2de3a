/**
 * One row → a practice, or what is wrong with the row.
 *
 * Every cell is checked even after an error, so that all mistakes of a row are reported at once.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { defined } from '../base/shape.ts'
import type { CellPlace, Finding } from '../model/finding.ts'
import type { GuideData } from '../model/guide.ts'
import { letterIn, type PracticeTable, type PracticeRow, type TableHeader } from '../model/practice-table.ts'
import type { OdsRegister, Practice } from '../model/practice.ts'
import { asWarning, findingOf } from '../model/rules.ts'
import { type Answers, buildPractice, noAnswers } from './build-practice.ts'
import { cleanCell, unusableText } from './clean-text.ts'
import { type Column, NEEDED_COLUMNS, snake } from './columns.ts'
import type { Defaults } from './defaults.ts'
import { fillFromRegister, type ReportOnRow } from './fill-from-register.ts'
import type { MatchedColumn } from './match-columns.ts'
import { isNothing, isOwnOpenAnswer } from './nothing-words.ts'
import { type DateOrder, parseDate, type ParsedDate } from './parse-date.ts'
import {
  type CellFinding,
  matchSystem,
  parseAnswer,
  parseCutover,
  type Parsed,
  parseOdsCode,
  parsePatients,
  parseStatus,
  parseTime,
  suggestSystem,
} from './parse-value.ts'
import { repairText } from './repair-value.ts'
import { isCrossedOut, lookAtRow } from './row-rules.ts'

/** Finds a character that no embedded font has; null when all can be printed. */
export type FindMissingCharacter = (text: string) => { readonly character: string } | null

/** A character that no font of the packs has. */
function unprintable(text: string, missingCharacter: FindMissingCharacter): CellFinding | null {
  // Every font has these, and nearly every cell has no others.
  if (/^[\x20-\x7E]*$/.test(text)) return null
  const missing = missingCharacter(text)
  if (missing === null) return null
  const code = (missing.character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return {
    rule: 'character-without-font',
    message: `“${text}” has the character ${missing.character} (U+${code}), which no font of the packs can print.`,
    fix: 'Write it in letters, or leave it out.',
  }
}

/** "TBC", "n/a" and the like. */
function openAnswer(text: string): CellFinding {
  return {
    rule: 'left-open',
    message: `“${text}” counts as not known yet.`,
    fix: 'The pack shows a blank and a to-do. Fill in the cell when it is known.',
  }
}

/** A system that the guide has no entry for. */
function unknownSystem(text: string, data: GuideData): CellFinding {
  const suggestion = suggestSystem(text, data.systems)
  const known = data.systems.map(({ name }) => name).join(', ')
  return {
    rule: 'unknown-system',
    message: `The guide has no clinical system “${text}”, so the pack has nothing specific to it.`,
    fix: suggestion === null ? `It knows ${known}.` : `Did you mean ${suggestion}? It knows ${known}.`,
  }
}

const NEEDED_FOR: Readonly<Record<(typeof NEEDED_COLUMNS)[number], string>> = {
  ods_code: 'Without an ODS code it is not clear which practice is meant. Fill it in',
  name: 'Without a name no document can be addressed. Fill it in',
  current_system: 'Without it nothing can be said about the system that is left. Fill it in',
  new_system: 'Without it nothing can be said about the system that is joined. Fill it in',
  go_live:
    'Without a go-live date no date can be worked out. Fill one in; one that is not agreed yet counts as proposed',
}

/** A needed cell without a value. */
function missingValue(id: (typeof NEEDED_COLUMNS)[number]): CellFinding {
  return { rule: 'missing-value', message: `The cell for ${id} is empty.`, fix: `${NEEDED_FOR[id]}.` }
}

/** A formula whose result the file does not hold, or holds as the zero that some programs write for every formula. */
const UNSAVED: CellFinding = {
  rule: 'formula-without-result',
  message: 'The cell holds a formula, and the file does not hold its result.',
  fix: 'Open the file in Excel or LibreOffice, save it, and use that file; or type the value.',
}

const STRUCK: CellFinding = {
  rule: 'crossed-out',
  message: 'The cell is crossed out.',
  fix: 'Clear it, or take the line through it away.',
}

/** A CSV row with an unquoted comma in a value. */
function tooManyValues(values: number, columns: number): CellFinding {
  return {
    rule: 'too-many-values',
    message: `The row has ${values} values for ${columns} columns, so it is not clear which value belongs where.`,
    fix: 'A value with a comma in it probably needs quotation marks around it.',
  }
}

interface RowContext {
  readonly table: PracticeTable
  readonly columns: ReadonlyMap<string, MatchedColumn>
  readonly data: GuideData
  /** Columns that nothing reads; without those that the user told to ignore. */
  readonly unread: readonly TableHeader[]
  readonly missingCharacter: FindMissingCharacter
  readonly defaults: Defaults
  readonly dateOrder?: DateOrder
  /** The national file; with it a row needs no name. */
  readonly register?: OdsRegister
}

export interface ParsedRow extends Pick<PracticeRow, 'row' | 'sheet'> {
  /** Null when the row's code is missing or wrong. */
  readonly ods: string | null
  /** As written, even when it cannot be printed; may be empty. */
  readonly name: string
  /** Null when one of the findings is an error. */
  readonly practice: Practice | null
  readonly findings: readonly Finding[]
}

export function parseRow(row: PracticeRow, context: RowContext): ParsedRow {
  const findings: Finding[] = []
  const answers = noAnswers()
  const filled = new Set<string>()
  let name = ''
  for (const { column, text, at, notes, unread } of cellsOf(row, context)) {
    const cell = cellReader(column, text, at, context, findings)
    if (column.id === 'name') name = text
    const unusable = unread ?? cell.unusable()
    if (unusable !== null) {
      filled.add(column.id)
      cell.say(unusable)
    } else if (isNothing(text)) {
      if (column.kind !== 'condition' || !isOwnOpenAnswer(text)) cell.say(openAnswer(text))
    } else {
      filled.add(column.id)
      for (const note of notes) cell.say(note)
      takeCell(column, text, answers, cell, context)
    }
  }
  if (context.register !== undefined) {
    const say: ReportOnRow = (rule, message, column) => {
      const at = placeOf(row, context.table, context.columns.get(column ?? 'ods_code'))
      findings.push(findingOf(rule, message, at))
    }
    fillFromRegister(answers, context.register, say)
    name ||= answers.name ?? ''
    if (answers.name !== null) filled.add('name')
  }
  for (const id of NEEDED_COLUMNS) {
    const at = placeOf(row, context.table, context.columns.get(id))
    if (!filled.has(id)) findings.push(said(missingValue(id), at))
  }
  const beyond = row.values.findLastIndex((value) => value.trim() !== '')
  if (beyond >= context.table.width) {
    const at = placeOf(row, context.table, undefined)
    findings.push(said(tooManyValues(beyond + 1, context.table.width), at))
  }
  for (const { header, finding } of lookAtRow({ ...context, row, answers }))
    findings.push(said(finding, placeOf(row, context.table, header && { header })))
  const marked = findings.map((finding) => (answers.ods === null ? finding : { ...finding, practice: answers.ods }))
  const practice = marked.some(({ severity }) => severity === 'error')
    ? null
    : buildPractice(row.row, answers, context.data, (id) => cellOf(row, context.table, context.columns.get(snake(id))))
  return { row: row.row, ...defined({ sheet: row.sheet }), ods: answers.ods, name, practice, findings: marked }
}

interface FilledCell {
  readonly column: Column
  readonly text: string
  readonly at: Pick<Finding, 'cell' | 'place'>
  /** What was undone in cleaning it. */
  readonly notes: readonly CellFinding[]
  /** Why what stands there is not the cell's value. */
  readonly unread: CellFinding | null
}

/** What the row says, then what the defaults say where the row says nothing. */
function cellsOf(row: PracticeRow, context: RowContext): FilledCell[] {
  const own = ({ column, header }: MatchedColumn) => cleanCell(row.values[header.index] ?? '', joinOf(column.id))
  const isWholeStruck = isCrossedOut(row)
  const cells = [...context.columns.values()].flatMap((matched): FilledCell[] => {
    const { text, notes } = own(matched)
    const { column, header } = matched
    const isUnsaved = row.unsaved?.includes(header.index) === true
    const unread = isUnsaved ? UNSAVED : !isWholeStruck && row.struck?.includes(header.index) === true ? STRUCK : null
    if (text === '' && !isUnsaved) return []
    return [{ column, text, notes, unread, at: placeOf(row, context.table, matched) }]
  })
  const filled = new Set(cells.map(({ column }) => column.id))
  const defaults = context.defaults.for((id) => {
    const matched = context.columns.get(id)
    return matched === undefined ? '' : own(matched).text
  })
  const given = [...defaults.values()].filter(({ column }) => !filled.has(column.id))
  return [...cells, ...given.map((one): FilledCell => ({ ...one, notes: [], unread: null }))]
}

const said = ({ rule, message, fix }: CellFinding, at: FilledCell['at']): Finding =>
  findingOf(rule, `${message} ${fix}`.trim(), at)

/** Checks one cell and reports what is wrong with it. */
interface CellReader {
  /** What makes the text unfit to use, or null. */
  readonly unusable: () => CellFinding | null
  readonly say: (finding: CellFinding) => void
  /** The value, or null after saying what is wrong. */
  readonly take: <T>(parsed: Parsed<T>) => T | null
}

/** Only a cell that every plan needs can stop a pack; another one counts as not known, which is a warning. */
function cellReader(
  column: Column,
  text: string,
  at: FilledCell['at'],
  context: RowContext,
  findings: Finding[],
): CellReader {
  const isNeeded = (NEEDED_COLUMNS as readonly string[]).includes(column.id)
  const say: CellReader['say'] = (problem) => {
    const finding = said(problem, at)
    const isOpen = !isNeeded && finding.severity === 'error'
    findings.push(
      isOpen ? asWarning({ ...finding, message: `${finding.message} Until then it counts as not known.` }) : finding,
    )
  }
  return {
    say,
    // A tick is never printed.
    unusable: () =>
      unusableText(text) ?? (column.kind === 'condition' ? null : unprintable(text, context.missingCharacter)),
    take: (parsed) => {
      if ('value' in parsed) return parsed.value
      say(parsed)
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
      const { value, finding } = repairText(column.id, text)
      if (finding !== undefined) cell.say(finding)
      if (value !== null) answers.text[column.text] = value
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
      const time = cell.take(parseTime(text, column.milestone === 'go-live' ? 'morning' : 'evening'))
      if (time !== null) answers.times[column.milestone] = time
      return
    }
    case 'cutover':
      answers.cutover = cell.take(parseCutover(text))
      return
    case 'repeat-order-by':
      answers.repeatOrderBy = cell.take(asParsed(parseDate(text, context.dateOrder)))
      return
    case 'previous-go-live':
      answers.previousGoLive = cell.take(asParsed(parseDate(text, context.dateOrder)))
      return
    case 'apps-off':
      answers.appsOff = cell.take(asParsed(parseDate(text, context.dateOrder)))
      return
    case 'patients':
      answers.patients = cell.take(parsePatients(text))
      return
    case 'contact': {
      const { value, finding } = repairText(column.id, text)
      if (finding !== undefined) cell.say(finding)
      if (value !== null) answers.contacts[column.role] = { ...answers.contacts[column.role], [column.part]: value }
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
  if (needed === 'ods_code') {
    const parsed = parseOdsCode(text)
    if (parsed.note !== undefined) cell.say(parsed.note)
    answers.ods = cell.take(parsed)
  } else if (needed === 'name') answers.name = text
  else {
    const known = matchSystem(text, context.data.systems)
    if (known === null) cell.say(unknownSystem(text, context.data))
    if (needed === 'current_system') answers.currentSystem = { written: text, known }
    else answers.newSystem = { written: text, known }
  }
}

function asParsed(parsed: ParsedDate): Parsed<IsoDay> {
  return 'date' in parsed ? { value: parsed.date } : parsed
}

/** An address or a list of apps that was typed on several lines of one cell stays a list. */
function joinOf(id: string): string {
  return id.startsWith('address_') || id.startsWith('apps_') ? ', ' : ' '
}

function placeOf(
  row: PracticeRow,
  table: PracticeTable,
  matched: Pick<MatchedColumn, 'header'> | undefined,
): Pick<Finding, 'cell' | 'place'> {
  if (table.kind !== 'answers') return { cell: cellOf(row, table, matched) }
  const line = matched === undefined ? row.lines?.[0] : row.lines?.[matched.header.index]
  return { place: { file: table.file, line: line ?? 1, column: 1 } }
}

function cellOf(row: PracticeRow, table: PracticeTable, matched: Pick<MatchedColumn, 'header'> | undefined): CellPlace {
  return {
    row: row.row,
    ...(matched === undefined ? {} : { column: matched.header.written, letter: letterIn(row, table, matched.header) }),
    ...defined({ sheet: row.sheet ?? table.sheet }),
  }
}
