import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { checkInputs } from '../../src/app/check.ts'
import { publish } from '../../src/app/publish.ts'
import { isoDay } from '../../src/base/day.ts'
import { understandForPractices } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const asOf = isoDay('2026-11-30')

let scratch: string
let options: { guide: string; templates: string; practices: string }

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'silent-losses-'))
  options = {
    guide: join(scratch, 'guide'),
    templates: join(scratch, 'templates'),
    practices: join(scratch, 'practices.csv'),
  }
  await writeFile(
    options.practices,
    'ods_code,name,current_system,new_system,go_live\nZ99901,Hill View,EMIS Web,SystmOne,2027-04-14\n',
  )
})
beforeEach(async () => {
  for (const folder of ['guide', 'templates']) {
    await rm(join(scratch, folder), { recursive: true, force: true })
    await mkdir(join(scratch, folder))
    await cp(join(root, folder), join(scratch, folder), { recursive: true })
  }
})
afterAll(() => rm(scratch, { recursive: true, force: true }))

/** @returns the line on which it first stood */
async function change(file: string, from: string, to: string): Promise<number> {
  const path = join(scratch, file)
  const text = await readFile(path, 'utf8')
  expect(text).toContain(from)
  await writeFile(path, text.replaceAll(from, to))
  return text.slice(0, text.indexOf(from)).split('\n').length
}

/** Worse than notes: `rule file:line message`. */
async function said(): Promise<string[]> {
  const { findings } = await checkInputs(options, asOf)
  return findings
    .filter(({ severity }) => severity !== 'note')
    .map(({ rule, severity, place, message }) => `${severity} ${rule} ${place?.file}:${place?.line} ${message}`)
}

/** [file, what was written, what is written now, what check says: LINE is the line on which that was written] */
const MISTAKES: readonly (readonly [string, string, string, string])[] = [
  [
    'guide/roles.yaml',
    '    group: yes',
    '    gruop: yes',
    'error data-unreadable roles.yaml:14 Unexpected key `gruop`.',
  ],
  ['guide/timing.yaml', '    end: 1 work', '    edn: 1 work', 'Unexpected key `edn`. Did you mean `end`?'],
  ['guide/timing.yaml', 'day: 2 working', 'day: 2 wokring', 'error data-unreadable timing.yaml:LINE Unexpected timing'],
  ['guide/bank-holidays.yaml', 'not_yet_announced', 'not_yet_anounced', 'Did you mean `not_yet_announced`?'],
  ['guide/bank-holidays.yaml', '2027-05-03', '2027-02-30', 'Unexpected day `2027-02-30`'],
  ['guide/bank-holidays.yaml', 'last_seen: 2026-11-20', 'last_seen: 2026-11-31', 'Unexpected day `2026-11-31`'],
  ['guide/busy-periods.yaml', 'to: 2027-04-09', 'to: 2027-02-29', 'Unexpected day `2027-02-29`'],
  ['guide/busy-periods.yaml', 'to: 2027-04-09', 'to: 2027-03-09', 'expected a day after `from: 2027-03-26`'],
  ['guide/sources.yaml', '2026-02-24', '2026-02-30', 'error data-unreadable sources.yaml:LINE Unexpected day'],
  ['guide/lessons.md', 'reviewed: 2026-', 'reviewed: 2026-02-30 # ', 'error page-day-unreadable lessons.md:LINE '],
  ['guide/busy-periods.yaml', 'periods:\n', 'peroids:\n', 'Unexpected key `peroids`. Did you mean `periods`?'],
  [
    'guide/clashes.yaml',
    'severity: warning',
    'severty: warning',
    'clashes.yaml:LINE Unexpected key `severty`. Did you mean `severity`?',
  ],
  ['guide/terms.yaml', '    exact: yes', '    exakt: yes', 'Unexpected key `exakt`. Did you mean `exact`?'],
  ['guide/near-misses.yaml', 'near_misses:', 'near_mises:', 'Unexpected key `near_mises`.'],
  ['guide/index.md', 'sources: [s2025', 'sources: [s2052', 'error unknown-source index.md:LINE '],
  ['templates/channels.yaml', 'name: Email', 'nam: Email', 'error template-data-unreadable channels.yaml:'],
  [
    'templates/required-facts.yaml',
    'sets:',
    'stes:',
    'required-facts.yaml:LINE Unexpected key `stes`. Did you mean `sets`?',
  ],
  [
    'templates/required-facts.yaml',
    '  apps:\n    - may',
    '  aps:\n    - may',
    'Unexpected set of facts `aps`. Did you mean `apps`?',
  ],
  ['templates/required-facts.yaml', 'may.nhsApp', 'may.nhsAp', 'Did you mean `may.nhsApp`?'],
  [
    'templates/spreadsheet.yaml',
    '  head_answer: ',
    '  head_anwser: ',
    'error template-data-unreadable spreadsheet.yaml:LINE Unexpected key `head_anwser`. Did you mean `head_answer`?',
  ],
  ['templates/spreadsheet.yaml', 'id: phone', 'id: fone', 'There is no column `fone`.'],
  [
    'templates/spreadsheet.yaml',
    '    starter: no',
    '    startr: no',
    'Unexpected key `startr`. Did you mean `starter`?',
  ],
  [
    'templates/spreadsheet.yaml',
    '[practice-manager, cl',
    '[practise-manager, cl',
    'There is no role `practise-manager`.',
  ],
  ['templates/spreadsheet.yaml', '{switches_on}', '{switch_on}', 'Unexpected field `{switch_on}` in `brings`.'],
  [
    'templates/words.yaml',
    '  confirmed: ',
    '  confirmd: ',
    'Unexpected key `statuses.confirmd`. Did you mean `confirmed`?',
  ],
  ['templates/words.yaml', 'statuses:', 'stati:', 'error template-data-unreadable words.yaml:4 Expected `statuses`'],
  ['templates/words.yaml', '  page: Page', '  page: 12', 'Unexpected value of `footer.page`, expected words'],
  [
    'templates/words.yaml',
    'issued {{date}}',
    'issued {{dat}}',
    'Unexpected field `dat` in `footer.issued`. Did you mean `date`?',
  ],
  ['templates/words.yaml', 'issued {{date}}', 'issued {{date}', 'The words of `footer.issued` cannot be read'],
  [
    'templates/letters/disruption.md.hbs',
    'send: first-message',
    'send: frst-message',
    'There is no day `frst-message`.',
  ],
  [
    'templates/letters/disruption.md.hbs',
    'owner: practice-m',
    'owner: practise-m',
    'There is no role `practise-manager`.',
  ],
  ['templates/letters/disruption.md.hbs', '#patients', '#patiens', 'warning unknown-section letters/'],
]

describe('check', () => {
  it('finds nothing in what ships', async () => {
    expect(await said()).toEqual([])
  })

  it.each(MISTAKES)('finds in %s `%s` written `%s`', async (file, from, to, message) => {
    const line = await change(file, from, to)
    const found = await said()
    expect(found.join('\n')).toContain(message.replace('LINE', String(line)))
    expect(found.join('\n')).not.toContain('[object Object]')
    if (message.startsWith('warning')) await understandForPractices(options, asOf)
    else await expect(understandForPractices(options, asOf)).rejects.toMatchObject({ name: 'UserError', kind: 'usage' })
  })

  it.each(['first practice', 'invented practice'])('composes each template for the %s', async (whose) => {
    const practices = join(scratch, 'none.csv')
    await writeFile(practices, 'ods_code,name,current_system,new_system,go_live\nwrong,,,,\n')
    const file = join(options.templates, 'checklists', 'wrong-block.md.hbs')
    await mkdir(join(options.templates, 'checklists'), { recursive: true })
    await writeFile(file, '---\nkind: checklist\nid: wrong-block\ntitle: T\n---\n\n<!-- table: t -->\nNo table.\n')
    const inputs = whose === 'first practice' ? options : { ...options, practices }
    const { findings } = await checkInputs(inputs, asOf)
    expect(findings.filter(({ rule }) => rule === 'broken-template')).toMatchObject([
      { severity: 'error', place: { file: 'checklists/wrong-block.md.hbs' } },
    ])
  })

  it('lets groups that follow the guide and the templates have words of their own', async () => {
    await change('templates/words.yaml', '    thank-you: Thank you', '    thank-you: Thank you\n    our-own: Ours')
    await change('templates/words.yaml', '    posters: Posters', '    stickers: Stickers\n    posters: Posters')
    expect(await said()).toEqual([])
  })
})

describe('publish', () => {
  it('makes nothing of a guide of ours that loses a task', async () => {
    const page = join(options.guide, '04-pre-migration.md')
    await writeFile(page, `${await readFile(page, 'utf8')}\n<!-- Ask first. --!>\n- [ ] Ask. <!-- who: reception -->\n`)
    const out = join(scratch, 'published')
    const published = publish({ ...options, out, formats: ['md'], fixTerms: false, asOf })
    await expect(published).rejects.toMatchObject({ name: 'UserError', kind: 'usage' })
    await expect(readFile(join(out, 'index.md'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
