/**
 * Typed access to a YAML data file: each getter returns a value of the expected type, or throws with the file and line.
 *
 * Dates stay text (`2027-04-14`): the core schema has no dates.
 *
 * @module
 */
import { isDay, type IsoDay } from '../base/day.ts'
import { UserError, type Finding, type Place } from './finding.ts'
import { findingOf } from './rules.ts'
import type { SourceFile } from './sources.ts'
import { didYouMean, nearestWord } from '../base/text.ts'
import { readYamlNodes, YamlProblem, type YamlMapping, type YamlNode } from '../base/yaml.ts'
import { faultsTogether, type KeyShape, type MappingShape, type YamlShape } from './yaml-shape.ts'

/** A data file is not as expected: a UserError where nothing can go on, and a finding where all that is wrong is collected. */
class DataProblem extends UserError {
  readonly place: Place
  /** What is wrong, without the place. */
  readonly what: string

  constructor(what: string, place: Place) {
    super(
      'usage',
      `${place.file}:${place.line}:${place.column}: ${what}`,
      `Correct ${place.file} at that place and run again.`,
    )
    this.what = what
    this.place = place
  }
}

/** @returns what is wrong, with its place; anything but a problem in a data file is thrown on */
export function asFinding(error: unknown, rule: DataRule): Finding {
  if (error instanceof DataProblem) return findingOf(rule, error.what, { place: error.place })
  if (error instanceof UserError) return findingOf(rule, `${error.message} ${error.advice}`)
  throw error
}

/** Rules about data files. */
type DataRule = 'data-unreadable' | 'template-data-unreadable'

/**
 * A mapping in a YAML file. Every getter throws a UserError with the place when the value is not what its shape says, and an
 * Error when its shape has no such key: then the reader asks for what an author may not write.
 */
export interface YamlMap {
  readonly place: Place
  has(key: string): boolean
  string(key: string): string
  /** Null when the key is absent. */
  optional(key: string): string | null
  /** @param of the choices of its shape */
  choice<const T extends string>(key: string, of: readonly T[]): T
  day(key: string): IsoDay
  number(key: string): number
  /** Empty when the key is absent. */
  strings(key: string): readonly string[]
  /** Empty when the key is absent. */
  numbers(key: string): readonly number[]
  map(key: string): YamlMap
  /** Empty when the key is absent. */
  list(key: string): readonly YamlMap[]
  /** Each key with its mapping (an empty one where the value is a scalar) and this mapping. */
  entries<T>(each: (key: string, value: YamlMap, all: YamlMap) => T): readonly T[]
  placeOf(key: string): Place
  /** All that is not as its shape says, here and below: also in what no getter was asked for. */
  problems(): readonly DataProblem[]
  /**
   * The first of them.
   *
   * @throws DataProblem
   */
  done(): void
  error(message: string, key?: string): DataProblem
}

/** YAML has `.nan` and `.inf` too, with which nothing can be counted. */
const isNumber = (value: unknown): boolean => typeof value === 'number' && Number.isFinite(value)

/** @throws UserError when the file is not a YAML mapping */
export function openYaml(source: SourceFile, shape: MappingShape): YamlMap {
  const { file } = source
  const placeOfNode = ({ line, column }: Omit<Place, 'file'>): Place => ({ file, line, column })
  const fail = (message: string, at: Omit<Place, 'file'>): DataProblem => new DataProblem(message, placeOfNode(at))

  const unknownKey = (word: string, at: Omit<Place, 'file'>, shape: YamlShape): DataProblem =>
    fail(`Unexpected key \`${word}\`.${didYouMean(word, shape.type === 'mapping' ? shape.keys.keys() : [])}`, at)

  /** What is wrong with one value, whatever is below it. @param at the key's place, or that of the mapping without it */
  const faultOf = (key: string, value: YamlNode | undefined, { shape, needed }: KeyShape, at: Place) => {
    if (value === undefined && !needed) return null
    switch (shape.type) {
      case 'mapping':
      case 'named':
        return value?.kind === 'mapping' ? null : fail(`\`${key}\` is missing or is no mapping.`, at)
      case 'texts':
        if (value?.kind === 'sequence') return null
        break
      case 'list': {
        if (value === undefined) return fail(`\`${key}\` is missing, expected a list.`, at)
        return value.kind === 'sequence' ? null : fail(`Unexpected value of \`${key}\`, expected a list.`, at)
      }
    }
    if (value?.kind !== 'scalar' || value.value === null)
      return fail(`\`${key}\` is missing or is no single value.`, at)
    const written = String(value.value)
    switch (shape.type) {
      case 'text':
      case 'texts':
        return null
      case 'words':
        if (typeof value.value === 'string') return null
        return fail(`Unexpected value of \`${key}\`, expected words; in quotes, where they look like a number.`, at)
      case 'number':
        return isNumber(value.value) ? null : fail(`Unexpected value of \`${key}\`, expected a number.`, at)
      case 'day':
        return isDay(written) ? null : fail(`Unexpected day \`${written}\`, expected one such as \`2027-04-14\`.`, at)
      case 'choice':
        if (shape.of.includes(written)) return null
        return fail(
          `Unexpected \`${key}: ${written}\`, expected one of ${shape.of.join(', ')}.${didYouMean(written, shape.of)}`,
          at,
        )
    }
  }

  const faultOfItem = (key: string, item: YamlNode, shape: YamlShape): DataProblem | null => {
    const at = placeOfNode(item)
    if (shape.type === 'mapping')
      return item.kind === 'mapping' ? null : fail(`Unexpected item in \`${key}\`, expected a mapping.`, at)
    if (item.kind !== 'scalar' || item.value === null)
      return fail(`Unexpected item in \`${key}\`, expected a single value.`, at)
    if (shape.type === 'number' && !isNumber(item.value))
      return fail(`Unexpected item \`${wordOf(item)}\` in \`${key}\`, expected a number.`, at)
    return null
  }

  /** @param seen an alias may lead to the same mapping many times over */
  function problemsIn(node: YamlNode, shape: YamlShape, key: string, seen = new Set<YamlNode>()): DataProblem[] {
    if (seen.has(node)) return []
    seen.add(node)
    if (node.kind === 'sequence' && shape.type === 'list')
      return node.items.flatMap((item) => {
        const fault = faultOfItem(key, item, shape.of)
        return fault === null ? problemsIn(item, shape.of, key, seen) : [fault]
      })
    if (node.kind !== 'mapping') return []
    const known = knownKeys(node, shape)
    const found = node.pairs.flatMap(({ key: keyNode, value }) => {
      const word = wordOf(keyNode)
      const expected = known.get(word)
      if (expected === undefined) return [unknownKey(word, keyNode, shape)]
      const fault = faultOf(word, value, expected, placeOfNode(keyNode))
      return fault === null ? problemsIn(value, expected.shape, word, seen) : [fault]
    })
    const given = new Set(node.pairs.map((pair) => wordOf(pair.key)))
    const missing = [...known].flatMap(([word, expected]) =>
      given.has(word) ? [] : (faultOf(word, undefined, expected, placeOfNode(node)) ?? []),
    )
    const values = new Map(node.pairs.map((pair) => [wordOf(pair.key), wordOf(pair.value)]))
    const together = shape.type === 'mapping' ? faultsTogether(shape.together, values) : []
    return [...found, ...missing, ...together.map((message) => fail(message, placeOfNode(node)))]
  }

  const wrap = (node: YamlMapping, place: Place, shape: YamlShape): YamlMap => {
    const pair = (key: string): YamlMapping['pairs'][number] | undefined =>
      node.pairs.find((each) => wordOf(each.key) === key)
    const placeOf = (key: string): Place => {
      const found = pair(key)?.key
      return found === undefined ? place : placeOfNode(found)
    }
    const error = (message: string, key?: string): DataProblem =>
      fail(message, key === undefined ? place : placeOf(key))
    const shapeOf = (key: string, types: readonly YamlShape['type'][]): KeyShape => {
      const found = shape.type === 'named' ? { shape: shape.of, needed: true } : knownKeys(node, shape).get(key)
      if (found === undefined || !types.includes(found.shape.type))
        throw new Error(`The shape of ${file} has no ${types.join(' or ')} \`${key}\`, which its reader asks for.`)
      return found
    }
    /** A key that was probably meant to be this one. */
    const misspelt = (key: string): DataProblem | null => {
      const known = knownKeys(node, shape)
      const found = node.pairs.find(
        (each) => !known.has(wordOf(each.key)) && nearestWord(wordOf(each.key), [key]) !== null,
      )
      return found === undefined ? null : unknownKey(wordOf(found.key), found.key, shape)
    }
    /** The value of a key, which is as its shape says; undefined where it may be absent and is. */
    const checked = (key: string, ...types: readonly YamlShape['type'][]): YamlNode | undefined => {
      const expected = shapeOf(key, types)
      const value = pair(key)?.value
      const fault = faultOf(key, value, expected, placeOf(key))
      if (fault !== null) throw value === undefined ? (misspelt(key) ?? fault) : fault
      return value
    }
    const scalar = (key: string, ...types: readonly YamlShape['type'][]): unknown => {
      const value = checked(key, ...types)
      if (value?.kind !== 'scalar') throw error(`\`${key}\` is missing or is no single value.`, key)
      return value.value
    }
    const items = (key: string): readonly YamlNode[] => {
      const value = checked(key, 'list')
      if (value?.kind !== 'sequence') return []
      const { shape: of } = shapeOf(key, ['list'])
      for (const item of value.items) {
        const fault = of.type === 'list' ? faultOfItem(key, item, of.of) : null
        if (fault !== null) throw fault
      }
      return value.items
    }
    return {
      place,
      placeOf,
      error,
      problems: () => problemsIn(node, shape, ''),
      done() {
        const [first] = problemsIn(node, shape, '')
        if (first !== undefined) throw first
      },
      has: (key) => pair(key) !== undefined,
      string: (key) => String(scalar(key, 'text', 'choice')),
      optional(key) {
        const value = checked(key, 'text', 'choice')
        return value === undefined ? null : wordOf(value)
      },
      choice(key, of) {
        const value = String(scalar(key, 'choice'))
        const found = of.find((one) => one === value)
        if (found === undefined)
          throw new Error(`The choices of \`${key}\` in ${file} are others than its reader knows.`)
        return found
      },
      day(key) {
        const value = String(scalar(key, 'day'))
        if (!isDay(value)) throw new Error('unreachable: its shape is a day')
        return value
      },
      number: (key) => Number(scalar(key, 'number')),
      strings: (key) => items(key).map(wordOf),
      numbers: (key) => items(key).map((item) => (item.kind === 'scalar' ? Number(item.value) : Number.NaN)),
      map(key) {
        const value = checked(key, 'mapping', 'named')
        if (value?.kind !== 'mapping') throw error(`\`${key}\` is missing or is no mapping.`, key)
        return wrap(value, placeOf(key), shapeOf(key, ['mapping', 'named']).shape)
      },
      list(key) {
        const { shape: of } = shapeOf(key, ['list'])
        return items(key).flatMap((item) =>
          item.kind === 'mapping' && of.type === 'list' ? [wrap(item, placeOfNode(item), of.of)] : [],
        )
      },
      entries: (each) => {
        const self = wrap(node, place, shape)
        return node.pairs.map(({ key, value }) => {
          const word = wordOf(key)
          const expected = knownKeys(node, shape).get(word)
          if (expected === undefined) throw unknownKey(word, key, shape)
          const fault = faultOf(word, value, expected, placeOfNode(key))
          if (fault !== null) throw fault
          const inner: YamlMapping = value.kind === 'mapping' ? value : { ...placeOf(word), kind: 'mapping', pairs: [] }
          return each(word, wrap(inner, placeOf(word), expected.shape), self)
        })
      },
    }
  }
  try {
    const top = readYamlNodes(source.text)
    if (top?.kind !== 'mapping') throw fail('Unexpected content, expected `key: value` lines.', { line: 1, column: 1 })
    return wrap(top, { file, line: 1, column: 1 }, shape)
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem
    throw fail(`Unexpected YAML: ${problem.message}.`, problem)
  }
}

/** Names that an author chooses are known as they come. */
const knownKeys = (node: YamlMapping, shape: YamlShape): ReadonlyMap<string, KeyShape> => {
  if (shape.type === 'mapping') return shape.keys
  if (shape.type !== 'named') return new Map()
  const names = [...shape.needed, ...node.pairs.map(({ key }) => wordOf(key))]
  return new Map(names.map((name) => [name, { shape: shape.of, needed: true }]))
}

/** A scalar as text; empty for anything else. */
const wordOf = (node: YamlNode): string => (node.kind === 'scalar' ? String(node.value) : '')
