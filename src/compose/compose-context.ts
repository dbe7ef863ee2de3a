/**
 * What composing may ask: the guide, one practice's plan, and the words to say them in. A file of its own, since views, slots
 * and documents all take it and none may import another for it.
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
  /** Of the reader: dates of a message are said in it. Absent: British English. */
  readonly language?: string
  /** Stands on covers. */
  readonly logo?: Picture
  /** What the communications plan lists; absent for other documents. */
  readonly sent?: readonly SentMessage[]
  readonly channels?: LetterData['channels']
}

/*
 * One line of the communications plan: a message that was made for this practice, or why it was not.
 */

export interface SentMessage {
  readonly template: Template
  /** Id of the channel in `channels.yaml`: `letter`, `sms` … */
  readonly channel: string
  /** What was made; empty where something is missing. */
  readonly documents: readonly Document[]
  /** Columns of the practices file without which it is not made. */
  readonly missing: readonly string[]
}

/*
 * A slot: blocks that a template places by name and that the guide and the plan supply.
 *
 * To add one: a file beside this one, a line in `index.ts`, and what it is for in `template/language.ts`.
 */

/** @param options `phase` and the like, as the template gives them */
export type Slot = (context: ComposeContext, options: Readonly<Record<string, string>>) => readonly Block[]
