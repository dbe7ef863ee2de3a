/** `explain` knows the rule of everything that any command can find. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { explainedRules } from '../../src/app/rule-registry.ts'
import { QUESTIONS } from '../../src/inspect/questions.ts'
import { CONSISTENCY_RULES } from '../../src/consistency/check-pack.ts'
import { GUIDE_RULES } from '../../src/guide/check-guide.ts'
import { RULES } from '../../src/model/rules.ts'
import { DATE_RULES } from '../../src/plan/date-rules.ts'

const root = join(import.meta.dirname, '../..')
const source = (file: string): string => readFileSync(join(root, file), 'utf8')
const idsIn = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, id = '']) => id)

/** The ids that letters are judged by stand where each is found. */
const letters = [
  'src/letters/postal-address.ts',
  ...readdirSync(join(root, 'src/inspect/letter')).map((name) => `src/inspect/letter/${name}`),
]
  .map(source)
  .flatMap((text) =>
    idsIn(
      text,
      /(?:rule: (?:[^\n']*\? )?|ofFile\(\s*|addressProblem\(\s*|'font-of-type-3' : |'zone-not-clear' : )'([a-z0-9-]+)'/g,
    ),
  )

const clashes = idsIn(source('guide/clashes.yaml'), /^ {2}- id: (\S+)$/gm)

it.each([
  ['rows, pages, templates and packs', Object.keys(RULES)],
  ['a guide', GUIDE_RULES.map(({ id }) => id)],
  ['dates', DATE_RULES.map(({ id }) => id)],
  ['a pack and itself', CONSISTENCY_RULES.map(({ id }) => id)],
  ['finished documents', Object.keys(QUESTIONS)],
  ['letters', letters],
  ['a wave', clashes],
])('knows each rule about %s', async (_, ids) => {
  const rules = new Map((await explainedRules()).map((rule) => [rule.id, rule]))
  expect(ids.length).toBeGreaterThan(4)
  for (const id of ids) {
    const { title = '', why = '', fix = '' } = rules.get(id) ?? {}
    expect({ id, said: [title, why, fix].every((words) => words.length > 5) }).toEqual({ id, said: true })
  }
})
