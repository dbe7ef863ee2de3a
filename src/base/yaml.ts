/**
 * Reads YAML as values, or as nodes with their positions, and writes YAML: the only file that imports the library.
 *
 * YAML 1.2, core schema: a date stays text. One document per file; keys are unique.
 *
 * @module
 */
import {
  constructFromEvents,
  CORE_SCHEMA,
  dump,
  EVENT_ID,
  getScalarValue,
  parseEvents,
  realMapTag,
  SCALAR_STYLE,
  YAMLException,
  type ConstructorOptions,
  type Event,
  type ScalarEvent,
} from 'js-yaml'

interface Position {
  /** Line and column count from 1. */
  readonly line: number
  readonly column: number
}

interface YamlScalar extends Position {
  readonly kind: 'scalar'
  readonly value: unknown
  /** As written, if it has no quotes: as a number, the phone number `01632960123` would lose its first digit. */
  readonly plain: string | null
}

export interface YamlMapping extends Position {
  readonly kind: 'mapping'
  readonly pairs: readonly { readonly key: YamlNode; readonly value: YamlNode }[]
}

interface YamlSequence extends Position {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
}

/** `*name`; not resolved. */
interface YamlAlias extends Position {
  readonly kind: 'alias'
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias

/** Why a text is not valid YAML, in words for the person who wrote it, and where. */
export class YamlProblem extends Error implements Position {
  readonly offset: number
  readonly line: number
  readonly column: number

  constructor(message: string, text: string, offset: number, cause?: unknown) {
    super(message, { cause })
    this.offset = offset
    const { line, column } = lineCounter(text)(offset)
    this.line = line
    this.column = column
  }
}

/**
 * The values of a text; null if it is empty.
 *
 * @param repeatedKeys accept repeated keys; the last one counts
 * @throws YamlProblem
 */
export const readYaml = (text: string, { repeatedKeys = false } = {}): unknown =>
  withPlainReasons(text, () =>
    construct(text, parseEvents(text, {}), { source: text, json: repeatedKeys, maxAliases: MAX_ALIASES }),
  )

/** The same, as nodes. @throws YamlProblem */
export const readYamlNodes = (text: string): YamlNode | null =>
  withPlainReasons(text, () => {
    const events = parseEvents(text, {})
    const value = construct(text, events, { source: text, schema: WITH_MAPS, maxAliases: MAX_ALIASES })
    return events.length === 0 ? null : nodesOf(text, events, value)
  })

/** Bounds how far aliases can expand; nobody who writes by hand needs many. */
const MAX_ALIASES = 20
/** Mappings as `Map`: keys keep their order and type. */
const WITH_MAPS = CORE_SCHEMA.withTags(realMapTag)

function construct(text: string, events: Event[], options: ConstructorOptions): unknown {
  const documents = constructFromEvents(events, options)
  if (documents.length <= 1) return documents[0] ?? null
  const second = /(?<=^[^]*\S[^]*\n)---/.exec(text)?.index ?? 0
  throw new YamlProblem('a line `---` begins a second document; only one can be read', text, second)
}

/** The library gives events with offsets, and values without: both in the same order. */
function nodesOf(text: string, events: readonly Event[], top: unknown): YamlNode {
  const positionAt = lineCounter(text)
  let next = 1
  // An empty value has no offset of its own: it gets the end of what comes before it.
  let last = 0
  const node = (value: unknown): YamlNode => {
    const event = events[next++]
    switch (event?.type) {
      case EVENT_ID.MAPPING: {
        const at = positionAt((last = event.start))
        const pairs = value instanceof Map ? [...value] : []
        return {
          kind: 'mapping',
          ...at,
          pairs: closed(pairs.map(([key, of]) => ({ key: node(key), value: node(of) }))),
        }
      }
      case EVENT_ID.SEQUENCE: {
        const at = positionAt((last = event.start))
        const items = Array.isArray(value) ? value : []
        return { kind: 'sequence', ...at, items: closed(items.map((item) => node(item))) }
      }
      case EVENT_ID.SCALAR: {
        const at = positionAt(startOf(event))
        last = Math.max(last, event.valueEnd)
        return {
          kind: 'scalar',
          ...at,
          value,
          plain: event.style === SCALAR_STYLE.PLAIN ? getScalarValue(text, event) : null,
        }
      }
      case EVENT_ID.ALIAS:
        last = event.anchorEnd
        // The anchor is the name, without the `*` before it.
        return { kind: 'alias', ...positionAt(event.anchorStart - 1) }
      default:
        throw new Error('The events of a YAML text do not fit its values.')
    }
  }
  const startOf = ({ style, valueStart }: ScalarEvent): number => {
    if (valueStart < 0) return last
    if (style === SCALAR_STYLE.PLAIN) return valueStart
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueStart - 1
    // A block scalar begins at its indicator, before its first line.
    return last + Math.max(0, text.slice(last, valueStart).search(/[|>]/))
  }
  const closed = <T>(children: T): T => {
    next += 1
    return children
  }
  return node(top)
}

/** Line and column of an offset; must be called with offsets in ascending order. */
function lineCounter(text: string): (offset: number) => Position {
  let line = 1
  // Editors do not count a byte order mark as a column.
  let start = text.charCodeAt(0) === 0xfeff ? 1 : 0
  let seen = 0
  return (offset) => {
    for (; seen < offset; seen += 1) {
      if (text[seen] !== '\n' && (text[seen] !== '\r' || text[seen + 1] === '\n')) continue
      line += 1
      start = seen + 1
    }
    return { line, column: Math.max(1, offset - start + 1) }
  }
}

function withPlainReasons<T>(text: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause
    const { reason, mark } = cause
    const plain = Object.entries(IN_PLAIN_WORDS).find(([start]) => reason.startsWith(start))?.[1]
    throw new YamlProblem(plain ?? reason, text, mark?.position ?? 0, cause)
  }
}

/** Plain words for the library's reasons that people meet most often, by how the reason begins. */
const IN_PLAIN_WORDS: Readonly<Record<string, string>> = {
  'bad indentation of a mapping entry':
    'a value that contains a colon, or begins with a character such as @ or %, needs quotes; or this line is not indented like the lines around it',
  'bad indentation of a sequence entry': 'this line should be a `- item`, indented like the lines around it',
  'can not read a block mapping entry; a multiline key may not be an implicit key':
    'the line before has no colon with a space after its key',
  'deficient indentation': 'a quote or a bracket before this line is not closed',
  'duplicated mapping key': 'this key occurs a second time',
  'missed comma between flow collection entries': 'a comma is missing in this list, or its bracket is not closed',
  'tab characters must not be used in indentation': 'this line begins with a tab; use spaces',
  'unidentified alias': 'a value that begins with * needs quotes',
  'unknown scalar tag': 'a value that begins with ! needs quotes',
  'unexpected end of the stream within a double quoted scalar': 'a quote is not closed',
  'unexpected end of the stream within a single quoted scalar': 'a quote is not closed',
  'unexpected end of the stream within a flow collection': 'a bracket is not closed',
}

/** YAML that people can edit: each text on one line, however long, and `no` without quotes. */
export const writeYaml = (value: unknown): string => dump(value, { lineWidth: -1, schema: CORE_SCHEMA })
