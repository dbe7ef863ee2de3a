/**
 * A questionnaire in Word → its answers.
 *
 * The questions stand in tables, the answer in the second cell, in a content control whose tag is the column it is for.
 * People type beside the control, and other programs than Word drop tags or whole controls: so what counts is all that the
 * second cell says, and where the tag is gone the words of the question take its place. Follows ECMA-376 part 1, 17.5.2.
 *
 * @module
 */
import { strFromU8, unzipSync } from 'fflate'
import { xmlTokens, type XmlTag } from '../base/xml.ts'

/** A row of a table while it is read; each cell as lines. */
interface OpenRow {
  readonly cells: string[][]
  tag: string
}

/** @returns by tag, or by question where there is no tag; an answer may be empty. Null when the file is no Word document */
export function answersInDocx(bytes: Uint8Array): ReadonlyMap<string, string> | null {
  const document = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' })['word/document.xml']
  if (document === undefined) return null
  const answers = new Map<string, string>()
  /** Whether each open control, the outermost first, holds words that only say what to do. */
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
