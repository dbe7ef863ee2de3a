/**
 * The SLAs of a page, live and commented, and sentences that state one without its mark.
 *
 * @module
 */
import type { Annotation } from '../markdown/outline.ts'
import { limitsInText, type Limit } from '../markdown/limits.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Sla } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { listed, readAnnotation } from './annotation.ts'
import type { KnownSla } from './guide-data.ts'
import type { ReadGuidePage } from './page.ts'
import { quantitiesIn } from './quantities.ts'
import { readSla, recogniseSla } from './recognise-sla.ts'
import { didYouMean } from '../base/text.ts'

export function readSlas(
  page: ReadGuidePage,
  phase: string | null,
  data: { readonly slas: readonly KnownSla[] },
): { slas: Sla[]; findings: Finding[] } {
  const { source, outline, comments, frontMatter } = page.markdown
  const findings: Finding[] = []
  const slaOf = (limit: Limit, status: Sla['status'], place: Place, annotations: readonly Annotation[]): Sla => {
    const entry = annotated(annotations, data.slas, findings) ?? recogniseSla(limit.text, limit.page, data.slas)
    if (entry === null && status === 'live') {
      const message =
        'Unexpected SLA, expected one that slas.yaml describes. Its wording is shown, but no date is worked out; add it to slas.yaml.'
      findings.push(findingOf('unknown-sla', message, { place }))
    }
    return {
      ...readSla(limit.text, entry),
      text: limit.text,
      document: limit.document,
      page: limit.page,
      status,
      phase,
      place,
    }
  }
  const live = outline.limits.map((limit) => ({
    at: limit.offset,
    sla: slaOf(limit, 'live', limit.place, limit.annotations),
  }))
  const commented = comments.flatMap((comment) =>
    limitsInText(comment.inner).map((limit) => {
      const at = comment.innerFrom + limit.offset
      return { at, sla: slaOf(limit, 'commented', source.place(at), []) }
    }),
  )
  const stated = outline.prose.filter((prose) => statesAnSla(prose.text)).map((prose) => prose.place)
  const subtitle = page.text('subtitle')
  if (subtitle !== null && statesAnSla(subtitle)) stated.push(frontMatter.place('subtitle'))
  for (const place of stated) {
    const message =
      'Unexpected SLA in running text, expected a paragraph that starts with `**_SLA:_**`. No document can show it as a limit with its source; mark it.'
    findings.push(findingOf('sla-in-prose', message, { place }))
  }
  return { slas: [...live, ...commented].sort((a, b) => a.at - b.at).map(({ sla }) => sla), findings }
}

/** The entry that an annotation names; it outranks what the words look like. */
function annotated(
  annotations: readonly Annotation[],
  known: readonly KnownSla[],
  findings: Finding[],
): KnownSla | null {
  for (const annotation of annotations) {
    const read = readAnnotation(annotation.text, annotation.place)
    findings.push(...read.findings)
    const [id] = listed(read.values.get('sla'))
    if (id === undefined) continue
    const entry = known.find((sla) => sla.id === id)
    if (entry !== undefined) return entry
    const message = `Unexpected \`sla: ${id}\`, expected an id of slas.yaml.${didYouMean(
      id,
      known.map((sla) => sla.id),
    )}`
    findings.push(findingOf('unknown-sla-id', message, { place: annotation.place }))
  }
  return null
}

/** `there is an SLA that states they have five working days`: the word and a limit in one sentence. */
function statesAnSla(text: string): boolean {
  return text
    .split(/(?<=[.!?])\s+/)
    .some((sentence) => /\bSLAs?\b(?!-\d)/.test(sentence) && quantitiesIn(sentence).length > 0)
}
