import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { knownColumns } from '../../src/practices/columns.ts'
import { fixWorkbook, joinFixed } from '../../src/practices/fix-workbook.ts'
import { parsePractices } from '../../src/practices/parse-practices.ts'
import { readTable } from '../../src/practices/read-practices.ts'
import { guideData } from './guide-data.ts'
import { badRows, cleanRows, MISTAKES, REMARKS, ROWS } from './mistakes.ts'
import { shippedQuestions } from './questions.ts'
import { missingCharacter } from './words-of-findings.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rows-'))
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

async function tableOf(name: string, content: string | Uint8Array) {
  writeFileSync(join(folder, name), content)
  return readTable(join(folder, name))
}

describe(`${ROWS} rows with ${MISTAKES.length + REMARKS.length} mistakes`, () => {
  it('each mistake is named with its cell, its practice where there is one, and nothing else is', async () => {
    const { value, findings } = parsePractices(await tableOf('bad.csv', badRows()), guideData, { missingCharacter })
    const said = findings.map(({ rule, cell }) => [cell?.row, cell?.column, rule])
    expect(said).toEqual(
      [
        [1, 'Notes', 'unknown-column'] as const,
        ...[...MISTAKES, ...REMARKS].map(([row, header, , rule]) => [row, header, rule] as const),
        // Both rows of a duplicate.
        [60, 'ODS Code', 'duplicate-ods-code'] as const,
      ].sort((a, b) => a[0] - b[0]),
    )
    // A cell that may be empty stops no pack; its row is among those to fix all the same.
    const bad = new Set([...MISTAKES.map(([row]) => row), 60])
    const needed = ['ODS Code', 'Name', 'Current system', 'New system', 'Go-live']
    const failed = new Set([...MISTAKES.flatMap(([row, header]) => (needed.includes(header) ? [row] : [])), 60])
    expect(value.toFix.map(({ row }) => row)).toEqual([...bad].sort((a, b) => a - b))
    expect(value.failed.map(({ row }) => row)).toEqual([...failed].sort((a, b) => a - b))
    expect(value.practices).toHaveLength(ROWS - failed.size)
    for (const { message } of findings) expect(message).toMatch(/^[\p{Lu}“].*[.?]$/su)
  })

  it('come back corrected and give exactly what a clean file gives', async () => {
    const { questions, words } = shippedQuestions()
    const columns = knownColumns(guideData)
    const table = await tableOf('bad.csv', badRows())
    const questionOf = (header: string) => {
      const id = columns.get(header.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))?.id
      return questions.find((question) => question.id === id) ?? null
    }
    const { toFix } = parsePractices(table, guideData, { missingCharacter }).value
    const names = { file: 'bad.csv', this: 'fix-these-rows.xlsx' }
    const sheet = await tableOf('fix.xlsx', await fixWorkbook(table, toFix, questionOf, words, names))
    const corrected = {
      ...sheet,
      rows: sheet.rows.map((row) => {
        const values = [...row.values]
        for (const [number, header, , , text] of MISTAKES) {
          const index = sheet.headers.find(({ written }) => written === header)?.index
          if (String(number) === values[0] && index !== undefined) values[index] = text
        }
        return { ...row, values }
      }),
    }
    const joined = parsePractices(joinFixed(table, corrected, words), guideData, { missingCharacter })
    const clean = parsePractices(await tableOf('bad.csv', cleanRows()), guideData, { missingCharacter })
    expect(joined.value.toFix).toEqual([])
    expect(joined).toEqual(clean)
  })
})
