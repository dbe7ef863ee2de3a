/**
 * Fills templates and the shared sentences of `words.yaml`: a template and a view in, Markdown or plain text out. The
 * only file that knows handlebars.
 *
 * Values stay values: every string of the view is escaped for Markdown before it is filled in, so a name with `*`, `#`,
 * `<` or `{{` in it stays a name. Templates can reach only the view: no prototypes, no unknown helpers.
 *
 * @module
 */
import Handlebars from 'handlebars'
import { readYaml, YamlProblem } from '../base/yaml.ts'
import { escapeMarkdown } from '../markdown/to-spans.ts'
import { UserError } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'

export type Values = { readonly [name: string]: unknown }

const handlebars = Handlebars.create()
/** `{{count 3 "day"}}` → `3 days`. */
handlebars.registerHelper(
  'count',
  (value: unknown, unit: string) => `${value} ${Number(value) === 1 ? unit : `${unit}s`}`,
)
/** Values of a view are escaped, what a template compares them with is not: `go\\-live` is `go-live`. */
handlebars.registerHelper(
  'is',
  (a: unknown, b: unknown) => a === b || (typeof b === 'string' && a === escapeMarkdown(b)),
)
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
 * `{{count}}` alone is a field, also where a helper has its name: every helper takes values. Handlebars itself would call the
 * helper without any, and print its internals.
 */
class FieldsWin extends Handlebars.Visitor {
  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    super.MustacheStatement(mustache)
    asField(mustache)
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    super.BlockStatement(block)
    asField(block)
  }
}

function asField({ path, params, hash }: hbs.AST.MustacheStatement | hbs.AST.BlockStatement): void {
  if (params.length > 0 || hash !== undefined || path.type !== 'PathExpression') return
  const { original } = path as hbs.AST.PathExpression
  // With `./` before it a name is only looked up in the view.
  if ((KNOWN_HELPERS as readonly string[]).includes(original))
    (path as hbs.AST.PathExpression).original = `./${original}`
}

function compiled(source: string): HandlebarsTemplateDelegate<unknown> {
  const program = Handlebars.parse(source)
  new FieldsWin().accept(program)
  return handlebars.compile<unknown>(program, OPTIONS)
}

/**
 * For Markdown: every string is escaped on its way in.
 *
 * @param file the template's, for messages
 */
export function compileTemplate(source: string, file: string): Fill {
  const fill = compiled(source)
  return (values) => filled(fill, escapedOnce(values), file)
}

/** For plain sentences (reasons, messages): values go in as they are. */
export function compileSentence(source: string): Fill {
  const fill = compiled(source)
  return (values) => filled(fill, values, `sentence “${source}”`).trim()
}

/** @throws UserError for problems that only appear when it is filled: a missing field, a missing part */
function filled(fill: (values: unknown) => string, values: unknown, file: string): string {
  try {
    return fill(values)
  } catch (cause) {
    if (!(cause instanceof Handlebars.Exception)) throw cause
    throw new UserError(
      'usage',
      `The ${file} cannot be filled in: ${wordsOf(cause)}.`,
      'Fix the template: the message ends with line and column, counted from the end of the front matter.',
      { cause },
    )
  }
}

/** What handlebars says, without its name for a group of fields. */
const wordsOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/ in \[object \w+\]/, '')

/** Cached, because one view fills a hundred templates, titles and lines. */
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

/** The sentences and phrases of `templates/words.yaml`, which documents and reports share; filled on demand. */
export interface Words {
  /** @param path such as `reasons.offset`. @throws UserError when the file has no such words */
  say(path: string, values?: Values): string
  has(path: string): boolean
}

/** @throws UserError when the file is not YAML with nested texts */
export function openWords(source: SourceFile): Words {
  let tree: unknown
  try {
    tree = readYaml(source.text)
  } catch (cause) {
    if (!(cause instanceof YamlProblem)) throw cause
    const what = `${source.file} cannot be read: line ${cause.line}: ${cause.message}.`
    throw new UserError('usage', what, 'Fix the YAML in this file.', { cause })
  }
  const fills = new Map<string, Fill | string>()
  const find = (path: string): string | undefined => {
    let value: unknown = tree
    for (const part of path.split('.'))
      value =
        typeof value === 'object' && value !== null && Object.hasOwn(value, part)
          ? (value as Record<string, unknown>)[part]
          : undefined
    return typeof value === 'string' ? value : undefined
  }
  return {
    has: (path) => find(path) !== undefined,
    say(path, values = {}) {
      let fill = fills.get(path)
      if (fill === undefined) {
        const words = find(path)
        if (words === undefined)
          throw new UserError(
            'usage',
            `${source.file} has no words for \`${path}\`.`,
            'Add them; the built-in words.yaml has them all.',
          )
        // Most texts have no field and need no template.
        fill = words.includes('{{') ? compileSentence(words) : words
        fills.set(path, fill)
      }
      if (typeof fill === 'string') return fill
      try {
        return fill(values)
      } catch (cause) {
        const what = wordsOf(cause)
        throw new UserError(
          'usage',
          `${source.file}, \`${path}\`: ${what}`,
          'Use only the fields that the built-in words.yaml uses.',
          {
            cause,
          },
        )
      }
    },
  }
}
