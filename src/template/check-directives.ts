/**
 * Lines `<!-- … -->` of a template against the table of directives: whatever is not a directive, exactly as it must be
 * written, is an error, for it would vanish from the document without a word.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { didYouMean } from '../base/text.ts'
import { DIRECTIVE_LINE, parseDirective } from './directives.ts'
import { isFor, type DirectiveSpec, type TemplateKind, type TemplateLanguage, type ValueSpec } from './language.ts'
import { checkValue } from './check-value.ts'

/** What a line is checked against. */
export interface DirectiveRules {
  readonly language: TemplateLanguage
  /** Absent: the kind is not known, as in a part. */
  readonly kind?: TemplateKind
  /** Ids of `channels.yaml`. */
  readonly channels: readonly string[]
}

/** Stands for what only a practice fills in; such a value is not checked. */
const FILLED = '\0'

/** @param line of the template's first character in its file */
export function checkDirectives(file: string, source: string, rules: DirectiveRules, line = 1): Finding[] {
  const findings: Finding[] = []
  for (const [index, text] of withoutFields(source).split('\n').entries()) {
    const at = text.search(/<!--|-->/)
    if (at === -1) continue
    const place = { file, line: line + index, column: at + 1 }
    const report = (message: string): void => {
      findings.push(findingOf('broken-template', message, { place }))
    }
    const match = DIRECTIVE_LINE.exec(text)
    if (match === null || /<!--|-->/.test(match[0].slice(4, -3))) report(malformed(text.trim(), rules))
    else checkOne(parseDirective(match), rules, report)
  }
  return findings
}

/** Line for line the same: comments of handlebars and its blocks are gone, its fields are {@link FILLED}. */
const withoutFields = (source: string): string =>
  source
    .replace(/\{\{~?!--[\s\S]*?--~?\}\}|\{\{~?![^}]*\}\}/g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/\{\{~?[#/^][^}]*\}\}|\{\{~?\s*else\b[^}]*\}\}/g, '')
    .replace(/\{\{[^}]*\}\}/g, FILLED)

const shown = (text: string): string => text.replaceAll(FILLED, '…')

function malformed(line: string, { language }: DirectiveRules): string {
  const word = /<!--\s*([\w-]+)/.exec(line)?.[1] ?? ''
  const names = Object.keys(language.directives)
  const near = names.includes(word.toLowerCase()) ? '' : didYouMean(word, names)
  return `Unexpected \`${shown(line)}\`, expected a directive alone on its line, such as \`<!-- slot: links -->\`, with one space after \`<!--\`, after the colon and before \`-->\`.${near} A note to yourself is written \`{{!-- … --}}\`.`
}

type Directive = ReturnType<typeof parseDirective>

function checkOne(directive: Directive, rules: DirectiveRules, report: (message: string) => void): void {
  const { language } = rules
  const { name, value } = directive
  const spec = own(language.directives, name)
  if (spec === undefined)
    return report(`Unexpected directive \`${name}\`.${didYouMean(name, Object.keys(language.directives))}`)
  if (!isFor(spec, rules.kind))
    report(
      `Unexpected directive \`${name}\` in a template of kind \`${rules.kind}\`: only ${spec.kinds?.join(', ')} use it.`,
    )
  checkOwnValue(directive, spec, report)
  if (value.includes(FILLED)) return
  if (name === 'channel' && !rules.channels.includes(value))
    report(`Unexpected channel \`${value}\`.${didYouMean(value, rules.channels)} The channels are in channels.yaml.`)
  if (name !== 'slot') return checkOptions(directive, `directive \`${name}\``, spec.options, report)
  const slot = own(language.slots, value)
  if (slot === undefined)
    return report(`Unexpected slot \`${value}\`.${didYouMean(value, Object.keys(language.slots))}`)
  checkOptions(directive, `slot \`${value}\``, slot.options, report)
}

function checkOwnValue({ name, value }: Directive, spec: DirectiveSpec, report: (message: string) => void): void {
  if (spec.value === undefined) {
    if (value !== '') report(`Unexpected \`${shown(value)}\` after \`${name}\`: write \`<!-- ${name} -->\`.`)
  } else if (value === '') report(`Unexpected directive \`${name}\` without a value: write \`<!-- ${name}: … -->\`.`)
  else checkWritten(`\`${name}\``, value, spec.value, report)
}

function checkOptions(
  { pairs }: Directive,
  whose: string,
  specs: Readonly<Record<string, ValueSpec>>,
  report: (message: string) => void,
): void {
  const seen = new Set<string>()
  for (const { key, value } of pairs) {
    const spec = own(specs, key)
    if (value === null) report(`Unexpected \`${shown(key)}\` in the ${whose}, expected \`option: value\` after \`;\`.`)
    else if (spec === undefined) {
      const names = Object.keys(specs)
      const known = names.length === 0 ? ' It has no options.' : ` It has ${names.join(', ')}.`
      report(`Unexpected option \`${shown(key)}\` of the ${whose}.${didYouMean(key, names)}${known}`)
    } else if (seen.has(key)) report(`Unexpected second \`${key}\` in the ${whose}.`)
    else checkWritten(`option \`${key}\` of the ${whose}`, value, spec, report)
    seen.add(key)
  }
  for (const [key, { required }] of Object.entries(specs))
    if (required === true && !seen.has(key)) report(`Unexpected ${whose} without \`${key}\`: write \`; ${key}: …\`.`)
}

function checkWritten(what: string, value: string, spec: ValueSpec, report: (message: string) => void): void {
  if (value.includes(FILLED)) return
  const mistake = checkValue(value, spec)
  if (mistake !== null) report(`Unexpected value of ${what}: ${mistake}`)
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
