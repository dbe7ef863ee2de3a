/** What a wave’s calendar did not look at is not called off. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWave } from '../../src/app/wave.ts'
import { isoDay } from '../../src/base/day.ts'
import { understand } from '../../src/pipeline.ts'

let folder: string
let rows: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'wave-'))
  rows = readFileSync('practices/practices.csv', 'utf8')
})
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

async function wave(csv: string, only?: readonly string[]) {
  const practices = join(folder, 'practices.csv')
  writeFileSync(practices, csv)
  const inputs = { guide: 'guide', templates: 'templates', practices, ...(only === undefined ? {} : { only }) }
  const made = await makeWave(await understand(inputs), { ...inputs, out: folder, asOf: isoDay('2026-11-30') })
  const ics = readFileSync(join(folder, 'wave', 'wave.ics'), 'utf8')
  const events = ics.split('BEGIN:VEVENT').slice(1)
  const cancelled = events.filter((event) => event.includes('STATUS:CANCELLED'))
  const codes = (some: readonly string[]) => [...new Set(some.map((event) => /UID:(\w+)\./.exec(event)?.[1] ?? ''))]
  return { left: made.left, uids: ics.match(/^UID:.*$/gm) ?? [], shown: codes(events), cancelled: codes(cancelled) }
}

it('is made although a row has a character that no font has, and says so', async () => {
  await wave(rows.replace('Larkspur Hill Surgery', 'Lark🏥spur Surgery'))
  expect(readFileSync(join(folder, 'wave', 'wave.html'), 'utf8')).toContain(
    '“Lark…spur Surgery” has the character … (U+1F3E5)',
  )
})

describe('the calendar of a wave', () => {
  it('calls off what is gone, and not what was left out of a run or cannot be read', async () => {
    const whole = await wave(rows)
    expect(whole.cancelled).toEqual([])
    expect(whole.uids.every((uid) => uid.includes('.wave.'))).toBe(true)

    const some = await wave(rows, ['Z99901'])
    expect(some).toMatchObject({ shown: ['z99901'], cancelled: [], left: whole.shown.length - 1 })

    const slip = await wave(rows.replace('2027-05-19', '2027-05-32'))
    expect(slip).toMatchObject({ cancelled: [], left: 1 })
    expect(slip.shown).not.toContain('z99902')

    const without = await wave(
      rows
        .split('\n')
        .filter((line) => !line.startsWith('Z99904'))
        .join('\n'),
    )
    expect(without).toMatchObject({ cancelled: ['z99904'], left: 0 })
    // What was left alone goes on where it was.
    expect((await wave(rows)).cancelled).toEqual([])
  })

  it('leaves the entries of packs alone, which waves of earlier versions used', async () => {
    const file = join(folder, 'wave', 'wave.json')
    const { calendar } = JSON.parse(readFileSync(file, 'utf8')) as { calendar: Record<string, unknown> }
    const old = Object.entries(calendar).map(([uid, entry]) => [uid.replace('.wave.', '.milestone.'), entry] as const)
    writeFileSync(file, JSON.stringify({ calendar: Object.fromEntries(old) }))
    expect(await wave(rows, ['Z99901'])).toMatchObject({ cancelled: [], left: 0 })
  })
})
