import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { proofLetters } from '../../src/app/letters.ts'
import { practiceNamed, starter } from './starter.ts'

const known = async () => [...(await starter()).letters.profiles.values()].filter(({ address }) => address !== null)

describe('proofs', async () => {
  const kit = await starter()
  const { files, findings } = await proofLetters(
    kit,
    await practiceNamed('Z99902', { previousGoLive: isoDay('2027-03-10') }),
    {
      asOf: isoDay('2026-11-20'),
      letters: ['letter-disruption', 'letter-date-changed'],
      profiles: await known(),
    },
  )
  const about = (id: string): string[] =>
    files.filter(({ name }) => name.includes(id)).map(({ profile, about }) => `${profile} ${about}`)

  it('show each printer’s page with open, shortest and longest fields, and in large print', () => {
    for (const id of ['letter-disruption', 'letter-date-changed'])
      for (const profile of ['govuk-notify', 'nhs-notify', 'plain'])
        for (const which of ['open', 'short', 'long', 'large-print']) expect(about(id)).toContain(`${profile} ${which}`)
  })

  it('show each branch of the words that this practice does not get', () => {
    expect(about('letter-disruption')).toContain('govuk-notify answers.onlineServices no')
    expect(about('letter-disruption')).toContain('govuk-notify answers.repeatDispensing no')
    expect(about('letter-disruption')).toContain('govuk-notify without practice.appsStop')
  })

  it('have no fault, and two names never the same', () => {
    expect(findings).toEqual([])
    expect(files.flatMap(({ name, faults }) => faults.map(({ message }) => `${name}: ${message}`))).toEqual([])
    expect(new Set(files.map(({ name }) => name)).size).toBe(files.length)
  })

  it('say where an address does not fit', async () => {
    const [profile] = await known()
    if (!profile) throw new Error('No profile')
    const tight = { ...profile, address: { xMm: 20, yMm: 45, widthMm: 40, heightMm: 12 } }
    const proofs = await proofLetters(kit, await practiceNamed('Z99901'), {
      asOf: isoDay('2026-11-20'),
      letters: ['letter-disruption'],
      profiles: [tight],
    })
    expect(proofs.findings.map(({ rule }) => rule)).toContain('zone-too-small')
  })

  it('hold a practice’s name of 300 characters', async () => {
    const name = `${'Larkspur Hill and Wrenmouth Harbour and '.repeat(7)}Surgery and more`.slice(0, 300)
    const proofs = await proofLetters(kit, await practiceNamed('Z99901', { name }), {
      asOf: isoDay('2026-11-20'),
      letters: ['letter-disruption'],
      profiles: await known(),
    })
    // In large print it would be too small to read, which the printer's zone refuses.
    expect(proofs.findings.map(({ rule }) => rule)).toEqual(Array(3).fill('zone-too-small'))
    expect(proofs.files.map(({ about }) => about)).not.toContain('large-print')
    expect(proofs.files.flatMap(({ faults }) => faults)).toEqual([])
  })
})
