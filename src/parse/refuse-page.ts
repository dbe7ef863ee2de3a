/**
 * Pages that the Markdown parser must not see: its time grows faster than the page, and deep nesting uses up its stack.
 *
 * No guide that a person wrote comes near these limits: the largest page of the public guide has 30 kB and 250 lines.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'

const MAX_BYTES = 200_000
const MAX_DEPTH = 100
const MAX_LINES = 10_000
/** In one block, which ends at an empty line. */
const MAX_BLOCK_LINES = 1_500
const MAX_BLOCK_MARKS = 4_000
/** Quote marks and list markers at the beginnings of lines, all lines together. */
const MAX_CONTAINERS = 10_000

const LINE = /[^\r\n]*(?:\r\n|\r|\n|$)/y
const CONTAINERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*[ \t]*/
/** Characters that may open something inside a line. */
const MARKS = /[*_[\]`<\\]/g

/** @returns the finding for a page that must not be parsed, else null */
export function refusePage(file: SourceFile): Finding | null {
  const refused = (rule: RuleId, line: number, message: string): Finding =>
    findingOf(rule, `${message} The page was not read.`, { place: { file: file.file, line, column: 1 } })
  const { text } = file
  // Every character is at least one byte and at most three: the exact count is only needed near the limit.
  if (text.length > MAX_BYTES || (text.length * 3 > MAX_BYTES && Buffer.byteLength(text) > MAX_BYTES)) {
    return refused('page-too-large', 1, `Unexpected page of more than ${MAX_BYTES / 1000} kB; split it into several.`)
  }
  let block = newBlock()
  let containers = 0
  let line = 0
  for (let at = 0; at < text.length; at = LINE.lastIndex) {
    LINE.lastIndex = at
    const words = LINE.exec(text)?.[0] ?? ''
    line += 1
    const start = CONTAINERS.exec(words)?.[0] ?? ''
    if (line > MAX_LINES)
      return refused('page-too-large', line, `Unexpected page of more than ${MAX_LINES} lines; split it.`)
    if (words.trim() === '') {
      block = newBlock()
      continue
    }
    const depth = start === '' ? 0 : (start.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0)
    const indentation = start.length < MAX_DEPTH / 2 ? 0 : start.replace(/\t/g, '    ').replace(/\S/g, '').length
    containers += depth
    block.lines += 1
    for (const mark of words.matchAll(MARKS)) count(block, mark[0], words, mark.index)
    if (Math.max(depth, indentation / 2 - depth, block.deepest) > MAX_DEPTH) {
      return refused(
        'page-nested-too-deep',
        line,
        `Unexpected nesting more than ${MAX_DEPTH} deep, of quotes, lists, brackets or emphasis.`,
      )
    }
    if (block.lines > MAX_BLOCK_LINES || block.marks > MAX_BLOCK_MARKS || containers > MAX_CONTAINERS) {
      return refused(
        'page-too-large',
        line,
        'Unexpected amount of lines or marks without an empty line between them; split the page or the list.',
      )
    }
  }
  return null
}

const newBlock = () => ({ lines: 0, marks: 0, brackets: 0, emphasis: 0, deepest: 0 })

/** Brackets and emphasis that are open: a mark after a space opens, one before a space closes. */
function count(block: ReturnType<typeof newBlock>, mark: string, line: string, at: number): void {
  block.marks += 1
  if (mark === '[') block.brackets += 1
  else if (mark === ']') block.brackets = Math.max(0, block.brackets - 1)
  else if (mark === '*' || mark === '_') {
    const opens = !isWord(line[at - 1]) && isWord(line[at + 1])
    const closes = isWord(line[at - 1]) && !isWord(line[at + 1])
    if (opens) block.emphasis += 1
    else if (closes) block.emphasis = Math.max(0, block.emphasis - 1)
  }
  block.deepest = Math.max(block.deepest, block.brackets, block.emphasis)
}

const isWord = (character: string | undefined): boolean => character !== undefined && !/[\s*_]/.test(character)
