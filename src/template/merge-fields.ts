/**
 * The patient's fields stay open: `[[merge: full_name]]` of a template is a span that a later merge fills, in the dialect of
 * whoever will do it.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Document, Span } from '../document/document.ts'
import { mapBlocks, mapSpans } from '../document/walk.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { Dialect, MergeField } from '../model/template.ts'
import { BLANKS, type TemplateKind } from './language.ts'

/** How an open field is said; by its name in the template. */
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

/** Filled with the examples of the field list, for a proof. A field without a value leaves no line behind. */
export const withExamples =
  (which: 'short' | 'long', fields: ReadonlyMap<string, MergeField>): SayField =>
  (name) => ({ text: fields.get(name)?.[which] ?? '' })

const sayFields = (spans: readonly Span[], say: SayField): Span[] =>
  spans.map(({ mergeField, ...span }) => (mergeField === undefined ? span : { ...span, ...say(mergeField) }))

const isSaid = (line: readonly Span[]): boolean => line.some(({ text, field }) => text !== '' || field !== undefined)

/** The document with each open field as `say` has it, wherever it is. */
export function documentWithFields(document: Document, say: SayField): Document {
  const blocks = mapSpans(document.blocks, (spans) => sayFields(spans, say))
  return {
    ...document,
    blocks: mapBlocks(blocks, (block) => [
      block.type === 'address' ? { ...block, lines: block.lines.filter(isSaid) } : block,
    ]),
  }
}

/*
 * What is between double brackets in a template: blanks such as `[[text: Phone]]`, and the patients' fields that it leaves
 * open, such as `[[merge: full_name]]`. A field that nobody will fill is printed to a patient as it is, so a misspelt one is
 * an error.
 */

const MARK = /\[\[([^\]\n]*)(?:\]\]?)?/g
const MERGE = /^merge: ([a-z][a-z0-9_]*)$/
const BLANK = /^(?:text|date|check|signature)(?: [1-9]\d?)?: [^[]*[^\s[][^[]*$/
/** A field written for one dialect: it would stand as it is in the letters of the others. */
const DIALECT = /\(\(([^()\n]+)\)\)|\{d\.([^{}\n]*)\}|«([^«»\n]*)»/g
/** A box to tick that is ticked already, or has no words. */
const TICKED = /^[ \t>]*(?:[-*+]|\d+[.)])[ \t]+\[(?:[xX]\](?= |$)|[ xX]\][ \t]*$)/gm

/**
 * @param line of the template's first character in its file
 * @param kind absent: not known, as in a part
 */
export function checkMergeFields(
  file: string,
  source: string,
  fields: ReadonlyMap<string, MergeField>,
  line = 1,
  kind?: TemplateKind | 'report',
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
        `Unexpected patient’s field \`${name}\`: nobody would fill it.${didYouMean(name, fields.keys())} The fields stand in merge-fields.yaml.`,
      )
  }
  for (const { index, 0: written } of source.matchAll(TICKED)) {
    const why = /\[[xX]/.test(written) ? 'a box to tick starts empty' : 'a box to tick needs words beside it'
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
