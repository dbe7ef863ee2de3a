import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import type { Practice } from '../../src/model/practice.ts'
import { parsePractices, type ParsePracticesOptions } from '../../src/practices/parse-practices.ts'
import { tableFromCsv } from '../../src/practices/read-table.ts'
import { guideData } from './guide-data.ts'
import { missingCharacter } from './words-of-findings.ts'

/**
 * Values as people keep them in trackers. Each is either right (the value that is meant is used) or asked (a finding says
 * what is wrong, and nothing is used). The third way, a wrong value used in silence, must not happen.
 */
const NEEDED = ['ods_code', 'name', 'current_system', 'new_system', 'go_live']
const ROW = ['Z99901', 'Larkspur Hill Surgery', 'EMIS Web', 'TPP SystmOne', '2027-04-14']

interface Read {
  readonly practice: Practice | undefined
  readonly findings: readonly Finding[]
}

function read(column: string, value: string, options: Partial<ParsePracticesOptions> = {}): Read {
  const at = NEEDED.indexOf(column)
  const headers = at < 0 ? [...NEEDED, column] : NEEDED
  const values = at < 0 ? [...ROW, value] : ROW.map((own, index) => (index === at ? value : own))
  const quoted = [headers, values].map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(','))
  const table = tableFromCsv('practices.csv', `${quoted.join('\n')}\n`, [])
  const { value: parsed, findings } = parsePractices(table, guideData, { missingCharacter, ...options })
  return { practice: parsed.practices[0], findings }
}

const ASKED = Symbol('asked')
type Expected = string | number | boolean | typeof ASKED

/** What was read of a value: itself, or that it was asked. */
function outcome({ practice, findings }: Read, valueOf: (practice: Practice) => unknown): unknown {
  const value = practice === undefined ? undefined : valueOf(practice)
  if (value !== null && value !== undefined) return value
  return findings.length > 0 ? ASKED : 'silent'
}

function table(
  name: string,
  column: string,
  valueOf: (practice: Practice) => unknown,
  values: readonly (readonly [string, Expected])[],
  options: Partial<ParsePracticesOptions> = {},
): void {
  describe(name, () => {
    it.each(values)('%j', (written, expected) => {
      expect(outcome(read(column, written, options), valueOf)).toBe(expected)
    })
    const outcomes = values.map(([written]) => outcome(read(column, written, options), valueOf))
    const silent = outcomes.filter((one, at) => one !== ASKED && one !== values[at]?.[1])
    tally(name, values.length, outcomes.filter((one) => one === ASKED).length, silent)
  })
}

/** The line of a kind in the table right, asked, silent: `npm test -- test/practices --reporter=verbose` prints them. */
function tally(name: string, all: number, asked: number, silent: readonly unknown[]): void {
  it(`${all} ${name}: ${all - asked - silent.length} right, ${asked} asked, ${silent.length} silent`, () => {
    expect(silent).toEqual([])
  })
}

const phone = (practice: Practice) => practice.text.phone
const NOTHING = [
  ...['n/a', 'N/A', 'na', 'N.A.', 'none', 'None', 'nil', '-', '--', '–', '.', '?', '??', 'TBC', 'tbc.', 'TBA', 'TBD'],
  ...[
    'as above',
    'ditto',
    '"',
    'same as above',
    'vacant',
    'Vacancy',
    'NULL',
    'null',
    'nan',
    'NaN',
    'undefined',
    'Nothing',
  ],
  ...[
    'TBC - ask Jan',
    'To be confirmed',
    'to be confirmed by the ICB',
    'not known',
    'Not yet known',
    'unknown',
    'awaiting',
  ],
  ...[
    'N/A (no dispensary)',
    'not applicable',
    "don't know",
    'see above',
    'xxx',
    'Manager TBC',
    '(tbc)',
    'no one',
    'pending',
  ],
]

describe.each([
  'phone',
  'pathology_lab',
  'delivery_partner',
  'signatory',
  'practice_manager',
  'apps_stop',
  'go_live_time',
])('a word for nothing in %s', (column) => {
  it.each(NOTHING)('%j', (written) => {
    const { practice, findings } = read(column, written)
    expect(findings).toMatchObject([{ rule: 'left-open' }])
    expect(practice?.text).toEqual(read('wave', '').practice?.text)
    expect(practice?.contacts).toEqual({})
    expect(practice?.times).toEqual({})
  })
})

const unasked = NOTHING.filter((word) => read('phone', word).findings.every(({ rule }) => rule !== 'left-open'))
tally('words for nothing', NOTHING.length, NOTHING.length - unasked.length, unasked)

it.each(NOTHING)('a practice is not called %j', (written) => {
  const { practice, findings } = read('name', written)
  expect(practice).toBeUndefined()
  expect(findings.map(({ rule }) => rule)).toEqual(['left-open', 'missing-value'])
})

table('names that only look like nothing', 'trainer', (practice) => practice.text.trainer, [
  ['Nan Pending', 'Nan Pending'],
  ['Nat', 'Nat'],
  ['Do Thi Lan', 'Do Thi Lan'],
  ['Ann Null', 'Ann Null'],
  ['Vacantia Smith', 'Vacantia Smith'],
  ['Tbilisi Training', 'Tbilisi Training'],
  ['Unknowns Ltd', 'Unknowns Ltd'],
])

table('phones', 'phone', phone, [
  ['01632 960101', '01632 960101'],
  ['(01632) 960101', '(01632) 960101'],
  ['01632-960-101', '01632-960-101'],
  ['020 7946 0000', '020 7946 0000'],
  ['0300 123 1234', '0300 123 1234'],
  ['07700 900123', '07700 900123'],
  ['+44 1632 960101', '+44 1632 960101'],
  ['+44 (0)1632 960101', '+44 (0)1632 960101'],
  ['0044 1632 960101', '0044 1632 960101'],
  ['01204 96010', '01204 96010'],
  ['016977 2345', '016977 2345'],
  ['0800 1111', '0800 1111'],
  ['111', '111'],
  ['116 123', '116 123'],
  ['18001 01632 960101', '18001 01632 960101'],
  ['+353 1 234 5678', '+353 1 234 5678'],
  ['01632 960101 ext 2', '01632 960101 ext 2'],
  ['01632 960101 x22', '01632 960101 x22'],
  ['01632 960101 option 2, then 1', '01632 960101 option 2, then 1'],
  ['01632 960101 (8am to 6.30pm)', '01632 960101 (8am to 6.30pm)'],
  ['01632 960101 / 01632 960102', '01632 960101 / 01632 960102'],
  ['01632 960101 01632 960102', '01632 960101 01632 960102'],
  ['01632 960101/2', '01632 960101/2'],
  ['01632 960101, room 204', '01632 960101, room 204'],
  ['01632 960101 or 111', '01632 960101 or 111'],
  ['1632 960101', '01632 960101'],
  ['1632960101', '01632960101'],
  ['1632960101.0', '01632960101'],
  ['1632 960101 ext 2', '01632 960101 ext 2'],
  ['44 1632 960101', '+44 1632 960101'],
  ['O1632 960101', '01632 960101'],
  ['01632 96O1O1', '01632 960101'],
  ['0l632 960101', '01632 960101'],
  ['="01632 960101"', '01632 960101'],
  ["'01632 960101", '01632 960101'],
  ['01632 96010', ASKED],
  ['01632 9601011', ASKED],
  ['0163296010101632960102', ASKED],
  ['960101', ASKED],
  ['ext 204', ASKED],
  ['0', ASKED],
  ['00000 000000', ASKED],
  ['0432 960101', ASKED],
  ['see website', ASKED],
  ['reception', ASKED],
  ['reception@larkspurhill.example', ASKED],
  ['www.larkspurhill.example', ASKED],
  ['yes', ASKED],
  ['01632 9601O1X', ASKED],
  ['01632 960l01 and 01632 96', ASKED],
  ['14/04/2027', ASKED],
])

table('email addresses', 'email', (practice) => practice.text.email, [
  ['reception@larkspurhill.example', 'reception@larkspurhill.example'],
  ["o'brien.ann+x@nhs.example", "o'brien.ann+x@nhs.example"],
  ['a@x.example; b@x.example', 'a@x.example; b@x.example'],
  ['mailto:a@x.example', 'a@x.example'],
  ['Ann Smith <a@x.example>', 'a@x.example'],
  ['a @ x.example', 'a@x.example'],
  ['a@x.example.', 'a@x.example'],
  ['reception at larkspur', ASKED],
  ['a@x', ASKED],
  ['a@x,example', ASKED],
  ['a@@x.example', ASKED],
  ['a..b@x.example', ASKED],
  ['a@x..example', ASKED],
  ['a b@x.example', ASKED],
  ['@x.example', ASKED],
  ['a@-x.example', ASKED],
  ['n/a@n/a', ASKED],
  ['01632 960101', ASKED],
  ['www.x.example', ASKED],
])

table('web addresses', 'website', (practice) => practice.text.website, [
  ['www.larkspurhill.example', 'www.larkspurhill.example'],
  ['https://larkspurhill.example/a?b=c#d', 'https://larkspurhill.example/a?b=c#d'],
  ['larkspurhill.example', 'larkspurhill.example'],
  ['www.larkspurhill.example.', 'www.larkspurhill.example'],
  ['https://www.larkspurhill.example/a%20b', 'https://www.larkspurhill.example/a%20b'],
  ['see leaflet', ASKED],
  ['www.larkspurhill', ASKED],
  ['http//larkspurhill.example', ASKED],
  ['https:/larkspurhill.example', ASKED],
  ['https://', ASKED],
  ['www larkspurhill example', ASKED],
  ['a@larkspurhill.example', ASKED],
  ['C:\\site\\index.html', ASKED],
  ['192.168.0.1', ASKED],
  ['leaflet.pdf', ASKED],
  ['localhost', ASKED],
])

table('postcodes', 'postcode', (practice) => practice.text.postcode, [
  ['zz991aa', 'ZZ99 1AA'],
  ['ZZ99  1AA', 'ZZ99 1AA'],
  ['ZZ99-1AA', 'ZZ99 1AA'],
  ['ZZ9 OAA', 'ZZ9 0AA'],
  ['ZZ99 lAA', 'ZZ99 1AA'],
  ['AB1', ASKED],
  ['ZZ99 1A', ASKED],
  ['Tarnwick', ASKED],
])

table('people', 'practice_manager', (practice) => practice.contacts['practice-manager']?.name, [
  ['Morwenna Tully', 'Morwenna Tully'],
  ['Dr Ann O’Brien (Mon–Wed)', 'Dr Ann O’Brien (Mon–Wed)'],
  ['01632 960101', ASKED],
  ['m.tully@larkspurhill.example', ASKED],
])

table('damaged names', 'name', (practice) => practice.name, [
  ['SiÃ¢n ÅµynÃ¢â‚¬â„¢s Surgery', 'Siân ŵyn’s Surgery'],
  ['St Maryâ€™s Surgery', 'St Mary’s Surgery'],
  ['St Maryâ\u0080\u0099s Surgery', 'St Mary’s Surgery'],
  ['Smith â€“ Jones', 'Smith – Jones'],
  ['CafÃ© Lane', 'Café Lane'],
  ['ï»¿Larkspur', 'Larkspur'],
  ['St Mary‚Äôs', 'St Mary’s'],
  ['Caf√© Lane', 'Café Lane'],
  ['Smith &amp; Sons&#39; Surgery', "Smith & Sons' Surgery"],
  ['Smith &amp;amp; Sons', 'Smith & Sons'],
  ['Caf&eacute; Lane', 'Café Lane'],
  ['Quay&nbsp;Lane', 'Quay Lane'],
  ['="Larkspur Hill"', 'Larkspur Hill'],
  ['"Larkspur Hill"', 'Larkspur Hill'],
  ['Larkspur%20Hill', 'Larkspur Hill'],
  ['Larkspur_x000D_\nHill', 'Larkspur Hill'],
  ['Si\\u00e2n', 'Siân'],
  ['St Mary=E2=80=99s', 'St Mary’s'],
  ['CAFÉ’S SURGERY', 'CAFÉ’S SURGERY'],
  ['André’s – “The Mill”', 'André’s – “The Mill”'],
  ['Smith & Sons <b>', 'Smith & Sons <b>'],
  ['AT&T; House', 'AT&T; House'],
  ['100% Health', '100% Health'],
  ['St Mary?s Surgery', ASKED],
  ['Si\uFFFDn', ASKED],
  ['St Maryâ€?s', ASKED],
  ['Caf├® Lane', ASKED],
  ['#####', ASKED],
  ['1.23E+05', ASKED],
])

const goLive = (practice: Practice) => practice.goLive
table('dates', 'go_live', goLive, [
  ['Weds 14 April 2027', '2027-04-14'],
  ['Wed. 14 Apr 2027', '2027-04-14'],
  ['Wednesday the 14th of April 2027', '2027-04-14'],
  ['the 14th April 2027', '2027-04-14'],
  ['14Apr2027', '2027-04-14'],
  ['14-APR-2027', '2027-04-14'],
  ['April the 14th, 2027', '2027-04-14'],
  ['20270414', '2027-04-14'],
  ['14/04/2027 00:00', '2027-04-14'],
  ['14/04/2027 00:00:00', '2027-04-14'],
  ['2027-04-14T00:00:00.000Z', '2027-04-14'],
  ['Wed 14/04/2027', '2027-04-14'],
  ['Thurs 15 April 2027', '2027-04-15'],
  ['Tues 13.4.2027', '2027-04-13'],
  // Only one of its two readings is a Saturday.
  ['Sat 03/04/2027', '2027-04-03'],
  ['03/04/2027', ASKED],
  ['14/04/27', ASKED],
  ['14-Apr-27', ASKED],
  ['Weds 15 April 2027', ASKED],
  ['Wednsday 14 April 2027', ASKED],
  ['14 April', ASKED],
  ['April 2027', ASKED],
  ['Q2 2027', ASKED],
  ['w/c 12 April 2027', ASKED],
  ['14 April 2027 (TBC)', ASKED],
  ['14 April 2027?', ASKED],
  ['14/15 April 2027', ASKED],
  ['31 April 2027', ASKED],
  ['14/04/20277', ASKED],
  ['46491', ASKED],
  ['46491.0', ASKED],
  ['14 April 2027 at 8am', ASKED],
  ['TBC', ASKED],
  ['Easter', ASKED],
  ['On hold', ASKED],
])
table(
  'dates with --date-order dmy',
  'go_live',
  goLive,
  [
    ['14/04/27', '2027-04-14'],
    ['14-Apr-27', '2027-04-14'],
    ["14 Apr '27", '2027-04-14'],
    ['Weds 14/04/27', '2027-04-14'],
    ['03/04/27', '2027-04-03'],
    ['03/04/2027', '2027-04-03'],
    ['04/14/27', ASKED],
  ],
  { dateOrder: 'dmy' },
)

table('ODS codes', 'ods_code', (practice) => practice.ods, [
  ['z99901', 'Z99901'],
  [' Z99901 ', 'Z99901'],
  ['Z999O1', 'Z99901'],
  ['Z9990l', 'Z99901'],
  ['A123I5', 'A12315'],
  ['="Z99901"', 'Z99901'],
  ['Z99901001', ASKED],
  ['Z9990', ASKED],
  ['Z999011', ASKED],
  ['999901', ASKED],
  ['ZZ9901', ASKED],
  ['Z99 901', ASKED],
  ['Z99901 / Z99902', ASKED],
  ['QXY', ASKED],
  ['FA123', ASKED],
  ['Larkspur', ASKED],
  ['n/a', ASKED],
])

table('when work on the old system stops', 'final_data_production_time', (p) => p.times['final-data-production'], [
  ['18:30', '18:30'],
  ['18.30', '18:30'],
  ['1830', '18:30'],
  ['1830hrs', '18:30'],
  ['18h30', '18:30'],
  ['6.30pm', '18:30'],
  ['6:30 PM', '18:30'],
  ['6.30 p.m.', '18:30'],
  ['18:30pm', '18:30'],
  ['6pm', '18:00'],
  ['6.30am', '06:30'],
  ['noon', '12:00'],
  ['6.30', ASKED],
  ['6:30', ASKED],
  ['06:30', ASKED],
  ['8', ASKED],
  ['630', ASKED],
  ['COP', ASKED],
  ['midnight', ASKED],
  ['00:00', ASKED],
  ['12am', ASKED],
  ['24:00', ASKED],
  ['18:30 - 19:00', ASKED],
  ['0.770833', ASKED],
])
table('when the new system starts', 'go_live_time', (p) => p.times['go-live'], [
  ['8am', '08:00'],
  ['8.00', '08:00'],
  ['0800', '08:00'],
  ['08:00', '08:00'],
  ['07:30 hrs', '07:30'],
  ['00:01', '00:01'],
  ['1pm', '13:00'],
  ['1.30', ASKED],
  ['AM', ASKED],
])

table('yes and no', 'dispensing', (practice) => practice.conditions['dispensing'], [
  ...['x', 'X', '✓', '✔', '☑', '√', 'Yes.', '1.0', 'TRUE', '1'].map((word) => [word, true] as const),
  ...['No', 'n', '0', '0.0', 'false'].map((word) => [word, false] as const),
  ...['✗', 'yes and no', 'Y/N', 'partly', 'n/a', 'none', '2', 'No longer', '-'].map((word) => [word, ASKED] as const),
])

table('patients', 'patients', (practice) => practice.patients, [
  ['7420.0', 7420],
  ['7 420', 7420],
  ['7,420', 7420],
  ['about 9000', ASKED],
  ['7.4k', ASKED],
  ['0', ASKED],
  ['7.420', ASKED],
  ['7420.5', ASKED],
  ['01632960101', ASKED],
])

table('statuses', 'go_live_status', (practice) => practice.fixed['go-live']?.status, [
  ['Confirmed', 'confirmed'],
  ['Completed', 'done'],
  ['provisional', 'proposed'],
])
it.each(['agreed', 'withdrawn', 'on hold', 'confirmed?', 'TBC'])(
  'a status %j is asked, and nothing counts as agreed',
  (text) => {
    const { practice, findings } = read('go_live_status', text)
    expect(practice?.fixed['go-live']?.status).toBe('proposed')
    expect(findings).toHaveLength(1)
  },
)
