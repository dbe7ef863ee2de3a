import { describe, expect, it } from 'vitest'
import { defined } from '../../src/base/shape.ts'

describe('fields that may be absent', () => {
  it('keeps what has a value, in the order given, and nothing else', () => {
    const sheet = undefined as string | undefined
    const kept = defined({ b: 1, sheet, a: null, no: false, zero: 0, empty: '' })
    expect(Object.entries(kept)).toEqual([
      ['b', 1],
      ['a', null],
      ['no', false],
      ['zero', 0],
      ['empty', ''],
    ])
    expect('sheet' in kept).toBe(false)
  })

  it('has types that exactOptionalPropertyTypes takes', () => {
    const sheet = 'One' as string | undefined
    const place: { readonly line: number; readonly sheet?: string } = { ...defined({ line: 1, sheet }) }
    expect(place).toEqual({ line: 1, sheet: 'One' })
  })
})
