/**
 * What a run is asked for, kept with each pack, so that a later run that asks for less takes nothing away: files that it does not
 * ask for stay, are marked as from an earlier run, and are said.
 *
 * @module
 */
import { ASKED_FORMATS, type DocumentKindSpec } from '../document/document.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import { listed } from '../base/text.ts'
import { type Asked, EARLIER, type WrittenFile } from './manifest.ts'

/** The options that decide what a pack contains. */
export interface PackChoices {
  readonly documents: readonly string[]
  readonly dialects?: readonly string[]
  readonly formats: readonly string[] | null
  readonly views: readonly string[]
  readonly largePrint: number | false
  readonly allowSuperseded: boolean
}

export const askedOf = ({ dialects, ...choices }: PackChoices): Asked => {
  const { documents, formats, views, largePrint, allowSuperseded } = choices
  return { documents, formats, views, dialects: dialects ?? null, largePrint, allowSuperseded }
}

/** Whether a pack that was made for one has all that the other asks for. */
export function coversAsked(made: Asked, asked: Asked): boolean {
  const holds = (all: readonly string[] | null, some: readonly string[] | null): boolean =>
    all === null || some === null ? all === some : some.every((one) => all.includes(one))
  return (
    holds(made.documents, asked.documents) &&
    holds(made.formats, asked.formats) &&
    holds(made.views, asked.views) &&
    holds(made.dialects, asked.dialects) &&
    made.largePrint === asked.largePrint &&
    (made.allowSuperseded || !asked.allowSuperseded)
  )
}

/** What both asked for: as long as a pack has files of earlier runs, this says what those asked for. */
export function bothAsked(one: Asked | undefined, other: Asked | undefined): Asked | undefined {
  if (one === undefined || other === undefined) return one ?? other
  const both = (a: readonly string[] | null, b: readonly string[] | null): string[] | null =>
    a === null && b === null ? null : [...new Set([...(a ?? []), ...(b ?? [])])]
  return {
    ...other,
    documents: both(one.documents, other.documents) ?? [],
    formats: both(one.formats, other.formats),
    views: both(one.views, other.views) ?? [],
    dialects: both(one.dialects, other.dialects),
    allowSuperseded: one.allowSuperseded || other.allowSuperseded,
  }
}

/**
 * Whether a file of an earlier run is missing from this one only because this one asks for less. A file that is still asked for
 * and no longer made, such as a letter of which a fact is no longer known, goes.
 *
 * @param before what earlier runs asked for; absent in packs of earlier versions
 */
export function isNotAskedFor(
  { document, format }: WrittenFile,
  before: Asked | undefined,
  asked: Asked,
  kinds: Readonly<Record<string, DocumentKindSpec>>,
): boolean {
  const { choice, alsoWith } = kinds[document] ?? { choice: document }
  if (choice !== null && ![choice, alsoWith].some((one) => one !== undefined && asked.documents.includes(one)))
    return true
  const { formats } = asked
  const isRendered = (ASKED_FORMATS as readonly string[]).includes(format)
  if (isRendered && formats !== null && !formats.includes(format)) return true
  if (before === undefined) return false
  return (
    (isRendered && before.formats !== null && formats === null) ||
    (choice !== null && before.views.some((view) => !asked.views.includes(view))) ||
    (document === 'letters' && JSON.stringify(before.dialects) !== JSON.stringify(asked.dialects)) ||
    (choice === 'letters' && before.allowSuperseded && !asked.allowSuperseded)
  )
}

/** How many files a message names. */
const MOST_NAMED = 3

export function earlierFinding(ods: string, folder: string, names: readonly string[]): Finding {
  const more = names.length - MOST_NAMED
  const some = listed([...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])])
  const one = names.length === 1
  return findingOf(
    EARLIER,
    `${names.length} ${one ? 'file' : 'files'} of ${folder} ${one ? 'was' : 'were'} not asked for this time: ${some}. An earlier run made ${one ? 'it' : 'them'}, so ${one ? 'it was' : 'they were'} kept and may say what no longer holds.`,
    { practice: ods },
  )
}
