import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openSheets, type Sheets } from '../../src/app/spreadsheets.ts'
import type { Question } from '../../src/model/practice-table.ts'

const root = join(import.meta.dirname, '../..')
const page = join(root, 'docs/SPREADSHEET.md')
const TABLES = /(<!-- columns:.*-->\n)[^]*(<!-- end of columns -->)/

describe('docs/SPREADSHEET.md', () => {
  let sheets: Sheets
  beforeAll(async () => {
    sheets = await openSheets({ guide: join(root, 'guide'), templates: join(root, 'templates') })
  })

  it('has every column that is understood', () => {
    const named = new Set([...readFileSync(page, 'utf8').matchAll(/^\| `([a-z0-9_]+)`/gm)].map(([, id]) => id))
    const columns = new Set([...sheets.columns.values()].map(({ id }) => id))
    expect(
      [...columns].filter((id) => !named.has(id)),
      'Add them to templates/spreadsheet.yaml, then make the page again.',
    ).toEqual([])
    expect([...named].filter((id) => !columns.has(id ?? ''))).toEqual([])
  })

  it('says of each what the starter and the questionnaire say', async () => {
    const text = readFileSync(page, 'utf8')
    expect(text).toMatch(TABLES)
    await expect(
      text.replace(TABLES, (_, start: string, end: string) => start + tables(sheets.questions) + end),
    ).toMatchFileSnapshot(page)
  })
})

function tables(questions: readonly Question[]): string {
  const groups = new Map<string, Question[]>()
  for (const question of questions) groups.set(question.group, [...(groups.get(question.group) ?? []), question])
  return [...groups]
    .map(
      ([group, asked]) =>
        `\n### ${group}\n\n| column | what it asks | what to write | in the starter |\n|---|---|---|---|\n${asked.map(row).join('')}`,
    )
    .join('')
    .concat('\n')
}

function row({ id, question, help, example, kind, choices, needed, inStarter }: Question): string {
  const listed = kind === 'choice' ? ` One of: ${choices.join(', ')}.` : ''
  const shown = example === '' || kind === 'yes-no' ? '' : ` Such as: ${example}`
  return `| \`${id}\` | ${question} | ${help}${listed}${shown} | ${needed ? 'needed' : inStarter ? 'yes' : 'no'} |\n`
}
