// Answers for one practice, as YAML or JSON.
import { tableFromAnswers } from '../../dist/practices/returned-answers.js'
import { textsIn } from '../setting.mjs'
import { understandTable } from '../spreadsheets.mjs'
import { words as yaml } from './guide-data.mjs'

export const words = [
  ...yaml,
  'ods_code: Z99901\n',
  'go_live: 2027-04-14\n',
  'name: ',
  'new_system: TPP SystmOne\n',
  '"a": ',
  ',',
]

const values = {
  ods_code: 'Z99901',
  name: 'Larkspur Hill Surgery',
  current_system: 'EMIS Web',
  new_system: 'TPP SystmOne',
  go_live: '2027-04-14',
  patients: 8200,
  dispensing: true,
}
export const seeds = () => [
  JSON.stringify(values, null, 1),
  Object.entries(values)
    .map(([key, value]) => `${key}: ${value}\n`)
    .join(''),
  ...['.yaml', '.json'].flatMap((ending) => textsIn('test/bad-practices', ending).map(({ text }) => text)),
]

export async function run(input) {
  await understandTable(tableFromAnswers(input.trimStart().startsWith('{') ? 'a.json' : 'a.yaml', input))
}
