/**
 * Compose: the day on which a document's words last changed, in its properties and, on what stays at the practice, at the
 * foot of every page. A printed copy does not change any more: the day tells whether it is the newest.
 *
 * @module
 */
import type { Document } from '../document/document.ts'
import type { Words } from '../template/words.ts'
import { shortDate } from './say-date.ts'

/** @param issued the day of each document, `YYYY-MM-DD`, in the same order */
export function issueDocuments(
  documents: readonly Document[],
  issued: readonly string[],
  words: Words,
): readonly Document[] {
  return documents.map((document, i) => issue(document, issued[i] ?? document.modified, words))
}

function issue(document: Document, day: string, words: Words): Document {
  // A letter has its own date, and a poster on the door is no copy of anything.
  if (document.kind === 'letters' || document.kind === 'messages') return { ...document, modified: day }
  const line = words.say('footer.issued', { date: shortDate(day) })
  return { ...document, modified: day, footer: [...document.footer, { text: `. ${line}` }] }
}
