import type { SystemInfo } from '../../src/model/clinical-system.ts'
import { guideData } from '../practices/guide-data.ts'
import { describe, expect, it } from 'vitest'
import { compare, counted, didYouMean, isSlipOf, listed, nearestBy, nearestWord } from '../../src/base/text.ts'
import { checkFields } from '../../src/template/check-fields.ts'
import { suggestColumn } from '../../src/practices/match-columns.ts'
import { suggestSystem } from '../../src/practices/parse-value.ts'

describe('words', () => {
  it('are listed, counted and put in order', () => {
    expect([[], ['a'], ['a', 'b'], [1, 2, 3]].map(listed)).toEqual(['', 'a', 'a and b', '1, 2 and 3'])
    expect([counted(0, 'page'), counted(1, 'page'), counted(2, 'entry', 'entries')]).toEqual([
      '0 pages',
      '1 page',
      '2 entries',
    ])
    // By a language's own order the small letter would come first.
    expect(['a', 'B', 'ä', 'A'].sort(compare)).toEqual(['A', 'B', 'a', 'ä'])
  })
})

describe('what was probably meant', () => {
  it.each([
    ['nmae', ['name', 'note'], 'name'],
    ['Kickoff', ['kick-off', 'cutover'], 'kick-off'],
    ['goLive', ['GOLIVE'], 'GOLIVE'],
    ['planing-for-cut-over', ['planning-for-cutover'], 'planning-for-cutover'],
    ['dua', ['due', 'who'], 'due'],
    // Another word, not a slip of the finger.
    ['sea', ['due', 'who', 'if'], null],
    ['orders', ['letters', 'posters'], null],
    ['a'.repeat(201), ['a'.repeat(200)], null],
  ])('%s', (word, known, meant) => {
    expect(nearestWord(word, known)).toBe(meant)
  })

  it('is one question, whoever asks', () => {
    expect(didYouMean('nmae', ['name'])).toBe(' Did you mean `name`?')
    expect(didYouMean('orders', ['letters'])).toBe('')
    expect(nearestBy('nmae', [{ id: 'name' }], ({ id }) => id)).toEqual({ id: 'name' })
    expect([isSlipOf('whoo', 'who'), isSlipOf('hwo', 'who')]).toEqual([true, false])
  })

  // Each asked by a measure of its own: fields by capitals, systems and columns by other numbers of letters.
  it('is the same for fields, systems and columns', () => {
    const shape = { practice: { name: { type: 'text' } } } as const
    expect(checkFields('a.hbs', '{{practice.NAME}}', shape)[0]?.message).toContain('Did you mean `practice.name`?')
    const system = { ...guideData.systems[0], id: 'emis', name: 'EMIS', also: [] } as SystemInfo
    expect([suggestSystem('EMSI', [system]), suggestSystem('XYZ', [system])]).toEqual(['EMIS', null])
    expect([suggestColumn('pnc', ['pcn']), suggestColumn('xyz', ['pcn'])]).toEqual(['pcn', null])
  })
})
