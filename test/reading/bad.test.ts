import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { CONTENT_RULES } from '../../src/model/rules/guide-rules.ts'
import { PAGE_RULES } from '../../src/model/rules/page-rules.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { readGuide } from '../../src/guide/read-guide.ts'

const bad = join(import.meta.dirname, '../bad')
const shipped = join(import.meta.dirname, '../../guide')

/**
 * Rules that reading a guide can report: the marks of editors are no findings, disagreements are looked for later, and what has
 * vanished shows only beside an older revision (`test/report/withdrawn-tasks.test.ts`).
 */
const rules = Object.keys({ ...CONTENT_RULES, ...PAGE_RULES }).filter(
  (id) => !['gap', 'uplift', 'near-miss', 'sources-disagree', 'vanished-task'].includes(id),
)

/** A folder per rule: a guide with that fault, and what its editor would read. */
describe.each(rules.sort())('%s', (rule) => {
  it('is found where it stands', async () => {
    expect(existsSync(join(bad, rule, 'guide')), `test/bad/${rule} is missing`).toBe(true)
    const { findings } = parseGuide(await readGuide(join(bad, rule, 'guide'), shipped))
    const said = findings
      .filter((finding) => finding.rule === rule)
      .map(({ place, severity, message }) => {
        const where = place === undefined ? '' : `${place.file}:${place.line}:${place.column}  `
        return `${where}${severity}  ${message}\n`
      })
    expect(said).not.toEqual([])
    await expect(said.join('')).toMatchFileSnapshot(join(bad, rule, 'expected', 'findings.txt'))
  })
})
