/** What the calendar said of proposed days, and of tasks that take several. */
import { describe, expect, it } from 'vitest'
import { checkPack } from '../../src/consistency/check-pack.ts'
import type { PackToCheck } from '../../src/consistency/pack.ts'
import type { CalendarEvent } from '../../src/model/data-files.ts'
import { practiceNamed, starter } from '../letters/starter.ts'
import { packOf } from './pack-of.ts'

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
  const id = 'planning-prescribing-decision'
  const lastDayOnly = (event: CalendarEvent): CalendarEvent =>
    event.uid.includes(`.task.${id}`) ? { ...event, start: event.end } : event

  it('is there on its first day too', async () => {
    const before = said(await packWith('Z99901', (event) => event), 'calendar-day-differs')
    const after = said(await packWith('Z99901', lastDayOnly), 'calendar-day-differs')
    const more = after.filter((message) => message.includes('Decide patient by patient') || !before.includes(message))
    expect(more).toHaveLength(1)
    expect(more[0]).toMatch(/^The calendar shows the task “Decide .*” on .*, but not on .*, which the lists give\./)
  })
})
