/** Stages name options as the library does; at the command line the same words name flags. */
import { describe, expect, it } from 'vitest'
import { option } from '../../src/base/text.ts'
import { inFlags } from '../../src/cli/print.ts'

describe('an option in a message', () => {
  it.each([
    [`${option('only')} names no ODS code.`, '--only names no ODS code.'],
    [`Run again with ${option('dateOrder', 'mdy')}.`, 'Run again with --date-order mdy.'],
    [`Add ${option('map', 'Golive=go_live')} to the command.`, 'Add --map "Golive=go_live" to the command.'],
    [`Add ${option('go_live', '14 April 2027')}`, 'Add --go-live "14 April 2027"'],
    [`Name another with ${option('out', 'DIR')}.`, 'Name another with --out DIR.'],
  ])('%s', (neutral, flags) => {
    expect(neutral).not.toContain('--')
    expect(inFlags(neutral)).toBe(flags)
  })

  it('leaves every other word as it is', () => {
    const text = 'There is no rule `x`. An option `of two` words, and --map, stay.'
    expect(inFlags(text)).toBe(text)
  })
})
