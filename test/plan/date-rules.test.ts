/** For each rule about dates a plan that breaks it, so that none is there that nothing reports. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Practice } from '../../src/model/practice.ts'
import { DATE_RULES } from '../../src/plan/date-rules.ts'
import { emptyGuide, fixedAt, planFor } from './support.ts'

const BREAKS: Readonly<Record<string, { readonly practice: Partial<Practice>; readonly asOf?: string }>> = {
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
  'milestone-in-the-past': { practice: {}, asOf: '2027-03-15' },
  'cutover-over-72-hours': { practice: {} },
  'sources-disagree': { practice: {} },
  'busy-period': { practice: {} },
}

describe.each(DATE_RULES.map(({ id, severity }) => [id, severity] as const))('%s', (id, severity) => {
  it('is reported with its own severity', () => {
    const { practice, asOf = '2026-06-01' } = BREAKS[id] ?? { practice: {} }
    const found = planFor(practice, emptyGuide, isoDay(asOf)).findings.filter(({ rule }) => rule === id)
    expect(found).not.toEqual([])
    for (const finding of found) expect(finding.severity).toBe(severity)
  })
})
