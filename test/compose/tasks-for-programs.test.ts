/** The tasks as a spreadsheet, as a project and as calendars say the same as the plan. */
import ICAL from 'ical.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { renderDataFiles } from '../../src/app/render-pack.ts'
import { isoDay } from '../../src/base/day.ts'
import { readXlsxSheets } from '../../src/base/xlsx.ts'
import { childAt, childrenOf, parseXml, textIn, type XmlElement } from '../../src/base/xml.ts'
import { composeDataFiles } from '../../src/compose/compose-data-files.ts'
import { composeDocuments } from '../../src/compose/compose-documents.ts'
import type { CalendarRecord, DataFiles, PackFile } from '../../src/model/data-files.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Practice } from '../../src/model/practice.ts'
import { planPractice, postedDays, understand, type Understood } from '../../src/pipeline.ts'

let kit: Understood
beforeAll(async () => {
  kit = await understand({ guide: 'guide', templates: 'templates', practices: 'practices/practices.csv' })
})

interface Made {
  readonly plan: Plan
  readonly data: DataFiles
}

function made(ods: string, more: Partial<Practice> = {}): Made {
  const practice = kit.practices.find((one) => one.ods === ods)
  if (practice === undefined) throw new Error(ods)
  const plan = planPractice(kit, { ...practice, ...more }, isoDay('2026-11-20'))
  const { sent } = composeDocuments(plan, kit, { documents: ['letters'], allowSuperseded: false })
  return { plan, data: composeDataFiles({ ...kit, plan, posted: postedDays(kit.templates), sent }) }
}

const never = (): never => {
  throw new Error('no entry')
}
const TODAY = isoDay('2026-11-30')

const files = ({ data, plan }: Made, byRole = false, before: CalendarRecord = {}) =>
  renderDataFiles(
    data,
    { ods: plan.practice.ods, say: (path) => kit.words.say(path) },
    { before, today: TODAY },
    byRole,
  )
const bytesOf = (all: readonly PackFile[], end: string): Uint8Array => {
  const found = all.find(({ name }) => name.endsWith(end))
  if (found === undefined) throw new Error(`no ${end} in ${all.map(({ name }) => name).join()}`)
  return found.bytes
}
const ODS = ['Z99901', 'Z99902', 'Z99903', 'Z99904', 'Z99905']

describe('the list of tasks', () => {
  it('begins with what people fill in, under names that planning programs know, and ends with ids', () => {
    const { data } = made('Z99901')
    const names = data.tasks.columns.map(({ header }) => header)
    expect(names.slice(0, 8)).toEqual([
      'Task Name',
      'Assigned To',
      'Start',
      'Finish',
      'Done on',
      'Initials',
      'Status',
      'Notes',
    ])
    expect(names).toContain('Duration')
    expect(names).toContain('Predecessors')
    expect(names.at(-1)).toBe('Task ID')
    const status = data.tasks.columns.find(({ header }) => header === 'Status')
    expect(status?.choices).toEqual(['Not started', 'In progress', 'Completed', 'Blocked'])
  })

  it.each(ODS)('names what a task waits for by its row, on days that hold: %s', (ods) => {
    const { data, plan } = made(ods)
    const at = (header: string): number => data.tasks.columns.findIndex((column) => column.header === header)
    const [id, start, finish, waits] = ['Task ID', 'Start', 'Finish', 'Predecessors'].map(at)
    const cell = (row: readonly string[] | undefined, column: number | undefined): string => row?.[column ?? -1] ?? '?'
    let links = 0
    for (const row of data.tasks.rows) {
      const planned = plan.tasks.find(({ task }) => task.id === cell(row, id))
      const linked = cell(row, waits)
        .split(', ')
        .filter((one) => one !== '')
      const before = linked.map((one) => {
        const [, number, type] = /^(\d+)(FF)?$/.exec(one) ?? []
        const other = data.tasks.rows[Number(number) - 1]
        if (type === 'FF') expect(cell(other, finish) <= cell(row, finish), one).toBe(true)
        else if (cell(row, start) !== '' && cell(other, finish) !== '')
          expect(cell(other, finish) < cell(row, start), one).toBe(true)
        return cell(other, id)
      })
      const inPlan = planned?.task.after.filter((other) => plan.tasks.some(({ task }) => task.id === other)) ?? []
      expect(before, planned?.task.id).toEqual(inPlan)
      links += before.length
    }
    expect(links).toBeGreaterThan(10)
  })

  it('filters, prints what people need on the width of a page, and colours what is late', async () => {
    const all = await files(made('Z99901'))
    const [sheet] = await readXlsxSheets(bytesOf(all.files, 'Tasks.xlsx'), 1000)
    const rows = sheet?.rows.length ?? 0
    expect(sheet?.autoFilter?.range).toMatch(new RegExp(`^A1:[A-Z]+${rows}$`))
    expect(sheet?.pageSetup).toMatchObject({
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printArea: `$A$1:$F$${rows}`,
      printTitlesRow: '$1:$1',
    })
    const [rule] = sheet?.conditionalRules ?? []
    expect(rule?.formula).toBe('AND($D2<>"",$D2<TODAY(),$G2<>"Completed",$E2="")')
    expect(rule?.range).toMatch(new RegExp(`^A2:[A-Z]+${rows}$`))
  })

  it.each(ODS)('prints on five pages at most: %s', async (ods) => {
    const all = await files(made(ods))
    const [sheet] = await readXlsxSheets(bytesOf(all.files, 'Tasks.xlsx'), 1000)
    const columns = (sheet?.columns ?? []).slice(0, 6).map(({ width }) => width ?? 8)
    // Arial 11: a digit is 6 points wide, and a column has 4 more. A4 less the margins, the foot and the repeated headers.
    const scale = (842 - 2 * 0.4 * 72) / columns.reduce((sum, width) => sum + width * 6 + 4, 0)
    const heights = [...(sheet?.rowDefs?.values() ?? [])].map(({ height }) => height ?? 0)
    const onAPage = (595 - 0.7 * 72) / scale - 2 * Math.max(...heights.slice(0, 1))
    expect(11 * scale, 'points of its letters').toBeGreaterThan(7)
    expect(heights.length).toBe(sheet?.rows.length)
    expect(heights.reduce((sum, height) => sum + height, 0) / onAPage).toBeLessThanOrEqual(5)
  })
})

describe('the project', () => {
  const parsed = async (one: Made): Promise<XmlElement> =>
    parseXml(new TextDecoder().decode(bytesOf((await files(one)).files, 'Tasks for Microsoft Project.xml')))
  const value = (element: XmlElement | undefined, name: string): string => textIn(childAt(element, name))

  // From the documented schema, mspdi_pj12.xsd.
  const ORDER = {
    Task: 'UID ID Name Type IsNull CreateDate Contact WBS WBSLevel OutlineNumber OutlineLevel Priority Start Finish Duration DurationFormat Work Stop Resume ResumeValid EffortDriven Recurring OverAllocated Estimated Milestone Summary Critical IsSubproject FixedCost FixedCostAccrual PercentComplete PercentWorkComplete ConstraintType CalendarUID ConstraintDate Deadline LevelAssignments LevelingCanSplit LevelingDelay Hyperlink IgnoreResourceCalendar Notes HideBar Rollup PredecessorLink',
    PredecessorLink: 'PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat',
    Calendar: 'UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions',
    WeekDay: 'DayType DayWorking TimePeriod WorkingTimes',
    Resource: 'UID ID Name Type',
    Assignment: 'UID TaskUID ResourceUID Units',
    Project:
      'SaveVersion UID Name Title Subject Category Company Manager Author CreationDate Revision LastSaved ScheduleFromStart StartDate FinishDate FYStartDate CriticalSlackLimit CurrencyDigits CurrencySymbol CurrencyCode CurrencySymbolPosition CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth Calendars Tasks Resources Assignments',
  } as const

  it.each(ODS)('has the tasks and links of the list, in the order of the schema: %s', async (ods) => {
    const one = made(ods)
    const project = await parsed(one)
    const wrong: string[] = []
    const walk = (element: XmlElement): void => {
      const inside = element.children.filter((child) => typeof child !== 'string')
      if (Object.hasOwn(ORDER, element.name)) {
        const order = ORDER[element.name as keyof typeof ORDER].split(' ')
        const at = inside.map(({ name }) => order.indexOf(name))
        if (at.includes(-1) || at.some((place, index) => place < (at[index - 1] ?? 0)))
          wrong.push(`${element.name}: ${inside.map(({ name }) => name).join(' ')}`)
      }
      inside.forEach(walk)
    }
    walk(project)
    expect(wrong).toEqual([])
    const tasks = childrenOf(childAt(project, 'Tasks'), 'Task')
    expect(tasks).toHaveLength(one.data.project.tasks.length)
    const uids = tasks.map((task) => value(task, 'UID'))
    expect(new Set(uids).size).toBe(uids.length)
    const types = { 0: 'FF', 1: 'FS' } as const
    for (const [at, task] of tasks.entries()) {
      const planned = one.data.project.tasks[at]
      const name = value(task, 'Name').replace(/…$/, '')
      expect(planned?.name.startsWith(name) === true && name.length >= Math.min(planned.name.length, 254)).toBe(true)
      if (planned?.start) expect(value(task, 'Start')).toBe(`${planned.start}T09:00:00`)
      expect(value(task, 'Duration')).toBe(`PT${(planned?.days ?? 0) * 8}H0M0S`)
      const links = childrenOf(task, 'PredecessorLink').map((link) => ({
        number: uids.indexOf(value(link, 'PredecessorUID')) + 1,
        type: types[value(link, 'Type') as unknown as keyof typeof types],
      }))
      expect(links).toEqual(planned?.after)
    }
  })

  it('keeps the number of a task when others go', async () => {
    const numbers = async (one: Made): Promise<Map<string, string>> => {
      const tasks = childrenOf(childAt(await parsed(one), 'Tasks'), 'Task')
      return new Map(tasks.map((task, at) => [one.data.project.tasks[at]?.id ?? '', value(task, 'UID')]))
    }
    const all = await numbers(made('Z99901'))
    const none = Object.fromEntries(kit.guide.data.conditions.map(({ id }) => [id, false]))
    const fewer = await numbers(made('Z99901', { conditions: none }))
    expect(fewer.size).toBeLessThan(all.size)
    for (const [id, number] of fewer) if (all.has(id)) expect([id, number]).toEqual([id, all.get(id)])
  })

  it('works on a weekend on which something is done, and not on a bank holiday', async () => {
    const one = made('Z99901', { cutover: 'weekend' })
    const weekDays = childrenOf(childAt(await parsed(one), 'Calendars', 'Calendar', 'WeekDays'), 'WeekDay')
    const days = weekDays
      .filter((day) => value(day, 'DayType') === '0')
      .map((day) => [textIn(childAt(day, 'TimePeriod', 'FromDate')).slice(0, 10), value(day, 'DayWorking')])
    expect(days).toContainEqual(['2027-03-26', '0'])
    for (const day of one.data.project.worked) expect(days).toContainEqual([day, '1'])
  })
})

describe('the calendars', () => {
  const entries = (bytes: Uint8Array) =>
    new ICAL.Component(ICAL.parse(new TextDecoder().decode(bytes))).getAllSubcomponents('vevent').map((one) => ({
      uid: String(one.getFirstPropertyValue('uid')),
      summary: String(one.getFirstPropertyValue('summary')),
      status: String(one.getFirstPropertyValue('status')),
      sequence: Number(one.getFirstPropertyValue('sequence')),
      alarms: one.getAllSubcomponents('valarm').map((alarm) => String(alarm.getFirstPropertyValue('trigger'))),
    }))

  it('are one, with milestones, messages and decisions, and the practice in each title', async () => {
    const one = made('Z99901')
    const all = await files(one)
    expect(all.files.filter(({ format }) => format === 'ics')).toHaveLength(1)
    const shown = entries(bytesOf(all.files, '.ics'))
    const decisions = one.plan.decisions.flatMap(({ planned }) => planned?.task.id ?? [])
    expect(shown.flatMap(({ uid }) => /\.task\.(.*)@/.exec(uid)?.[1] ?? []).sort()).toEqual([...decisions].sort())
    for (const { summary } of shown) expect(summary).toContain('Larkspur Hill Surgery')
  })

  it('are one for each role where it is asked for, each dated task in one of them', async () => {
    const one = made('Z99901')
    const all = (await files(one, true)).files.filter(({ format }) => format === 'ics')
    expect(all.map(({ name }) => name)).toContain('1 Plan/Z99901 Calendar Practice manager.ics')
    const uids = all.flatMap(({ bytes }) => entries(bytes).map(({ uid }) => uid))
    expect(new Set(uids).size).toBe(uids.length)
    const dated = one.plan.tasks.filter(({ due }) => due !== null)
    expect(uids.filter((uid) => uid.includes('.task.'))).toHaveLength(dated.length)
  })

  it('have no entry for a message that is not made, and one before what is printed or posted', async () => {
    const shown = entries(bytesOf((await files(made('Z99901'))).files, '.ics'))
    expect(shown.some(({ uid }) => uid.includes('.patients.reminder@'))).toBe(true)
    const posted = shown.filter(({ uid }) => uid.includes('.post.'))
    expect(posted.length).toBeGreaterThan(0)
    for (const { alarms } of posted) expect(alarms).toEqual(['-PT15H'])
    expect(shown.find(({ uid }) => uid.includes('.milestone.go-live@'))?.alarms).toEqual([])
    // Nobody has said by when patients order, so that no reminder is made.
    const none = entries(bytesOf((await files(made('Z99901', { repeatOrderBy: null }))).files, '.ics'))
    expect(none.some(({ uid }) => uid.includes('reminder'))).toBe(false)
  })

  it('call off what an older pack had in everybody’s, and leave alone what is in a role’s', async () => {
    const one = made('Z99901')
    const byRole = await files(one, true)
    const [uid, entry] = Object.entries(byRole.calendar).find(([, { of }]) => of !== undefined) ?? never()
    // Without roles nothing is known of theirs.
    const without = await files(one, false, byRole.calendar)
    expect(without.calendar[uid]).toEqual(entry)
    expect(entries(bytesOf(without.files, '.ics')).map((shown) => shown.uid)).not.toContain(uid)
    const { sequence, hash, summary, start, end } = entry
    const old = { 'z99901.task.old@practice-packs': { sequence, hash, summary, start, end } }
    const after = entries(bytesOf((await files(one, false, old)).files, '.ics'))
    expect(after.find((shown) => shown.uid.includes('.old@'))).toMatchObject({
      status: 'CANCELLED',
      sequence: sequence + 1,
    })
  })

  it('call a task off in the calendar of the role that had it, and in everybody’s where that role has none left', async () => {
    const one = made('Z99901')
    const [role] = one.data.roles
    const task = role?.content.events[0]
    if (role === undefined || task === undefined) throw new Error('no task of a role')
    const before = await files(one, true)
    const change = (roles: DataFiles['roles']) => files({ ...one, data: { ...one.data, roles } }, true, before.calendar)
    const others = one.data.roles.filter((other) => other !== role)
    const ofRole = (all: readonly PackFile[]) => entries(bytesOf(all, `Calendar ${role.title}.ics`))
    const less = { ...role, content: { ...role.content, events: role.content.events.slice(1) } }
    const gone = (await change([less, ...others])).files
    expect(ofRole(gone).find(({ uid }) => uid === task.uid)?.status).toBe('CANCELLED')
    const without = (await change(others)).files
    expect(entries(bytesOf(without, 'Z99901 Calendar.ics')).find(({ uid }) => uid === task.uid)?.status).toBe(
      'CANCELLED',
    )
    // The same task has another name in another role's calendar, so that neither program takes one for the other.
    const uids = one.data.roles.flatMap(({ content }) => content.events.map(({ uid }) => uid))
    expect(
      uids.every((uid) => one.data.roles.some(({ role: id }) => uid.endsWith(`.${id}@practice-packs`.toLowerCase()))),
    ).toBe(true)
  })

  it('are tentative while days are only proposed', async () => {
    const shown = entries(bytesOf((await files(made('Z99905'))).files, '.ics'))
    expect([...new Set(shown.filter(({ uid }) => !uid.includes('.milestone.')).map(({ status }) => status))]).toEqual([
      'TENTATIVE',
    ])
  })
})
