/**
 * What a toolkit of one's own adds to what is built in: formats, rules about the guide, slots and kinds of documents.
 *
 * A run carries it, and each stage puts it beside its own table; nothing is registered anywhere, so two toolkits never
 * notice each other. A command of the command line adds nothing.
 *
 * @module
 */
import type { GuideRule } from '../guide/guide-rule.ts'
import type { DocumentFormat } from '../render/format.ts'
import type { OwnDocument, OwnSlot } from '../compose/compose-context.ts'
import { toolVersion } from '../base/files.ts'
import { extendedLanguage, type TemplateLanguage } from '../template/language.ts'

export interface Extensions {
  readonly formats: readonly DocumentFormat[]
  readonly rules: readonly GuideRule[]
  readonly slots: readonly OwnSlot[]
  readonly documents: readonly OwnDocument[]
  /** Of the code that makes documents: with another version all packs are made again. Empty: none is one's own. */
  readonly version: string
}

export const NO_EXTENSIONS: Extensions = { formats: [], rules: [], slots: [], documents: [], version: '' }

/** Whether documents are made by code of one's own: it cannot be sent to a worker. */
export const hasOwnCode = ({ formats, slots, documents }: Extensions): boolean =>
  formats.length + slots.length + documents.length > 0

/** Our version, and that of what is one's own. */
export const versionWith = ({ version }: Extensions): string =>
  version === '' ? toolVersion() : `${toolVersion()}+${version}`

export const languageWith = ({ formats, slots, documents }: Extensions): TemplateLanguage =>
  extendedLanguage({
    formats: formats.map(({ id }) => id),
    slots: Object.fromEntries(slots.map((slot) => [slot.name, slot])),
    fields: new Map(documents.map(({ kind, fields }) => [kind, fields ?? {}])),
  })
