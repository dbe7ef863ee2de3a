/** The overview of a wave of a hundred practices is short: what many have in common is said once, and each has one line. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { makeWave } from '../../src/app/wave.ts'
import { addDays, isoDay } from '../../src/base/day.ts'
import { inspectFiles } from '../../src/inspect/inspect-files.ts'
import { understandForPractices } from '../../src/pipeline.ts'

const root = join(import.meta.dirname, '../..')
const PRACTICES = 100
const TO_A_PAGE = 10
/** Lines of a page on its side. */
const LINES = 25

const folder = mkdtempSync(join(tmpdir(), 'practice-packs-wave-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the overview of a hundred practices', () => {
  let html = ''
  let pages = 0
  beforeAll(async () => {
    const asOf = isoDay('2026-11-30')
    const rows = Array.from({ length: PRACTICES }, (_, n) =>
      [
        `Z9${String(n).padStart(4, '0')}`,
        `Invented Surgery ${n}`,
        'EMIS Web',
        'TPP SystmOne',
        addDays(isoDay('2027-04-06'), 7 * Math.floor(n / 5) + (n % 3)),
        `Wave ${Math.floor(n / 10) + 1}`,
        `ICB ${n % 2}`,
        `Team ${n % 4}`,
        `Trainer ${n % 4}`,
      ].join(','),
    )
    const head = 'ods_code,name,current_system,new_system,go_live,wave,icb,delivery_team,trainer'
    const practices = join(folder, 'wave.csv')
    writeFileSync(practices, `${[head, ...rows].join('\n')}\n`)
    const options = { guide: join(root, 'guide'), templates: join(root, 'templates'), practices, out: folder, asOf }
    await makeWave(await understandForPractices(options, asOf), options)
    html = readFileSync(join(folder, 'wave/wave.html'), 'utf8')
    const report = await inspectFiles([join(folder, 'wave/wave.pdf'), join(folder, 'wave/wave.html')])
    expect(report.problems).toEqual([])
    pages = report.files.find(({ kind }) => kind === 'pdf')?.pages ?? 0
  }, 120_000)

  it('takes at most a page for ten practices and a line for each', () => {
    expect(pages).toBeLessThanOrEqual(PRACTICES / TO_A_PAGE + PRACTICES / LINES)
  })

  it('prints words, not the names that a program has for things', () => {
    expect(html).not.toMatch(/\[object|undefined/)
  })

  it('says no sentence twice', () => {
    const main = html.slice(html.indexOf('<main'))
    const words = main.replace(/<[^>]+>/g, '\n')
    const sentences = [...words.matchAll(/[A-Z][^.\n]{20,}\./g)].map(([sentence]) => sentence)
    expect(sentences.length).toBeGreaterThan(5)
    expect(sentences.filter((one, at) => sentences.indexOf(one) !== at)).toEqual([])
  })

  it('is grouped by wave and ICB and in order of team, wave 10 last', () => {
    const titles = [...html.matchAll(/<h3[^>]*>(Wave [^<]+)/g)].map(([, title = '']) => title)
    expect(titles[0]).toMatch(/^Wave 1, ICB 0: 5 practices/)
    expect(titles.at(-1)).toMatch(/^Wave 10, ICB 1/)
    const [first = ''] = html.split(/<h3[^>]*>Wave 1, ICB 0/).slice(1)
    expect([...first.slice(0, first.indexOf('</table>')).matchAll(/Team \d/g)].map(([team]) => team)).toEqual([
      'Team 0',
      'Team 0',
      'Team 0',
      'Team 2',
      'Team 2',
    ])
    const order = titles.map((title) => Number(/\d+/.exec(title)?.[0]))
    expect(order).toEqual([...order].sort((a, b) => a - b))
  })
})
