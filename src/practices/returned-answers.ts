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

/** What a Word document holds: the paragraphs outside its tables, and the rows of these. */
export interface DocxContent {
  /** What we keep in its properties, out of sight, by name; null where it has nothing of the kind. */
  readonly kept: ReadonlyMap<string, string> | null
  readonly paragraphs: readonly string[]
  readonly rows: readonly { readonly cells: readonly DocxCell[] }[]
}

interface DocxCell {
  /** Its paragraphs as lines, without prompts. */
  readonly text: string
  /** Of the last content control in it, or empty. */
  readonly tag: string
}

/**
 * The words of a document in Word, as its readers see them. People type beside a content control, and other programs drop tags or
 * controls: so a cell is all its text. Follows ECMA-376 part 1, 17.5.2.
 *
 * @returns null when the file is not a Word document
 */
export function contentOfDocx(bytes: Uint8Array): DocxContent | null {
  const parts = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' || name === PROPERTIES })
  const document = parts['word/document.xml']
  if (document === undefined) return null
  const rows: { cells: DocxCell[] }[] = []
  const outside: string[] = []
  /** Whether each open control, the outermost first, shows its placeholder. */
  const prompts: boolean[] = []
  let row: OpenCell[] | null = null
  let isText = false
  /** Open elements with text that no longer stands there, or stands there twice. */
  let gone = 0
  const add = (text: string): void => {
    const lines = row === null ? outside : row.at(-1)?.lines
    lines?.push((lines.pop() ?? '') + text)
  }
  for (const token of xmlTokens(strFromU8(document))) {
    if (typeof token === 'string') {
      if (isText && gone === 0 && !prompts.includes(true)) add(token)
      continue
    }
    const { name, opens, closes, attributes } = token
    isText = name === 'w:t' && opens && !closes
    const cell = row?.at(-1)
    if (GONE.has(name)) gone += Number(opens) - Number(closes)
    else if (name === 'w:sdt') {
      if (opens) prompts.push(false)
      if (closes) prompts.pop()
    } else if (name === 'w:showingPlcHdr') prompts[prompts.length - 1] = isOn(token)
    else if (name === 'w:tr') {
      if (opens) row = []
      if (closes && row !== null) {
        rows.push({ cells: row.map(({ lines, tag }) => ({ text: lines.join('\n').trim(), tag })) })
        row = null
      }
    } else if (!opens) continue
    else if (name === 'w:tc') row?.push({ lines: [], tag: '' })
    else if (name === 'w:p') (row === null ? outside : cell?.lines)?.push('')
    else if (name === 'w:tag' && cell !== undefined) cell.tag = attributes.get('w:val') ?? ''
    else if (name === 'w:br') add('\n')
    else if (name === 'w:tab') add(' ')
  }
  return { kept: keptIn(parts[PROPERTIES]), paragraphs: outside, rows }
}

const PROPERTIES = 'docProps/custom.xml'
/** Begins the names of the properties that are ours: programs add others. */
const OURS = 'practice-packs:'

function keptIn(properties: Uint8Array | undefined): ReadonlyMap<string, string> | null {
  const kept = new Map<string, string>()
  let name = ''
  for (const token of properties === undefined ? [] : xmlTokens(strFromU8(properties))) {
    if (typeof token === 'string') {
      if (name.startsWith(OURS)) kept.set(name.slice(OURS.length), (kept.get(name.slice(OURS.length)) ?? '') + token)
    } else if (token.name === 'property') name = token.opens ? (token.attributes.get('name') ?? '') : ''
  }
  return kept.size === 0 ? null : kept
}

/** What tracked changes removed or moved away, and the second form of a drawing. ECMA-376 part 1, 17.13.5; part 3, 10.2. */
const GONE = new Set(['w:del', 'w:moveFrom', 'mc:Fallback'])

/** A cell of a table while it is read. */
interface OpenCell {
  readonly lines: string[]
  tag: string
}

/**
 * The answers in a questionnaire in Word. Its tables have the question in the first cell and the answer in the second, in a
 * content control whose tag is the column; without a tag the question is the key.
 *
 * @returns by tag, or by question where there is no tag; an answer may be empty
 */
export function answersInDocx({ rows }: DocxContent): ReadonlyMap<string, string> {
  const answers = new Map<string, string>()
  for (const { cells } of rows) {
    const [question, answer] = cells
    const tag = cells.map((cell) => cell.tag).findLast((one) => one !== '')
    const key = tag ?? (question?.text.split('\n', 1)[0] ?? '').trim()
    if (answer !== undefined && key !== '') answers.set(key, answer.text)
  }
  return answers
}

const isOn = ({ attributes }: XmlTag): boolean => !['0', 'false', 'off'].includes(attributes.get('w:val') ?? '')
