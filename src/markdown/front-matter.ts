/**
 * Reads the YAML front matter of a page; errors in it never stop the page from being read.
 *
 * Front matter in JavaScript (`---js`) is never run. If the YAML does not parse, the simple `key: value` lines are read one
 * by one, so that a page keeps its title, order and group. No front matter library is used, because those return a shorter
 * text in which offsets no longer match the file. YAML 1.2: a date stays a string.
 *
 * @module
 */
import type { Finding, Place } from '../model/finding.ts'
import { readYaml, YamlProblem } from '../base/yaml.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceText } from './source-text.ts'

export interface FrontMatter {
  readonly values: Readonly<Record<string, unknown>>
  /** Offset of the first character of the page's body. */
  readonly end: number
  /** Place of a key's value; of the page's first character if the key is missing. */
  place(key: string): Place
}

/** A scalar as text; null if it is missing or empty. */
export function textValue(matter: FrontMatter, key: string): string | null {
  const value = matter.values[key]
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** A list of words, written as a YAML list or separated by commas. */
export function listValue(matter: FrontMatter, key: string): string[] {
  const value = matter.values[key]
  const items: unknown[] = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : []
  return items.map((item) => String(item).trim()).filter((item) => item !== '')
}

interface Fences {
  /** Offset at which it can begin: after a byte order mark. */
  readonly start: number
  /** The keys, without the lines around them; null if there is no front matter. */
  readonly keys: { readonly from: number; readonly to: number } | null
  /** Offset of the first character of the page's body. */
  readonly end: number
  readonly isClosed: boolean
  readonly language: string
}

function findFences(text: string): Fences {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  const open = /---([^\S\r\n]*[\w+-]*)[^\S\r\n]*(?:\r\n|\r|\n)/y
  open.lastIndex = start
  const opened = open.exec(text)
  const none: Fences = { start, keys: null, end: start, isClosed: true, language: '' }
  if (opened === null) return none

  const from = start + opened[0].length
  const close = /^(?:---|\.\.\.)[^\S\r\n]*(?:\r\n|\r|\n|$)/gm
  close.lastIndex = from
  const closed = close.exec(text)
  // A page may begin with a thematic break (`---`); only lines that look like keys make it front matter.
  if (closed === null && !/^[A-Za-z_][\w-]*\s*:/.test(text.slice(from))) return none
  const to = closed?.index ?? endOfKeys(text, from)
  const end = closed === null ? to : closed.index + closed[0].length
  const language = (opened[1] ?? '').trim().toLowerCase()
  return { start, keys: { from, to }, end, isClosed: closed !== null, language }
}

/** Offset of the first character of the page's body. */
export const endOfFrontMatter = (text: string): number => findFences(text).end

export function readFrontMatter(source: SourceText): { matter: FrontMatter; findings: Finding[] } {
  const { start, keys, end, isClosed, language } = findFences(source.text)
  if (keys === null) return { matter: matterOf(source, {}, start, start, start), findings: [] }
  const { from, to } = keys
  const findings: Finding[] = []
  if (!isClosed)
    findings.push(
      findingOf(
        'front-matter-unreadable',
        'Unexpected end of the page inside its front matter, expected a line `---` after the last key. Add it.',
        { place: source.place(start) },
      ),
    )
  if (language !== '' && language !== 'yaml' && language !== 'yml') {
    findings.push(
      findingOf(
        'front-matter-unreadable',
        `Unexpected front matter in \`${language}\`, expected YAML. It was not run and not read; write it as \`key: value\` lines.`,
        { place: source.place(start) },
      ),
    )
    return { matter: matterOf(source, {}, from, to, end), findings }
  }
  const read = readKeys(source, from, to)
  return { matter: matterOf(source, read.values, from, to, end), findings: [...findings, ...read.findings] }
}

function readKeys(
  source: SourceText,
  from: number,
  to: number,
): { values: Record<string, unknown>; findings: Finding[] } {
  // The YAML parser does not accept CR alone as a line end.
  const text = source.text.slice(from, to).replace(/\r(?!\n)/g, '\n')
  if (text.split(/\r?\n/).every((line) => SIMPLE_LINE.test(line))) return { values: keysLineByLine(text), findings: [] }
  try {
    // A repeated key is accepted: it is not worth losing the page's keys for.
    const values: unknown = readYaml(text, { repeatedKeys: true })
    if (values === null) return { values: {}, findings: [] }
    if (typeof values === 'object' && !Array.isArray(values)) return { values: { ...values }, findings: [] }
    return { values: {}, findings: [unreadable(source.place(from), 'it is no list of `key: value` lines')] }
  } catch (error) {
    if (!(error instanceof YamlProblem)) throw error
    const at = source.place(Math.min(from + error.offset, to))
    return { values: keysLineByLine(text), findings: [unreadable(at, error.message)] }
  }
}

const unreadable = (place: Place, why: string): Finding =>
  findingOf(
    'front-matter-unreadable',
    `Unexpected front matter: ${why}. Only its simple \`key: value\` lines were read.`,
    { place },
  )

/**
 * A line of the form `key: words`. Front matter of only such lines, as on nearly every page, is read line by line, because
 * the YAML parser would take a tenth of the time of a gap report. A test compares the two.
 */
const SIMPLE_LINE =
  /^(?:[A-Za-z_][\w-]*:(?: *| +(?:\d{1,9}|\d{4}-\d\d-\d\d|'[^']*'|(?!(?:true|false|null) *$)[A-Za-z/](?:[^\s:#'"]| (?!#)|(?<=\S)#)*) *))?$/i

/** Reads only the `key: value` lines; accepts values that are not YAML, such as `subtitle: Estimated timeline: 1 day`. */
function keysLineByLine(text: string): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  for (const [, key = '', rest = ''] of text.matchAll(/^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+([^\r\n]*))?$/gm)) {
    const value = rest.trim()
    const quoted = /^(['"])(.*)\1$/.exec(value)
    if (value === '') values[key] = null
    else values[key] = /^\d+$/.test(value) ? Number(value) : (quoted?.[2] ?? value.replace(/^(['"])(.*?)\1/, '$2'))
  }
  return values
}

/** Unclosed front matter ends at the first line that looks like neither a key nor part of its value. */
function endOfKeys(text: string, from: number): number {
  const line = /(?:[A-Za-z_][\w-]*[ \t]*:|[ \t]+[^\s<]|- )[^\r\n]*(?:\r\n|\r|\n|$)/y
  let end = from
  for (line.lastIndex = end; line.test(text); end = line.lastIndex) if (line.lastIndex === end) break
  return end
}

function matterOf(
  source: SourceText,
  values: Record<string, unknown>,
  from: number,
  to: number,
  end: number,
): FrontMatter {
  return {
    values,
    end,
    place(key) {
      const line = new RegExp(`^${key.replace(/[^\w-]/g, '')}[ \\t]*:[ \\t]*['"]?`, 'm').exec(
        source.text.slice(from, to),
      )
      return source.place(line === null ? 0 : from + line.index + line[0].length)
    },
  }
}
