/**
 * Which phase of the timing policy a phase of the public guide takes its dates from.
 *
 * @module
 */
import type { PolicyPhaseId } from '../model/guide.ts'

/** The phases of the timing policy whose dates the public guide's 15 key phases take, in order. */
const KEY_PHASES: readonly PolicyPhaseId[] = [
  'buying-and-preparing',
  'buying-and-preparing',
  'kick-off',
  'technical-survey',
  'pre-migration',
  'initial-data-production',
  'data-checking',
  'data-checking',
  'planning-for-cutover',
  'training',
  'cutover',
  'cutover',
  'go-live',
  'post-go-live',
  'end-of-migration',
]

/** First match wins: `Post Go-Live` is no go-live, `Planning for cutover` no cutover. */
const BY_TITLE: readonly (readonly [RegExp, PolicyPhaseId])[] = [
  [/\bend of\b/i, 'end-of-migration'],
  [/\bpost[ -]?(?:go[ -]?live|migration)\b|\brun[ -]?off\b/i, 'post-go-live'],
  [/\bpre[ -]?migration\b|\bearly prep/i, 'pre-migration'],
  [/\bplanning\b|\bpreparation for cut/i, 'planning-for-cutover'],
  [/\bkick[ -]?off\b/i, 'kick-off'],
  [/\bsurvey\b/i, 'technical-survey'],
  [/\binitial data\b|\bIDP\b/i, 'initial-data-production'],
  [/\bcheck|\bre-?check|\bsign[ -]?off\b|\btesting\b/i, 'data-checking'],
  [/\btraining\b/i, 'training'],
  [/\bfinal data\b|\bFDP\b|\bcut[ -]?over\b/i, 'cutover'],
  [/\bgo(?:ing)?[ -]?live\b/i, 'go-live'],
  [/\bdecision\b|\bfunding\b|\bprocur|\border|\bbuying\b|\bget started\b|\bgetting started\b/i, 'buying-and-preparing'],
]

export function phaseByTitle(title: string): PolicyPhaseId | null {
  return BY_TITLE.find(([pattern]) => pattern.test(title))?.[1] ?? null
}

/** @param count how many key phases the guide has: only a list of all 15 goes by its order */
export function phaseByOrder(order: number | null, count: number): PolicyPhaseId | null {
  return order === null || count !== KEY_PHASES.length ? null : (KEY_PHASES[order - 1] ?? null)
}
