/** Packs that contradicted themselves: a folder for each, with the pages and templates that did, and what is said of them. */
import { cpSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { checkPack, CONSISTENCY_RULES } from '../../src/consistency/check-pack.ts'
import { understand } from '../../src/pipeline.ts'
import { packOf } from './pack-of.ts'

const folder = join(import.meta.dirname, '../contradictions')
const foldersIn = (path: string): readonly string[] =>
  readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
const cases = foldersIn(folder).flatMap((rule) => foldersIn(join(folder, rule)).map((name) => ({ rule, name })))
const words = join(import.meta.dirname, '../../templates/words.yaml')
const made = mkdtempSync(join(tmpdir(), 'practice-packs-contradictions-'))
afterAll(() => rmSync(made, { recursive: true }))

/** The templates of a case with the words that all templates share, which are not what it is about. */
function templatesOf(path: string): string {
  const templates = join(made, path)
  cpSync(join(folder, path, 'templates'), templates, { recursive: true })
  cpSync(words, join(templates, 'words.yaml'))
  return templates
}

/** They look at the calendar, which is made by code alone: `calendar.test.ts`. */
const IN_THE_CALENDAR: readonly string[] = ['agreed-differs', 'calendar-day-differs']

describe('a pack that contradicts itself', () => {
  it.each(cases)('$rule: $name', async ({ rule, name }) => {
    const path = join(rule, name)
    const own = join(folder, path, 'practices.csv')
    const understood = await understand(
      {
        guide: join(folder, path, 'guide'),
        templates: templatesOf(path),
        practices: existsSync(own) ? own : join(folder, 'practices.csv'),
      },
      true,
    )
    const said = understood.practices
      .flatMap((practice) => checkPack(packOf(understood, practice)))
      .filter((finding) => finding.rule === rule)
      .map(({ severity, message, place }) => {
        const where = place === undefined ? '' : `${place.file}:${place.line}  `
        return `${where}${severity}  ${message}\n`
      })
    expect(said).not.toEqual([])
    await expect(said.join('')).toMatchFileSnapshot(join(folder, path, 'expected', 'findings.txt'))
  })

  it('shows each rule', () => {
    const shown = [...cases.map(({ rule }) => rule), ...IN_THE_CALENDAR]
    expect(CONSISTENCY_RULES.map(({ id }) => id).filter((id) => !shown.includes(id))).toEqual([])
  })
})
