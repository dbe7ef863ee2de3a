import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseGuide } from '../../src/parse/parse-guide.ts'
import { readGuide } from '../../src/read/read-guide.ts'

const bad = join(import.meta.dirname, '../bad')
const src = join(import.meta.dirname, '../../src')
const shipped = join(import.meta.dirname, '../../guide')

/** Rules that reading a guide can name: each stands in the code where it is found. */
const rules = ['markdown', 'parse']
  .flatMap((folder) => readdirSync(join(src, folder)).map((file) => join(src, folder, file)))
  .filter((file) => file.endsWith('.ts') && !/template|letter|policy|merge-fields/.test(file))
  .flatMap((file) => [
    ...readFileSync(file, 'utf8').matchAll(
      /(?:rule: |find\(\s*|refused\(\s*|known\(\s*'[a-z]+',\s*)'([a-z]+(?:-[a-z0-9]+)+)'/g,
    ),
  ])
  .map(([, rule = '']) => rule)

/** A folder per rule: a guide with that fault, and what its editor would read. */
describe.each([...new Set(rules)].sort())('%s', (rule) => {
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
