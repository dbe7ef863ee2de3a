/**
 * Checks a template’s fields and conditions before the first practice is planned: every field that it mentions must be
 * in the view, because the strict mode of handlebars does not look inside `{{#if}}`. Also reads conditions, those
 * written as words (`answers.onlineServices is not no`) and those of `{{#if …}}` and `{{#unless …}}`.
 *
 * @module
 */
import Handlebars from 'handlebars'
import { counted, didYouMean, nearestWord } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { When } from '../model/template.ts'
import type { ViewField, ViewShape } from '../model/view.ts'
import { KNOWN_HELPERS } from './fill.ts'

/**
 * @param line of the template's first character in its file
 * @param use of a field outside a block: `asked` where it is only compared, as in `when`
 * @returns one finding of rule `unknown-template-field` or `broken-template` for each problem
 */
export function checkFields(
  file: string,
  source: string,
  view: ViewShape,
  line = 1,
  use: 'printed' | 'asked' = 'printed',
): Finding[] {
  const findings: Finding[] = []
  const report = (rule: RuleId, message: string, at: hbs.AST.SourceLocation): void => {
    const place = { file, line: at.start.line + line - 1, column: at.start.column + 1 }
    findings.push(findingOf(rule, message, { place }))
  }
  // The parser's time grows much faster than the nesting, so deep nesting is refused before parsing.
  const opened = source.split('{{#').length - 1
  if (opened > MOST_BLOCKS) {
    const message = `The template opens ${opened} blocks, the limit is ${MOST_BLOCKS}.`
    return [findingOf('broken-template', message, { place: { file, line, column: 1 } })]
  }
  let program: hbs.AST.Program
  try {
    program = Handlebars.parse(source)
  } catch (error) {
    const { message, at } = whyUnreadable(error)
    return [findingOf('broken-template', message, { place: { file, line: at + line - 1, column: 1 } })]
  }
  new FieldVisitor(view, report, use === 'printed').accept(program)
  return findings
}

/** What the parser of handlebars said, for somebody who does not know it. */
export function whyUnreadable(error: unknown): { readonly message: string; readonly at: number } {
  const said = error instanceof Error ? error.message : String(error)
  const mismatch = /^(\S+) doesn't match (\S+) - (\d+):/.exec(said)
  if (mismatch !== null) {
    const [, opened, closed, at] = mismatch
    return {
      message: `Unexpected \`{{/${closed}}}\` after \`{{#${opened}}}\`, expected \`{{/${opened}}}\`.`,
      at: Number(at),
    }
  }
  const why = /got 'EOF'$/.test(said)
    ? 'a block such as `{{#if …}}` has no end such as `{{/if}}`'
    : 'an end or `{{else}}` belongs to no block such as `{{#if …}}`, or double braces are not closed'
  return { message: `Unexpected braces at this line: ${why}.`, at: Number(/line (\d+)/.exec(said)?.[1] ?? 1) }
}

/** The largest built-in template opens a fifth of this. */
const MOST_BLOCKS = 500

type Report = (rule: RuleId, message: string, at: hbs.AST.SourceLocation) => void

class FieldVisitor extends Handlebars.Visitor {
  /** Scopes in which a plain name is looked up, innermost last. */
  readonly #scopes: ViewField[]
  /** How many lists are open: `@index` is known in each. */
  #lists = 0
  readonly #report: Report
  readonly #prints: boolean

  constructor(view: ViewShape, report: Report, prints: boolean) {
    super()
    this.#scopes = [view]
    this.#report = report
    this.#prints = prints
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = block.path.type === 'PathExpression' ? (block.path as hbs.AST.PathExpression).original : ''
    this.#helper(name, block, true)
    const [found] = block.params.map((param) => this.#value(param))
    const inner = name === 'each' ? itemOf(found) : name === 'with' && found && isShape(found) ? found : undefined
    if (found !== undefined && inner === undefined && (name === 'each' || name === 'with'))
      this.#report(
        'unknown-template-field',
        `Unexpected \`${name}\` with ${sortOf(found)}, expected ${name === 'each' ? 'a list' : 'a group of fields'}: what is inside would never show.`,
        block.path.loc,
      )
    if (inner) this.#scopes.push(inner)
    if (name === 'each') this.#lists += 1
    if (block.program) this.accept(block.program)
    if (name === 'each') this.#lists -= 1
    if (inner) this.#scopes.pop()
    if (block.inverse) this.accept(block.inverse)
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    const { path, params } = mustache
    if (params.length === 0) {
      if (path.type.endsWith('Literal'))
        this.#report(
          'unknown-template-field',
          `Unexpected field \`${String((path as hbs.AST.Literal & { original?: unknown }).original ?? path.type)}\`: write the name of a field, not a value.`,
          path.loc,
        )
      else this.#printed(path)
      return
    }
    const name = (path as hbs.AST.PathExpression).original
    this.#helper(name, mustache, false)
    for (const [index, param] of params.entries())
      if (index === 0 && (name === 'count' || name === 'or-blank')) this.#printed(param)
      else this.#value(param)
  }

  /** Only text can be printed: of anything else the reader would see the program's name for it. */
  #printed(expression: hbs.AST.Expression): void {
    const field = this.#value(expression)
    if (field === undefined || isText(field) || !this.#prints) return
    const { original } = expression as hbs.AST.PathExpression
    const instead = isShape(field)
      ? `one of its fields: ${Object.keys(field).slice(0, MOST_NAMED).join(', ')}`
      : field.type === 'list'
        ? `\`{{#each ${original}}}\``
        : `\`{{#if ${original}}}\``
    this.#report(
      'unknown-template-field',
      `Unexpected \`{{${original}}}\`: it is ${sortOf(field)}, which cannot be printed. Write ${instead}.`,
      expression.loc,
    )
  }

  /** Parts that are alone on their lines have been inserted before this runs. */
  override PartialStatement({ name, loc }: hbs.AST.PartialStatement): void {
    const part = name.type === 'PathExpression' ? (name as hbs.AST.PathExpression).original : '…'
    this.#report(
      'broken-template',
      `Unexpected part \`${part}\` here: write \`{{> ${part}}}\` alone on a line of a template. A part cannot contain another part.`,
      loc,
    )
  }

  override SubExpression(expression: hbs.AST.SubExpression): void {
    this.#helper((expression.path as hbs.AST.PathExpression).original, expression, false)
    for (const param of expression.params) this.#value(param)
  }

  #helper(name: string, { path, params }: Called, block: boolean): void {
    const known = KNOWN_HELPERS.find((helper) => helper === name)
    if (known === undefined)
      this.#report(
        'unknown-template-field',
        `Unexpected ${block ? 'block' : 'helper'} \`${name}\`, expected one of ${KNOWN_HELPERS.join(', ')}.${didYouMean(name, KNOWN_HELPERS)}`,
        path.loc,
      )
    else if (params.length !== VALUES[known])
      this.#report(
        'broken-template',
        `Unexpected ${counted(params.length, 'value')} after \`${name}\`, expected ${VALUES[known]}.`,
        path.loc,
      )
  }

  /** The field of the view that an expression names; reports a field that does not exist. */
  #value(expression: hbs.AST.Expression): ViewField | undefined {
    if (expression.type === 'SubExpression') this.SubExpression(expression as hbs.AST.SubExpression)
    if (expression.type !== 'PathExpression') return undefined
    const path = expression as hbs.AST.PathExpression
    // These belong to handlebars; any other `@` name could reach beyond the view.
    if (path.data && this.#lists > 0 && ['index', 'first', 'last'].includes(path.parts.join('.'))) return undefined
    const parts = path.parts
    let field = this.#scopes.at(-1 - path.depth)
    // In strict mode handlebars looks up a plain name in the innermost scope only.
    for (const [index, part] of parts.entries()) {
      const shape = field && isShape(field) ? field : undefined
      const next = shape && Object.hasOwn(shape, part) ? shape[part] : undefined
      if (!next) {
        const best = shape ? nearestWord(part, Object.keys(shape)) : null
        const advice = best !== null ? ` Did you mean \`${[...parts.slice(0, index), best].join('.')}\`?` : ''
        this.#report(
          'unknown-template-field',
          `Unexpected field \`${path.original}\`: there is no \`${part}\`${index > 0 ? ` in \`${parts.slice(0, index).join('.')}\`` : ''}.${advice}`,
          path.loc,
        )
        return undefined
      }
      field = next
    }
    return field
  }
}

/** A helper where it is used. */
type Called = Pick<hbs.AST.MustacheStatement, 'path' | 'params'>

/** How many values stand after each helper. */
const VALUES: Readonly<Record<(typeof KNOWN_HELPERS)[number], number>> = {
  if: 1,
  unless: 1,
  each: 1,
  with: 1,
  count: 2,
  is: 2,
  'or-blank': 2,
}

/** How many fields of a group a message names. */
const MOST_NAMED = 8

const isText = (field: ViewField): boolean => 'type' in field && field.type === 'text'

const sortOf = (field: ViewField): string =>
  isShape(field) ? 'a group of fields' : field.type === 'text' ? 'text' : field.type === 'list' ? 'a list' : 'yes or no'

const isShape = (field: ViewField): field is ViewShape => !('type' in field && typeof field.type === 'string')
const itemOf = (field: ViewField | undefined): ViewField | undefined =>
  field && 'type' in field && field.type === 'list' ? (field.item as ViewField) : undefined

/** Parses `[not] path [is [not] value]`. Anything else becomes a path that no view has, and is reported as such. */
export function parseWhen(words: string): When {
  const [, not, path = words, isNot, is] = /^(not )?(\S+)(?: is (not )?(.+))?$/.exec(words) ?? []
  return { path, is: is ?? null, not: not !== undefined || isNot !== undefined }
}

/** Conditions of the channels in a template's body. */
export const channelConditions = (body: string): When[] =>
  [...body.matchAll(/^<!-- channel: [^>\n]*?; when: ([^;>\n]+?)(?:;| -->)/gm)].map(([, words = '']) => parseWhen(words))

/** `practice.website` is known, or `answers.dispensing` is `yes`. */
export interface BranchCondition {
  readonly path: string
  /** The value compared with; null: the field is known, or true. */
  readonly is: string | null
}

/** Each condition once, in template order. Conditions inside a list are about its items and are left out. */
export function conditionsInTemplate(source: string): BranchCondition[] {
  const visitor = new ConditionVisitor()
  visitor.accept(Handlebars.parse(source))
  return [...visitor.found.values()]
}

class ConditionVisitor extends Handlebars.Visitor {
  readonly found = new Map<string, BranchCondition>()
  #depth = 0

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = (block.path as hbs.AST.PathExpression).original
    const [param] = block.params
    const condition = param && this.#depth === 0 && (name === 'if' || name === 'unless') ? conditionOf(param) : null
    if (condition) this.found.set(`${condition.path} ${condition.is}`, condition)
    const inList = name === 'each' || name === 'with'
    if (inList) this.#depth += 1
    if (block.program) this.accept(block.program)
    if (block.inverse) this.accept(block.inverse)
    if (inList) this.#depth -= 1
  }
}

function conditionOf(param: hbs.AST.Expression): BranchCondition | null {
  if (param.type === 'PathExpression') return { path: (param as hbs.AST.PathExpression).original, is: null }
  if (param.type !== 'SubExpression') return null
  const [path, value] = (param as hbs.AST.SubExpression).params
  if (path?.type !== 'PathExpression' || value?.type !== 'StringLiteral') return null
  return { path: (path as hbs.AST.PathExpression).original, is: (value as hbs.AST.StringLiteral).value }
}
