/**
 * Answers on sheets of questions, kept beside the practices file: which practice, which question, what was said, by whom and when.
 * Nothing that is in the file is taken out of it, so that no answer is lost when another comes.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { BYTE_ORDER_MARK, csvText, readCsv, separatorOf, withoutGuard } from '../base/csv.ts'
import { orIfAbsent } from '../base/files.ts'
import { writeBeside, writeFileAtomically } from '../packs/write-file.ts'
import type { GivenAnswer } from '../practices/question-sheets.ts'
import { besidePractices } from '../practices/read-practices.ts'

const HEADER = ['code', 'id', 'question', 'answer', 'who said it', 'day', 'file']

/** All but the file that an answer came in: the same answer twice is one. */
const sameAnswer = (row: readonly string[]): string => JSON.stringify(row.slice(0, -1))

/** @returns the file, and the questions to which it has different answers */
export async function keepAnswers(
  given: readonly GivenAnswer[],
  practices: string,
): Promise<{ readonly file: string; readonly disagree: readonly GivenAnswer[] }> {
  const wanted = besidePractices(practices, 'answers-to-questions.csv')
  const text = await orIfAbsent(readFile(wanted, 'utf8'), '')
  const before = readCsv(text, separatorOf(text)).map((row) => row.map(withoutGuard))
  const isOurs = before.length === 0 || HEADER.every((name, at) => before[0]?.[at] === name)
  const rows = isOurs ? before.slice(1) : []
  const known = new Set(rows.map(sameAnswer))
  for (const one of given) {
    const row = [one.ods, one.id, one.question, one.answer, one.name, one.date, basename(one.file)]
    if (known.has(sameAnswer(row))) continue
    known.add(sameAnswer(row))
    rows.push(row)
  }
  const bytes = new TextEncoder().encode(BYTE_ORDER_MARK + csvText([HEADER, ...rows]))
  const disagree = given.filter(({ ods, id, question, answer }) =>
    rows.some((row) => row[0] === ods && (id === '' ? row[2] === question : row[1] === id) && row[3] !== answer),
  )
  if (!isOurs) return { file: await writeBeside(wanted, bytes), disagree }
  await writeFileAtomically(wanted, bytes, { replace: true })
  return { file: wanted, disagree }
}
