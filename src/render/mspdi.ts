/**
 * Tasks → the XML that Microsoft Project opens and that Smartsheet, ProjectLibre and GanttProject import (MSPDI).
 *
 * Elements stand in the order of the documented schema (mspdi_pj12.xsd), which Project insists on. A task begins no earlier than its
 * day, and its links hold on the planned days, so that a program which schedules anew moves nothing. The number that identifies a
 * task is made of its id: it stays when other tasks come and go.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import type { IsoDay } from '../base/day.ts'
import { onlyXml } from '../base/xml.ts'
import type { ProjectContent, ProjectTask } from '../model/data-files.ts'

type ElementContent = string | number | readonly ProjectElement[]
type ProjectElement = readonly [name: string, content: ElementContent]

const escaped = (text: string): string =>
  onlyXml(text).replace(/[&<>]/g, (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[character] ?? '')

const xml = ([name, content]: ProjectElement): string =>
  `<${name}>${typeof content === 'object' ? content.map(xml).join('') : escaped(String(content))}</${name}>`

const HOURS_A_DAY = 8
const [OPENS, CLOSES] = ['09:00:00', '17:00:00']
const CALENDAR = 1
/** Numbers of links and constraints in the schema. */
const LINKS = { FF: 0, FS: 1 } as const
const NO_EARLIER_THAN = 4
const AS_SOON_AS_POSSIBLE = 0
const IN_DAYS = 7
const FIXED_DURATION = 1

export function writeProject(project: ProjectContent): Uint8Array {
  const { name, author, tasks, holidays, worked, modified } = project
  const starts = tasks.flatMap(({ start }) => (start === null ? [] : [start])).sort()
  const uids = numbersOf(tasks.map(({ id }) => id))
  const uidOf = ({ id }: ProjectTask): number => uids.get(id) ?? 0
  const owners = [...new Set(tasks.map(({ owner }) => owner).filter((owner) => owner !== ''))].sort()
  const resources = owners.map((owner, at): ProjectElement => [
    'Resource',
    [
      ['UID', at + 1],
      ['ID', at + 1],
      ['Name', owner],
      ['Type', 1],
    ],
  ])
  const assignments = tasks
    .filter(({ owner }) => owner !== '')
    .map((task, at): ProjectElement => [
      'Assignment',
      [
        ['UID', at + 1],
        ['TaskUID', uidOf(task)],
        ['ResourceUID', owners.indexOf(task.owner) + 1],
        ['Units', 1],
      ],
    ])
  const elements: readonly ProjectElement[] = [
    ['SaveVersion', 12],
    ['Name', name.slice(0, 255)],
    ['Title', name],
    ['Author', author],
    ['CreationDate', `${modified}T00:00:00`],
    ['ScheduleFromStart', 1],
    ['StartDate', `${starts[0] ?? modified}T${OPENS}`],
    ['CurrencyCode', 'GBP'],
    ['CalendarUID', CALENDAR],
    ['DefaultStartTime', OPENS],
    ['DefaultFinishTime', CLOSES],
    ['MinutesPerDay', HOURS_A_DAY * 60],
    ['MinutesPerWeek', HOURS_A_DAY * 60 * 5],
    ['DaysPerMonth', 20],
    ['Calendars', [workingCalendar(holidays, worked)]],
    ['Tasks', tasks.map((task, at) => taskElement(task, at, tasks, uidOf))],
    ['Resources', resources],
    ['Assignments', assignments],
  ]
  const body = elements.map(xml).join('\n')
  const root = `<Project xmlns="http://schemas.microsoft.com/project">\n${body}\n</Project>`
  return new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${root}\n`)
}

function taskElement(
  task: ProjectTask,
  at: number,
  all: readonly ProjectTask[],
  uidOf: (task: ProjectTask) => number,
): ProjectElement {
  const { name, start, finish, days, notes, after } = task
  const hours = days * HOURS_A_DAY
  return [
    'Task',
    [
      ['UID', uidOf(task)],
      ['ID', at + 1],
      ['Name', shortened(name)],
      ['Type', FIXED_DURATION],
      ['IsNull', 0],
      ['WBS', String(at + 1)],
      ['OutlineNumber', String(at + 1)],
      ['OutlineLevel', 1],
      ['Priority', 500],
      ...whenElements(start, finish),
      ['Duration', `PT${hours}H0M0S`],
      ['DurationFormat', IN_DAYS],
      ['EffortDriven', 0],
      ['Estimated', 0],
      ['Milestone', 0],
      ['Summary', 0],
      ['PercentComplete', 0],
      ['ConstraintType', start === null ? AS_SOON_AS_POSSIBLE : NO_EARLIER_THAN],
      ['CalendarUID', -1],
      ...(start === null ? [] : [['ConstraintDate', `${start}T${OPENS}`] as const]),
      ...(finish === null ? [] : [['Deadline', `${finish}T${CLOSES}`] as const]),
      ['Notes', notes],
      ...after.flatMap(({ number, type }): ProjectElement[] => {
        const before = all[number - 1]
        if (before === undefined) return []
        const link: ProjectElement[] = [
          ['PredecessorUID', uidOf(before)],
          ['Type', LINKS[type]],
          ['CrossProject', 0],
          ['LinkLag', 0],
          ['LagFormat', IN_DAYS],
        ]
        return [['PredecessorLink', link]]
      }),
    ],
  ]
}

const whenElements = (start: IsoDay | null, finish: IsoDay | null): ProjectElement[] =>
  start === null || finish === null
    ? []
    : [
        ['Start', `${start}T${OPENS}`],
        ['Finish', `${finish}T${CLOSES}`],
      ]

/** Project takes 255 characters, though the schema has 512; notes have the whole. */
const shortened = (name: string): string => {
  const characters = [...name]
  return characters.length <= 255 ? name : `${characters.slice(0, 254).join('')}…`
}

/** Monday to Friday without bank holidays, and the other days on which something is done. */
function workingCalendar(holidays: readonly IsoDay[], worked: readonly IsoDay[]): ProjectElement {
  const hours = (from: string, to: string): ProjectElement => [
    'WorkingTime',
    [
      ['FromTime', from],
      ['ToTime', to],
    ],
  ]
  const weekDays = [1, 2, 3, 4, 5, 6, 7].map((day): ProjectElement => {
    const works = day > 1 && day < 7
    const times: ProjectElement[] = works ? [['WorkingTimes', [hours(OPENS, CLOSES)]]] : []
    return ['WeekDay', [['DayType', day], ['DayWorking', works ? 1 : 0], ...times]]
  })
  const exception = (date: IsoDay, works: boolean): ProjectElement => {
    const period: ProjectElement[] = [
      ['FromDate', `${date}T00:00:00`],
      ['ToDate', `${date}T23:59:00`],
    ]
    const times: ProjectElement[] = works ? [['WorkingTimes', [hours(OPENS, CLOSES)]]] : []
    return ['WeekDay', [['DayType', 0], ['DayWorking', works ? 1 : 0], ['TimePeriod', period], ...times]]
  }
  const exceptions = [
    ...holidays.filter((date) => !worked.includes(date)).map((date) => exception(date, false)),
    ...worked.map((date) => exception(date, true)),
  ]
  return [
    'Calendar',
    [
      ['UID', CALENDAR],
      ['Name', 'Working days'],
      ['IsBaseCalendar', 1],
      ['BaseCalendarUID', -1],
      ['WeekDays', [...weekDays, ...exceptions]],
    ],
  ]
}

/** Positive numbers, each made of its id alone unless two ids give the same. */
function numbersOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>()
  const taken = new Set<number>()
  for (const id of [...ids].sort()) {
    let number = createHash('sha256').update(id).digest().readUIntBE(0, 3) + 1
    while (taken.has(number)) number += 1
    taken.add(number)
    numbers.set(id, number)
  }
  return numbers
}
