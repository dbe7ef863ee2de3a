import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { isoDay } from '../../src/base/day.ts'
import { touchingPractices } from '../../src/app/gaps.ts'
import { readCheckedGuide } from '../../src/app/checked-guide.ts'
import { BUILT_IN_TEMPLATES } from '../../src/base/files.ts'

const guide = join(import.meta.dirname, 'work-list/guide')
const folder = mkdtempSync(join(tmpdir(), 'practice-packs-touched-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('names the practices whose checklist holds what a gap stands at', async () => {
  const practices = join(folder, 'practices.csv')
  const rows = [
    'ods_code,name,current_system,new_system,go_live,dispensing',
    'Z99901,With medicines,EMIS Web,TPP SystmOne,2027-04-14,yes',
    'Z99902,Without,EMIS Web,TPP SystmOne,2027-04-14,no',
    'Z99903,Unanswered Surgery,EMIS Web,TPP SystmOne,2027-04-14,',
  ]
  writeFileSync(practices, rows.join('\n'))
  const { guide: read } = await readCheckedGuide(guide, isoDay('2026-11-21'))
  const flags = { guide, templates: BUILT_IN_TEMPLATES }
  const practicesOf = await touchingPractices(practices, flags, read, isoDay('2026-11-21'))
  const touched = read.markers.map((marker) => [marker.text.slice(0, 24), practicesOf(marker).join(' ')])
  expect(touched).toEqual([
    ['shorter than before', 'Z99901 Z99902 Z99903'],
    ['Whether a room is needed', 'Z99901 Z99902 Z99903'],
    // Stands at a task for dispensing practices; who has not answered keeps the task.
    ['=HYPERLINK("x") | Which ', 'Z99901 Z99903'],
    ['We do not know how payme', 'Z99901 Z99902 Z99903'],
    // The first page is in nobody's checklist.
    ['Who publishes this guide', ''],
  ])
})
