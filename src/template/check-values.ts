/**
 * Checks what a template's author writes against `language.ts`: values, directives and front matter. What is not in the
 * language is an error, because it would silently vanish from the document.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { FrontMatter } from '../markdown/front-matter.ts'
import type { Finding, Place } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { DIRECTIVE_LINE, parseDirective } from './directives.ts'
import { type DirectiveSpec, isFor, type KeySpec, type TemplateLanguage, type ValueSpec } from './language.ts'

/** @returns the problem, as the end of a sentence; null where the value is valid */
function checkValue(value: string, { type, values }: ValueSpec): string | null {
  const got = `got \`${value}\``
  if (value.trim() === '') return 'it is empty.'
  if (values !== undefined && !values.includes(value))
    return `expected one of ${values.join(', ')}, ${got}.${didYouMean(value, values)}`
  // Blanks work in the body only; here the brackets would be printed.
  if (/\[\[/.test(value)) return `${got}. A blank or a patient’s field can only be in the body of the template.`
  if (type !== 'words' && type !== 'lines' && /\{\{/.test(value))
    return `${got}. A field can only be in the title, in other words for readers and in the body.`
  if (type === 'language' && !isLanguage(value))
    return `expected a language such as \`en-GB\`, \`pl\` or \`zh-Hant\`, ${got}.`
  if (type === 'yes-no' && value !== 'yes' && value !== 'no') return `expected yes or no, ${got}.`
  if (type === 'number' && !/^\d+(?:\.\d+)?$/.test(value)) return `expected a number, ${got}.`
  if (type === 'numbers' && !/^\d+(?:\.\d+)?(?:\s+\d+(?:\.\d+)?)*$/.test(value))
    return `expected numbers with spaces between them, ${got}.`
  return null
}

function isLanguage(tag: string): boolean {
  try {
    Intl.getCanonicalLocales(tag)
    return true
  } catch {
    return false
  }
}

/** What directive lines are checked against. */
interface DirectiveRules {
  readonly language: TemplateLanguage
  /** Absent: the kind is not known, as in a part. */
  readonly kind?: string
  /** Ids of `channels.yaml`. */
  readonly channels: readonly string[]
}

/** Placeholder for a value that only a practice fills in; such a value is not checked. */
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

/** Keeps line numbers: handlebars comments and blocks are removed, fields become {@link FILLED}. */
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
  return `Unexpected \`${shown(line)}\`, expected a directive alone on its line, such as \`<!-- slot: links -->\`, with one space after \`<!--\`, after the colon and before \`-->\`.${near} To write a note to yourself, use \`{{!-- … --}}\`.`
}

type DirectiveLine = ReturnType<typeof parseDirective>

function checkOne(directive: DirectiveLine, rules: DirectiveRules, report: (message: string) => void): void {
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

function checkOwnValue({ name, value }: DirectiveLine, spec: DirectiveSpec, report: (message: string) => void): void {
  if (spec.value === undefined) {
    if (value !== '') report(`Unexpected \`${shown(value)}\` after \`${name}\`: write \`<!-- ${name} -->\`.`)
  } else if (value === '') report(`Unexpected directive \`${name}\` without a value: write \`<!-- ${name}: … -->\`.`)
  else checkWritten(`\`${name}\``, value, spec.value, report)
}

function checkOptions(
  { pairs }: DirectiveLine,
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
  const problem = checkValue(value, spec)
  if (problem !== null) report(`Unexpected value of ${what}: ${problem}`)
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

export type Keys = Readonly<Record<string, KeySpec>>

/**
 * @param kind the template's, where it is known
 * @returns findings of rule `broken-template`: unknown keys, keys that the kind does not use, keys written twice, wrong values,
 *   needed keys that are missing
 */
export function checkFrontMatter(matter: FrontMatter, keys: Keys, kind?: string): Finding[] {
  const findings: Finding[] = []
  const report = (message: string, place: Place): void => {
    findings.push(findingOf('broken-template', message, { place }))
  }
  for (const [key, value] of Object.entries(matter.values)) {
    const spec = Object.hasOwn(keys, key) ? keys[key] : undefined
    const place = matter.place(key)
    if (spec === undefined) {
      const near = didYouMean(key, Object.keys(keys))
      const known = near === '' ? ` The keys are ${Object.keys(keys).join(', ')}.` : near
      report(`Unexpected key \`${key}\` in the front matter.${known}`, place)
    } else if (!isFor(spec, kind))
      report(
        `Unexpected \`${key}\` in a template of kind \`${kind}\`: only ${spec.kinds?.join(' and ')} use it.`,
        place,
      )
    else for (const problem of problemsIn(value, spec)) report(`Unexpected value of \`${key}\`: ${problem}`, place)
  }
  for (const [key, { required, says, values }] of Object.entries(keys))
    if (required === true && !Object.hasOwn(matter.values, key)) {
      const choice = values === undefined ? '' : ` One of ${values.join(', ')}.`
      report(`Unexpected front matter without \`${key}\`. ${says}${choice}`, matter.place(key))
    }
  return findings
}

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && Number.isFinite(value))

function problemsIn(value: unknown, spec: KeySpec): string[] {
  const { type } = spec
  if (value === null || value === '') return ['it is empty. Give it a value, or take the line out.']
  if (type === 'labels') return labelProblems(value, spec)
  const isMany = type === 'list' || type === 'lines'
  if (!isMany && !isScalar(value)) return ['expected one value, not a list.']
  const items: readonly unknown[] = Array.isArray(value)
    ? value
    : type === 'list' && typeof value === 'string'
      ? value.split(',').map((item) => item.trim())
      : [value]
  return items.flatMap((item) => {
    if (!isScalar(item)) return ['expected a list of single values.']
    const problem = checkValue(String(item), spec)
    return problem === null ? [] : [problem]
  })
}

/** Labels may be grouped: `ages: { '30': Over 1 month }`. The report knows which groups contain what. */
function labelProblems(value: unknown, { values = [] }: KeySpec): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return ['expected labels, `name: words`.']
  return Object.keys(value).flatMap((name) =>
    values.includes(name) ? [] : [`there is no label \`${name}\`.${didYouMean(name, values)}`],
  )
}
