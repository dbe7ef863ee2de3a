import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import type { Practice } from '../../src/model/practice.ts'
import { parseClashes } from '../../src/guide/guide-tables.ts'
import { findClashes } from '../../src/plan/clashes.ts'
import { planFor } from '../plan/support.ts'

const file = 'clashes.yaml'
const source = { file, text: readFileSync(join(import.meta.dirname, '../../guide', file), 'utf8') }
const rules = parseClashes(new Map([[file, source]]))

type Text = Partial<Practice['text']>
const plan = (ods: string, goLive: string, text: Text = {}) =>
  planFor({ ods, goLive: isoDay(goLive), text: { ...planFor().practice.text, ...text } })
const said = (...plans: ReturnType<typeof plan>[]): string[] =>
  findClashes(plans, rules)
    .filter(({ rule }) => rule.id !== 'busy-period')
    .map(
      ({ rule, value, practices, from, until }) => `${rule.id} ${value}: ${practices.join(' ')}, ${from} to ${until}`,
    )

describe('clashes of a wave', () => {
  it('names a trainer whom two practices need in the same days, whatever the capitals', () => {
    const clashes = said(
      plan('Z1', '2027-05-12', { trainer: 'Ada Marsh' }),
      plan('Z2', '2027-05-19', { trainer: 'ADA  MARSH' }),
      plan('Z3', '2027-07-14', { trainer: 'Ada Marsh' }),
      plan('Z4', '2027-05-13', { trainer: 'Bea Lund' }),
    )
    expect(clashes).toEqual(['same-trainer Ada Marsh: Z1 Z2, 2027-04-28 to 2027-05-12'])
  })

  it('looks at the cutover for a team and a network, and at the time without links for a laboratory', () => {
    const shared = { delivery_team: 'North', pcn: 'Fern Valley', pathology_lab: 'General' }
    expect(said(plan('Z1', '2027-06-09', shared), plan('Z2', '2027-06-14', shared))).toEqual([
      'same-laboratory General: Z1 Z2, 2027-06-03 to 2027-06-09',
      'same-network Fern Valley: Z1 Z2, 2027-06-07 to 2027-06-09',
      'same-team North: Z1 Z2, 2027-06-07 to 2027-06-09',
    ])
    // Cutovers that only touch on one day clash on that day; a week apart they do not.
    expect(said(plan('Z1', '2027-06-09', { pcn: 'A' }), plan('Z2', '2027-06-16', { pcn: 'A' }))).toHaveLength(1)
    expect(said(plan('Z1', '2027-06-09', { pcn: 'A' }), plan('Z2', '2027-06-23', { pcn: 'A' }))).toEqual([])
  })

  it('says one crowd once, with all who are in it', () => {
    const team = { delivery_team: 'North' }
    const clashes = said(plan('Z1', '2027-06-09', team), plan('Z2', '2027-06-10', team), plan('Z3', '2027-06-11', team))
    expect(clashes).toEqual(['same-team North: Z1 Z2 Z3, 2027-06-03 to 2027-06-10'])
  })

  it('counts go-lives from Monday to Sunday', () => {
    const week = ['2027-06-07', '2027-06-08', '2027-06-10', '2027-06-11'].map((day, i) => plan(`Z${i + 1}`, day))
    expect(said(...week)).toEqual(['too-many-go-lives null: Z1 Z2 Z3 Z4, 2027-06-07 to 2027-06-13'])
    expect(said(...week.slice(0, 3))).toEqual([])
  })

  it('says nothing of what nobody filled in', () => {
    expect(said(plan('Z1', '2027-06-09'), plan('Z2', '2027-06-09'))).toEqual([])
  })

  it('gathers the practices of a busy period', () => {
    const found = findClashes([plan('Z1', '2027-09-22'), plan('Z2', '2027-10-06')], rules)
    expect(found.map(({ rule, value, practices }) => `${rule.id} ${value}: ${practices.join(' ')}`)).toEqual([
      'busy-period the flu vaccination season: Z1 Z2',
    ])
  })

  it('says which line of clashes.yaml is wrong', () => {
    const bad = {
      file,
      text: 'clashes:\n  - { id: x, most: 1, severity: warning, says: x, same: trainr, from: order, until: order }\n',
    }
    expect(() => parseClashes(new Map([[file, bad]]))).toThrow(
      /clashes\.yaml:2:\d+: .*`same: trainr`.*Did you mean `trainer`/,
    )
  })
})
