/**
 * One line of the communications plan: a message that was made for this practice, or why it was not.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { Template } from '../model/template.ts'

export interface SentMessage {
  readonly template: Template
  /** Id of the channel in `channels.yaml`: `letter`, `sms` … */
  readonly channel: string
  /** What was made; empty where something is missing. */
  readonly documents: readonly Document[]
  /** Columns of the practices file without which it is not made. */
  readonly missing: readonly string[]
}
