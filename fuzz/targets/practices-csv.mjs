// A practices file as CSV, whatever its separator and its encoding.
import { decodeText } from '../../dist/practices/read-table.js'
import { tableFromCsv } from '../../dist/practices/read-table.js'
import { textOf, textsIn } from '../setting.mjs'
import { understandTable } from '../spreadsheets.mjs'

export const words = [
  ...[
    'ods_code',
    'go_live',
    'go_live_status',
    'go_live_time',
    'practice_manager',
    'reception_phone',
    'patients',
    'wave',
  ],
  ...[
    'EMIS Web',
    'TPP SystmOne',
    'Z99901',
    '2027-04-14',
    '14/04/2027',
    '14 April 2027',
    '46126',
    '08:00',
    'confirmed',
    'tbc',
  ],
  ...[
    ',',
    ';',
    '\t',
    '|',
    '"',
    '"",',
    '\r\n',
    'yes',
    'n/a',
    '999 123 4567',
    'weekend',
    'sep=;\n',
    'repeat_order_by',
    ',,,,,,',
  ],
]

export const seeds = () => [
  textOf('practices/practices.csv'),
  ...textsIn('test/bad-practices', '.csv').map(({ text }) => text.slice(0, 4000)),
]

export async function run(input) {
  const { text, findings } = decodeText('practices.csv', Buffer.from(input, 'latin1'))
  const table = /[\u0100-\uffff]/.test(input)
    ? tableFromCsv('practices.csv', input, [])
    : tableFromCsv('practices.csv', text, findings)
  await understandTable(table)
}
