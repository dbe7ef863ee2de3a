import { readXlsx } from 'hucre/xlsx'
import { describe, expect, it } from 'vitest'
import type { PaperTable } from '../../src/model/data-files.ts'
import { tableCsv, tablesXlsx } from '../../src/practices/write-workbook.ts'

const HOSTILE = ['=1+1', '+44 1632 960001', '-2', '@SUM(A1)', '\tx', '=cmd|’ /C calc’!A0']
const table: PaperTable = {
  name: 'Tasks',
  columns: [
    { header: 'Task', width: 30, kind: 'text' },
    { header: 'By', width: 18, kind: 'date' },
    { header: 'Status', width: 18, kind: 'text', choices: ['Not yet started', 'Completed'], help: 'Choose one.' },
  ],
  rows: [
    ...HOSTILE.map((words) => [words, '2027-04-07', 'Not yet started']),
    ['Phone “Siân”, then write\nit down', '', ''],
  ],
}

describe('a table for spreadsheets', () => {
  it('holds in CSV no cell that a spreadsheet would run', () => {
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(tableCsv(table))
    expect(text.startsWith('\uFEFFTask,By,Status\r\n')).toBe(true)
    const cells = text
      .split('\r\n')
      .slice(1)
      .map((line) => line.replace(/^"/, ''))
    for (const cell of cells) expect(cell).not.toMatch(/^[=+\-@\t]/)
    expect(text).toContain(`'=1+1,2027-04-07,Not yet started`)
    expect(text).toContain('"Phone “Siân”, then write\nit down",,')
  })

  it('holds in XLSX words as words and days as days, and the same bytes each time', async () => {
    const bytes = await tablesXlsx('Tasks', [table], 'Team')
    expect(await tablesXlsx('Tasks', [table], 'Team')).toEqual(bytes)
    const [sheet] = (await readXlsx(bytes)).sheets
    expect(sheet?.rows.slice(1, 1 + HOSTILE.length).map(([words]) => words)).toEqual(
      HOSTILE.map((words) => `'${words}`),
    )
    const day = sheet?.rows[1]?.[1]
    expect(day instanceof Date ? day.toISOString().slice(0, 10) : day).toBe('2027-04-07')
  })
})
