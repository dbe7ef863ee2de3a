/**
 * Messages that are longer than their channel takes, or than a text message should cost.
 *
 * @module
 */
import { plainText } from '../document/plain-text.ts'
import { smsParts } from '../letters/sms-parts.ts'
import type { Finding } from '../model/finding.ts'
import type { LetterData } from '../model/letter.ts'
import { findingOf } from '../model/rules.ts'
import type { Words } from '../template/words.ts'
import type { SentMessage } from './sent-message.ts'

/** A text message of more parts is a letter. */
const MOST_PARTS = 3

export function longMessages(
  sent: readonly SentMessage[],
  { channels }: LetterData,
  words: Words,
  practice: string,
): Finding[] {
  return sent.flatMap(({ channel, documents }) =>
    documents.flatMap((document): Finding[] => {
      const { name = channel, most = null } = channels.get(channel) ?? {}
      const text = plainText(document).join('\n')
      const { parts, characters, outside } = smsParts(text)
      const long = most !== null && [...text].length > most
      if (!long && !(channel === 'sms' && parts > MOST_PARTS)) return []
      const values = { name, document: document.id, characters, parts, most, outside: outside.join(' '), long }
      const message = words.say('letters.long', values)
      return [findingOf('message-too-long', message, { practice })]
    }),
  )
}
