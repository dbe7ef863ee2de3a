/**
 * Checks a template’s fields and conditions before the first practice is planned: every field that it mentions must be
 * in the view, because the strict mode of handlebars does not look inside `{{#if}}`. Also reads conditions, those
 * written as words (`answers.onlineServices is not no`) and those of `{{#if …}}` and `{{#unless …}}`.
 *
 * @module
 */
import Handlebars from 'handlebars'
import { didYouMean, nearestWord } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { When } from '../model/template.ts'
import type { ViewField, ViewShape } from '../model/view.ts'
import { KNOWN_HELPERS } from './fill.ts'

/**
 * @param line of the template's first character in its file
 * @returns one finding of rule `unknown-template-field` or `broken-template` for each problem
 */
export function checkFields(file: string, source: string, view: ViewShape, line = 1): Finding[] {
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
    const words = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
    const at = /line (\d+)/.exec(words)?.[1]
    const place = { file, line: Number(at ?? 1) + line - 1, column: 1 }
    return [findingOf('broken-template', `The template cannot be read: ${words}`, { place })]
  }
  new FieldVisitor(view, report).accept(program)
  return findings
}

/** The largest built-in template opens a fifth of this. */
const MOST_BLOCKS = 500

type Report = (rule: RuleId, message: string, at: hbs.AST.SourceLocation) => void

class FieldVisitor extends Handlebars.Visitor {
  /** Scopes in which a plain name is looked up, innermost last. */
  readonly #scopes: ViewField[]
  readonly #report: Report

  constructor(view: ViewShape, report: Report) {
    super()
    this.#scopes = [view]
    this.#report = report
  }

  override BlockStatement(block: hbs.AST.BlockStatement): void {
    const name = block.path.type === 'PathExpression' ? (block.path as hbs.AST.PathExpression).original : ''
    this.#helper(name, block.path.loc, true)
    const found = block.params.map((param) => this.#value(param))
    const inner = name === 'each' ? itemOf(found[0]) : name === 'with' ? found[0] : undefined
    if (inner) this.#scopes.push(inner)
    if (block.program) this.accept(block.program)
    if (inner) this.#scopes.pop()
    if (block.inverse) this.accept(block.inverse)
  }

  override MustacheStatement(mustache: hbs.AST.MustacheStatement): void {
    if (mustache.params.length === 0) {
      this.#value(mustache.path, true)
      return
    }
    this.#helper((mustache.path as hbs.AST.PathExpression).original, mustache.path.loc, false)
    for (const param of mustache.params) this.#value(param)
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
    this.#helper((expression.path as hbs.AST.PathExpression).original, expression.path.loc, false)
    for (const param of expression.params) this.#value(param)
  }

  #helper(name: string, at: hbs.AST.SourceLocation, block: boolean): void {
    if (!(KNOWN_HELPERS as readonly string[]).includes(name))
      this.#report(
        'unknown-template-field',
        `Unexpected ${block ? 'block' : 'helper'} \`${name}\`, expected one of ${KNOWN_HELPERS.join(', ')}.${didYouMean(name, KNOWN_HELPERS)}`,
        at,
      )
  }

  /** The field of the view that an expression names; reports a field that does not exist. */
  #value(expression: hbs.AST.Expression, mustache = false): ViewField | undefined {
    if (expression.type === 'SubExpression') this.SubExpression(expression as hbs.AST.SubExpression)
    if (expression.type === 'StringLiteral' && mustache) {
      const { value } = expression as hbs.AST.StringLiteral
      this.#report(
        'unknown-template-field',
        `Unexpected field \`"${value}"\`: write a field of the view without quotes.`,
        expression.loc,
      )
    }
    if (expression.type !== 'PathExpression') return undefined
    const path = expression as hbs.AST.PathExpression
    // These belong to handlebars; any other `@` name could reach beyond the view.
    if (path.data && ['index', 'first', 'last'].includes(path.parts.join('.'))) return undefined
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
