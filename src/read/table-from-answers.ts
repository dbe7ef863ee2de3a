/**
 * YAML or JSON → PracticeTable: one practice as keys and values, or a list of practices.
 *
 * A key is a column's name. Keys may nest, which joins their names: `practice_manager: { name: … }` is the column
 * `practice_manager_name`.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import type { PracticeTable, TableHeader, TableRow } from '../model/practice-table.ts'
import { columnLetter } from '../model/practice-table.ts'
import { readYamlNodes, YamlProblem, type YamlNode } from '../base/yaml.ts'

interface Answer {
  readonly key: string
  readonly value: string
  readonly line: number
}

/** @throws UserError 3 when the file is not YAML or JSON, or holds no practice */
export function tableFromAnswers(file: string, text: string): PracticeTable {
  const top = nodesIn(file, text)
  const practices = top?.kind === 'sequence' ? top.items : [top]
  const answers = practices.map((node) => answersIn(node, '', file))
  if (answers.every((list) => list.length === 0)) {
    throw new UserError(
      3,
      `The practices file ${file} is empty.`,
      'It needs at least `ods_code`, `name`, `current_system`, `new_system` and `go_live`, each with its answer.',
    )
  }
  return tableOf(file, answers)
}

function nodesIn(file: string, text: string): YamlNode | null {
  try {
    return readYamlNodes(text)
  } catch (trouble) {
    if (!(trouble instanceof YamlProblem)) throw trouble
    throw new UserError(
      3,
      `The practices file ${file} cannot be read: line ${trouble.line}: ${trouble.message}.`,
      'Mend that line. Every line is a name, a colon, a space and the answer, such as `go_live: 2027-04-14`.',
      { cause: trouble },
    )
  }
}

function answersIn(node: YamlNode | null, prefix: string, file: string): Answer[] {
  if (node === null) return []
  const { line } = node
  if (node.kind === 'mapping') {
    return node.pairs.flatMap(({ key, value }) => {
      const name = key.kind === 'scalar' ? String(key.value) : ''
      return answersIn(value, prefix === '' ? name : `${prefix}_${name}`, file)
    })
  }
  if (node.kind === 'scalar' && prefix !== '') {
    // As written, not the value: 01632960123 is a phone number, not a number without its first digit.
    return [{ key: prefix, value: node.value === null ? '' : (node.plain ?? String(node.value)), line }]
  }
  if (node.kind === 'sequence' && prefix !== '' && node.items.every((item) => item.kind === 'scalar')) {
    return [{ key: prefix, value: node.items.map(({ value }) => String(value)).join(', '), line }]
  }
  throw new UserError(
    3,
    `The practices file ${file} cannot be read: line ${line} is ${node.kind === 'alias' ? 'an alias' : 'no name with an answer'}.`,
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
