/**
 * Answers about practices: YAML or JSON → PracticeTable, and a returned questionnaire in Word → its answers.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { type XmlTag, xmlTokens } from '../base/xml.ts'
import { readYamlNodes, type YamlNode, YamlProblem } from '../base/yaml.ts'
import { UserError } from '../model/finding.ts'
import { columnLetter, type PracticeTable, type TableHeader, type PracticeRow } from '../model/practice-table.ts'

interface Answer {
  readonly key: string
  readonly value: string
  readonly line: number
}

/**
 * One practice as keys and values, or a list of practices. A key is a column's name. Keys may nest, which joins their names:
 * `practice_manager: { name: … }` is the column `practice_manager_name`.
 *
 * @throws UserError when the file is not YAML or JSON, or holds no practice
 */
export function tableFromAnswers(file: string, text: string): PracticeTable {
  const top = nodesIn(file, text)
  const practices = top?.kind === 'sequence' ? top.items : [top]
  const answers = practices.map((node) => answersIn(node, '', file))
  if (answers.every((list) => list.length === 0)) {
    throw new UserError(
      'input',
      `The practices file ${file} is empty.`,
      'It needs at least `ods_code`, `name`, `current_system`, `new_system` and `go_live`, each with its answer.',
    )
  }
  return tableOf(file, answers)
}

function nodesIn(file: string, text: string): YamlNode | null {
  try {
    return readYamlNodes(text)
  } catch (cause) {
    if (!(cause instanceof YamlProblem)) throw cause
    throw new UserError(
      'input',
      `The practices file ${file} cannot be read: line ${cause.line}: ${cause.message}.`,
      'Correct that line. Every line is a name, a colon, a space and the answer, such as `go_live: 2027-04-14`.',
      { cause },
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
    'input',
    `The practices file ${file} cannot be read: line ${line} is ${node.kind === 'alias' ? 'an alias' : 'not a name with an answer'}.`,
    'Every line is a name, a colon, a space and the answer, such as `go_live: 2027-04-14`.',
  )
}

function tableOf(file: string, practices: readonly (readonly Answer[])[]): PracticeTable {
  const names = [...new Set(practices.flatMap((answers) => answers.map(({ key }) => key)))]
  const headers = names.map((written, index): TableHeader => ({ written, index, letter: columnLetter(index) }))
  const rows = practices.flatMap((answers, index): PracticeRow[] => {
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

/** A row of a table while it is read; each cell as lines. */
interface OpenRow {
  readonly cells: string[][]
  tag: string
}

/**
 * The answers in a questionnaire in Word. Its tables have the question in the first cell and the answer in the second, in a
 * content control whose tag is the column. People type beside the control, and other programs drop tags or controls: so the
 * answer is all the text of the second cell, and without a tag the question is the key. Follows ECMA-376 part 1, 17.5.2.
 *
 * @returns by tag, or by question where there is no tag; an answer may be empty. Null when the file is not a Word document
 */
export function answersInDocx(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const document = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' })['word/document.xml']
  if (document === undefined) return null
  const answers = new Map<string, string>()
  /** Whether each open control, the outermost first, shows its placeholder. */
  const prompts: boolean[] = []
  let row: OpenRow | null = null
  let isText = false
  for (const token of xmlTokens(strFromU8(document))) {
    if (typeof token !== 'string') isText = token.name === 'w:t' && token.opens && !token.closes
    if (typeof token === 'string') {
      if (row !== null && isText && !prompts.includes(true)) addText(row, token)
    } else if (token.name === 'w:sdt') {
      if (token.opens) prompts.push(false)
      if (token.closes) prompts.pop()
    } else if (token.name === 'w:showingPlcHdr') prompts[prompts.length - 1] = isOn(token)
    else if (token.name === 'w:tr') {
      if (token.opens) row = { cells: [], tag: '' }
      if (token.closes && row !== null) {
        const [question = [], answer] = row.cells
        const key = row.tag === '' ? (question[0] ?? '').trim() : row.tag
        if (answer !== undefined && key !== '') answers.set(key, answer.join('\n').trim())
        row = null
      }
    } else if (row !== null && token.opens) readInRow(row, token)
  }
  return answers
}

function readInRow(row: OpenRow, { name, attributes }: XmlTag): void {
  if (name === 'w:tc') row.cells.push([])
  else if (name === 'w:p') row.cells.at(-1)?.push('')
  else if (name === 'w:tag') row.tag = attributes.get('w:val') ?? ''
  else if (name === 'w:br') addText(row, '\n')
  else if (name === 'w:tab') addText(row, ' ')
}

function addText({ cells }: OpenRow, text: string): void {
  const cell = cells.at(-1)
  cell?.push((cell.pop() ?? '') + text)
}

const isOn = ({ attributes }: XmlTag): boolean => !['0', 'false', 'off'].includes(attributes.get('w:val') ?? '')
