/** For each rule about dates a plan that breaks it, so that none is there that nothing reports. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { sayFinding } from '../../src/compose/say.ts'
import type { Validity } from '../../src/model/dated-fact.ts'
import type { Guide } from '../../src/model/guide.ts'
import type { PlanFinding } from '../../src/model/plan.ts'
import type { Practice } from '../../src/model/practice.ts'
import { DATE_RULES } from '../../src/plan/date-rules.ts'
import { openWords } from '../../src/template/fill.ts'
import { emptyGuide, fixedAt, planFor } from './support.ts'

const withFact = (valid: Pick<Validity, 'from' | 'until'>): Guide => {
  const place = { file: 'dated-facts.yaml', line: 2, column: 5 }
  const fact = {
    id: 'a',
    fact: 'The county’s board',
    advice: 'Ask it.',
    mattersUntil: null,
    systems: [],
    valid: { ...valid, place },
  }
  return { ...emptyGuide, data: { ...emptyGuide.data, datedFacts: [fact] } }
}

interface Broken {
  readonly practice: Partial<Practice>
  readonly asOf?: string
  readonly guide?: Guide
}

const BREAKS: Readonly<Record<string, Broken>> = {
  'milestones-out-of-order': { practice: { fixed: { order: fixedAt(isoDay('2027-06-01')) } } },
  'holidays-unknown': { practice: { goLive: isoDay('2040-04-11') } },
  'fixed-date-not-working-day': { practice: { fixed: { 'kick-off': fixedAt(isoDay('2027-01-23')) } } },
  'go-live-not-working-day': { practice: { goLive: isoDay('2027-04-10') } },
  'cutover-too-short': { practice: { fixed: { 'final-data-production': fixedAt(isoDay('2027-04-13')) } } },
  'cutover-over-two-weeks': { practice: { fixed: { 'final-data-production': fixedAt(isoDay('2027-03-22')) } } },
  'planning-meeting-too-late': { practice: { fixed: { 'cutover-planning-meeting': fixedAt(isoDay('2027-04-06')) } } },
  'extract-notice-too-short': { practice: { fixed: { 'extract-request': fixedAt(isoDay('2027-03-02')) } } },
  'span-under-12-weeks': { practice: { fixed: { order: fixedAt(isoDay('2027-03-01')) } } },
  'span-over-16-weeks': { practice: { fixed: { order: fixedAt(isoDay('2026-10-01')) } } },
  'go-live-in-the-past': { practice: {}, asOf: '2027-05-01' },
  'go-live-far-away': { practice: {}, asOf: '2024-04-10' },
  'milestone-in-the-past': { practice: {}, asOf: '2027-03-15' },
  'apps-off-after-go-live': { practice: { appsOff: isoDay('2027-04-15') } },
  'weekend-cutover-not-offered': { practice: { cutover: 'weekend' } },
  'log-off-in-core-hours': { practice: { times: { 'final-data-production': '17:00' } } },
  'cutover-over-72-hours': { practice: {} },
  'sources-disagree': { practice: {} },
  'busy-period': { practice: {} },
  'fact-ends': { practice: {}, guide: withFact({ from: null, until: isoDay('2027-03-31') }) },
  'fact-begins': { practice: {}, guide: withFact({ from: isoDay('2027-04-01'), until: null }) },
}

function findingsOf(id: string): readonly PlanFinding[] {
  expect(Object.keys(BREAKS), 'Add a plan that breaks the rule to BREAKS, above.').toContain(id)
  const { practice, asOf = '2026-06-01', guide = emptyGuide } = BREAKS[id] ?? { practice: {} }
  return planFor(practice, guide, isoDay(asOf)).findings.filter(({ rule }) => rule === id)
}

const words = openWords({
  file: 'words.yaml',
  text: readFileSync(join(import.meta.dirname, '../../templates/words.yaml'), 'utf8'),
})

describe.each(DATE_RULES.map(({ id, severity }) => [id, severity] as const))('%s', (id, severity) => {
  it('is reported with its own severity', () => {
    const found = findingsOf(id)
    expect(found).not.toEqual([])
    for (const finding of found) expect(finding.severity).toBe(severity)
  })

  // Without its sentence the rule would stop every plan that breaks it.
  it('has its sentence under `findings:` in templates/words.yaml', () => {
    for (const finding of findingsOf(id)) expect(sayFinding(finding, 'Z99999', words).message).toMatch(/^[A-Z“].*\.$/)
  })
})

describe('a weekend cutover', () => {
  const found = (weekendCutover: 'yes' | 'no' | 'to-confirm' | null, cutover: Practice['cutover'] = 'weekend') => {
    const known =
      weekendCutover === null
        ? null
        : {
            id: 'a',
            name: 'System A',
            also: [],
            supplier: 'A',
            patientApps: [],
            weekendCutover,
            meshChange: 'no' as const,
            notMigrating: null,
            notes: [],
            sources: [],
          }
    return planFor({ cutover, currentSystem: { written: 'A system', known } }, emptyGuide)
      .findings.filter(({ rule }) => rule === 'weekend-cutover-not-offered')
      .map((finding) => sayFinding(finding, 'Z99999', words).message)
  }

  it('is a finding unless the guide says that the current system offers one', () => {
    expect(found('yes')).toEqual([])
    expect(found('to-confirm', 'week')).toEqual([])
    expect(found('no')).toEqual([expect.stringContaining('System A offers none')])
    expect(found('to-confirm')).toEqual([expect.stringContaining('No source says that System A offers one')])
    expect(found(null)).toEqual([expect.stringContaining('No source says that A system offers one')])
  })
})
