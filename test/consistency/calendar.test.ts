/** What the calendar said of proposed days, and of tasks that take several. */
import { describe, expect, it } from 'vitest'
import { checkPack } from '../../src/consistency/check-pack.ts'
import type { PackToCheck } from '../../src/consistency/pack.ts'
import type { CalendarEvent } from '../../src/model/data-files.ts'
import { practiceNamed, starter } from '../letters/starter.ts'
import { AS_OF, packOf } from './pack-of.ts'

const said = (pack: PackToCheck, rule: string): readonly string[] =>
  checkPack(pack)
    .filter((finding) => finding.rule === rule)
    .map(({ message }) => message)

async function packWith(ods: string, change: (event: CalendarEvent) => CalendarEvent): Promise<PackToCheck> {
  const pack = packOf(await starter(), await practiceNamed(ods))
  return { ...pack, events: pack.events.map(change) }
}

describe('the calendar of a practice with proposed dates', () => {
  it('shows no day as agreed that hangs on a proposed one', async () => {
    const [message, ...more] = said(await packWith('Z99905', (event) => ({ ...event, agreed: true })), 'agreed-differs')
    expect(message).toMatch(/^\d{3} entries of the calendar are marked as agreed/)
    expect(more).toEqual([])
  })

  it('may show what is agreed as agreed', async () => {
    expect(said(await packWith('Z99901', (event) => ({ ...event, agreed: true })), 'agreed-differs')).toEqual([])
    expect(said(await packWith('Z99905', (event) => ({ ...event, agreed: false })), 'agreed-differs')).toEqual([])
  })
})

describe('a task of several days in the calendar', () => {
  it('is there on its first day too', async () => {
    const pack = packOf(await starter(), await practiceNamed('Z99901'))
    const planned = pack.plan.tasks.find(({ from, due }) => from !== null && due !== null && from < due)
    if (planned === undefined) throw new Error('No task takes several days.')
    const { task, from, due } = planned
    const about = (events: readonly CalendarEvent[]): readonly string[] =>
      said({ ...pack, events }, 'calendar-day-differs').filter((message) => message.includes(`“${task.text}”`))
    const uid = `z99901.task.${task.id}@practice-packs`
    const event = { uid, summary: '', description: '', categories: [], agreed: true }
    const last = { ...event, start: due ?? AS_OF, end: due ?? AS_OF }
    expect(about([{ ...last, start: from ?? AS_OF }])).toEqual([])
    expect(about([{ ...last, end: from ?? AS_OF, start: from ?? AS_OF }, last])).toEqual([])
    expect(about([last])).toHaveLength(1)
    expect(about([last])[0]).toMatch(/^The calendar shows the task “.*” on .*, but not on .*, which the lists give\./)
  })
})
