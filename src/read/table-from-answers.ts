/**
 * YAML or JSON → PracticeTable: one practice as keys and values, or a list of practices.
 *
 * A key is a column's name. Keys may nest, which joins their names: `practice_manager: { name: … }` is the column
 * `practice_manager_name`.
 *
 * @module
 */
import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { Node } from 'yaml'
import { UserError } from '../model/finding.ts'
import type { PracticeTable, TableHeader, TableRow } from '../model/practice-table.ts'
import { columnLetter } from '../model/practice-table.ts'

interface Answer {
  readonly key: string
  readonly value: string
  readonly line: number
}

/** @throws UserError 3 when the file is not YAML or JSON, or holds no practice */
export function tableFromAnswers(file: string, text: string): PracticeTable {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const trouble = document.errors[0]
  if (trouble !== undefined) {
    const line = trouble.linePos?.[0].line ?? 1
    throw new UserError(
      3,
      `The practices file ${file} cannot be read: line ${line}: ${trouble.message.split('\n')[0] ?? ''}`,
      'Mend that line. Every line is a name, a colon, a space and the answer, such as `go_live: 2027-04-14`.',
      { cause: trouble },
    )
  }
  const practices = isSeq(document.contents) ? document.contents.items : [document.contents]
  const answers = practices.map((node) => answersIn(node as Node | null, '', lines, file))
  if (answers.every((list) => list.length === 0)) {
    throw new UserError(
      3,
      `The practices file ${file} is empty.`,
      'It needs at least `ods_code`, `name`, `current_system`, `new_system` and `go_live`, each with its answer.',
    )
  }
  return tableOf(file, answers)
}

function answersIn(node: Node | null, prefix: string, lines: LineCounter, file: string): Answer[] {
  if (node === null) return []
  const line = lines.linePos(node.range?.[0] ?? 0).line
  if (isMap(node)) {
    return node.items.flatMap(({ key, value }) => {
      const name = isScalar(key) ? String(key.value) : ''
      return answersIn(value as Node | null, prefix === '' ? name : `${prefix}_${name}`, lines, file)
    })
  }
  if (isScalar(node) && prefix !== '') {
    // The source, not the value: 01632960123 is a phone number, not a number without its first digit.
    const plain = node.type === 'PLAIN' ? (node.source ?? '') : String(node.value)
    return [{ key: prefix, value: node.value === null ? '' : plain, line }]
  }
  if (isSeq(node) && prefix !== '' && node.items.every((item) => isScalar(item))) {
    return [
      { key: prefix, value: node.items.map((item) => String((item as { value: unknown }).value)).join(', '), line },
    ]
  }
  throw new UserError(
    3,
    `The practices file ${file} cannot be read: line ${line} is ${isAlias(node) ? 'an alias' : 'no name with an answer'}.`,
    'Every line is a name, a colon, a space and the answer, such as `go_live: 2027-04-14`.',
  )
}

function tableOf(file: string, practices: readonly (readonly Answer[])[]): PracticeTable {
  const names = [...new Set(practices.flatMap((answers) => answers.map(({ key }) => key)))]
  const headers = names.map((written, index): TableHeader => ({ written, index, letter: columnLetter(index) }))
  const rows = practices.flatMap((answers, index): TableRow[] => {
    if (answers.length === 0) return []
    const byName = new Map(answers.map((answer) => [answer.key, answer]))
    return [
      {
        // Answers have no rows; the first practice counts as the first row of data would.
        row: index + 2,
        values: names.map((name) => byName.get(name)?.value ?? ''),
        lines: names.map((name) => byName.get(name)?.line ?? answers[0]?.line ?? 1),
      },
    ]
  })
  return { file, kind: 'answers', headerRow: 0, headers, width: headers.length, rows, findings: [] }
}
