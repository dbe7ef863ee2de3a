/**
 * Patients' fields and blanks. `[[merge: full_name]]` in a template is a span that a later merge fills, in the dialect
 * of the mailing service; `[[text: Phone]]` is a blank. A field that nobody fills would be printed to a patient as it
 * is, so a misspelt one is an error.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Document, Span } from '../document/document.ts'
import { mapBlocks, mapSpans } from '../document/walk.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { Dialect, MergeField } from '../model/template.ts'
import { BLANKS } from './language.ts'

/** Gives the text for an open field, by its name in the template. */
export type SayField = (name: string) => Pick<Span, 'text' | 'mergeField'>

const WRITTEN: Readonly<Record<Dialect, SayField>> = {
  // Word's own way to show a field that is still open.
  word: (name) => ({ text: `«${name}»`, mergeField: name }),
  'govuk-notify': (name) => ({ text: `((${name}))` }),
  'nhs-notify': (name) => ({ text: `{d.${name}}` }),
}

export const inDialect =
  (dialect: Dialect, fields: ReadonlyMap<string, MergeField>): SayField =>
  (name) =>
    WRITTEN[dialect](fields.get(name)?.names[dialect] ?? name)

/** Fills fields with the examples of the field list, for a proof. A field without a value leaves no empty line. */
export const withExamples =
  (which: 'short' | 'long', fields: ReadonlyMap<string, MergeField>): SayField =>
  (name) => ({ text: fields.get(name)?.[which] ?? '' })

const sayFields = (spans: readonly Span[], say: SayField): Span[] =>
  spans.map(({ mergeField, ...span }) => (mergeField === undefined ? span : { ...span, ...say(mergeField) }))

const isSaid = (line: readonly Span[]): boolean => line.some(({ text, field }) => text !== '' || field !== undefined)

/** The document with each open field replaced by what `say` returns, wherever it is. */
export function documentWithFields(document: Document, say: SayField): Document {
  const blocks = mapSpans(document.blocks, (spans) => sayFields(spans, say))
  return {
    ...document,
    blocks: mapBlocks(blocks, (block) => [
      block.type === 'address' ? { ...block, lines: block.lines.filter(isSaid) } : block,
    ]),
  }
}

const MARK = /\[\[([^\]\n]*)(?:\]\]?)?/g
const MERGE = /^merge: ([a-z][a-z0-9_]*)$/
const BLANK = /^(?:text|date|check|signature)(?: [1-9]\d?)?: [^[]*[^\s[][^[]*$/
/** A field in the syntax of one dialect: the letters of all others would print it as it is. */
const DIALECT = /\(\(([^()\n]+)\)\)|\{d\.([^{}\n]*)\}|«([^«»\n]*)»/g
/** A box that is already ticked, or has no text. */
const TICKED = /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?:[xX]\](?= |$)|[ xX]\][ \t]*$)/gm

/**
 * @param line of the template's first character in its file
 * @param kind absent where it is not known, as in a part
 */
export function checkMergeFields(
  file: string,
  source: string,
  fields: ReadonlyMap<string, MergeField>,
  line = 1,
  kind?: string,
): Finding[] {
  const findings: Finding[] = []
  const report = (index: number, rule: RuleId, message: string): void => {
    const before = source.slice(0, index).split('\n')
    const place = { file, line: line + before.length - 1, column: (before.at(-1)?.length ?? 0) + 1 }
    findings.push(findingOf(rule, message, { place }))
  }
  for (const { 0: written, 1: inner = '', index } of source.matchAll(MARK)) {
    if (BLANK.test(inner) && written.endsWith(']]')) continue
    const name = written.endsWith(']]') ? MERGE.exec(inner)?.[1] : undefined
    if (name === undefined) {
      const near = didYouMean(/^[\w-]*/.exec(inner)?.[0] ?? '', Object.keys(BLANKS))
      report(
        index,
        'broken-template',
        `Unexpected \`${written}\`, expected a patient’s field such as \`[[merge: full_name]]\` or a blank such as \`[[text: Phone]]\` or \`[[text 3: Notes]]\`.${near}`,
      )
    } else if (kind !== undefined && kind !== 'letters')
      report(
        index,
        'broken-template',
        `Unexpected patient’s field \`${name}\` in a template of kind \`${kind}\`: only letters are filled for each patient.`,
      )
    else if (!fields.has(name))
      report(
        index,
        'unknown-merge-field',
        `Unexpected patient’s field \`${name}\`: it does not exist.${didYouMean(name, fields.keys())} The fields are listed in merge-fields.yaml.`,
      )
  }
  for (const { index, 0: written } of source.matchAll(TICKED)) {
    const why = /\[[xX]/.test(written) ? 'a box must not be ticked already' : 'a box needs text beside it'
    report(index, 'broken-template', `Unexpected \`${written.trim()}\`: ${why}. Write \`- [ ] words\`.`)
  }
  for (const match of source.matchAll(DIALECT)) {
    const name = (match[1] ?? match[2] ?? match[3] ?? '').trim()
    const known = [...fields.values()].find((field) => Object.values(field.names).includes(name))
    const near = known ? ` Write \`[[merge: ${known.name}]]\`.` : didYouMean(name.replaceAll(' ', '_'), fields.keys())
    report(
      match.index,
      'unknown-merge-field',
      `Unexpected \`${match[0]}\`: a patient’s field is written \`[[merge: …]]\`, so that it is right for each printer.${near}`,
    )
  }
  return findings
}
