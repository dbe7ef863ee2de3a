/**
 * Compose: the day on which a document's words last changed, in its properties and, on what stays at the practice, at the
 * foot of every page. A printed copy does not change any more: the day tells whether it is the newest.
 *
 * @module
 */
import type { IsoDay } from '../base/day.ts'
import type { Document } from '../document/document.ts'
import type { IssueRecord } from '../model/pack.ts'
import type { Words } from '../template/words.ts'
import { shortDate } from '../base/day-in-words.ts'

export interface Issuing {
  /** What the pack that stands was issued on, if one does. */
  readonly before: IssueRecord | undefined
  readonly today: IsoDay
  /** Tells whether two documents say the same. */
  readonly hash: (document: Document) => string
  readonly words: Words
}

/** A document whose words are those of the standing pack keeps its day; the others are issued today. */
export function issueDocuments(
  documents: readonly Document[],
  { before, today, hash, words }: Issuing,
): { readonly documents: readonly Document[]; readonly issued: IssueRecord } {
  const issued = documents.map((document) => {
    const key = `${document.kind}/${document.id}`
    const said = hash(document)
    const known = before?.[key]
    const record = known?.words === said ? known : { words: said, day: today }
    return { key, record, document: issue(document, record.day, words) }
  })
  return {
    documents: issued.map(({ document }) => document),
    issued: Object.fromEntries(issued.map(({ key, record }) => [key, record])),
  }
}

function issue(document: Document, day: IsoDay, words: Words): Document {
  // A letter has its own date, and a poster on the door is no copy of anything.
  if (document.kind === 'letters' || document.kind === 'messages') return { ...document, modified: day }
  const line = words.say('footer.issued', { date: shortDate(day) })
  return { ...document, modified: day, footer: [...document.footer, { text: `. ${line}` }] }
}
