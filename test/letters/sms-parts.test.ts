import { describe, expect, it } from 'vitest'
import { plainTwins, smsParts } from '../../src/letters/sms-parts.ts'

describe('parts of a text message', () => {
  it.each([
    ['', 0, 0],
    ['a'.repeat(160), 1, 160],
    ['a'.repeat(161), 2, 161],
    ['a'.repeat(306), 2, 306],
    ['a'.repeat(307), 3, 307],
    ['é'.repeat(160), 1, 160],
    ['€'.repeat(80), 1, 160],
    ['€'.repeat(81), 2, 162],
    // A euro sign of two places does not straddle two parts: 152 and it, then the rest.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3, 306],
    ['a\nb', 1, 4],
  ])('%j', (text, parts, characters) => {
    expect(smsParts(text)).toMatchObject({ parts, characters, alphabet: 'gsm-7', outside: [] })
  })

  it.each([
    ['Ŵ'.repeat(70), 1],
    ['Ŵ'.repeat(71), 2],
    ['Ŵ'.repeat(134), 2],
    ['Ŵ'.repeat(135), 3],
  ])('%j is Unicode', (text, parts) => {
    expect(smsParts(text)).toMatchObject({ parts, alphabet: 'unicode', outside: ['Ŵ'] })
  })

  it('says how many parts it would be with letters of the alphabet', () => {
    expect(smsParts(`Ŵ${'a'.repeat(134)}`)).toMatchObject({ parts: 3, plainParts: 1 })
    expect(smsParts('a'.repeat(161))).toMatchObject({ parts: 2, plainParts: 2 })
  })

  it('writes what has a plain twin plainly, and leaves letters alone', () => {
    expect(plainTwins('St Mary’s ‘x’ “y” 1–2 — … 7\u00a0April\u202fx\u200b')).toBe(
      `St Mary's 'x' "y" 1-2 - ... 7 April x`,
    )
    expect(plainTwins('Siân Ŵyn, café, 5€')).toBe('Siân Ŵyn, café, 5€')
    expect(plainTwins('e\u0301')).toBe('é')
  })

  it('counts a picture character as two places', () => expect(smsParts('🙂').characters).toBe(2))
})
