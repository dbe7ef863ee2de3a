/**
 * The tables of fields in `docs/reference/`, as types: real values are held against them, in both directions.
 *
 * A section is a heading and a table `| field | type | what it is |`. Types are words: `text`, `list of [place](#place)`,
 * `"a" or null`, `optional number`. "A [change](#change), and:" takes over the fields of another section.
 *
 * @module
 */
import { readFileSync } from 'node:fs'

interface Field {
  readonly name: string
  readonly optional: boolean
  readonly type: string
}

export interface Shapes {
  /** Everything that a value has and the page lacks, or the other way round. Empty: they agree. */
  check(value: unknown, type: string): readonly string[]
  /** Documented fields that no value had, or had as null or an empty list only, in the sections that were reached. */
  unseen(): readonly string[]
}

/** @param pages of which the first has precedence; a section may name shapes of the others */
export function readShapes(...pages: readonly string[]): Shapes {
  const sections = new Map(pages.toReversed().flatMap((page) => [...sectionsOf(readFileSync(page, 'utf8'))]))
  const seen = new Map<string, boolean>()

  const fieldsOf = (shape: string): readonly Field[] => {
    const section = sections.get(shape)
    if (section === undefined) throw new Error(`${pages.join(', ')}: no section “${shape}”`)
    return section.takesOver === null ? section.fields : [...fieldsOf(section.takesOver), ...section.fields]
  }

  function* problems(value: unknown, type: string, at: string): Generator<string> {
    const choices = type.split(' or ')
    if (choices.length > 1) {
      const tried = choices.map((choice) => [...problems(value, choice, at)])
      // A shape that nearly fits says more than "none of these".
      if (!tried.some((found) => found.length === 0))
        yield (
          tried.find((found) => found.length > 0 && value !== null && typeof value === 'object')?.join('; ') ??
          `${at}: ${JSON.stringify(value)} is not ${type}`
        )
      return
    }
    const list = /^list of (.+)$/.exec(type)?.[1]
    const map = /^map of (.+)$/.exec(type)?.[1]
    if (list !== undefined) {
      if (!Array.isArray(value)) yield `${at}: no list`
      else for (const item of value) yield* problems(item, list, `${at}[]`)
    } else if (map !== undefined) {
      if (!isObject(value)) yield `${at}: no object`
      else for (const item of Object.values(value)) yield* problems(item, map, `${at}{}`)
    } else if (type in PLAIN || type.startsWith('"')) {
      const fits = type.startsWith('"') ? `"${String(value)}"` === type : PLAIN[type]?.(value)
      if (fits !== true) yield `${at}: ${JSON.stringify(value)} is not ${type}`
    } else if (!isObject(value)) yield `${at}: no ${type}`
    else yield* ofObject(value, type, at)
  }

  function* ofObject(value: Readonly<Record<string, unknown>>, shape: string, at: string): Generator<string> {
    const fields = fieldsOf(shape)
    const names = new Set(fields.map(({ name }) => name))
    for (const name of Object.keys(value)) if (!names.has(name)) yield `${at}.${name}: not in “${shape}”`
    for (const { name, optional, type } of fields) {
      const key = `${shape}: ${name}`
      const given = value[name]
      const says = given !== undefined && given !== null && !(Array.isArray(given) && given.length === 0)
      seen.set(key, says || (seen.get(key) ?? false))
      if (given === undefined) {
        if (!optional) yield `${at}.${name}: missing`
      } else yield* problems(given, type, `${at}.${name}`)
    }
  }

  return {
    check: (value, type) => [...new Set(problems(value, type, type))],
    unseen: () => [...seen].filter(([, says]) => !says).map(([key]) => key),
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown, pattern: RegExp): boolean => typeof value === 'string' && pattern.test(value)

const PLAIN: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string',
  number: (value) => typeof value === 'number',
  boolean: (value) => typeof value === 'boolean',
  null: (value) => value === null,
  date: (value) => isText(value, /^\d{4}-\d{2}-\d{2}$/),
  time: (value) => isText(value, /^\d{2}:\d{2}$/),
  moment: (value) => isText(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/),
}

interface Section {
  readonly takesOver: string | null
  readonly fields: readonly Field[]
}

function sectionsOf(page: string): Map<string, Section> {
  const sections = page.split(/^#{2,3} /m).slice(1)
  return new Map(
    sections.map((section) => {
      const title = section.split('\n', 1)[0] ?? ''
      const table = section.split('| field | type |')[1] ?? ''
      const fields = [...table.matchAll(/^\| `([^`]+)` \| (optional )?(.+?) \| /gm)].map(
        ([, name = '', optional, type = '']): Field => ({
          name,
          optional: optional !== undefined,
          type: type.replace(/\[([^\]]+)\]\([^)]*\)/g, '$1'),
        }),
      )
      return [title, { takesOver: /^An? \[(.+?)\]\(.*\), and:$/m.exec(section)?.[1] ?? null, fields }]
    }),
  )
}
