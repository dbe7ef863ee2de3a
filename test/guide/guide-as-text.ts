/**
 * The guide read as plain text with a few patterns, on purpose without the parser: a test of the content must not pass
 * because of a mistake in the code that reads it.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'

export const GUIDE = fileURLToPath(new URL('../../guide/', import.meta.url))

export interface Noted {
  readonly file: string
  readonly line: number
  /** The line's words before the comment. */
  readonly words: string
  readonly fields: ReadonlyMap<string, string>
}

const KEYS = [
  'id',
  'who',
  'due',
  'if',
  'from',
  'source',
  'due-source',
  'sla',
  'dmi',
  'takes',
  'takes-source',
  'after',
  'message',
  'settles',
] as const
const ANNOTATION = new RegExp(`<!-- ((?:${KEYS.join('|')}): [^\\n]*?) -->`)

export const pages: readonly { readonly file: string; readonly text: string }[] = readdirSync(GUIDE)
  .filter((file) => file.endsWith('.md') && file !== 'ANNOTATIONS.md')
  .sort()
  .map((file) => ({ file, text: readFileSync(GUIDE + file, 'utf8') }))

function fieldsOf(body: string): Map<string, string> {
  return new Map(
    body.split(';').map((pair) => {
      const [key = '', ...value] = pair.split(':')
      return [key.trim(), value.join(':').trim()]
    }),
  )
}

/** Every annotation of the guide: those with an `id` are tasks. */
export const annotations: readonly Noted[] = pages.flatMap(({ file, text }) =>
  text.split('\n').flatMap((line, at) => {
    const match = ANNOTATION.exec(line)
    if (match === null) return []
    const words = line.slice(0, match.index).replace(/^\s*- \[ \] /, '')
    return [{ file, line: at + 1, words: words.trim(), fields: fieldsOf(match[1] ?? '') }]
  }),
)

export const tasks = annotations.filter((note) => note.fields.has('id'))

export const gaps: readonly Noted[] = pages.flatMap(({ file, text }) =>
  text.split('\n').flatMap((line, at) => {
    const match = /<!-- \[GAP\] (.*?) -->/.exec(line)
    return match === null ? [] : [{ file, line: at + 1, words: match[1] ?? '', fields: fieldsOf(match[1] ?? '') }]
  }),
)

/** The values of one field, parted by commas. */
export function list(note: Noted, field: string): string[] {
  return (note.fields.get(field) ?? '')
    .split(',')
    .map((value) => value.trim())
    .filter((value) => value !== '')
}

/** The ids in one of the guide's YAML lists. */
export function idsIn(file: string, key = 'id'): string[] {
  const entries = Object.values(parse(readFileSync(GUIDE + file, 'utf8')) as Record<string, unknown>)[0]
  return (entries as Record<string, string>[]).map((entry) => String(entry[key]))
}

export const where = (note: Noted): string =>
  `${note.file}:${note.line} ${note.fields.get('id') ?? note.words.slice(0, 40)}`

/** What a reader sees of a page: no front matter, no comments. */
export function visible(text: string): string {
  return text.replace(/^---\n[\s\S]*?\n---\n/, '').replace(/<!--[\s\S]*?-->/g, '')
}
