/**
 * Parts that templates share: a line `{{> letter-end}}` is replaced by the contents of `parts/letter-end.part.hbs`.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { LetterData } from '../model/template.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { VIEW } from '../model/view.ts'
import { checkFields } from './check-fields.ts'
import { checkDirectives } from './check-values.ts'
import { TEMPLATE_LANGUAGE } from './language.ts'
import { checkMergeFields } from './merge-fields.ts'
import { didYouMean } from '../base/text.ts'

/** By name, such as `letter-end`. */
export type TemplateParts = ReadonlyMap<string, SourceFile>

const PART = /^\{\{> ?([\w-]+) ?\}\}$/gm

export const partsByName = (files: readonly SourceFile[]): TemplateParts =>
  new Map(files.map((source) => [(source.file.split('/').at(-1) ?? '').replace(/\.part\.hbs$/, ''), source]))

/** Checks each part once, with places in its own file. */
export const checkParts = (
  parts: TemplateParts,
  { fields, channels }: LetterData,
  language = TEMPLATE_LANGUAGE,
): Finding[] =>
  [...parts.values()].flatMap(({ file, text }) => [
    ...checkFields(file, text, VIEW),
    ...checkDirectives(file, text.replace(/\r\n?/g, '\n'), { language, channels: [...channels.keys()] }),
    ...checkMergeFields(file, text, fields),
  ])

/** The template with its part lines removed and line numbers kept, to check its own text. */
export const withoutParts = (body: string): string => body.replace(PART, '')

export function withParts(
  file: string,
  body: string,
  line: number,
  parts: TemplateParts,
): { readonly body: string; readonly findings: readonly Finding[] } {
  const findings: Finding[] = []
  const filled = body.replace(PART, (_, name: string, index: number) => {
    const part = parts.get(name)
    if (part) return part.text.replace(/\r\n?/g, '\n').trim()
    const place = { file, line: line + body.slice(0, index).split('\n').length - 1, column: 1 }
    const message = `Unexpected part \`${name}\`: there is no \`${name}.part.hbs\`.${didYouMean(name, parts.keys())}`
    findings.push(findingOf('broken-template', message, { place }))
    return ''
  })
  return { body: filled, findings }
}
