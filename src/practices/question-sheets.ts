/**
 * Sheets of questions that came back: the Word copy, or what the web page downloads. An answer to a question that asks for a column
 * is a change of the practices file; every answer is kept, with who gave it and when.
 *
 * @module
 */
import { isDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import { plainName } from './columns.ts'
import { parseDate } from './parse-date.ts'
import { parseOdsCode } from './parse-value.ts'
import type { DocxContent } from './returned-answers.ts'

/** One answer, as it was given. */
export interface GivenAnswer {
  readonly file: string
  readonly ods: string
  /** Of the question; empty where a program has lost it. */
  readonly id: string
  readonly question: string
  readonly answer: string
  readonly name: string
  /** `YYYY-MM-DD`, or as written. */
  readonly date: string
}

export interface ReturnedSheet {
  readonly file: string
  readonly ods: string
  readonly given: readonly GivenAnswer[]
  /** By the column that each fills in. */
  readonly answers: ReadonlyMap<string, string>
}

const COLUMN = 'column:'
type SheetPart = 'answer' | 'name' | 'date'
const PART = /^((?:ask|column):.+):(answer|name|date)$/

/** What the web page downloads has a row for each field. Null for any other table. */
export function sheetInTable({ file, headers, rows }: PracticeTable): ReturnedSheet | null {
  const at = (name: string): number | undefined => headers.find(({ written }) => plainName(written) === name)?.index
  const [code, id, value, name] = ['code', 'id', 'value', 'name'].map(at)
  if (code === undefined || id === undefined || value === undefined) return null
  const codes = new Set<string>()
  const byId = new Map<string, Partial<Record<SheetPart | 'question', string>>>()
  for (const { values } of rows) {
    const [, question = '', part] = PART.exec((values[id] ?? '').trim()) ?? []
    if (part === undefined) continue
    codes.add((values[code] ?? '').trim())
    const label = name === undefined ? '' : (values[name] ?? '')
    const said = { ...byId.get(question), [part]: (values[value] ?? '').trim() }
    // The name of the field is what stands before the question.
    if (part === 'answer') said.question = label.replace(/^[^:]*: /, '').trim()
    byId.set(question, said)
  }
  if (byId.size === 0)
    throw new UserError(
      'usage',
      `${file} is the download of another page: it has no answers to questions.`,
      'Open “Questions to ask”, fill it in, and send what that page downloads.',
    )
  const [ods = '', ...others] = codes
  if (others.length > 0)
    throw new UserError('usage', `${file} is about several practices.`, 'Send one file for each practice.')
  return sheetOf(
    file,
    ods,
    [...byId].map(([question, said]) => ({ answer: '', name: '', date: '', question: '', ...said, id: question })),
  )
}

/**
 * The Word copy: tables with the question, the answer, who gave it and the day. Null for a document without such tables.
 *
 * @param headings of these four columns, by which the tables are known where a program has lost the tags
 */
export function sheetInDocx(file: string, content: DocxContent, headings: readonly string[]): ReturnedSheet | null {
  const isHeading = (cells: readonly string[]): boolean =>
    headings.every((heading, at) => plainName(cells[at] ?? '') === plainName(heading))
  const tags = content.rows.map(({ cells }) => PART.exec(cells[1]?.tag ?? '')?.[1] ?? '')
  const hasTags = tags.some((tag) => tag !== '')
  if (!hasTags && !content.rows.some(({ cells }) => isHeading(cells.map(({ text }) => text)))) return null
  const given = content.rows.flatMap(({ cells }, at) => {
    const [question = '', answer = '', name = '', date = ''] = cells.map(({ text }) => text.trim())
    if (cells.length < headings.length || isHeading([question, answer, name, date])) return []
    // Below the question stands what is known about it.
    return [{ id: tags[at] ?? '', question: question.split('\n', 1)[0] ?? '', answer, name, date }]
  })
  const codes = content.paragraphs.flatMap((text) => text.match(/\b[A-Z]\d{5}\b/g) ?? [])
  return sheetOf(file, codes[0] ?? '', given)
}

type Read = Omit<GivenAnswer, 'file' | 'ods'>

function sheetOf(file: string, written: string, read: readonly Read[]): ReturnedSheet {
  const code = parseOdsCode(written)
  if (!('value' in code))
    throw new UserError(
      'usage',
      `${file} does not say which practice it is about.`,
      'Ask for the file as it was sent out: the practice code stands at its head.',
    )
  const ods = code.value
  const given = read
    .filter(({ answer }) => answer !== '')
    .map((one): GivenAnswer => ({ file, ods, ...one, date: dayOf(one.date) }))
  const answers = new Map(
    given.flatMap(({ id, answer }): [string, string][] =>
      id.startsWith(COLUMN) ? [[id.slice(COLUMN.length).replaceAll('-', '_'), answer]] : [],
    ),
  )
  return { file, ods, given, answers }
}

function dayOf(written: string): string {
  if (written === '' || isDay(written)) return written
  const parsed = parseDate(written)
  return 'date' in parsed ? parsed.date : written
}
