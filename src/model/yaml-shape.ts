/**
 * The shape of a YAML file: which keys it may have, which it needs, and what stands there. One declaration serves the reader
 * (`yaml-map.ts`), which refuses everything else, and the JSON schema by which an editor program says the same while
 * somebody types.
 *
 * @module
 */

/** A single value, read as text: a number is text too, as in `page: 12`. */
interface TextShape {
  readonly type: 'text'
}
/** The same, but a number must be in quotes: it is words to be printed. */
interface WordsShape {
  readonly type: 'words'
}
/** Single values in a list, or parted by commas: in front matter. */
interface TextsShape {
  readonly type: 'texts'
}
interface NumberShape {
  readonly type: 'number'
}
/** `2027-04-14`. */
interface DayShape {
  readonly type: 'day'
}
interface ChoiceShape {
  readonly type: 'choice'
  readonly of: readonly string[]
}
interface ListShape {
  readonly type: 'list'
  readonly of: YamlShape
}
/** Keys that are known. */
export interface MappingShape {
  readonly type: 'mapping'
  readonly keys: ReadonlyMap<string, KeyShape>
  readonly together: readonly Together[]
}
/** What keys have to do with each other. */
type Together =
  /** Exactly one of them is given. */
  | { readonly oneOf: readonly string[] }
  /** At least one. */
  | { readonly anyOf: readonly string[] }
  /** A key, where it has one of these values or whatever it has, needs others beside it. */
  | { readonly with: string; readonly is?: readonly string[]; readonly needs: readonly string[] }
/** Values of one shape by names that the author chooses. */
interface NamedShape {
  readonly type: 'named'
  readonly of: YamlShape
  /** Names that must be there. */
  readonly needed: readonly string[]
}
export type YamlShape =
  TextShape | WordsShape | TextsShape | NumberShape | DayShape | ChoiceShape | ListShape | MappingShape | NamedShape

export interface KeyShape {
  readonly shape: YamlShape
  readonly needed: boolean
}

export const text: TextShape = { type: 'text' }
export const words: WordsShape = { type: 'words' }
export const texts: TextsShape = { type: 'texts' }
export const number: NumberShape = { type: 'number' }
export const day: DayShape = { type: 'day' }
export const choice = (of: readonly string[]): ChoiceShape => ({ type: 'choice', of })
export const YES_NO = choice(['yes', 'no'])
export const list = (of: YamlShape): ListShape => ({ type: 'list', of })
export const named = (of: YamlShape, needed: readonly string[] = []): NamedShape => ({ type: 'named', of, needed })

/** `{ id: text, 'also?': list(text) }`: a key with a question mark may be absent. */
export const mapping = (keys: Readonly<Record<string, YamlShape>>, ...together: readonly Together[]): MappingShape => ({
  type: 'mapping',
  together,
  keys: new Map(
    Object.entries(keys).map(([key, shape]) => [key.replace(/\?$/, ''), { shape, needed: !key.endsWith('?') }]),
  ),
})

/** Each of these names, with a value of one shape. */
export const each = (names: readonly string[], shape: YamlShape): MappingShape =>
  mapping(Object.fromEntries(names.map((name) => [name, shape])))

type JsonSchema = { readonly [key: string]: unknown }

/** What keys mean, in a sentence: an editor program shows it beside the key. */
type KeyWords = ReadonlyMap<string, string>

/**
 * Draft 7: the newest that the YAML server of the usual editor programs reads. Later drafts mean the same by these words.
 *
 * @param head what the file says at its head about itself and its keys: see {@link wordsOfHead}
 */
export const schemaOfFile = (title: string, shape: YamlShape, head: string): JsonSchema => {
  const { about, keys } = wordsOfHead(head)
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title,
    ...(about === '' ? {} : { description: about }),
    ...schemaOf(shape, keys),
  }
}

/** The comment at the head of a YAML file: sentences about the file, and lines of a key or several, two spaces, and what they mean. */
function wordsOfHead(text: string): { readonly about: string; readonly keys: KeyWords } {
  const about: string[] = []
  const keys = new Map<string, string>()
  let named: readonly string[] = []
  for (const line of text.split('\n')) {
    if (!line.startsWith('#')) break
    const [, names, meaning = ''] = /^# ([a-z_]+(?:, [a-z_]+)*) {2,}(\S.*)$/.exec(line) ?? []
    const [, more] = /^# {2,}(\S.*)$/.exec(line) ?? []
    if (names !== undefined) {
      named = names.split(', ')
      for (const name of named) keys.set(name, meaning)
    } else if (more !== undefined) for (const name of named) keys.set(name, `${keys.get(name) ?? ''} ${more}`)
    else {
      named = []
      if (keys.size === 0) about.push(line.replace(/^# ?/, ''))
    }
  }
  return { about: about.filter((line) => line !== '').join(' '), keys }
}

function schemaOf(shape: YamlShape, keyWords: KeyWords = new Map()): JsonSchema {
  switch (shape.type) {
    case 'text':
      return { type: ['string', 'number', 'boolean'] }
    case 'words':
      return { type: 'string' }
    case 'texts':
      return { type: ['string', 'array'], items: schemaOf(text) }
    case 'number':
      return { type: 'number' }
    case 'day':
      return { type: 'string', pattern: String.raw`^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$` }
    case 'choice':
      return { enum: shape.of }
    case 'list':
      return { type: 'array', items: schemaOf(shape.of, keyWords) }
    case 'named':
      return {
        type: 'object',
        ...(shape.needed.length > 0 ? { required: shape.needed } : {}),
        additionalProperties: schemaOf(shape.of, keyWords),
      }
    case 'mapping': {
      const keys = [...shape.keys]
      const required = keys.flatMap(([key, { needed }]) => (needed ? [key] : []))
      return {
        type: 'object',
        properties: Object.fromEntries(
          keys.map(([key, { shape: of }]) => {
            const description = keyWords.get(key)
            return [key, { ...(description === undefined ? {} : { description }), ...schemaOf(of, keyWords) }]
          }),
        ),
        ...(required.length > 0 ? { required } : {}),
        ...(shape.together.length > 0 ? { allOf: shape.together.map(schemaOfTogether) } : {}),
        additionalProperties: false,
      }
    }
  }
}

function schemaOfTogether(rule: Together): JsonSchema {
  const given = (key: string): JsonSchema => ({ required: [key] })
  if ('oneOf' in rule) return { oneOf: rule.oneOf.map(given) }
  if ('anyOf' in rule) return { anyOf: rule.anyOf.map(given) }
  const values = rule.is === undefined ? {} : { properties: { [rule.with]: { enum: rule.is } } }
  return { if: { ...given(rule.with), ...values }, then: { required: rule.needs } }
}

/** What is wrong with the keys of a mapping together. @param given its keys and values; a value that is no single one is empty */
export function faultsTogether(rules: readonly Together[], given: ReadonlyMap<string, string>): string[] {
  const named = (keys: readonly string[], word: string): string => keys.map((key) => `\`${key}\``).join(` ${word} `)
  return rules.flatMap((rule) => {
    if ('with' in rule) {
      const value = given.get(rule.with)
      if (value === undefined || (rule.is !== undefined && !rule.is.some((one) => one === value))) return []
      const missing = rule.needs.filter((key) => !given.has(key))
      return missing.map((key) => `\`${key}\` is missing, which \`${rule.with}\` needs.`)
    }
    const of = 'oneOf' in rule ? rule.oneOf : rule.anyOf
    const there = of.filter((key) => given.has(key))
    if (there.length === 0) return [`Expected ${named(of, 'or')}; none of them is there.`]
    if (there.length === 1 || 'anyOf' in rule) return []
    return [`Expected one of ${named(of, 'or')}; ${named(there, 'and')} are there.`]
  })
}
