/**
 * What composing may ask: the guide, one practice's plan, and the words to say them in. A file of its own, since views, slots
 * and documents all take it and none may import another for it.
 *
 * @module
 */
import type { Picture } from '../document/document.ts'
import type { Guide } from '../model/guide.ts'
import type { LetterData } from '../model/letter.ts'
import type { Plan } from '../model/plan.ts'
import type { TimingPolicy } from '../model/policy.ts'
import type { Words } from '../template/words.ts'
import type { SentMessage } from './sent-message.ts'

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
