/**
 * A finding about dates, said: its values become dates and names in words, its sentence comes from `words.yaml`.
 *
 * @module
 */
import { isDay } from '../base/day.ts'
import type { Finding } from '../model/finding.ts'
import { MILESTONES } from '../model/guide.ts'
import type { PlanFinding } from '../model/plan.ts'
import type { Words } from '../template/words.ts'
import { clockTime, longDate } from '../base/day-in-words.ts'
import { lowerFirst } from './say-reason.ts'

const isTime = (value: string): boolean => /^\d\d:\d\d$/.test(value)
const isMilestone = (value: string): boolean => (MILESTONES as readonly string[]).includes(value)

export function sayFinding(finding: PlanFinding, practice: string, words: Words): Finding {
  const values: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(finding.values)) {
    if (typeof value !== 'string') values[name] = value
    else if (isDay(value)) values[name] = longDate(value)
    else if (isTime(value)) values[name] = clockTime(value)
    else if (name !== 'id' && isMilestone(value)) values[name] = words.say(`milestones.${value}`)
    else values[name] = name === 'title' ? lowerFirst(value) : value
  }
  const message = words.say(`findings.${finding.rule}`, values)
  return {
    rule: finding.rule,
    severity: finding.severity,
    message,
    practice,
    ...(finding.place ? { place: finding.place } : {}),
  }
}
