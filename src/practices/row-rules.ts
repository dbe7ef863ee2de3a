/**
 * Rules about a row as a whole: each looks at what its cells say together.
 *
 * To add one: an entry in {@link ROW_RULES}, and its words in `model/rules/practice-rules.ts`.
 *
 * @module
 */
import { option } from '../base/text.ts'
import type { MilestoneId } from '../model/guide.ts'
import type { PracticeRow, PracticeTable, TableHeader } from '../model/practice-table.ts'
import type { Answers } from './build-practice.ts'
import { cleanText } from './clean-text.ts'
import { plainName, snake } from './columns.ts'
import type { MatchedColumn } from './match-columns.ts'
import { isNothing } from './nothing-words.ts'
import { type CellFinding, mergerFinding } from './parse-value.ts'

export interface RowToLookAt {
  readonly row: PracticeRow
  readonly table: PracticeTable
  readonly columns: ReadonlyMap<string, MatchedColumn>
  /** Columns that nothing reads, such as notes; without those that the user told to ignore. */
  readonly unread: readonly TableHeader[]
  /** What was understood of its cells; a rule may take back what the rest of the row speaks against. */
  readonly answers: Answers
}

interface RowFinding {
  readonly finding: CellFinding
  /** The column that it is about; absent: the row. */
  readonly header?: TableHeader
}

type RowRule = (row: RowToLookAt) => Iterable<RowFinding>

/** A move from a system to itself: one of the two cells is wrong. */
function* sameSystem({ answers: { currentSystem, newSystem }, columns }: RowToLookAt): ReturnType<RowRule> {
  if (currentSystem === null || newSystem === null) return
  const idOf = ({ written, known }: NonNullable<Answers['newSystem']>) => known?.id ?? plainName(written)
  if (idOf(currentSystem) !== idOf(newSystem)) return
  yield {
    finding: {
      rule: 'same-system',
      message: `current_system and new_system are both ${newSystem.known?.name ?? newSystem.written}, so there is no move to plan.`,
      fix: 'Correct the one that is wrong, or delete the row.',
    },
    ...at(columns.get('new_system')?.header),
  }
}

/** A status says of a day that it is agreed; without the day nobody has agreed anything. */
function* statusWithoutDay({ row, answers, columns }: RowToLookAt): ReturnType<RowRule> {
  for (const [milestone, status] of Object.entries(answers.statuses) as [MilestoneId, string][]) {
    if (milestone === 'go-live' || answers.dates[milestone] !== undefined) continue
    const written = textIn(row, columns.get(snake(milestone))?.header)
    // What is done may be said without its day, unless the day is there and cannot be read.
    if (status === 'proposed' || (status === 'done' && (written === '' || isNothing(written)))) continue
    delete answers.statuses[milestone]
    yield {
      finding: {
        rule: 'status-without-day',
        message: `“${status}” has no day to go with it, so the day is worked out and counts as proposed.`,
        fix: `Write the day in the column ${snake(milestone)}, or clear the status.`,
      },
      ...at(columns.get(`${snake(milestone)}_status`)?.header),
    }
  }
}

/** A row that somebody has crossed out. */
function* crossedOut({ row }: RowToLookAt): ReturnType<RowRule> {
  if (!isCrossedOut(row)) return
  yield {
    finding: {
      rule: 'row-crossed-out',
      message: 'The row is crossed out, so it is not clear whether the practice moves.',
      fix: 'Delete the row, or take the line through it away.',
    },
  }
}

export const isCrossedOut = ({ values, struck = [] }: PracticeRow): boolean =>
  struck.length > 0 && values.every((value, index) => value.trim() === '' || struck.includes(index))

/** Two practices that become one: nothing here plans that. */
const MERGER = /\b(?:merging|merger|merges|(?:to|will) merge|merge (?:with|into))\b/i

function* merger(row: RowToLookAt): ReturnType<RowRule> {
  for (const { header, text } of remarks(row)) {
    const isAsked = plainName(header.written).startsWith('merg')
    const isYes = isAsked && text !== '' && !isNothing(text) && !/^(?:no?|false|0)$/i.test(text)
    const word = MERGER.exec(text)?.[0] ?? (isYes ? header.written : undefined)
    if (word === undefined) continue
    yield { finding: mergerFinding(`“${word}” means`, header.written), header }
    return
  }
}

/** What people write beside a practice that may not move at all. */
const OFF =
  /\b(?:withdrawn|withdrew|withdrawing|on[ -]hold|paused|suspended|cancell?ed|postponed|deferred|delayed|abandoned|stood down|descoped|out of scope|pulled out|dropped out|merged|(?:not|no longer) (?:proceeding|going ahead|migrating|moving)|do not (?:use|contact|include|migrate))\b|^(?:closed|closing|dormant|inactive|duplicate|hold|void)$/i
const NEGATED = /\b(?:not|never|no longer|isn['’]?t|was|were|off)\s+(?:yet\s+)?$/i

function* mayBeOff(row: RowToLookAt): ReturnType<RowRule> {
  for (const { header, text } of remarks(row)) {
    const found = OFF.exec(text)
    if (found === null || isNothing(text) || NEGATED.test(text.slice(0, found.index))) continue
    yield {
      finding: {
        rule: 'row-may-be-off',
        message: `“${found[0]}” is written in a column that nothing reads; the practice gets a pack all the same.`,
        fix: `If it does not move, delete the row. If it does, clear the word, or leave the column out with ${option('map', `${header.written}=ignore`)}.`,
      },
      header,
    }
  }
}

/** Codes that begin with U are given to primary care networks. */
function* codeOfNetwork({ answers, columns }: RowToLookAt): ReturnType<RowRule> {
  if (answers.ods?.startsWith('U') !== true) return
  yield {
    finding: {
      rule: 'not-a-gp-practice',
      message: `${answers.ods} has the form of a primary care network’s code, not of a practice’s.`,
      fix: 'Check the code.',
    },
    ...at(columns.get('ods_code')?.header),
  }
}

const ROW_RULES: readonly RowRule[] = [crossedOut, merger, sameSystem, statusWithoutDay, mayBeOff, codeOfNetwork]

/** What is wrong with the row as a whole. May take answers back. */
export const lookAtRow = (row: RowToLookAt): RowFinding[] => ROW_RULES.flatMap((rule) => [...rule(row)])

/** Cells in which people write what they think of a row: its notes, and what stands beside a name or a system. */
function remarks({ row, columns, unread }: RowToLookAt): { readonly header: TableHeader; readonly text: string }[] {
  const read = ['name', 'current_system', 'new_system'].flatMap((id) => columns.get(id)?.header ?? [])
  return [...unread, ...read].flatMap((header) => {
    const text = textIn(row, header)
    return text === '' ? [] : [{ header, text }]
  })
}

const textIn = (row: PracticeRow, header: TableHeader | undefined): string =>
  header === undefined ? '' : cleanText(row.values[header.index] ?? '')

const at = (header: TableHeader | undefined): Pick<RowFinding, 'header'> => (header === undefined ? {} : { header })
