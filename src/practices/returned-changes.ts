/**
 * Returned questionnaires → what they would change in the practices file.
 *
 * A questionnaire knows what was sent, so only what differs from that is an answer. An empty answer, or "don't know yet", changes
 * nothing; where something was sent, it is said.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import type { PracticeRow, PracticeTable, Question, SheetWords, TableHeader } from '../model/practice-table.ts'
import { cleanText } from './clean-text.ts'
import { type Column, plainName } from './columns.ts'
import type { MatchedColumn } from './match-columns.ts'
import { isNothing } from './nothing-words.ts'
import { parseDate } from './parse-date.ts'
import { parseAnswer, type Parsed, parseOdsCode, parseTime } from './parse-value.ts'

/** The answers of a returned questionnaire. */
export interface Returned {
  readonly file: string
  readonly ods: string
  /** By column id, as written. */
  readonly answers: ReadonlyMap<string, string>
  /** What it showed when it was sent, by column id; absent where that is not known. */
  readonly sent?: ReadonlyMap<string, string>
  /** What stands in place of a value that was sent: nothing, or a word for nothing. */
  readonly taken?: ReadonlyMap<string, string>
}

/** One cell of the practices file that would change. */
export interface Change extends Pick<PracticeRow, 'row' | 'sheet'> {
  readonly file: string
  readonly ods: string
  readonly column: string
  /** Null: the practices file has no such column yet. */
  readonly header: TableHeader | null
  /** What the practices file says now. */
  readonly before: string
  readonly after: string
  /** What the questionnaire showed, where the practices file says something else since. */
  readonly sent?: string
  /** A day, or whether one is agreed: other days of the plan move with it. */
  readonly isDate: boolean
  /** A value that was sent was taken out of the questionnaire; `after` is what stands there. */
  readonly isTaken: boolean
}

/**
 * Takes the answers from a returned questionnaire. A spreadsheet has a row for each question; a Word document is one row,
 * with a column for each answer.
 *
 * @param sent what the file says it showed when it was sent; null where a program has dropped that
 * @throws UserError when the file is not one of our questionnaires, has lost the practice's code, or was sent about another one
 */
export function parseReturned(
  table: PracticeTable,
  words: SheetWords,
  questions: readonly Question[],
  sent: ReadonlyMap<string, string> | null = null,
): Returned {
  const read = table.kind === 'answers' ? answersInFields(table, questions) : answersInRows(table, words)
  // Where a question stands twice, the one with an answer counts.
  const all = new Map([...read.filter(([, text]) => text === ''), ...read.filter(([, text]) => text !== '')])
  const answers = new Map([...all].filter(([column, text]) => column !== '' && text !== '' && !isNothing(text)))
  const code = parseOdsCode(answers.get('ods_code') ?? '')
  if (!('value' in code)) {
    throw new UserError(
      'usage',
      `${table.file} does not say which practice it is about: the answer for ods_code is missing or wrong.`,
      'Write the ODS code of the practice into it.',
    )
  }
  const was = sent?.get('ods_code')
  if (was !== undefined && was !== code.value) {
    throw new UserError(
      'usage',
      `${table.file} was sent about ${was}, and says now that it is about ${code.value}.`,
      `If it is about ${was}, put that code back into it. If ${code.value} used it, send them their own: its answers are those of ${was}.`,
    )
  }
  answers.delete('ods_code')
  if (sent === null) return { file: table.file, ods: code.value, answers }
  const taken = new Map(
    [...sent].flatMap(([id, text]) => {
      const now = all.get(id)
      return id === 'ods_code' || text === '' || isNothing(text) || now === undefined || answers.has(id)
        ? []
        : [[id, now] as const]
    }),
  )
  return { file: table.file, ods: code.value, answers, sent, taken }
}

function answersInRows(table: PracticeTable, words: SheetWords): (readonly [string, string])[] {
  const at = (key: string) =>
    table.headers.find(({ written }) => plainName(written) === plainName(words.say(key)))?.index
  const [answer, id] = [at('head_answer'), at('head_id')]
  if (answer === undefined || id === undefined) {
    throw new UserError(
      'usage',
      `${table.file} is not a questionnaire: it has no columns “${words.say('head_answer')}” and “${words.say('head_id')}”.`,
      'Keep only returned questionnaires in the folder, with their columns as they were.',
    )
  }
  return table.rows.map(({ values }) => [cleanText(values[id] ?? ''), cleanText(values[answer] ?? '')] as const)
}

/** Each by the column it is for, or by its question where a program has lost that. */
function answersInFields({ file, headers, rows }: PracticeTable, questions: readonly Question[]): [string, string][] {
  const ids = new Map(questions.flatMap(({ id, question }) => [[id, id] as const, [plainName(question), id] as const]))
  const answers = headers.flatMap(({ written, index }): [string, string][] => {
    const id = ids.get(written) ?? ids.get(plainName(written))
    return id === undefined ? [] : [[id, cleanText(rows[0]?.values[index] ?? '')]]
  })
  if (answers.length > 0) return answers
  throw new UserError(
    'usage',
    `${file} is not a questionnaire: none of its tables has our questions in its first column and answers in its second.`,
    'Ask for the Word file as it was sent out, or copy the answers into it.',
  )
}

/** The rows that answers may be about, and the columns that they may go into. */
export interface AskedTable {
  readonly table: PracticeTable
  readonly byId: ReadonlyMap<string, MatchedColumn>
}

/**
 * What the returned files would change, in the order of the practices file. Where two files about one practice say
 * different things, both are in the list: only a person can say which of them is right.
 *
 * @throws UserError when a practice is not in the practices file exactly once
 */
export function changesFrom(
  { table, byId }: AskedTable,
  returned: readonly Returned[],
  known: ReadonlyMap<string, Column>,
): Change[] {
  const codeAt = byId.get('ods_code')?.header.index ?? 0
  const changes = returned.flatMap(({ file, ods, answers, sent, taken = new Map<string, string>() }) => {
    const rows = table.rows.filter(({ values }) => cleanText(values[codeAt] ?? '').toUpperCase() === ods)
    const [row] = rows
    if (row === undefined || rows.length > 1) {
      throw new UserError(
        'usage',
        `${file} is about ${ods}, which is ${rows.length === 0 ? 'not in any row' : 'in more than one row'} of ${table.file}.`,
        'Correct the code in one of the two, or remove the file from the folder.',
      )
    }
    return [...answers, ...taken].flatMap(([written, after]): Change[] => {
      const column = known.get(plainName(written))
      if (column === undefined) return []
      const header = byId.get(column.id)?.header ?? null
      const before = header === null ? '' : cleanText(row.values[header.index] ?? '')
      const isTaken = taken.has(written)
      const was = sent === undefined ? before : (sent.get(written) ?? '')
      const isAsSent = sent !== undefined && isSameValue(column, was, after)
      if (isAsSent || isSameValue(column, before, after) || (isTaken && !isSameValue(column, before, was))) return []
      return [
        {
          file,
          row: row.row,
          ...(row.sheet === undefined ? {} : { sheet: row.sheet }),
          ods,
          column: column.id,
          header,
          before,
          after,
          ...(isSameValue(column, before, was) ? {} : { sent: was }),
          isDate: OF_DATES.has(column.kind),
          isTaken,
        },
      ]
    })
  })
  const order = new Map(table.rows.map((row, at) => [rowKey(row), at]))
  return changes
    .filter(
      (change, at) =>
        !changes.slice(0, at).some((other) => sameCell(change, other) && sameAnswer(change, other, known)),
    )
    .sort((a, b) => (order.get(rowKey(a)) ?? 0) - (order.get(rowKey(b)) ?? 0))
}

const rowKey = ({ row, sheet }: Pick<PracticeRow, 'row' | 'sheet'>): string => `${sheet ?? ''}!${row}`

/** Columns whose change moves other days of the plan. */
const OF_DATES: ReadonlySet<Column['kind']> = new Set([
  'date',
  'time',
  'status',
  'cutover',
  'repeat-order-by',
  'previous-go-live',
  'apps-off',
])

/** The changes that give another value for the same cell, where returned files disagree. */
export const conflictingChanges = (change: Change, all: readonly Change[]): Change[] =>
  all.filter((other) => other !== change && sameCell(change, other))

const sameCell = (one: Change, other: Change): boolean => rowKey(one) === rowKey(other) && one.column === other.column

function sameAnswer(one: Change, other: Change, known: ReadonlyMap<string, Column>): boolean {
  const column = known.get(plainName(one.column))
  return column === undefined ? one.after === other.after : isSameValue(column, one.after, other.after)
}

/** `2027-04-14` and `14 April 2027` are one day, `y` and `yes` one answer: such a change would change nothing. */
function isSameValue({ kind }: Column, before: string, after: string): boolean {
  if (before === after) return true
  const meaning = (text: string): unknown => {
    switch (kind) {
      case 'date':
      case 'repeat-order-by':
      case 'previous-go-live':
      case 'apps-off': {
        const parsed = parseDate(text)
        return 'date' in parsed ? parsed.date : text
      }
      case 'time':
        return valueOr(parseTime(text), text)
      case 'condition':
        return valueOr(parseAnswer(text), text)
      default:
        return text
    }
  }
  return meaning(before) === meaning(after)
}

const valueOr = <T>(parsed: Parsed<T>, text: string): T | string => ('value' in parsed ? parsed.value : text)

/** The table with the changes made, new columns at its right. */
export function withChanges(
  table: PracticeTable,
  changes: readonly Change[],
  letter: (index: number) => string,
): PracticeTable {
  const added = newColumns(changes)
  const width = Math.max(table.width, ...table.headers.map(({ index }) => index + 1))
  const headers = [
    ...table.headers,
    ...added.map((written, at) => ({ written, index: width + at, letter: letter(width + at) })),
  ]
  const indexOf = ({ column, header }: Change) => header?.index ?? width + added.indexOf(column)
  const rows = table.rows.map((row) => {
    const own = changes.filter((change) => rowKey(change) === rowKey(row))
    if (own.length === 0) return row
    const values = [...row.values]
    for (const change of own) {
      while (values.length <= indexOf(change)) values.push('')
      values[indexOf(change)] = change.after
    }
    // What stood there is no longer of account; a line through the cell stays.
    const isKept = (index: number): boolean => own.every((change) => indexOf(change) !== index)
    return {
      ...row,
      values,
      ...(row.realDates === undefined ? {} : { realDates: row.realDates.filter(isKept) }),
      ...(row.unsaved === undefined ? {} : { unsaved: row.unsaved.filter(isKept) }),
    }
  })
  return { ...table, headers, width: width + added.length, rows }
}

/** Columns that the practices file does not have yet, in the order in which they are met. */
export function newColumns(changes: readonly Change[]): string[] {
  return [...new Set(changes.flatMap(({ header, column }) => (header === null ? [column] : [])))]
}
