import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readHolidays } from '../../src/app/holiday-data.ts'

it('does not count days from a last_seen that is no day', async () => {
  const guide = join(mkdtempSync(join(tmpdir(), 'practice-packs-holidays-')), 'guide')
  cpSync(join(import.meta.dirname, '../../guide'), guide, { recursive: true })
  const file = join(guide, 'bank-holidays.yaml')
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^last_seen: .*$/m, 'last_seen: 2026-11-31'))
  await expect(readHolidays(guide)).rejects.toThrow('Unexpected day `2026-11-31`')
})
