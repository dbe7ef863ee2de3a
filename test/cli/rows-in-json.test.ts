/** Each kind of finding about a row is in the JSON of `plan` and `build`, whatever became of the row. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { Finding } from '../../src/model/finding.ts'
import { buildArgs, cli, guide, temporary } from '../run/support.ts'

const root = join(import.meta.dirname, '../..')
const REGISTER = ['--ods', join(root, 'test/practices/ods/new-form.csv')]

interface Said {
  readonly packs: readonly { readonly ods: string; readonly findings: readonly Finding[] }[]
  readonly practices: Said['packs']
  readonly failed: readonly {
    readonly ods: string | null
    readonly row: number
    readonly findings: readonly Finding[]
  }[]
  readonly findings: readonly Finding[]
}

/** A practice that has closed, a code that the register does not have and so no name, a code that cannot be, a doubled row. */
const ROWS = [
  'ods_code,name,current_system,new_system,go_live',
  'Z99903,Gone Surgery,EMIS Web,TPP SystmOne,2027-05-12',
  'Z99999,,EMIS Web,TPP SystmOne,2027-05-12',
  'Z9X,Short Code Surgery,EMIS Web,TPP SystmOne,2027-05-12',
  'Z99901,One Surgery,EMIS Web,TPP SystmOne,2027-05-12',
  'Z99901,One Surgery,EMIS Web,TPP SystmOne,2027-05-19',
  'Z99902,Odd Post Surgery,EMIS Web,TPP SystmOne,2027-05-20',
]

function run(command: 'plan' | 'build', ...more: string[]) {
  const folder = temporary()
  const practices = join(folder, 'rows.csv')
  writeFileSync(practices, `${ROWS.join('\n')}\n`)
  const args =
    command === 'build'
      ? buildArgs(practices, join(folder, 'out'), ...REGISTER, '--json')
      : [
          cli,
          'plan',
          '--guide',
          guide,
          '--practices',
          practices,
          ...REGISTER,
          '--as-of',
          '2026-11-21',
          '--json',
          ...more,
        ]
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', cwd: folder })
  return { status, stderr, said: JSON.parse(stdout) as Said }
}

const rules = (findings: readonly Finding[] | undefined): string[] => (findings ?? []).map(({ rule }) => rule)
const FAILED = [
  ['Z99999', ['ods-code-not-in-file', 'missing-value']],
  [null, ['wrong-ods-code']],
  ['Z99901', ['duplicate-ods-code']],
  ['Z99901', ['duplicate-ods-code']],
] as const

it.each([[], ['--what-if', 'go_live=2027-06-09'], ['--find-go-live']])('plan --json (%#)', (...more) => {
  const { status, stderr, said } = run('plan', ...more)
  expect(status).toBe(5)
  expect(rules(said.practices.find(({ ods }) => ods === 'Z99903')?.findings)).toContain('practice-closed')
  for (const [at, [ods, found]] of FAILED.entries()) {
    expect(said.failed[at]).toMatchObject({ ods, row: at + 3 })
    expect(rules(said.failed[at]?.findings)).toEqual(expect.arrayContaining([...found]))
  }
  expect(rules(said.findings)).toContain('national-file')
  expect(stderr).toContain('wrong-ods-code')
})

it('build --json', () => {
  const { status, stderr, said } = run('build')
  expect(status).toBe(5)
  const found = said.packs.map(({ ods, findings }) => [ods, rules(findings)] as const)
  expect(Object.fromEntries(found)['Z99903']).toContain('practice-closed')
  for (const [at, [ods, expected]] of FAILED.entries()) {
    const [code, all] = found[at + 2] ?? []
    expect(code).toBe(ods ?? '')
    expect(all).toEqual(expect.arrayContaining([...expected]))
  }
  expect(rules(said.findings)).toContain('national-file')
  expect(stderr).toContain('wrong-ods-code')
})
