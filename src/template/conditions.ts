/**
 * Conditions of templates: those in words (`practice.previousGoLive`, `not dates.goLive.agreed`,
 * `answers.onlineServices is not no`), and those of the body's `{{#if …}}` and `{{#unless …}}`.
 *
 * @module
 */
import Handlebars from 'handlebars'
import type { When } from '../model/template.ts'

/** `[not] path [is [not] value]`; anything else is a path that no view has, and is found as such. */
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
  /** The value asked for; null: known, or true. */
  readonly is: string | null
}

/** Each once, in the order of the template. Conditions inside a list are about its items and are left out. */
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
