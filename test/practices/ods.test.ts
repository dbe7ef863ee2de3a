import { strToU8, zipSync } from 'fflate'
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import { plainText } from '../../src/document/plain-text.ts'
import type { Checked } from '../../src/model/finding.ts'
import type { OdsPractice, OdsRegister } from '../../src/model/practice.ts'
import { plainName } from '../../src/practices/columns.ts'
import { type ParsedPractices, parsePractices } from '../../src/practices/parse-practices.ts'
import { peopleCase } from '../../src/practices/parse-value.ts'
import { planPractice, understand } from '../../src/pipeline.ts'
import { readOds } from '../../src/practices/read-ods.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { needs } from '../support/leave-out.ts'
import { guideData } from './guide-data.ts'
import { missingCharacter } from './words-of-findings.ts'

const fixture = (name: string) => join(import.meta.dirname, 'ods', name)
const ROOT = join(import.meta.dirname, '../..')
const SAMPLE = join(ROOT, '../shared/data/epraccur-sample.csv')

function parse(csv: string, register: OdsRegister): Checked<ParsedPractices> {
  return parsePractices(tableFromCsv('practices.csv', csv, []), guideData, { missingCharacter, register })
}

const rulesOf = (parsed: Checked<ParsedPractices>, ods: string) =>
  parsed.findings.flatMap(({ rule, practice, severity }) => (practice === ods ? [`${severity} ${rule}`] : []))

describe.each(['old-form.csv', 'new-form.csv'])('the national file in its %s', (file) => {
  it('says who is active, closed, dormant, and no GP practice', async () => {
    const { practices, newest } = await readOds(fixture(file))
    expect([...practices.values()].map(({ ods, status, isGpPractice }) => [ods, status, isGpPractice])).toEqual([
      ['Z99901', 'active', true],
      ['Z99902', 'active', true],
      ['Z99903', 'closed', true],
      ['Z99904', 'active', false],
      ['Z99905', 'dormant', true],
    ])
    expect(practices.get('Z99903')?.closed).toBe('2019-06-30')
    expect(newest).toBe('2019-06-30')
  })

  it('without a date is said to have none, and a day that does not exist is none', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-packs-ods-'))
    const undated = join(folder, 'epraccur.csv')
    const text = readFileSync(fixture(file), 'utf8')
    writeFileSync(undated, text.replaceAll(/\b(?:\d{8}|\d{4}-\d\d-\d\d)(?=["\s,]|$)/g, '20190231'))
    const register = await readOds(undated)
    expect([register.newest, register.practices.get('Z99903')?.closed]).toEqual([null, null])
    const parsed = parse('ods_code,current_system,new_system,go_live\nZ99901,EMIS,TPP,2027-04-14\n', register)
    expect(parsed.findings.find(({ rule }) => rule === 'national-file')?.message).toContain('; it has no date.')
  })

  it('fills name, address and phone from the code', async () => {
    const register = await readOds(fixture(file))
    const parsed = parse(
      'ods_code,current_system,new_system,go_live\nz99901,EMIS,TPP,2027-04-14\nZ99902,EMIS,TPP,2027-05-19\n',
      register,
    )
    expect(
      parsed.value.practices.map(({ name, text }) => [name, text.address_1, text.address_2, text.postcode, text.phone]),
    ).toEqual([
      ["St. Mary's Surgery", '12 Larkspur Hill', 'Wrenmouth', 'ZZ99 1AA', '01632 960101'],
      [
        'The Dr Q B Oakes and Partners Medical Centre',
        'The Old Customs House',
        '3 Quay Lane, Stoke-on-Sand',
        'ZZ99 1AB',
        '01632 960201',
      ],
    ])
    expect(parsed.findings.map(({ rule }) => rule)).toEqual(['national-file', 'commissioner-code'])
    expect(parsed.findings[1]?.message).toContain('99Z')
  })

  it('lets the row win, and says where it differs', async () => {
    const register = await readOds(fixture(file))
    const parsed = parse(
      'ods_code,name,current_system,new_system,go_live,address_1,postcode,phone,icb\n' +
        'Z99901,St Marys Health,EMIS,TPP,2027-04-14,1 Other Street,ZZ99 9ZZ,01632 960999,NHS Somewhere\n' +
        'Z99902,the dr q b oakes & partners medical centre,EMIS,TPP,2027-04-14,,zz991ab,(01632) 960201,NHS Somewhere\n',
      register,
    )
    expect(parsed.value.practices[0]).toMatchObject({
      name: 'St Marys Health',
      text: { address_1: '1 Other Street', address_2: null, postcode: 'ZZ99 9ZZ', phone: '01632 960999' },
    })
    expect(rulesOf(parsed, 'Z99901')).toEqual([
      'note differs-from-national-file',
      'warning postcode-differs',
      'note differs-from-national-file',
    ])
    expect(rulesOf(parsed, 'Z99902')).toEqual(['note differs-from-national-file'])
  })

  it('fills nothing in where the name is another one', async () => {
    const register = await readOds(fixture(file))
    const parsed = parse(
      'ods_code,name,current_system,new_system,go_live\nZ99901,Tarnwick Surgery,EMIS,TPP,2027-04-14\n' +
        'Z99902,Oaks and Partners,EMIS,TPP,2027-04-14\n',
      register,
    )
    expect(rulesOf(parsed, 'Z99901')).toEqual(['warning name-unlike-national-file'])
    expect(parsed.value.practices.map(({ text }) => [text.address_1, text.phone])).toEqual([
      [null, null],
      ['The Old Customs House', '01632 960201'],
    ])
  })

  it('warns of a closed practice, a dormant one, a code that is no GP practice and an unknown code', async () => {
    const register = await readOds(fixture(file))
    const rows = ['Z99903', 'Z99904', 'Z99905', 'Z99999'].map((code) => `${code},Name ${code},EMIS,TPP,2027-04-14`)
    const parsed = parse(`ods_code,name,current_system,new_system,go_live\n${rows.join('\n')}\n`, register)
    expect(parsed.value.failed).toEqual([])
    expect(rulesOf(parsed, 'Z99903')).toContain('warning practice-closed')
    expect(rulesOf(parsed, 'Z99904')).toContain('warning not-a-gp-practice')
    expect(rulesOf(parsed, 'Z99905')).toContain('warning practice-not-active')
    expect(rulesOf(parsed, 'Z99999')).toEqual(['warning ods-code-not-in-file'])
  })

  it('fails a row whose name is nowhere', async () => {
    const register = await readOds(fixture(file))
    const parsed = parse('ods_code,current_system,new_system,go_live\nZ99999,EMIS,TPP,2027-04-14\n', register)
    expect(parsed.value.failed).toHaveLength(1)
    expect(rulesOf(parsed, 'Z99999')).toEqual(['warning ods-code-not-in-file', 'error missing-value'])
  })
})

it('reads the national file inside a ZIP, and refuses what it is not', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ods-'))
  const zip = join(folder, 'epraccur.zip')
  writeFileSync(
    zip,
    zipSync({ 'epraccur.pdf': strToU8('%PDF'), 'epraccur.csv': readFileSync(fixture('old-form.csv')) }),
  )
  expect((await readOds(zip)).practices.size).toBe(5)
  const other = join(folder, 'other.csv')
  writeFileSync(other, 'a,b\n1,2\n')
  await expect(readOds(other)).rejects.toMatchObject({ kind: 'input' })
  await expect(readOds(join(folder, 'none.csv'))).rejects.toMatchObject({ kind: 'input' })
})

describe('names in capitals', () => {
  it.each([
    ["ST. MARY'S SURGERY", "St. Mary's Surgery"],
    ['BURY ST.EDMUNDS', 'Bury St. Edmunds'],
    ['DR A B MCDONALD & PARTNERS', 'Dr A B McDonald & Partners'],
    ["THE O'BRIEN SURGERY AT THE MILL", "The O'Brien Surgery at the Mill"],
    ['HAMPTON-IN-ARDEN', 'Hampton-in-Arden'],
    ['WESTON-SUPER-MARE', 'Weston-super-Mare'],
    ['ASHBY-DE-LA-ZOUCH', 'Ashby-de-la-Zouch'],
    ['WELLS-NEXT-THE-SEA', 'Wells-next-the-Sea'],
    ['STRATTON-ON-THE-FOSSE', 'Stratton-on-the-Fosse'],
    ['SUPER CLINIC, LA ROCHE', 'Super Clinic, La Roche'],
    ['10 THE CHASE, THE GREEN', '10 The Chase, The Green'],
    ['1ST FLOOR, 41B HIGH ST', '1st Floor, 41B High St'],
    ['THE HILL GP PRACTICE (WEST)', 'The Hill GP Practice (West)'],
    ['AL-SHAFA MEDICAL CENTRE', 'Al-Shafa Medical Centre'],
    ['Already Written SO', 'Already Written SO'],
    ['', ''],
  ])('%s is written %s', (capitals, written) => {
    expect(peopleCase(capitals)).toEqual({ text: written, unsure: [] })
  })

  it('leaves what may be initials, and says so', () => {
    expect(peopleCase('DR SN CLAY, NSC HUB')).toEqual({ text: 'Dr SN Clay, NSC Hub', unsure: ['SN', 'NSC'] })
  })
})

describe('the sample of the national file', () => {
  needs(existsSync(SAMPLE), 'a sample of the national file (../shared/data) is not beside the repository')
  it('gives its 192 active GP practices a name, an address and a phone', async () => {
    const register = await readOds(SAMPLE)
    const active = [...register.practices.values()].filter(
      ({ status, isGpPractice }) => status === 'active' && isGpPractice,
    )
    expect(active).toHaveLength(192)
    const rows = active.map(({ ods }) => `${ods},EMIS,TPP,2027-04-14`)
    const { value, findings } = parse(`ods_code,current_system,new_system,go_live\n${rows.join('\n')}\n`, register)
    expect(value.practices).toHaveLength(192)
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    for (const { name, text } of value.practices) {
      expect(name).toMatch(/\p{Ll}/u)
      expect([text.address_1, text.postcode, text.phone]).not.toContain(null)
    }
  })

  it('prints them in each cutover plan, from a spreadsheet of code, systems and go live alone', async () => {
    const { practices } = await readOds(SAMPLE)
    const active = [...practices.values()].filter(({ status, isGpPractice }) => status === 'active' && isGpPractice)
    const csv = join(mkdtempSync(join(tmpdir(), 'ods-')), 'wave.csv')
    const rows = active.map(({ ods }) => `${ods},EMIS Web,TPP SystmOne,14 April 2027`)
    writeFileSync(csv, `code,current_system,new_system,go_live\n${rows.join('\n')}\n`)
    const understood = await understand({
      guide: join(ROOT, 'guide'),
      templates: join(ROOT, 'templates'),
      practices: csv,
      map: new Map([['code', 'ods_code']]),
      ods: SAMPLE,
    })
    expect(understood.practices).toHaveLength(active.length)
    for (const practice of understood.practices) {
      const plan = planPractice(understood, practice, isoDay('2026-11-28'))
      const documents = ['checklist', 'cutover-plan']
      const composed = composeDocuments(plan, understood, { documents, allowSuperseded: false }).documents
      const textOf = (id: string): string => {
        const document = composed.find((one) => one.id === id)
        return plainName(document === undefined ? '' : plainText(document).join('\n'))
      }
      for (const fact of factsOf(practices.get(practice.ods))) expect(textOf('cutover-plan')).toContain(plainName(fact))
      expect(textOf('checklist')).toContain(plainName(practice.ods))
      expect(textOf('checklist')).toContain(plainName(practice.name))
    }
  }, 120_000)
})

/** What the file says of a practice; a line of the address that only repeats the name is printed once. */
function factsOf(known: OdsPractice | undefined): string[] {
  if (known === undefined) return []
  return [known.name, ...known.address, known.postcode, known.phone].map((line) => line.replace(/^THE /, ''))
}
