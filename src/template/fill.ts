/**
 * Words: a template and a view in, Markdown out. The only folder that knows handlebars.
 *
 * Values stay values: every string of the view is escaped for Markdown before it is filled in, so a name with `*`, `#`,
 * `<` or `{{` in it stays a name. Templates reach nothing but the view: no prototype, no unknown helper.
 *
 * @module
 */
import Handlebars from 'handlebars'
import { escapeMarkdown } from '../markdown/escape-markdown.ts'
import { UserError } from '../model/finding.ts'

export type Values = { readonly [name: string]: unknown }

const handlebars = Handlebars.create()
/** `{{count 3 "day"}}` → `3 days`. */
handlebars.registerHelper(
  'count',
  (value: unknown, unit: string) => `${value} ${Number(value) === 1 ? unit : `${unit}s`}`,
)
handlebars.registerHelper('is', (a: unknown, b: unknown) => a === b)
/** `{{or-blank practice.phone "Phone"}}`: the value, or a blank with that name. */
handlebars.registerHelper('or-blank', (value: unknown, label: string) =>
  value === null || value === undefined || value === '' ? `[[text: ${label}]]` : value,
)

export const KNOWN_HELPERS = ['if', 'unless', 'each', 'with', 'count', 'is', 'or-blank'] as const

const OPTIONS: CompileOptions = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(KNOWN_HELPERS.map((name) => [name, true])),
}

export type Fill = (values: Values) => string

/**
 * For Markdown: every string is escaped on its way in.
 *
 * @param file the template's, for messages
 */
export function compileTemplate(source: string, file: string): Fill {
  const fill = handlebars.compile<unknown>(source, OPTIONS)
  return (values) => filled(fill, escapedOnce(values), file)
}

/** For plain sentences (reasons, messages): values go in as they are. */
export function compileSentence(source: string): Fill {
  const fill = handlebars.compile<unknown>(source, OPTIONS)
  return (values) => filled(fill, values, `sentence “${source}”`).trim()
}

/** @throws UserError 2 for what only shows when it is filled: a field that is not there, a part of that name */
function filled(fill: (values: unknown) => string, values: unknown, file: string): string {
  try {
    return fill(values)
  } catch (cause) {
    if (!(cause instanceof Handlebars.Exception)) throw cause
    throw new UserError(
      2,
      `The ${file} cannot be filled in: ${cause.message}.`,
      'Mend it: line and column stand at the end of the message, counted from the end of the front matter.',
      { cause },
    )
  }
}

/** One view fills a hundred templates, titles and lines. */
const escaped = new WeakMap<Values, unknown>()
function escapedOnce(values: Values): unknown {
  let known = escaped.get(values)
  if (known === undefined) escaped.set(values, (known = escapeAll(values)))
  return known
}

function escapeAll(value: unknown): unknown {
  if (typeof value === 'string') return escapeMarkdown(value)
  if (Array.isArray(value)) return value.map(escapeAll)
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, escapeAll(inner)]))
  return value
}
