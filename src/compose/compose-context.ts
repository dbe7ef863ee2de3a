/**
 * What composing needs besides a template: the guide, one practice's plan, the words; and the type of a slot. A file of
 * its own because views, slots and documents all use it and must not import each other.
 *
 * @module
 */
import type { Block, Document, Picture } from '../document/document.ts'
import type { Guide } from '../model/guide.ts'
import type { Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { LetterData, Template } from '../model/template.ts'
import type { Words } from '../template/fill.ts'

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
