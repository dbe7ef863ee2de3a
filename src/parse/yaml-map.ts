/**
 * YAML data with places: asks for what is expected, and says file and line where it is something else.
 *
 * Dates stay text (`2027-04-14`): the core schema has no dates.
 *
 * @module
 */
import { LineCounter, isMap, isScalar, isSeq, parseDocument, type YAMLMap } from 'yaml'
import { UserError, type Place } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'

/** A mapping in a YAML file. Every getter throws a UserError (2) with the place when the value is not what it asks for. */
export interface YamlMap {
  readonly place: Place
  has(key: string): boolean
  string(key: string): string
  /** Null when the key is absent. */
  optional(key: string): string | null
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
  error(message: string, key?: string): UserError
}

/** @throws UserError 2 when the file is no YAML mapping */
export function openYaml(source: SourceFile): YamlMap {
  const lines = new LineCounter()
  const document = parseDocument(source.text, { lineCounter: lines, uniqueKeys: true })
  const placeAt = (offset: number | undefined): Place => {
    const { line, col } = lines.linePos(offset ?? 0)
    return { file: source.file, line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  const fail = (message: string, place: Place): UserError =>
    new UserError(2, `${place.file}:${place.line}:${place.column}: ${message}`, `Mend ${place.file} and run again.`)
  const [problem] = document.errors
  if (problem) throw fail(problem.message.split('\n')[0] ?? 'The file is no YAML.', placeAt(problem.pos[0]))

  const wrap = (node: YAMLMap, place: Place): YamlMap => {
    const pair = (key: string): (typeof node.items)[number] | undefined =>
      node.items.find((item) => isScalar(item.key) && String(item.key.value) === key)
    const placeOf = (key: string): Place => {
      const found = pair(key)?.key
      return isScalar(found) ? placeAt(found.range?.[0]) : place
    }
    const error = (message: string, key?: string): UserError => fail(message, key === undefined ? place : placeOf(key))
    const scalar = (key: string): unknown => {
      const value = pair(key)?.value
      if (!isScalar(value) || value.value === null) throw error(`\`${key}\` is missing or is no single value.`, key)
      return value.value
    }
    const items = (key: string): readonly unknown[] => {
      const found = pair(key)
      if (!found) return []
      if (!isSeq(found.value)) throw error(`Unexpected value of \`${key}\`, expected a list.`, key)
      return found.value.items
    }
    return {
      place,
      placeOf,
      error,
      has: (key) => pair(key) !== undefined,
      string: (key) => String(scalar(key)),
      optional: (key) => (pair(key) ? String(scalar(key)) : null),
      number(key) {
        const value = scalar(key)
        if (typeof value !== 'number') throw error(`Unexpected value of \`${key}\`, expected a number.`, key)
        return value
      },
      strings: (key) => items(key).map((item) => (isScalar(item) ? String(item.value) : '')),
      numbers: (key) => items(key).map((item) => (isScalar(item) ? Number(item.value) : Number.NaN)),
      map(key) {
        const value = pair(key)?.value
        if (!isMap(value)) throw error(`\`${key}\` is missing or is no mapping.`, key)
        return wrap(value, placeOf(key))
      },
      list: (key) =>
        items(key).map((item) => {
          if (!isMap(item)) throw error(`Unexpected item in \`${key}\`, expected a mapping.`, key)
          return wrap(item, placeAt(item.range?.[0]))
        }),
      entries: (each) => {
        const self = wrap(node, place)
        return node.items.map((item) => {
          const key = isScalar(item.key) ? String(item.key.value) : ''
          const value = isMap(item.value) ? item.value : (document.createNode({}) as YAMLMap)
          return each(key, wrap(value, placeOf(key)), self)
        })
      },
    }
  }
  const top = document.contents
  if (!isMap(top)) throw fail('Unexpected content, expected `key: value` lines.', placeAt(0))
  return wrap(top, placeAt(0))
}
