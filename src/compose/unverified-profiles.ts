/**
 * Letters laid out for a printer whose mm nobody has published: they come from the user, and somebody should look.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { LetterData } from '../model/letter.ts'
import { findingOf } from '../model/rules.ts'
import type { Words } from '../template/words.ts'
import type { SentMessage } from './sent-message.ts'

/** One finding for each printer. */
export function unverifiedProfiles(
  sent: readonly SentMessage[],
  { profiles }: LetterData,
  words: Words,
  practice: string,
): Finding[] {
  const used = new Set(sent.flatMap(({ documents }) => documents.flatMap(({ letter }) => letter?.profile ?? [])))
  return [...used].flatMap((id): Finding[] => {
    const profile = profiles.get(id)
    if (profile?.status !== 'unverified') return []
    const message = words.say('letters.unverified', { name: profile.name })
    return [findingOf('printer-profile-unverified', message, { practice })]
  })
}
