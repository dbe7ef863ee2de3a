/**
 * Plans as tables in a terminal: as wide as the terminal, readable in a narrow one.
 *
 * @module
 */
import { compare, counted } from '../base/text.ts'
import { daysBetween } from '../base/day.ts'
import { clockTime, longDate } from '../base/day-in-words.ts'
import type { SaidPlan } from '../compose/say-plan.ts'
import { worstFirst } from '../model/finding.ts'
import { dayOfMilestone } from '../model/plan.ts'

const INDENT = '    '

/** One plan: each milestone with its day, status and slack, and the reason below. */
export function planTable({ plan, milestones, phases, tasks, leftOut, findings }: SaidPlan, width: number): string {
  const rows = [...milestones].sort((a, b) => compare(a.milestone.date, b.milestone.date))
  const nameWidth = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.flatMap(({ milestone, name, reason }) => {
    const { date, end, time, timeAssumed, status, slackDays } = milestone
    const hour = time ? ` ${clockTime(time)}${timeAssumed ? ' (assumed)' : ''}` : ''
    const when = `${longDate(date)}${end ? ` to ${longDate(end)}` : ''}${hour}`
    const moves = milestone.movesGoLive ? 'moves go live if it slips' : ''
    const slack = slackDays === null ? '' : `slack ${counted(slackDays, 'day')}`
    const facts = [when, status, slack, moves].filter((fact) => fact !== '')
    const head = `${name.padEnd(nameWidth)}  ${facts.join('  ')}`
    const heads = head.length <= width ? [head] : [name, ...facts.map((fact) => `${INDENT}${fact}`)]
    return [...heads, ...wrap(reason, width, INDENT)]
  })
  const work = phases.flatMap(({ phase, title }) => [
    '',
    `${title}  ${longDate(phase.start)} to ${longDate(phase.end)}`,
    ...tasks
      .filter(({ task }) => task.task.phase === phase.id)
      .sort((a, b) => compare(a.task.due ?? '9', b.task.due ?? '9'))
      .flatMap(({ task, owner, reason }) => [
        ...wrap(
          `${task.due ?? 'no date'}  ${owner}: ${task.task.text}${task.applies === 'unknown' ? ' (if this applies)' : ''}`,
          width,
          '  ',
        ),
        ...wrap(reason, width, `${INDENT}    `),
      ]),
  ])
  const said = worstFirst(findings).flatMap(({ severity, message }) => wrap(`${severity}: ${message}`, width, INDENT))
  const title = `${plan.practice.ods}  ${plan.practice.name}`
  const counts = `${tasks.length} tasks, ${leftOut.length} left out, ${findings.length} findings about dates`
  return [title, '-'.repeat(Math.min(width, title.length)), ...lines, ...work, '', counts, ...said, ''].join('\n')
}

/** Two plans side by side, and by how many days each milestone moves. */
export function comparison(now: SaidPlan, then: SaidPlan, width: number): string {
  const rows = now.milestones.map(({ name, milestone }) => {
    const other = dayOfMilestone(then.plan, milestone.id)
    const days = daysBetween(milestone.date, other)
    return { name, now: milestone.date, then: other, moves: days === 0 ? 'same' : `${days > 0 ? '+' : ''}${days} days` }
  })
  const nameWidth = Math.max('Milestone'.length, ...rows.map(({ name }) => name.length))
  const table = [{ name: 'Milestone', now: 'now', then: 'what if', moves: 'moves' }, ...rows].map((row) => {
    const line = `${row.name.padEnd(nameWidth)}  ${row.now.padEnd(10)}  ${row.then.padEnd(10)}  ${row.moves}`
    return line.length <= width ? line : `${row.name}\n${INDENT}${row.now}  ${row.then}  ${row.moves}`
  })
  const worse = then.findings.filter(({ severity }) => severity !== 'note')
  const findings =
    worse.length === 0
      ? ['No errors or warnings with these dates.']
      : worse.flatMap(({ severity, message }) => wrap(`${severity}: ${message}`, width, INDENT))
  return [`${now.plan.practice.ods}  ${now.plan.practice.name}`, ...table, '', ...findings, ''].join('\n')
}

/** Breaks at spaces; a longer word stays whole. */
function wrap(text: string, width: number, indent: string): string[] {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`
    if (line !== '' && indent.length + longer.length > width) {
      lines.push(indent + line)
      line = word
    } else line = longer
  }
  return line === '' ? lines : [...lines, indent + line]
}
