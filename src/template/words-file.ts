/**
 * A `words.yaml` against the one that ships: each word is asked for by its name while a document is made, so a name that is
 * misspelt would only show in the pack that needs it.
 *
 * @module
 */
import Handlebars from 'handlebars'
import { readYamlNodes, YamlProblem, type YamlMapping, type YamlNode } from '../base/yaml.ts'
import { didYouMean } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { mapping, named, type YamlShape, words } from '../model/yaml-shape.ts'
import { whyUnreadable } from './check-fields.ts'
import { KNOWN_HELPERS } from './fill.ts'

/** Groups that also hold words for ids of the guide, of the timing policy, of templates, or of rules of one's own. */
const OPEN_GROUPS: readonly string[] = ['communications.titles', 'calendar.patients', 'calendar.post', 'findings']

/** What {@link checkWordsFile} asks of a file: every word of the one that ships, and others only in the open groups. */
export function wordsShape(shipped: SourceFile): YamlShape {
  const shapeOf = (node: YamlNode | null, path: string): YamlShape => {
    if (node?.kind !== 'mapping') return words
    const groups = pairsOf(node)
    if (OPEN_GROUPS.includes(path)) return named(words, [...groups.keys()])
    const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`)
    return mapping(Object.fromEntries([...groups].map(([name, value]) => [name, shapeOf(value, pathOf(name))])))
  }
  return shapeOf(readYamlNodes(shipped.text), '')
}

/** @param shipped the file that ships with the tool, which has every word */
export function checkWordsFile(source: SourceFile, shipped: SourceFile): Finding[] {
  if (source.text === shipped.text) return []
  const findings: Finding[] = []
  const report = (message: string, at: { readonly line: number; readonly column: number }): void => {
    const place = { file: source.file, line: at.line, column: at.column }
    findings.push(findingOf('template-data-unreadable', message, { place }))
  }
  const expected = readYamlNodes(shipped.text)
  let top: YamlNode | null
  try {
    top = readYamlNodes(source.text)
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem
    report(`Unexpected YAML: ${problem.message}.`, problem)
    return findings
  }
  if (top?.kind === 'mapping' && expected?.kind === 'mapping') compareGroups(top, expected, '', report)
  else report('Unexpected content, expected `key: value` lines.', { line: 1, column: 1 })
  return findings
}

type ReportMistake = (message: string, at: { readonly line: number; readonly column: number }) => void

function compareGroups(group: YamlMapping, expected: YamlMapping, path: string, report: ReportMistake): void {
  const [words, known] = [pairsOf(group), pairsOf(expected)]
  const pathOf = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const missing = [...known.keys()].filter((name) => !words.has(name))
  for (const { key, value } of group.pairs) {
    const name = nameOf(key)
    const other = known.get(name)
    if (other !== undefined) compareValues(value, other, pathOf(name), report)
    else if (OPEN_GROUPS.includes(path)) {
      if (textOf(value) === null) report(`Unexpected value of \`${pathOf(name)}\`, expected words.`, value)
    } else report(`Unexpected key \`${pathOf(name)}\`.${didYouMean(name, missing)}`, key)
  }
  for (const name of missing) report(`Expected \`${pathOf(name)}\`, as in the file that ships; it is missing.`, group)
}

function compareValues(value: YamlNode, expected: YamlNode, path: string, report: ReportMistake): void {
  if (expected.kind === 'mapping') {
    if (value.kind === 'mapping') compareGroups(value, expected, path, report)
    else report(`Unexpected value of \`${path}\`, expected a group of words.`, value)
    return
  }
  const [words, shipped] = [textOf(value), textOf(expected)]
  if (words === null) {
    report(`Unexpected value of \`${path}\`, expected words; in quotes, where they look like a number.`, value)
    return
  }
  let used: Set<string>
  try {
    used = fieldsIn(words)
  } catch (error) {
    const { message } = whyUnreadable(error)
    report(`The words of \`${path}\` cannot be read. ${message}`, value)
    return
  }
  const fields = fieldsIn(shipped ?? '')
  for (const field of used)
    if (!fields.has(field)) {
      const known = fields.size === 0 ? ' It has no fields.' : ` It has ${[...fields].join(', ')}.`
      report(`Unexpected field \`${field}\` in \`${path}\`.${didYouMean(field, fields)}${known}`, value)
    }
}

const pairsOf = ({ pairs }: YamlMapping): Map<string, YamlNode> =>
  new Map(pairs.map(({ key, value }) => [nameOf(key), value]))

const nameOf = (key: YamlNode): string => (key.kind === 'scalar' ? String(key.value) : '')

const textOf = (node: YamlNode): string | null =>
  node.kind === 'scalar' && typeof node.value === 'string' ? node.value : null

/** Names of fields that a sentence mentions, wherever in it. */
function fieldsIn(words: string): Set<string> {
  const found = new Set<string>()
  if (words.includes('{{')) new FieldFinder(found).accept(Handlebars.parse(words))
  return found
}

class FieldFinder extends Handlebars.Visitor {
  readonly #found: Set<string>

  constructor(found: Set<string>) {
    super()
    this.#found = found
  }

  override PathExpression({ original }: hbs.AST.PathExpression): void {
    if (!(KNOWN_HELPERS as readonly string[]).includes(original)) this.#found.add(original)
  }
}
