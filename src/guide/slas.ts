/**
 * Reads the SLAs of a page, live and commented, SLAs stated in running text, and mentions of DMI codes.
 *
 * The register describes each SLA by ideas, not by sentences or numbers, so that an SLA is recognised after its wording or
 * limit has changed.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import { rangeAt } from '../markdown/comments.ts'
import { type Limit, limitsInText } from '../markdown/limits.ts'
import type { Annotation } from '../markdown/outline.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { DmiReference, GuideData, Quantity, Sla } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { isAnnotation, listed, readAnnotation } from './annotation.ts'
import type { KnownSla } from './guide-data.ts'
import type { ReadGuidePage } from './page.ts'
import { quantitiesIn } from './timing-words.ts'

/** Share of an entry's ideas that must be in the wording; a matching page adds to it. */
const ENOUGH = 0.6
const SAME_PAGE = 0.15

/** @returns null if no entry fits, or two fit equally well */
export function recogniseSla(text: string, page: string | null, known: readonly KnownSla[]): KnownSla | null {
  const words = text.toLowerCase().replace(/[’‘]/g, "'").replace(/\s+/g, ' ')
  let best: KnownSla | null = null
  let bestScore = 0
  for (const sla of known) {
    const score = scoreOf(words, page, sla)
    if (score === bestScore) best = null
    if (score > bestScore) [best, bestScore] = [sla, score]
  }
  return bestScore >= ENOUGH ? best : null
}

function scoreOf(words: string, page: string | null, sla: KnownSla): number {
  const has = (word: string): boolean => startsAWord(words, word)
  if (sla.recognise.length === 0 || sla.unless.some(has)) return 0
  const [first = [], ...rest] = sla.recognise
  // The first idea is the subject of the SLA and is required.
  if (!first.some(has)) return 0
  const met = 1 + rest.filter((idea) => idea.some(has)).length
  const share = met / sla.recognise.length
  // Of two entries with all their ideas present, the one with more ideas is the better match.
  return share + met / 100 + (page !== null && page === sla.page ? SAME_PAGE : 0)
}

function startsAWord(words: string, beginning: string): boolean {
  for (let at = words.indexOf(beginning); at !== -1; at = words.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(words[at - 1] ?? '')) return true
  }
  return false
}

/** Limit, party and start event from the wording; the register fills in what is missing. */
export function readSla(text: string, known: KnownSla | null): Pick<Sla, 'id' | 'limit' | 'names' | 'startEvent'> {
  const [first] = quantitiesIn(text)
  const limit: Quantity | null = first === undefined ? null : { value: first.value, unit: first.unit }
  const sentence = first === undefined ? text : sentenceAt(text, first.index)
  return {
    id: known?.id ?? null,
    limit,
    names: namesOf(sentence, known),
    startEvent: startEventOf(sentence) ?? known?.startEvent ?? null,
  }
}

function sentenceAt(text: string, index: number): string {
  let start = 0
  for (const sentence of text.split(/(?<=[.!?]\s+)(?=[A-Z])/)) {
    if (index < start + sentence.length) return sentence.trim()
    start += sentence.length
  }
  return text
}

const YOU =
  /\byou (?:have (?:up to |no more than |within |\d|one|two|three|four|five|six|ten)|must|(?:will )?need to|should|are required)/i
const SUPPLIER =
  /\b(old|current|existing|source(?: solution)?|new|target(?: solution)?)?\s*supplier\b(?: \([a-z]+\))?,? (?:has|have|must|will|should|needs|is required)\b/i

function namesOf(sentence: string, known: KnownSla | null): Sla['names'] {
  const you = YOU.exec(sentence)
  const supplier = SUPPLIER.exec(sentence)
  const inferred = known?.names ?? null
  if (you !== null && (supplier === null || you.index < supplier.index))
    return { party: 'practice-manager', stated: true }
  if (supplier === null) return inferred === null ? null : { party: inferred.party, stated: false }
  const which = supplier[1]?.toLowerCase() ?? ''
  if (/^(?:new|target)/.test(which)) return { party: 'new-supplier', stated: true }
  if (which !== '') return { party: 'current-supplier', stated: true }
  const fitting = inferred !== null && /supplier$/.test(inferred.party) ? inferred.party : 'any-supplier'
  return { party: fitting, stated: true }
}

/** `Once a request is made, …`, `within 2 weeks of going live`: the event in the source's own words. */
function startEventOf(text: string): string | null {
  const ahead = /^(?:Once|After|When|From the time|From)\s+([^,.]{4,120}),/i.exec(text.trim())
  if (ahead !== null) return ahead[1]?.trim() ?? null
  return (
    /\b(?:within|days|weeks|hours) (?:of|following|after) ([^,.]{4,120}?)(?= to \w+ |[,.]|$)/i
      .exec(text)?.[1]
      ?.trim() ?? null
  )
}

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
        'Unexpected SLA, expected one that is in slas.yaml. Its wording is shown, but it gets no date; add it to slas.yaml.'
      findings.push(findingOf('unknown-sla', message, { place }))
    }
    const problem = citationProblem(limit)
    if (problem !== null) findings.push(findingOf('sla-citation-unreadable', problem, { place }))
    return {
      ...readSla(limit.text, entry),
      text: limit.text,
      document: limit.document,
      page: limit.page,
      section: limit.section,
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

function citationProblem({ citation, document, page, section }: Limit): string | null {
  const expected = 'expected its document and page at its end: `<br><em>(Migration Process, p. 13)</em>`'
  const advice = 'Write both, on the line of the SLA or the next one.'
  if (citation === null)
    return `Unexpected end of an SLA without a source, ${expected}. Documents print it as a limit that nobody can look up. ${advice}`
  if (document === null)
    return `Unexpected \`${citation}\` after an SLA, ${expected}. Which document it is in is not known. ${advice}`
  if (page === null && section === null)
    return `Unexpected \`${citation}\` after an SLA, ${expected}. No page can be read in it. ${advice}`
  return null
}

/** The entry that an annotation names; it takes precedence over recognition by wording. */
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

/** Mentions of Data Migration requirements (`DMI02`), in text and in comments. */
export function readDmis(
  page: ReadGuidePage,
  data: Pick<GuideData, 'dmis'>,
): { dmis: DmiReference[]; findings: Finding[] } {
  const { source, comments, frontMatter } = page.markdown
  const dmis: DmiReference[] = []
  const findings: Finding[] = []
  for (const found of source.text.matchAll(/\bDMI(\d{2})(?!\d)/g)) {
    if (found.index < frontMatter.end) continue
    const comment = rangeAt(comments, found.index)
    // An annotation is the task's own reference and is checked there.
    if (comment !== null && page.annotated && isAnnotation(comment.inner)) continue
    const [code] = found
    const status = data.dmis.some((dmi) => dmi.code === code) ? 'known' : 'unknown'
    const place = source.place(found.index)
    dmis.push({ code, status, commented: comment !== null, place })
    if (status === 'unknown') {
      const message = `Unexpected code \`${code}\`, expected one of dmi.yaml. What it requires is not known; check the number, or add it.`
      findings.push(findingOf('unknown-dmi-code', message, { place }))
    }
  }
  return { dmis, findings }
}
