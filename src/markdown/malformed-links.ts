/**
 * `[text] (address)`: a space too much. Read as the link it was meant to be, and reported.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { Edit } from './edited-text.ts'
import { inRanges, type Range } from './scan-comments.ts'
import type { SourceText } from './source-text.ts'

/** An address has a character that ordinary words in brackets have not. */
const MALFORMED = /\[[^[\]\r\n]+\]( +)\((?=[^()\s]*[/#.-])[^()\s]+\)/g

/** @param skip comments and code, in order */
export function malformedLinks(source: SourceText, skip: readonly Range[]): { edits: Edit[]; findings: Finding[] } {
  const edits: Edit[] = []
  const findings: Finding[] = []
  // Nearly every page has none, and this is quicker to see.
  if (!/\] +\(/.test(source.text)) return { edits, findings }
  for (const found of source.text.matchAll(MALFORMED)) {
    if (inRanges(skip, found.index)) continue
    const from = found.index + found[0].indexOf(']') + 1
    edits.push({ from, to: from + (found[1] ?? '').length, text: '' })
    findings.push(
      findingOf(
        'malformed-link',
        `Unexpected space in \`${found[0]}\`, expected \`](\`. Readers of the published guide see the brackets; remove the space.`,
        { place: source.place(found.index) },
      ),
    )
  }
  return { edits, findings }
}
