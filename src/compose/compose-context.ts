/**
 * What composing needs besides a template: the guide, one practice's plan, the words; and the type of a slot. A file of
 * its own because views, slots and documents all use it and must not import each other.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import { type Block, type Document, DOCUMENT_KINDS, type DocumentKindSpec, type Picture } from '../document/document.ts'
import type { Guide } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { SourceFile } from '../model/sources.ts'
import type { LetterData, Template } from '../model/template.ts'
import type { ViewOf, ViewShape } from '../model/view.ts'
import type { Words } from '../template/fill.ts'
import type { SlotSpec } from '../template/language.ts'

export interface ComposeContext {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly plan: Plan
  readonly words: Words
  /** The reader's language: dates of a message are written in it. Absent: British English. */
  readonly language?: string
  /** The date on covers. */
  readonly logo?: Picture
  /** Messages for the communications plan; absent for other documents. */
  readonly sent?: readonly SentMessage[]
  readonly channels?: LetterData['channels']
  /** How many pages a letter has, for its price; absent: nobody counted. */
  readonly pagesOf?: (document: Document) => number
  /** Days of messages on which letters arrive; absent: any. */
  readonly posted?: readonly string[]
  /** For START HERE; absent: what it would say is left out. */
  readonly start?: StartHere
  /** Besides the built-in ones. */
  readonly ownSlots?: readonly OwnSlot[]
}

/** What START HERE says besides what the plan knows. */
export interface StartHere {
  /** The day of issue: weeks begin with its week. */
  readonly from: IsoDay
  /** Other files of the pack, in the order of use. */
  readonly files: readonly ListedFile[]
  /** How much of the plan is said in words, from 0: as much as fits on the page. */
  readonly detail: number
}

/** A document of the pack, or a list or calendar, for the list of files. */
export interface ListedFile {
  /** Name of its folder; empty: the first level. */
  readonly folder: string
  readonly title: string
  /** Path of the file that a web page opens. */
  readonly path: string
  readonly kind: string
  readonly readers: string | null
}

/** One line of the communications plan: a message that was made for this practice, or why it was not. */
export interface SentMessage {
  readonly template: Template
  /** Id of the channel in `channels.yaml`: `letter`, `sms` … */
  readonly channel: string
  /** The files made; empty where something is missing. */
  readonly documents: readonly Document[]
  /** Columns of the practices file that are empty and without which it is not made. */
  readonly missing: readonly string[]
}

/**
 * Blocks that a template places by name and that come from the guide and the plan. To add one: a file in `slots/`, a
 * line in
 * `slots/index.ts`, and its entry in `template/language.ts`.
 *
 * @param options such as `phase`, as the template gives them
 */
export type Slot = (context: ComposeContext, options: Readonly<Record<string, string>>) => readonly Block[]

/** A slot of one's own, which any template may place. */
export interface OwnSlot extends SlotSpec {
  readonly name: string
  readonly fill: Slot
}

/*
 * A kind of document of one's own: its templates say `kind: …` and may mention its data.
 */

export interface OwnDocument<Fields extends ViewShape = ViewShape> {
  /** `kind:` in the front matter of its templates, and what a person asks for to get it. */
  readonly kind: string
  /** Folder of the pack that its files are in; absent: they lie at the top. */
  readonly folder?: string
  /** Its templates, where they are not in the folder of templates. `file` ends with `.md.hbs`. */
  readonly templates?: readonly SourceFile[]
  /** Fields that its templates may mention besides those of every document. */
  readonly fields?: Fields
  /** Values of these fields for one practice. */
  readonly data?: (context: ComposeContext) => ViewOf<Fields>
}

/** Built-in kinds and one's own, by name. */
export const kindsWith = (own: readonly OwnDocument[] = []): Readonly<Record<string, DocumentKindSpec>> => ({
  ...DOCUMENT_KINDS,
  ...Object.fromEntries(
    own.map(({ kind, folder }) => [kind, { choice: kind, ...(folder === undefined ? {} : { folder }) }]),
  ),
})

/** What a person can ask for: built-in kinds and one's own. */
export const choicesWith = (own: readonly OwnDocument[] = []): readonly string[] => [
  ...new Set(Object.values(kindsWith(own)).flatMap(({ choice }) => (choice === null ? [] : [choice]))),
]
