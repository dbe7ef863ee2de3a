/** `docs/reference/timing.md` against the guide's timing policy and the plan it makes. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const root = join(import.meta.dirname, '../..')
const page = readFileSync(join(root, 'docs/reference/timing.md'), 'utf8')

interface Rule {
  readonly day: string
  readonly end?: string
  readonly time?: string
  readonly source: string
}
interface Clock {
  readonly start?: string
  readonly start_at_due_of?: string
  readonly length?: string
  readonly until?: string
  readonly only_over_hours?: number
}
interface Policy {
  readonly milestones: Readonly<Record<string, Rule>>
  readonly cutovers: Readonly<Record<string, Rule>>
  readonly phases: Readonly<Record<string, { readonly start: string; readonly end: string }>>
  readonly clocks: Readonly<Record<string, Clock>>
  readonly patients: Readonly<Record<string, string>>
  readonly parties: Readonly<Record<string, string>>
  readonly post: Readonly<Record<string, Readonly<Record<'transit' | 'printing' | 'safety', number>>>>
  readonly limits: Readonly<Record<string, number>>
}
const policy = parse(readFileSync(join(root, 'guide/timing.yaml'), 'utf8')) as Policy

describe('the rules on docs/reference/timing.md', () => {
  it('are those of guide/timing.yaml: milestones', () => {
    const rules = Object.entries(policy.milestones).map(([id, { day, end, time = '–', source }]) => [
      `\`${id}\``,
      end === undefined ? day : `${day}; until ${end}`,
      time,
      source,
    ])
    expect(table('Milestones')).toEqual(rules)
  })

  it('are those of guide/timing.yaml: kinds of cutover', () => {
    const rules = Object.entries(policy.cutovers).map(([id, { day, time, source }]) => [`\`${id}\``, day, time, source])
    expect(table('Week, weekend or 72 hours')).toEqual(rules)
  })

  it('are those of guide/timing.yaml: phases', () => {
    expect(table('Phases')).toEqual(
      Object.entries(policy.phases).map(([id, { start, end }]) => [`\`${id}\``, start, end]),
    )
  })

  it('are those of guide/timing.yaml: clocks', () => {
    expect(table('SLA clocks')).toEqual(
      Object.entries(policy.clocks).map(([id, clock]) => [`\`${id}\``, startOf(clock), lengthOf(clock)]),
    )
  })

  it('are those of guide/timing.yaml: patients, others and post', () => {
    const days = (all: Readonly<Record<string, string>>) => Object.entries(all).map(([id, day]) => [`\`${id}\``, day])
    const post = Object.entries(policy.post).map(([id, { transit, printing, safety }]) => [
      `\`${id}\``,
      ...[transit, printing, safety, transit + printing + safety].map(String),
    ])
    expect(table('Patients')).toEqual(days(policy.patients))
    expect(table('Others who are told')).toEqual(days(policy.parties))
    expect(table('Post')).toEqual(post)
  })
})

const startOf = ({ start, start_at_due_of: dueOf }: Clock): string =>
  dueOf === undefined ? (start ?? '') : `when \`${dueOf}\` is due`

const lengthOf = ({ length, until, only_over_hours: hours }: Clock): string =>
  hours === undefined
    ? (length ?? `until ${until?.replace(/^on /, '')}`)
    : `${length}, only when the cutover takes more than ${hours} hours`

interface Said {
  readonly milestones: readonly {
    readonly id: string
    readonly date: string
    readonly end: string | null
    readonly time: string | null
  }[]
  readonly phases: readonly { readonly id: string; readonly start: string }[]
}

describe('the worked example', () => {
  const folder = mkdtempSync(join(tmpdir(), 'practice-packs-timing-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  let plans: readonly Said[] = []
  beforeAll(() => {
    const row = (code: string, cutover: string): string =>
      `${code},A practice,EMIS Web,TPP SystmOne,2027-04-14,${cutover}\n`
    writeFileSync(
      join(folder, 'wave.csv'),
      `ods_code,name,current_system,new_system,go_live,cutover\n${row('Z99901', '')}${row('Z99902', 'weekend')}${row('Z99903', '72-hours')}`,
    )
    const said = practicePacks(folder, 'plan', '--practices', 'wave.csv', '--as-of', '2026-11-30', '--json')
    plans = (JSON.parse(said) as { readonly practices: readonly Said[] }).practices
  }, 30_000)

  it('has the dates of the plan', () => {
    const dates = plans[0]?.milestones.map(({ id, date, end, time }) => [
      `\`${id}\``,
      `${inWords(date)}${end === null ? '' : ` to ${inWords(end)}`}${time === null ? '' : `, ${clock(time)}`}`,
    ])
    expect(table('Worked example').slice(0, dates?.length).sort()).toEqual(dates?.sort())
  })

  it('has final data production of the other kinds of cutover', () => {
    const others = ['weekend', '72-hours'].map((kind, at) => {
      const found = plans[at + 1]?.milestones.find(({ id }) => id === 'final-data-production')
      return [`\`${kind}\``, `${inWords(found?.date ?? '')}, ${clock(found?.time ?? '')}`]
    })
    expect(table('Worked example').slice(-others.length)).toEqual(others)
  })

  it('has the first day of the first phase', () => {
    expect(page).toContain(
      `on ${inWords(plans[0]?.phases.find(({ id }) => id === 'buying-and-preparing')?.start ?? '')}, because`,
    )
  })
})

describe('the findings', () => {
  it('are those of the rules about dates, with their severity', () => {
    const known = JSON.parse(practicePacks(root, 'explain', '--json')) as readonly {
      readonly id: string
      readonly severity: string
    }[]
    const code = readdirSync(join(root, 'src/plan'), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => readFileSync(join(root, 'src/plan', file), 'utf8'))
      .join('\n')
    const about = known.filter(({ id }) => code.includes(`'${id}'`)).map(({ id, severity }) => [`\`${id}\``, severity])
    expect(
      table('What a plan is checked against')
        .map(([id, severity]) => [id, severity])
        .sort(),
    ).toEqual(about.sort())
  })

  it('have the limits of guide/timing.yaml', () => {
    const rows = new Map(table('What a plan is checked against').map(([id = '', , when = '']) => [id, when]))
    const numbers = Object.entries(LIMITS).map(([rule, limit]) => [
      rule,
      Number(/\d+/.exec(rows.get(`\`${rule}\``) ?? '')?.[0]),
      limit,
    ])
    expect(numbers).toEqual(Object.entries(LIMITS).map(([rule, limit]) => [rule, policy.limits[limit], limit]))
  })
})

/** Which limit of the policy each finding goes by. */
const LIMITS: Readonly<Record<string, string>> = {
  'cutover-too-short': 'cutover_min_working_days_between',
  'cutover-over-two-weeks': 'cutover_max_days',
  'planning-meeting-too-late': 'planning_meeting_min_days',
  'extract-notice-too-short': 'extract_notice_min_days',
  'span-under-12-weeks': 'span_min_days',
  'span-over-16-weeks': 'span_max_days',
  'cutover-over-72-hours': 'cutover_max_hours',
}

/** The cells of the rows in a section's tables, headers left out. */
function table(section: string): string[][] {
  const text = page.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  // What is above the line of dashes is the header.
  const rows = text.split('\n').filter((line, at, all) => line.startsWith('| `') && !all[at + 1]?.startsWith('|---'))
  return rows.map((line) => line.slice(2, -2).split(' | '))
}

const practicePacks = (cwd: string, ...args: readonly string[]): string =>
  spawnSync(process.execPath, [join(root, 'dist/cli.js'), ...args], { cwd, encoding: 'utf8', maxBuffer: 50_000_000 })
    .stdout

const inWords = (date: string): string => {
  const parts = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  return parts.format(new Date(`${date}T00:00:00Z`)).replace(',', '')
}

/** `18:30` → `6.30pm` */
function clock(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const minutes = minute === 0 ? '' : `.${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'}`
}
