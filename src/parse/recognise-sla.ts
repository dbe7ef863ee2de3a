/**
 * Which SLA of the register a wording is, and what the wording itself says: limit, party, start event.
 *
 * The register describes each SLA by ideas, not by sentences or numbers, so an SLA is known again after it has been
 * reworded or its limit changed.
 *
 * @module
 */
import type { Quantity, Sla } from '../model/guide.ts'
import type { KnownSla } from './guide-data.ts'
import { quantitiesIn } from './quantities.ts'

/** An entry must have this share of its ideas in the wording, the cited page counting as a little more. */
const ENOUGH = 0.6
const SAME_PAGE = 0.15

/** @returns null where no entry fits, or two fit equally well */
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
  // The first idea is what the SLA is about; without it nothing else counts.
  if (!first.some(has)) return 0
  const met = 1 + rest.filter((idea) => idea.some(has)).length
  const share = met / sla.recognise.length
  // Of two entries with all their ideas present, the one with more of them says more.
  return share + met / 100 + (page !== null && page === sla.page ? SAME_PAGE : 0)
}

function startsAWord(words: string, beginning: string): boolean {
  for (let at = words.indexOf(beginning); at !== -1; at = words.indexOf(beginning, at + 1)) {
    if (at === 0 || !/[a-z0-9]/.test(words[at - 1] ?? '')) return true
  }
  return false
}

/** What the wording says of itself; the register fills in what it leaves out. */
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
