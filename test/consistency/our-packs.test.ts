/** The guide and the templates that ship make packs in which no page contradicts another. */
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { checkPack } from '../../src/consistency/check-pack.ts'
import type { Practice } from '../../src/model/practice.ts'
import { practiceNamed, starter } from '../letters/starter.ts'
import { packOf } from './pack-of.ts'

/** A weekend cutover of two days: final data production on Friday, go live on Monday. */
async function weekend(): Promise<Practice> {
  const practice = await practiceNamed('Z99901', { cutover: 'weekend', goLive: isoDay('2027-04-19') })
  const { 'final-data-production': production, 'go-live': goLive, ...fixed } = practice.fixed
  if (production === undefined || goLive === undefined) throw new Error('The starter row fixes both days.')
  return {
    ...practice,
    repeatOrderBy: isoDay('2027-04-09'),
    fixed: {
      ...fixed,
      'final-data-production': { ...production, date: isoDay('2027-04-16') },
      'go-live': { ...goLive, date: isoDay('2027-04-19') },
    },
  }
}

const said = async (practice: Practice): Promise<readonly string[]> =>
  checkPack(packOf(await starter(), practice)).map(({ rule, message }) => `${rule}: ${message}`)

describe('no page contradicts another', () => {
  it.each(['Z99901', 'Z99902', 'Z99903', 'Z99904', 'Z99905'])('in the pack of %s', async (ods) => {
    expect(await said(await practiceNamed(ods))).toEqual([])
  })

  it('in the pack of a practice that moves over a weekend', async () => {
    expect(await said(await weekend())).toEqual([])
  })

  it('in the pack of a practice with proposed dates and every answer unknown', async () => {
    const practice = await practiceNamed('Z99904', { conditions: {} })
    expect(await said(practice)).toEqual([])
  })
})
