/**
 * Reads the YAML front matter of a page; errors in it never stop the page from being read.
 *
 * gray-matter splits the page and hands the front matter to our reader as its only engine: it knows the place of each problem, and
 * a date stays a string (YAML 1.2). No other language is run or parsed, `---js` least of all. If the YAML does not parse, the
 * simple `key: value` lines are read one by one, so that a page keeps its title, order and group.
 *
 * @module
 */
import matter from 'gray-matter'
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
  /** The line that ends it; null where there is none. */
  readonly close: string | null
  /** Offset after the last line of the keys. */
  readonly to: number
  /** Offset of the first character of the page's body. */
  readonly end: number
  /** `yaml`, or what its first line says: `js`, `json`, `toml` … */
  readonly language: string
}

const OPEN = /(---|\+\+\+|;;;)(?![-+;])([^\S\r\n]*[\w+-]*)[^\S\r\n]*\r?\n/y
/** As Jekyll ends it, and as other generators end TOML and JSON. */
const CLOSE: Readonly<Record<string, RegExp>> = {
  '---': /(?<=\n)(?:---|\.\.\.)[^\S\r\n]*(?:\r?\n|$)/g,
  '+++': /(?<=\n)\+\+\+[^\S\r\n]*(?:\r?\n|$)/g,
  ';;;': /(?<=\n);;;[^\S\r\n]*(?:\r?\n|$)/g,
}
const LANGUAGE: Readonly<Record<string, string>> = { '---': 'yaml', '+++': 'toml', ';;;': 'json' }

/** @param text with `\n` or `\r\n` at the ends of lines. @returns null if there is no front matter */
function findFences(text: string): Fences | null {
  const start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  OPEN.lastIndex = start
  const [line, fence = '', named = ''] = OPEN.exec(text) ?? []
  const close = CLOSE[fence]
  if (line === undefined || close === undefined) return null
  const from = start + line.length
  close.lastIndex = from
  const closed = close.exec(text)
  const word = named.trim().toLowerCase()
  const language = ['', 'yml'].includes(word) ? (LANGUAGE[fence] ?? '') : word
  if (closed !== null)
    return { start, close: closed[0], to: closed.index, end: closed.index + closed[0].length, language }
  // A page may begin with a thematic break (`---`); only lines that look like keys make it front matter.
  if (fence !== '---' || !/^[A-Za-z_][\w-]*\s*:/.test(text.slice(from))) return null
  const to = endOfKeys(text, from)
  return { start, close: null, to, end: to, language }
}

/** CR alone as a line end is known to neither library; offsets stay the same. */
const withoutLoneCr = (text: string): string => (text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text)

const startOf = (text: string): number => (text.charCodeAt(0) === 0xfeff ? 1 : 0)

/** Offset of the first character of the page's body. */
export const endOfFrontMatter = (text: string): number => findFences(withoutLoneCr(text))?.end ?? startOf(text)

export function readFrontMatter(source: SourceText): { matter: FrontMatter; findings: Finding[] } {
  const text = withoutLoneCr(source.text)
  const fences = findFences(text)
  if (fences === null) {
    const start = startOf(text)
    return { matter: matterOf(source, {}, start, start, start), findings: [] }
  }
  const { start, close, to, end, language } = fences
  const findings: Finding[] = []
  if (close === null)
    findings.push(
      findingOf(
        'front-matter-unreadable',
        'Unexpected end of the page inside its front matter, expected a line `---` after the last key. Add it.',
        { place: source.place(start) },
      ),
    )
  if (language !== 'yaml') {
    findings.push(
      findingOf(
        'front-matter-unreadable',
        `Unexpected front matter in \`${language}\`, expected YAML. It was not run and not read; write it as \`key: value\` lines.`,
        { place: source.place(start) },
      ),
    )
    return { matter: matterOf(source, {}, start, to, end), findings }
  }
  let from = to
  const read = (keys: string): object => {
    // All but the line end before the closing line.
    from = to - keys.length - (close === null ? 0 : 1)
    const { values, findings: found } = readKeys(source, keys, from)
    findings.push(...found)
    return values
  }
  const values = split(text.slice(start, close === null ? to : undefined), close, read)
  return { matter: matterOf(source, values, from, to, end), findings }
}

/** A key that only front matter has, at the start of a page's words; a line of hyphens may stand before it. */
const MISPLACED_KEY =
  /[ \t]*(?:[-–—]{2,}[ \t]*(?:\r\n|\r|\n)\s*)?((?:title|subtitle|title_url|phase|permalink|reviewed|review_by|edition|layout|group)[ \t]*[:：=][^\r\n]*)/iy

/**
 * Front matter that does not begin on the first line, or stands there twice: no site reads it, and its readers see it.
 *
 * @param end of the front matter
 * @param comments sorted
 */
export function misplacedMatter(
  source: SourceText,
  end: number,
  comments: readonly { readonly from: number; readonly to: number }[],
): Finding[] {
  let at = end
  for (let from = -1; from !== at;) {
    from = at
    while (/\s/.test(source.text[at] ?? '')) at += 1
    at = comments.find((comment) => comment.from === at)?.to ?? at
  }
  MISPLACED_KEY.lastIndex = at
  const key = MISPLACED_KEY.exec(source.text)?.[1]
  if (key === undefined) return []
  const message = `Unexpected \`${key.trim().slice(0, 60)}\` among the words of the page, expected it between two lines \`---\`, the first of which is the first line of the page. It is read as words; move it there.`
  return [findingOf('front-matter-unreadable', message, { place: source.place(MISPLACED_KEY.lastIndex - key.length) })]
}

/** The front matter that gray-matter cuts out, as `read` gives it. With options it uses no cache. */
function split(page: string, close: string | null, read: (keys: string) => object): Record<string, unknown> {
  const missing = close === null ? '\n---\n' : close.endsWith('\n') ? '' : '\n'
  const ends = close === null ? '---\n' : close.endsWith('\n') ? close : `${close}\n`
  const off = { parse: (): object => ({}) }
  const { data } = matter(page + missing, {
    // The whole line, because it would end at a line `---- ` too.
    delimiters: ['---', ends],
    engines: { yaml: { parse: read }, json: off, javascript: off },
  })
  return { ...data }
}

function readKeys(
  source: SourceText,
  text: string,
  from: number,
): { values: Record<string, unknown>; findings: Finding[] } {
  const lines = keysLineByLine(text)
  const findings = lines.repeated.map(({ key, at }) => repeated(source.place(from + at), `\`${key}\``))
  if (text.split(/\r?\n|\r$/).every((line) => SIMPLE_LINE.test(line))) return { values: lines.values, findings }
  const placeOf = ({ offset }: YamlProblem): Place => source.place(from + Math.min(offset, text.length))
  const strict = valuesOrProblem(text, false)
  const values = strict instanceof YamlProblem ? valuesOrProblem(text, true) : strict
  if (values instanceof YamlProblem)
    return { values: lines.values, findings: [unreadable(placeOf(values), values.message), ...findings] }
  // Below the first level, only the parser sees a repeated key.
  if (strict instanceof YamlProblem && findings.length === 0) findings.push(repeated(placeOf(strict), 'key'))
  if (values === null) return { values: {}, findings }
  if (typeof values === 'object' && !Array.isArray(values)) return { values: { ...values }, findings }
  return { values: {}, findings: [unreadable(source.place(from), 'it is no list of `key: value` lines')] }
}

/** @param repeatedKeys accept them: they are not worth losing the page's keys for */
function valuesOrProblem(text: string, repeatedKeys: boolean): unknown {
  try {
    return readYaml(text, { repeatedKeys })
  } catch (error) {
    if (error instanceof YamlProblem) return error
    throw error
  }
}

const repeated = (place: Place, what: string): Finding =>
  findingOf(
    'duplicate-page-key',
    `Unexpected second ${what} in the front matter, expected each key once. The last one counts and the others are lost; keep one.`,
    { place },
  )

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

interface KeyLines {
  readonly values: Record<string, unknown>
  /** Each key that stands there again, with its offset. */
  readonly repeated: readonly { readonly key: string; readonly at: number }[]
}

/** Reads only the `key: value` lines; accepts values that are not YAML, such as `subtitle: Estimated timeline: 1 day`. */
function keysLineByLine(text: string): KeyLines {
  const values: Record<string, unknown> = {}
  const repeated: { key: string; at: number }[] = []
  for (const { index, 1: key = '', 2: rest = '' } of text.matchAll(
    /^([A-Za-z_][\w-]*)[ \t]*:(?:[ \t]+([^\r\n]*))?$/gm,
  )) {
    if (Object.hasOwn(values, key)) repeated.push({ key, at: index })
    const value = rest.trim()
    const quoted = /^(['"])(.*)\1$/.exec(value)
    if (value === '') values[key] = null
    else values[key] = /^\d+$/.test(value) ? Number(value) : (quoted?.[2] ?? value.replace(/^(['"])(.*?)\1/, '$2'))
  }
  return { values, repeated }
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
