import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UserError } from '../../src/model/finding.ts'
import type { Practice } from '../../src/model/practice.ts'
import { parsePractices, type ParsePracticesOptions } from '../../src/practices/parse-practices.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { guideData } from './guide-data.ts'
import { missingCharacter } from './words-of-findings.ts'

function parse(csv: string, options: Partial<ParsePracticesOptions> = {}) {
  return parsePractices(tableFromCsv('practices.csv', csv, []), guideData, { missingCharacter, ...options })
}

/** One practice with the five needed columns and one more. */
function practiceWith(column: string, value: string, options: Partial<ParsePracticesOptions> = {}): Practice {
  const quoted = `"${value.replaceAll('"', '""')}"`
  const parsed = parse(
    `ods_code,name,current_system,new_system,go_live,${column}\nZ99901,Larkspur Hill,EMIS,SystmOne,2027-04-14,${quoted}\n`,
    options,
  )
  const practice = parsed.value.practices[0]
  if (practice === undefined) throw new Error(parsed.findings.map(({ message }) => message).join('\n'))
  return practice
}

describe('columns', () => {
  it.each(['ods_code', 'ODS Code', 'ods-code', ' OdsCode ', 'ODS\u00A0CODE', 'ods\u200B_code', 'ODS code:'])(
    'match whatever their case, spaces and marks: %j',
    (header) => {
      const { value } = parse(`${header},NAME,Current System,new-system,GoLive\nZ99901,A,EMIS,TPP,2027-04-14\n`)
      expect(value.practices).toMatchObject([{ ods: 'Z99901', goLive: '2027-04-14' }])
    },
  )

  it('can be mapped, and left out', () => {
    const csv = 'ODS,Site,From,To,Golive agreed,Notes\nZ99901,A,EMIS,TPP,2027-04-14,x\n'
    const map = new Map([
      ['ODS', 'ods_code'],
      ['site', 'Name'],
      ['From', 'current_system'],
      ['To', 'new_system'],
      ['Golive agreed', 'go_live'],
      ['Notes', 'ignore'],
    ])
    const { value, findings } = parse(csv, { map })
    expect(value.practices).toMatchObject([{ ods: 'Z99901', name: 'A' }])
    expect(findings).toEqual([])
  })

  it.each([
    ['Nothing', 'name', /no column called “Nothing”/],
    ['ods_code', 'odscod', /no column named odscod/],
  ])('a map that fits nothing is wrong usage: %s=%s', (from, to, words) => {
    const map = new Map([[from, to]])
    const run = () => parse('ods_code,name,current_system,new_system,go_live\nZ99901,A,EMIS,TPP,2027-04-14\n', { map })
    expect(run).toThrow(UserError)
    expect(run).toThrow(words)
  })
})

describe('a row', () => {
  it('keeps milestones that a person set apart from statuses of those that are worked out', () => {
    const { value } = parse(
      'ods_code,name,current_system,new_system,go_live,go_live_status,kick_off,training_status,final_data_production_time,cutover\n' +
        'Z99901,A,EMIS,TPP,2027-04-14,confirmed,20 January 2027,Done,6.30pm,72 hours\n',
    )
    expect(value.practices[0]).toMatchObject({
      fixed: {
        'go-live': { date: '2027-04-14', status: 'confirmed', cell: { row: 2, column: 'go_live', letter: 'E' } },
        'kick-off': { date: '2027-01-20', status: 'proposed', cell: { row: 2, column: 'kick_off', letter: 'G' } },
      },
      statuses: { training: 'done' },
      times: { 'final-data-production': '18:30' },
      cutover: '72-hours',
    })
  })

  it('takes the bare role for its name, and a text column for the role of the same name', () => {
    expect(practiceWith('practice manager', 'Ann').contacts).toEqual({
      'practice-manager': { name: 'Ann', phone: null, email: null, deputy: null, outOfHours: null },
    })
    const partner = practiceWith('delivery_partner', 'Stourland')
    expect(partner.text.delivery_partner).toBe('Stourland')
    expect(partner.contacts['delivery-partner']?.name).toBe('Stourland')
  })

  it.each([
    ['yes', true],
    ['Y', true],
    ['TRUE', true],
    ['1', true],
    ['No', false],
    ['n', false],
    ['false', false],
    ['0', false],
    ["don't know yet", undefined],
    ['', undefined],
  ])('understands %j as %s', (value, answer) => {
    expect(practiceWith('dispensing', value).conditions['dispensing']).toBe(answer)
  })

  it('works out whether TPP is involved, unless the row says', () => {
    expect(practiceWith('dispensing', '').conditions['tpp_involved']).toBe(true)
    expect(practiceWith('tpp_involved', 'no').conditions['tpp_involved']).toBe(false)
    const csv = (system: string) =>
      `ods_code,name,current_system,new_system,go_live\nZ99901,A,EMIS,${system},2027-04-14\n`
    expect(parse(csv('Vision')).value.practices[0]?.conditions).toEqual({ tpp_involved: false })
    expect(parse(csv('Paper')).value.practices[0]?.conditions).toEqual({})
  })

  it.each([
    'St. Mary’s *Surgery* # <b>bold</b> {{practice}} "quoted" Siân Ŵyn',
    'x'.repeat(300),
    '=HYPERLINK("x")',
    '1. First & Last, `code` \\ _under_',
    'None Such Surgery',
    'The Null Practice',
  ])('keeps a name as it is: %s', (name) => {
    const quoted = `"${name.replaceAll('"', '""')}"`
    const { value } = parse(`ods_code,name,current_system,new_system,go_live\nZ99901,${quoted},EMIS,TPP,2027-04-14\n`)
    expect(value.practices[0]?.name).toBe(name)
  })

  it('drops what nobody sees, and writes accents as one character', () => {
    expect(practiceWith('trainer', '\uFEFF Sia\u0302n\u00A0Wyn\u200B ').text.trainer).toBe('Siân Wyn')
  })

  it.each([
    ['patients', '9,391', 'patients', 9391],
    ['patients', '', 'patients', null],
    ['repeat_order_by', '31/03/2027', 'repeatOrderBy', '2027-03-31'],
  ] as const)('%s %j', (column, value, field, expected) => {
    expect(practiceWith(column, value)[field]).toBe(expected)
  })

  it('corrects a postcode, and joins an address typed on several lines', () => {
    expect(practiceWith('postcode', 'zz991aa').text.postcode).toBe('ZZ99 1AA')
    expect(practiceWith('address_1', 'The Old Forge\r\n3 Quay Lane').text.address_1).toBe('The Old Forge, 3 Quay Lane')
  })
})

describe('--only', () => {
  const csv =
    'ods_code,name,current_system,new_system,go_live\nZ99901,A,EMIS,TPP,2027-04-14\nZ99902,B,EMIS,TPP,nonsense\nZ99903,C,EMIS,TPP,2027-05-19\n'

  it('looks at no other row', () => {
    const { value, findings } = parse(csv, { only: ['z99903'] })
    expect(value.practices.map(({ ods }) => ods)).toEqual(['Z99903'])
    expect(value.failed).toEqual([])
    expect(findings).toEqual([])
  })

  it('says which practices there are when a code is not among them', () => {
    expect(() => parse(csv, { only: ['Z99909'] })).toThrow('practices.csv has no practice Z99909.')
  })
})

it('never throws a bug, and never lets a bad row touch a good one, whatever a row holds', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('2027-04-14', 'yes', '../x', '=1+1', '\n', '"', ''),
  )
  const names = [
    'ods_code',
    'name',
    'current_system',
    'new_system',
    'go_live',
    'dispensing',
    'phone',
    'kick_off',
    'patients',
  ]
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 9 }), (values) => {
      const table = tableFromCsv(
        'practices.csv',
        `${names.join(',')}\nZ99901,Good,EMIS,TPP,2027-04-14,yes,01632 960101,,\n${values.map((value) => `"${value.replaceAll('"', '""')}"`).join(',')}\n`,
        [],
      )
      const { value } = parsePractices(table, guideData, { missingCharacter })
      const codes = value.practices.map(({ ods }) => ods)
      expect(codes.includes('Z99901') || value.failed.length === 2).toBe(true)
      for (const code of codes) expect(code).toMatch(/^[A-Z0-9]{1,9}$/)
    }),
    { numRuns: 300 },
  )
})
