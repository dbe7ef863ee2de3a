/**
 * How long a phase takes: `Estimated timeline: 3 days to 2 weeks`, in every wording the public guide has had.
 *
 * @module
 */
import type { Checked, Finding, Place } from '../model/finding.ts'
import type { Estimate, Quantity } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { numberOf, quantitiesIn, unitOf } from './quantities.ts'

const PREFIX = /^\s*['"]?(?:estimated\s+(?:timeline|time|duration)|timeline|duration)\s*:?\s*/i
const NUMBER = '\\d+(?:\\.\\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve'
const UNIT = 'working[ -]days?|days?|weeks?|months?|hours?'
/** `1 to 2 weeks`, `1-2 weeks`: one unit for both ends. */
const ONE_UNIT = new RegExp(`\\b(${NUMBER})\\s*(?:to|-|–|—|or)\\s*(${NUMBER})\\s+(${UNIT})\\b`, 'i')
const OR_MORE = /\bor (?:more|longer)\b|\bat least\b|\bor so\b|\+|\bmore than\b|\bfrom \d+\s+\w+$/i
const DIFFERS = /\b(?:differs?|different|varies|vary|up to you|depends)\b/i
/** Only rough comparisons are needed: which end is longer. */
const DAYS: Readonly<Record<Quantity['unit'], number>> = {
  hour: 1 / 24,
  day: 1,
  'working-day': 1.4,
  week: 7,
  month: 30,
  count: 0,
}

/** @returns null where the text holds no estimate at all: a subtitle that says something else, a dash, nothing */
export function parseEstimate(subtitle: string | null, place: Place): Checked<Estimate | null> {
  const written = (subtitle ?? '').replace(/[\u00A0\u202F]/g, ' ').trim()
  const prefixed = PREFIX.test(written)
  const text = written.replace(PREFIX, '').replace(/\s+/g, ' ').trim()
  if (text === '' || /^[-–—]$/.test(text)) return { value: null, findings: [] }

  const ends = endsOf(text)
  if (ends === null) {
    if (DIFFERS.test(text) && (prefixed || text.length < 80)) {
      return { value: { text, min: null, max: null, openEnded: true }, findings: [] }
    }
    return { value: null, findings: prefixed ? [unreadable(text, place)] : [] }
  }
  // Another subtitle may mention a time without being an estimate ("What happens in the first week").
  if (!prefixed && !/^(?:about |around |up to |usually |the new sla|new sla)?[\d(]|^new sla|^the new sla/i.test(text))
    return { value: null, findings: [] }
  const { min, max } = ends
  const openEnded = max === null
  const findings: Finding[] = []
  if (max !== null && min.value * DAYS[min.unit] > max.value * DAYS[max.unit]) {
    findings.push(
      findingOf(
        'estimate-min-above-max',
        `Unexpected estimate \`${text}\`: its shorter end is longer than its longer end. A unit is probably missing; write both, as in \`3 days to 2 weeks\`.`,
        { place },
      ),
    )
  }
  return { value: { text, min, max, openEnded }, findings }
}

/** `max` null: no upper end is stated. */
function endsOf(text: string): { min: Quantity; max: Quantity | null } | null {
  const one = ONE_UNIT.exec(text)
  const open = OR_MORE.test(text)
  if (one !== null) {
    const unit = unitOf(one[3] ?? '')
    const min = { value: numberOf(one[1] ?? ''), unit }
    return { min, max: open ? null : { value: numberOf(one[2] ?? ''), unit } }
  }
  const [first, second] = quantitiesIn(text).map(({ value, unit }) => ({ value, unit }))
  if (first === undefined) return null
  if (second !== undefined) return { min: first, max: second }
  return { min: first, max: open ? null : first }
}

const unreadable = (text: string, place: Place): Finding =>
  findingOf(
    'estimate-unreadable',
    `Unexpected estimate \`${text}\`, expected a time such as \`1 to 2 weeks\` or \`2 weeks or more\`.`,
    { place },
  )
