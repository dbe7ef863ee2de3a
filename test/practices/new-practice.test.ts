import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { newPractice } from '../../src/cli/spreadsheet-commands.ts'
import type { Terminal } from '../../src/app/answers.ts'
import { parsePractices } from '../../src/practices/parse-practices.ts'
import { readPractices } from '../../src/practices/read-practices.ts'
import { answersSchema } from '../../src/practices/questionnaire.ts'
import { guideData } from './guide-data.ts'
import { shippedQuestions } from './questions.ts'

const OPTIONS = { guide: 'guide', templates: 'templates', input: true, schema: true }
const NEEDED = [
  '--ods-code',
  'Z99901',
  '--name',
  'Larkspur Hill: "Surgery"',
  '--current-system=EMIS Web',
  '--new-system',
  'TPP',
  '--go-live',
  '14 April 2027',
]

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-practice-'))
  file = join(folder, 'practice.yaml')
  vi.spyOn(process.stdout, 'write').mockReturnValue(true)
  vi.spyOn(process.stderr, 'write').mockReturnValue(true)
})
afterEach(() => {
  vi.restoreAllMocks()
  rmSync(folder, { recursive: true })
})

/** A person who answers what they are asked; to anything else they press Enter. */
function person(answers: readonly (readonly [RegExp, ...string[]])[]): Terminal & { readonly heard: string[] } {
  const left = answers.map(([about, ...rest]) => ({ about, rest }))
  const heard: string[] = []
  let question = ''
  return {
    heard,
    ask: (prompt) => {
      heard.push(prompt)
      const match = left.find(({ about, rest }) => rest.length > 0 && about.test(question + prompt))
      return Promise.resolve(match?.rest.shift() ?? '')
    },
    say: (text) => {
      heard.push(text)
      if (!text.startsWith(' ')) question = text
    },
    close: () => undefined,
  }
}

async function practiceIn(path: string) {
  return parsePractices(await readPractices(path), guideData, { missingCharacter: () => null })
}

describe('practice-packs new practice without a terminal', () => {
  it('takes every answer as a flag, and the file builds like a row', async () => {
    await newPractice(
      file,
      [...NEEDED, '--phone', '01632 960101', '--dispensing', '--branch-sites', 'no'],
      OPTIONS,
      null,
    )
    const { value, findings } = await practiceIn(file)
    expect(value.practices).toMatchObject([
      {
        ods: 'Z99901',
        name: 'Larkspur Hill: "Surgery"',
        goLive: '2027-04-14',
        text: { phone: '01632 960101' },
        conditions: { dispensing: true, branch_sites: false },
      },
    ])
    // Questions of the whole guide that this small one does not have are the only thing to say.
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(['unknown-column']))
  })

  it.each([
    [['--name', 'A'], /ods_code, current_system, new_system, go_live are needed/],
    [[...NEEDED, '--dispensng', 'yes'], /--dispensng is not a question/],
    [[...NEEDED, '--phone'], /--phone has no answer/],
    [[...NEEDED, '--go-live', '31/02/2027'], /February 2027 has 28 days/],
    [[...NEEDED, '--ods-code', '../x'], /cannot be an ODS code/],
    [[...NEEDED, 'stray'], /stray is not a question/],
  ])('refuses %j and writes nothing', async (flags, words) => {
    await expect(newPractice(file, flags, OPTIONS, null)).rejects.toThrow(words)
    expect(existsSync(file)).toBe(false)
  })

  it('remembers what the file says already, and a flag changes it', async () => {
    await newPractice(file, [...NEEDED, '--phone', '01632 960101'], OPTIONS, null)
    await newPractice(file, ['--go-live', '19 May 2027', '--email', '?'], OPTIONS, null)
    const { value } = await practiceIn(file)
    expect(value.practices).toMatchObject([{ goLive: '2027-05-19', text: { phone: '01632 960101', email: null } }])
  })
})

describe('practice-packs new practice at a terminal', () => {
  it('asks what is needed, asks again about what cannot be, and offers the rest group by group', async () => {
    const someone = person([
      [/ODS code/, '../x', 'Z99901'],
      [/practice called/, 'Larkspur Hill'],
      [/use now/, 'EMIS'],
      [/move to/, '?'],
      [/On which day does the practice go live/, 'soon', 'Wednesday 14 April 2027'],
      [/(?:The practice|Dates|People|Letters to patients): .*Answer them now/, 'n', 'n', 'n', 'n'],
      [/dispense/, 'maybe', 'no'],
    ])
    await newPractice(file, [], OPTIONS, someone)
    const text = readFileSync(file, 'utf8')
    expect(text).toContain('ods_code: Z99901\n')
    expect(text).toContain('new_system:\n')
    expect(text).toContain('go_live: Wednesday 14 April 2027\n')
    expect(text).toContain('dispensing: no\n')
    expect(someone.heard.join('\n')).toMatch(
      /cannot be an ODS code[\s\S]*“soon” cannot be read[\s\S]*“maybe” is neither/,
    )
  })

  it('keeps on Enter what was answered before', async () => {
    await newPractice(file, NEEDED, OPTIONS, null)
    const someone = person([[/practice called/, 'New Name']])
    await newPractice(file, [], OPTIONS, someone)
    const { value } = await practiceIn(file)
    expect(value.practices).toMatchObject([{ ods: 'Z99901', name: 'New Name' }])
    expect(someone.heard).toContain(' [Z99901]> ')
  })
})

it('writes a schema that lists every column, needs five and knows the choices', async () => {
  await newPractice(file, NEEDED, OPTIONS, null)
  expect(readFileSync(file, 'utf8')).toMatch(/^# yaml-language-server: \$schema=practice.schema.json\n/)
  const schema = JSON.parse(readFileSync(join(folder, 'practice.schema.json'), 'utf8')) as Record<string, unknown>
  expect(schema['required']).toEqual(['ods_code', 'name', 'current_system', 'new_system', 'go_live'])
  const { questions } = shippedQuestions()
  expect(Object.keys((answersSchema(questions)['properties'] ?? {}) as object)).toEqual(questions.map(({ id }) => id))
  expect(answersSchema(questions)).toMatchObject({
    properties: { go_live_status: { enum: ['proposed', 'confirmed', 'done', '', null] } },
  })
})
