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
import { didYouMean } from '../base/text.ts'
import { readYamlNodes, YamlProblem, type YamlMapping, type YamlNode } from '../base/yaml.ts'

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

/** A mapping in a YAML file. Every getter throws a UserError with the place when the value is not what it asks for. */
export interface YamlMap {
  readonly place: Place
  has(key: string): boolean
  string(key: string): string
  /** Null when the key is absent. */
  optional(key: string): string | null
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
  /**
   * To be called when all is asked for: each key, here and in every mapping below that was looked into, that nothing asked
   * for, with the nearest of those that were.
   */
  unknown(): readonly DataProblem[]
  /**
   * The same, at the first such key.
   *
   * @throws DataProblem
   */
  done(): void
  error(message: string, key?: string): DataProblem
}

/** @throws UserError when the file is not a YAML mapping */
export function openYaml(source: SourceFile): YamlMap {
  const { file } = source
  const placeOfNode = ({ line, column }: Omit<Place, 'file'>): Place => ({ file, line, column })
  const fail = (message: string, at: Omit<Place, 'file'>): DataProblem => new DataProblem(message, placeOfNode(at))

  /** The keys read from each mapping, whether present or not: the keys it may have. */
  const keysRead = new WeakMap<YamlMapping, Set<string>>()

  /** @param seen an alias may lead to the same mapping many times over */
  function unknownIn(node: YamlNode, seen = new Set<YamlNode>()): DataProblem[] {
    if (seen.has(node)) return []
    seen.add(node)
    if (node.kind === 'sequence') return node.items.flatMap((item) => unknownIn(item, seen))
    const known = node.kind === 'mapping' ? keysRead.get(node) : undefined
    if (node.kind !== 'mapping' || known === undefined) return []
    return node.pairs.flatMap(({ key, value }) => {
      const word = wordOf(key)
      if (known.has(word)) return unknownIn(value, seen)
      return [fail(`Unexpected key \`${word}\`.${didYouMean(word, known)}`, key)]
    })
  }

  const wrap = (node: YamlMapping, place: Place): YamlMap => {
    const known = keysRead.get(node) ?? new Set<string>()
    keysRead.set(node, known)
    const pair = (key: string): YamlMapping['pairs'][number] | undefined => {
      known.add(key)
      return node.pairs.find((each) => wordOf(each.key) === key)
    }
    const placeOf = (key: string): Place => {
      const found = pair(key)?.key
      return found === undefined ? place : placeOfNode(found)
    }
    const error = (message: string, key?: string): DataProblem =>
      fail(message, key === undefined ? place : placeOf(key))
    const scalar = (key: string): unknown => {
      const value = pair(key)?.value
      if (value?.kind !== 'scalar' || value.value === null)
        throw error(`\`${key}\` is missing or is no single value.`, key)
      return value.value
    }
    const items = (key: string): readonly YamlNode[] => {
      const found = pair(key)
      if (!found) return []
      if (found.value.kind !== 'sequence') throw error(`Unexpected value of \`${key}\`, expected a list.`, key)
      return found.value.items
    }
    return {
      place,
      placeOf,
      error,
      unknown: () => unknownIn(node),
      done() {
        const [first] = unknownIn(node)
        if (first !== undefined) throw first
      },
      has: (key) => pair(key) !== undefined,
      string: (key) => String(scalar(key)),
      optional: (key) => (pair(key) ? String(scalar(key)) : null),
      day(key) {
        const value = String(scalar(key))
        if (!isDay(value)) throw error(`Unexpected day \`${value}\`, expected one such as \`2027-04-14\`.`, key)
        return value
      },
      number(key) {
        const value = scalar(key)
        if (typeof value !== 'number') throw error(`Unexpected value of \`${key}\`, expected a number.`, key)
        return value
      },
      strings: (key) => items(key).map(wordOf),
      numbers: (key) => items(key).map((item) => (item.kind === 'scalar' ? Number(item.value) : Number.NaN)),
      map(key) {
        const value = pair(key)?.value
        if (value?.kind !== 'mapping') throw error(`\`${key}\` is missing or is no mapping.`, key)
        return wrap(value, placeOf(key))
      },
      list: (key) =>
        items(key).map((item) => {
          if (item.kind !== 'mapping') throw error(`Unexpected item in \`${key}\`, expected a mapping.`, key)
          return wrap(item, placeOfNode(item))
        }),
      entries: (each) => {
        const self = wrap(node, place)
        return node.pairs.map(({ key, value }) => {
          const word = wordOf(key)
          known.add(word)
          const inner: YamlMapping = value.kind === 'mapping' ? value : { ...placeOf(word), kind: 'mapping', pairs: [] }
          return each(word, wrap(inner, placeOf(word)), self)
        })
      },
    }
  }
  try {
    const top = readYamlNodes(source.text)
    if (top?.kind !== 'mapping') throw fail('Unexpected content, expected `key: value` lines.', { line: 1, column: 1 })
    return wrap(top, { file, line: 1, column: 1 })
  } catch (problem) {
    if (!(problem instanceof YamlProblem)) throw problem
    throw fail(`Unexpected YAML: ${problem.message}.`, problem)
  }
}

/** A scalar as text; empty for anything else. */
const wordOf = (node: YamlNode): string => (node.kind === 'scalar' ? String(node.value) : '')
