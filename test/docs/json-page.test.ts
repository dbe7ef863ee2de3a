/**
 * `docs/reference/json.md` against what each command prints: every field is on the page, and every field of the page is
 * printed by one of the commands below, with a value.
 */
import { spawn } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { xlsx } from '../practices/workbooks.ts'
import { makeRepository } from '../support/git-repository.ts'
import { readShapes } from '../support/shapes.ts'

const root = join(import.meta.dirname, '../..')
const cli = join(root, 'dist/cli.js')
const shapes = readShapes(join(root, 'docs/reference/json.md'))
const AS_OF = ['--as-of', '2026-11-30']
const LIGHT = ['--documents', 'checklist', '--formats', 'html', '--views', 'whole', ...AS_OF]
const STARTER = ['--practices', 'starters.csv', '--only', 'Z99901', ...AS_OF]

const folder = mkdtempSync(join(tmpdir(), 'practice-packs-json-'))
const repository = makeRepository()
const guide = join(repository.folder, 'guide')
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  repository.remove()
})

/** What a command printed that the page does not have, or has otherwise. */
const wrong: string[] = []

async function hold(
  type: string,
  ...args: readonly string[]
): Promise<{ readonly value: unknown; readonly stderr: string }> {
  const ran = await run(...args, '--json')
  wrong.push(...shapes.check(ran.value, type).map((problem) => `${args.join(' ')}: ${problem}`))
  return ran
}

describe('docs/reference/json.md', () => {
  beforeAll(async () => {
    writeGuide()
    writePublicGuide()
    writeInputs()
    await writeBaseline()
    // Side by side: none of them writes what another reads.
    await Promise.all([packs(), plans(), guides(), spreadsheets(), others()])
  }, 240_000)

  it('has each field that a command prints, of the type it says', () => {
    expect(wrong).toEqual([])
  })

  it('has no field that no command prints', () => {
    // Proofs of our own templates have no faults; `letters check` prints some, in the same shape.
    expect(shapes.unseen()).toEqual(['proof: faults'])
  })
})

async function packs(): Promise<void> {
  const forNotify = [...STARTER, '--dialects', 'govuk-notify', '--out', 'starter']
  const { value } = await hold('build', 'build', ...forNotify)
  await hold('build', 'build', ...forNotify)
  const letters = pathsOf(value).filter((path) => path.endsWith('Letter to patients for GOV.UK Notify.pdf'))
  expect(letters).toHaveLength(1)
  await hold('letters check', 'letters', 'check', ...letters, 'bad.pdf')
  await hold('letters check', 'letters', 'check', ...letters, '--window', '60,10,20,10')
  await hold('build', 'build', '--practices', 'wave.csv', '--guide', guide, ...LIGHT, '--out', 'packs')
  // Somebody works in a file: it is kept. The second row is gone: its pack is left.
  appendFileSync(join(folder, 'packs/Z99901-larkspur-hill-surgery/1 Plan/Z99901 Checklist.html'), '<!-- mine -->')
  const shorter = await hold(
    'build',
    'build',
    '--practices',
    'shorter.csv',
    ...LIGHT,
    '--out',
    'packs',
    '--progress',
    'json',
  )
  const lines = shorter.stderr.split('\n').filter((line) => line.startsWith('{'))
  expect(lines).toHaveLength(1)
  for (const line of lines) wrong.push(...shapes.check(JSON.parse(line), 'progress line'))
  await hold('verify', 'verify', 'bad.html', 'plain.txt', 'packs', ...letters)
  // A narrower choice: what it does not ask for stays in the pack.
  await hold('build', 'build', ...STARTER, '--documents', 'checklist', '--formats', 'html', '--out', 'starter')
}

async function plans(): Promise<void> {
  await hold('plan', 'plan', '--practices', 'wave.csv', '--guide', guide, ...AS_OF)
  await hold('plan', 'plan', '--practices', 'starters.csv', ...AS_OF, '--what-if', 'cutover=weekend')
  await hold('plan --find-go-live', 'plan', '--practices', 'odd.csv', ...AS_OF, '--find-go-live')
  await hold('wave', 'wave', '--practices', 'wave.csv', ...AS_OF, '--out', 'overview')
  await hold('check', 'check', '--practices', 'wave.csv', '--guide', guide, ...AS_OF, '--fix-sheet', 'fix.xlsx')
  await hold('check', 'check', '--practices', 'two-sheets.xlsx', ...AS_OF)
}

async function guides(): Promise<void> {
  await hold('model', 'model')
  await hold('model', 'model', '--guide', guide)
  await hold('model', 'model', '--guide', 'public')
  const since = ['--since', 'HEAD~1', '--history', '--practices', 'starters.csv']
  await hold('gaps', 'gaps', '--guide', guide, ...since, ...AS_OF)
  await hold('gaps', 'gaps', '--guide', guide, '--baseline', 'baseline.yaml', ...AS_OF)
  await hold('gaps', 'gaps', '--guide', 'public', '--history', ...AS_OF)
  await hold('publish', 'publish', '--guide', guide, '--out', 'published', '--formats', 'md', '--fix-terms')
}

async function spreadsheets(): Promise<void> {
  await hold('import', 'import', 'returned', '--practices', 'to-change.csv', '--yes')
  // A newer copy than the one that is named: it is left alone.
  for (const name of ['other-with-answers.csv', 'other-with-answers-2.csv'])
    cpSync(join(folder, 'to-change.csv'), join(folder, name))
  appendFileSync(join(folder, 'other-with-answers-2.csv'), '\r\n')
  await hold('import', 'import', 'returned', '--practices', 'other-with-answers.csv', '--yes')
}

async function others(): Promise<void> {
  await hold('list of rule', 'explain')
  await hold('rule', 'explain', 'broken-link')
  // A window where there is no room, and a row that lacks the facts of its letters.
  const proof = ['letters', 'proof', '--letters', 'letter-disruption', '--profiles', 'govuk-notify']
  await hold('letters proof', ...proof, ...STARTER, '--window', '60,10,20,10')
  await hold('letters proof', ...proof, '--practices', 'wave.csv', ...AS_OF)
  await hold('letters examples', 'letters', 'examples')
  await hold('letters sms', 'letters', 'sms', 'plain.txt', 'emoji.txt')
  await hold('doctor', 'doctor', ...AS_OF)
  await hold('data', 'data', ...AS_OF)
}

/** A small guide in two states: between them gaps, tasks and limits are new, gone, moved, reworded and changed. */
function writeGuide(): void {
  const page = (phase: string, front: string, body: string): string =>
    `---\ntitle: About ${phase}\nphase: ${phase}\n${front}---\n\nWhat it is.\n\n${body}`
  const task = (id: string, words: string, more = ''): string =>
    `- [ ] ${words} <!-- id: ${id}; who: practice-manager${more}; source: ours -->\n`
  const sla = (id: string, words: string): string =>
    `\n* * *\n**_SLA:_** ${words} <!-- sla: ${id} -->\n<br><em>(Some Process, step 2, p. 6)</em>\n* * *\n`
  const ask = 'ask: current-supplier; question: When is that?; owner: practice-manager; due: 2027-03-01; issue: #12'
  const moves = `<!-- [GAP] Nobody knows who pays for the scanners at the branch sites; ${ask}\n\n- an item\n-->\n`
  const closes = `<!-- [GAP] This will be closed; ${ask} -->\n`
  const goes = sla('SLA-03', 'The 2019 document allowed 7 days for the clinical risk assessment.')
  const front = "order: 1\nsubtitle: 'Estimated timeline: 1 to 2 weeks'\nwho: [practice-manager, it-lead]\n"
  const first = '; due: from kick-off until go live; if: dispensing; from: C10; dmi: DMI02; sla: SLA-01'
  const before = `## What a CCG does

${task('first', 'Write the first list.', first)}${task('gone', 'Count the phones.')}
> **Lesson learnt** Somebody forgot this.

${moves}${closes}
<!-- [GAP] Is the form still in use, and who keeps it? -->
<!-- [UPLIFT] A hidden part

## A hidden heading

**_SLA:_** The 2019 document gave suppliers 5 working days to answer questions. <!-- sla: SLA-01 -->
-->
<!-- [Gap] written wrongly -->

DMI01 and DMI99 apply. The CCG pays.
${sla('SLA-01', 'The 2019 document gave suppliers 5 working days to answer questions about a move.')}
${sla('SLA-02', 'The 2019 document allowed 10 working days for the plan.')}${goes}`
  const after = before
    .replace(moves, '')
    .replace(closes, '')
    .replace(goes, '')
    .replace('and who keeps it?', `and where is it kept?; ${ask}`)
    .replace('[Gap] written wrongly', '[Update] of the list of phones')
    .replace(
      task('gone', 'Count the phones.'),
      task('new', 'Book a room.', '; due: on kick-off; takes: 2 hours; after: first; at: morning'),
    )
    .replace('Write the first list', 'Write down the first list')
    .replace('5 working days to answer questions about', '6 working days to answer questions about')
    .replace('allowed 10 working days for the plan', 'gave 10 working days for planning')
  const training = (due: string, body: string): string =>
    page('training', 'order: 2\n', `${task('second', 'Train the trainers well.', `; due: ${due}`)}\n${body}`)
  const opens = '<!-- [GAP] Something new entirely\n\n## A heading that it hides\n-->\n'
  const comes = sla('SLA-14', 'Suppliers were to review how it went within 14 days, says the 2019 document.')
  repository.commit('2026-01-05', 'Ann', {
    'guide/index.md':
      '---\ntitle: A guide\nedition: Small guide\nstatus: current\nreviewed: 2026-11-01\n---\n\n# A guide\n',
    'guide/one.md': page('kick-off', front, before),
    'guide/two.md': training('by training', ''),
  })
  repository.commit('2026-03-09', 'Ben', {
    'guide/one.md': page('kick-off', front, after),
    'guide/two.md': training('by kick-off', `${moves}\n${opens}\n${comes}`),
  })
}

/** Like a checkout of the public guide: a role's list of what to read, whose items link to chapters. */
function writePublicGuide(): void {
  const role = 'project-managers-reading-by-phase'
  write(
    'public/guide/01-kick-off.md',
    '---\ntitle: Kick off\npermalink: guide/kick-off\n---\n## Agree who {#who}\n\nWords.\n',
  )
  write(
    `public/_steps/${role}/01-early-phases.md`,
    `---\ntitle: Early phases\ngroup: ${role}\norder: 1\n---\n#### Do you know who does what?\n\n* [Agree who does what]({% link guide/01-kick-off.md %}#who)\n* What is a kick off?\n`,
  )
  write('public/index.md', `---\ntitle: Guide\n---\n{% include steps/steps.html group='${role}' %}\n`)
}

function writeInputs(): void {
  const columns = [
    'ods_code',
    'name',
    'current_system',
    'new_system',
    'go_live',
    'delivery_team',
    'pathology_lab',
    'dispensing',
  ]
  const one = ['Z99901', 'Larkspur Hill Surgery', 'EMIS Web', 'TPP SystmOne', '2027-04-14', 'South', 'The lab', 'no']
  const two = [
    'Z99902',
    'Wrenmouth Harbour Medical Practice',
    'EMIS Web',
    'TPP SystmOne',
    '2027-04-15',
    'South',
    'The lab',
    '',
  ]
  const bad = ['Z99903', 'Somewhere', 'EMIS Web', 'TPP SystmOne', '2027-02-31', 'South', '', '']
  const csv = (...rows: readonly (readonly string[])[]): string => rows.map((row) => `${row.join(',')}\n`).join('')
  write('wave.csv', csv(columns, one, two, bad))
  write('shorter.csv', csv(columns, one))
  // A column that is not known, a row with a value that cannot be used, and a row that fails.
  write('odd.csv', csv([...columns, 'email', 'shoe size'], [...one, 'nobody', '9'], [...bad, '', '']))
  writeFileSync(
    join(folder, 'two-sheets.xlsx'),
    xlsx({ name: 'Wave 1', rows: [columns, bad] }, { name: 'Notes', rows: [['x']] }),
  )
  cpSync(join(root, 'practices/practices.csv'), join(folder, 'starters.csv'))
  cpSync(join(root, 'practices/practices.csv'), join(folder, 'to-change.csv'))
  // A new value, a value for a new column, and one that cannot be used.
  write(
    'returned/Z99902.csv',
    csv(
      ['Your answer', 'Column in the spreadsheet'],
      ['Z99902', 'ods_code'],
      ['01632 960999', 'phone'],
      ['South', 'delivery_team'],
      ['perhaps', 'dispensing'],
    ),
  )
  write(
    'returned/progress.csv',
    csv(
      ['code', 'id', 'value', 'name'],
      ['Z99902', 'ask:who-0a1b2c:answer', 'The ICB', 'Answer: Who?'],
      ['Z99902', 'ask:who-0a1b2c:name', 'J Hughes', 'Who said it: Who?'],
      ['Z99902', 'ask:who-0a1b2c:date', '2026-12-02', 'Day of the answer: Who?'],
    ),
  )
  write('returned/damaged.docx', 'no ZIP')
  write('plain.txt', 'The practice moves to a new system on 14 April.')
  write('emoji.txt', 'The practice moves 🙂')
  write('bad.html', '<!doctype html><html><body><p>No title</p></body></html>')
  write('bad.pdf', 'no PDF')
}

/** One gap of the guide as it is, and one that was closed long ago. */
async function writeBaseline(): Promise<void> {
  const { value } = await run('gaps', '--guide', guide, '--json')
  const { markers } = value as { readonly markers: readonly { readonly kind: string; readonly fingerprint: string }[] }
  const known = markers.find(({ kind }) => kind === 'GAP')?.fingerprint
  const entry = (fingerprint: string | undefined): string =>
    `  - fingerprint: ${fingerprint}\n    file: one.md\n    headings: [A heading]\n    text: Whatever\n    reason: Known.\n`
  write('baseline.yaml', `known:\n${entry(known)}${entry('0123456789abcdef')}`)
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true })
  writeFileSync(join(folder, file), text)
}

function pathsOf(build: unknown): string[] {
  const { packs: all } = build as {
    readonly packs: readonly { readonly files: readonly { readonly path: string }[] }[]
  }
  return all.flatMap(({ files }) => files.map(({ path }) => join('starter', path)))
}

function run(...args: readonly string[]): Promise<{ readonly value: unknown; readonly stderr: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [cli, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] })
    const said = { stdout: '', stderr: '' }
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.stderr += text))
    child.on('error', fail).on('close', (status) => {
      try {
        done({ value: JSON.parse(said.stdout) as unknown, stderr: said.stderr })
      } catch (cause) {
        fail(new Error(`practice-packs ${args.join(' ')} ended with ${status}: ${said.stderr}`, { cause }))
      }
    })
  })
}
