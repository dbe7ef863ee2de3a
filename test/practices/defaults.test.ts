import { describe, expect, it } from 'vitest'
import { parsePractices } from '../../src/practices/parse-practices.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { guideData } from './guide-data.ts'
import { missingCharacter, wordsOfFinding } from './words-of-findings.ts'

const PRACTICES =
  'ods_code,name,current_system,new_system,go_live,wave,icb,trainer,dispensing\n' +
  'Z99901,A,EMIS Web,TPP,2027-04-14,Wave 1,NHS Somewhere,,\n' +
  'Z99902,B,EMIS,TPP,2027-05-19,wave-1,NHS Elsewhere,Own trainer,no\n' +
  'Z99903,C,Vision,TPP,,wave 2,,,\n'

function parse(defaults: string, practices = PRACTICES) {
  const table = {
    ...tableFromCsv('practices.csv', practices, []),
    defaults: tableFromCsv('practices/defaults.csv', defaults, []),
  }
  return parsePractices(table, guideData, { missingCharacter })
}

describe('defaults', () => {
  it('fill what a row leaves empty, per wave, ICB or system; the row wins', () => {
    const { value, findings } = parse(
      'Wave,ICB,Current system,Trainer,Delivery team,Dispensing,Go live\n' +
        'Wave 1,,,Wave trainer,,yes,\n' +
        ',nhs somewhere,,,Somewhere team,,\n' +
        ',,EMIS,,EMIS team,,\n' +
        'Wave 2,,,,,,14 July 2027\n',
    )
    expect(
      value.practices.map(({ ods, text, conditions, goLive }) => [
        ods,
        text.trainer,
        text.delivery_team,
        conditions['dispensing'],
        goLive,
      ]),
    ).toEqual([
      ['Z99901', 'Wave trainer', 'Somewhere team', true, '2027-04-14'],
      ['Z99902', 'Own trainer', 'EMIS team', false, '2027-05-19'],
      ['Z99903', null, null, undefined, '2027-07-14'],
    ])
    expect(findings).toEqual([])
  })

  it('with more keys win over those with fewer, and without keys are for everybody', () => {
    const { value } = parse('wave,icb,trainer\n,,Anybody\nWave 1,,Wave\nWave 1,NHS Somewhere,Both\n')
    expect(value.practices.map(({ text }) => text.trainer)).toEqual(['Both', 'Own trainer'])
  })

  it('may give a needed column to all', () => {
    const { value } = parse('go_live\n2027-09-22\n', 'ods_code,name,current_system,new_system\nZ99901,A,EMIS,TPP\n')
    expect(value.practices).toMatchObject([{ goLive: '2027-09-22' }])
  })

  it('are blamed for their own mistakes', () => {
    const { value, findings } = parse('wave,go_live,Trainr\nWave 2,30 February 2027,Ann\nWave 9,,\n')
    expect(value.failed.map(({ ods }) => ods)).toEqual(['Z99903'])
    expect(findings.map((finding) => [finding.rule, finding.place?.file, finding.place?.line])).toEqual([
      ['unknown-column', 'practices/defaults.csv', 1],
      ['defaults-without-practice', 'practices/defaults.csv', 3],
      ['date-does-not-exist', 'practices/defaults.csv', 2],
    ])
    expect(findings.map(wordsOfFinding).join('\n')).toContain('No practice has wave “Wave 9”')
  })
})

it('warns when a workbook understood only some dates of a column', () => {
  const table = tableFromCsv(
    'practices.xlsx',
    'ods_code,name,current_system,new_system,go_live\nZ99901,A,EMIS,TPP,2027-03-04\nZ99902,B,EMIS,TPP,31/03/2027\n',
    [],
  )
  const rows = table.rows.map((row, at) => (at === 0 ? { ...row, realDates: [4] } : row))
  const { findings } = parsePractices({ ...table, kind: 'workbook', rows }, guideData, { missingCharacter })
  expect(findings.map(({ rule, cell }) => [rule, cell?.row])).toEqual([['dates-of-two-kinds', 2]])
})
