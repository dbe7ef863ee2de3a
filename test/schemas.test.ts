/** The JSON schemas in `schemas/` say what the readers of the YAML files say: both take and refuse the same. */
import Ajv from 'ajv'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { yamlSchemas } from '../src/app/schemas.ts'
import { readYaml, writeYaml } from '../src/base/yaml.ts'
import { parseGuideData } from '../src/guide/guide-data.ts'
import { parseClashes, parseTerms } from '../src/guide/guide-tables.ts'
import { parseGuide } from '../src/guide/parse-guide.ts'
import { parseTaskRules } from '../src/guide/public-tasks.ts'
import { parseTimingPolicy } from '../src/guide/timing-policy.ts'
import { parseQuestions } from '../src/practices/parse-questions.ts'
import { parseBaseline } from '../src/report/baseline.ts'
import { parseLetterData } from '../src/template/letter-data.ts'
import { checkWordsFile } from '../src/template/words-file.ts'

const root = join(import.meta.dirname, '..')
const filesIn = (folder: string) =>
  new Map(
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.yaml'))
      .map((file) => [file, { file, text: readFileSync(join(root, folder, file), 'utf8') }] as const),
  )
const guide = filesIn('guide')
const templates = filesIn('templates')
const wordsFile = templates.get('words.yaml') ?? { file: 'words.yaml', text: '' }
const schemas = yamlSchemas(new Map([...guide, ...templates]))

const BASELINE = `known:
  - { fingerprint: 1a2b3c4d, file: 01-kick-off.md, text: Who leads it?, reason: Asked the supplier }
  - { text: Another one, reason: Asked the ICB }
`
const PAGE = `title: Kick off meeting
permalink: /guide/kick-off
reviewed: 2026-11-20
review_by: 2027-05-20
edition: Test guide
status: current
phase: kick-off
order: 2
subtitle: 'Estimated timeline: 1 day'
who: [practice-manager]
sources: [ours]
`

type Reads = (text: string) => boolean
const throws = (read: () => unknown): boolean => {
  try {
    read()
    return false
  } catch (error) {
    if (error instanceof Error && error.name === 'UserError') return true
    throw error
  }
}
const withFile = (files: typeof guide, file: string, text: string) => new Map([...files, [file, { file, text }]])
/** Not read before they are needed. */
const shipped = new Map([...guide].map(([name, { file, text }]) => [name, { file: `built-in/${file}`, text }]))
const ofGuide = (file: string): Reads => {
  if (/^(?:timing|bank-holidays|busy-periods)/.test(file))
    return (text) => throws(() => parseTimingPolicy(withFile(guide, file, text)))
  if (file === 'clashes.yaml') return (text) => throws(() => parseClashes(withFile(guide, file, text)))
  if (file === 'public-guide.yaml')
    return (text) => throws(() => parseTaskRules({ file, text }, ['cutover', 'data-checking', 'post-go-live']))
  if (file === 'terms.yaml') return (text) => throws(() => parseTerms({ file, text }))
  return (text) => parseGuideData(withFile(shipped, file, text)).findings.length > 0
}
const ofTemplates = (file: string): Reads => {
  if (file === 'words.yaml') return (text) => checkWordsFile({ file, text }, wordsFile).length > 0
  if (file === 'spreadsheet.yaml')
    return (text) => throws(() => parseQuestions({ file, text }, parseGuideData(shipped).data, (id) => id))
  return (text) => throws(() => parseLetterData(withFile(templates, file, text)))
}
const pageRefuses: Reads = (text) =>
  parseGuide({
    kind: 'own',
    pages: [{ file: 'page.md', text: `---\n${text}---\n\nWords.\n` }],
    data: shipped,
  }).findings.some(({ place, rule }) => place?.file === 'page.md' && /unknown-page-key|page-day/.test(rule))

const FILES: readonly (readonly [string, string, Reads])[] = [
  ...[...guide.values()].map(({ file, text }) => [file.replace('.yaml', ''), text, ofGuide(file)] as const),
  ...[...templates.values()].map(({ file, text }) => [file.replace('.yaml', ''), text, ofTemplates(file)] as const),
  ['baseline', BASELINE, (text) => throws(() => parseBaseline({ file: 'baseline.yaml', text }))],
  ['page', PAGE, pageRefuses],
]

const validatorOf = (name: string) => {
  const schema = schemas.get(name)
  if (schema === undefined) throw new Error(`There is no schema ${name}.`)
  return new Ajv().compile(schema)
}

it('has a schema for each YAML file that ships, for the baseline and for the front matter of pages', () => {
  expect([...schemas.keys()].sort()).toEqual(FILES.map(([name]) => name).sort())
})

describe.each([...schemas])('schemas/%s.schema.json', (name, schema) => {
  it('is what the code makes', async () => {
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      join(root, 'schemas', `${name}.schema.json`),
    )
  })
})

it('says beside a key what the head of its file says about it', () => {
  expect(schemas.get('withdrawn-tasks')).toMatchObject({
    description: expect.stringMatching(/^Tasks that are no longer in the guide/) as string,
    properties: {
      withdrawn: {
        items: {
          properties: {
            renamed_to: { description: 'the id that the same task has now; absent where the task is gone' },
          },
        },
      },
    },
  })
})

interface Schema {
  readonly type?: string | readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | false
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly enum?: readonly string[]
}
type Value = unknown
interface Mutation {
  readonly says: string
  readonly value: Value
}

const isMap = (value: Value): value is Readonly<Record<string, Value>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The value with one fault of the kinds unknown key, missing key, wrong type; at each place of its kind once or a few times. */
function* mutations(value: Value, schema: Schema, at = ''): Generator<Mutation> {
  if (isMap(value)) {
    if (schema.additionalProperties === false) yield { says: `${at}: unknown key`, value: { ...value, xyzzy: 'x' } }
    yield* inKeys(value, schema, at)
    for (const wrong of ['words', null, ['x']])
      yield { says: `${at}: ${JSON.stringify(wrong)} for a mapping`, value: wrong }
    return
  }
  if (Array.isArray(value)) {
    for (const index of new Set([0, value.length - 1]))
      if (schema.items !== undefined && index >= 0)
        for (const { says, value: item } of mutations(value[index], schema.items, `${at}[${index}]`))
          yield { says, value: value.map((one: Value, i) => (i === index ? item : one)) }
    const wrong = schema.type === 'array' ? ['words', null, { a: 'b' }] : [null, { a: 'b' }]
    for (const other of wrong) yield { says: `${at}: ${JSON.stringify(other)} for a list`, value: other }
    return
  }
  const wrong: Value[] = [
    null,
    { a: 'b' },
    ...(Array.isArray(schema.type) && schema.type.includes('array') ? [] : [['x']]),
  ]
  if (schema.enum !== undefined || schema.type === 'number') wrong.push('no such value')
  if (schema.type === 'string') wrong.push(12)
  for (const other of wrong) yield { says: `${at}: ${JSON.stringify(other)} for a value`, value: other }
}

function* inKeys(value: Readonly<Record<string, Value>>, schema: Schema, at: string): Generator<Mutation> {
  const named = isMap(schema.additionalProperties)
  const keys = Object.keys(value)
  // Of keys with values of one shape, a few stand for all.
  const shapes = new Set(keys.map((key) => JSON.stringify(schema.properties?.[key])))
  const chosen = named || shapes.size === 1 ? [...new Set([...keys.slice(0, 2), ...keys.slice(-1)])] : keys
  for (const key of chosen) {
    const of =
      schema.properties?.[key] ?? (isMap(schema.additionalProperties) ? (schema.additionalProperties as Schema) : {})
    // Whether a name that the author chose may go is for rules about names to say.
    if (!named) {
      const { [key]: gone, ...rest } = value
      yield { says: `${at}.${key}: gone, it was ${typeof gone}`, value: rest }
    }
    for (const { says, value: inner } of mutations(value[key], of, `${at}.${key}`))
      yield { says, value: { ...value, [key]: inner } }
  }
}

describe.each(FILES)('%s', (name, text, refuses) => {
  it('is taken by its schema and by its reader', () => {
    const validate = validatorOf(name)
    validate(readYaml(text))
    expect(validate.errors ?? []).toEqual([])
    expect(refuses(text)).toBe(false)
  })

  it('is refused by both where a key is unknown or missing or a value is of another type', () => {
    const validate = validatorOf(name)
    const differ: string[] = []
    let refused = 0
    const all = [...mutations(readYaml(text), schemas.get(name) as Schema)]
    // Large files have the same shape many times over.
    const step = Math.ceil(all.length / 150)
    for (const { says, value } of all.filter((_, index) => index % step === 0)) {
      const bySchema = validate(value) !== true
      // The front matter of a page is a mapping, or is none at all.
      if (name === 'page' && !isMap(value)) continue
      const byReader = refuses(writeYaml(value))
      if (bySchema) refused += 1
      if (bySchema !== byReader) differ.push(`${says}: ${bySchema ? 'only the schema' : 'only the reader'} refuses it`)
    }
    expect(differ).toEqual([])
    expect(refused).toBeGreaterThan(3)
  }, 60_000)
})
