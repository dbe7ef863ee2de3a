/**
 * YAML to values, or to nodes that know their places, and values to YAML. The one place that knows the library.
 *
 * Plain YAML 1.2: a date stays text. One document; a key stands once.
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

interface Standing {
  /** Line and column count from 1. */
  readonly line: number
  readonly column: number
}

interface YamlScalar extends Standing {
  readonly kind: 'scalar'
  readonly value: unknown
  /** As it was written, where it has no quotes: `01632960123` is a phone number that would lose its first digit. */
  readonly plain: string | null
}

export interface YamlMapping extends Standing {
  readonly kind: 'mapping'
  readonly pairs: readonly { readonly key: YamlNode; readonly value: YamlNode }[]
}

interface YamlSequence extends Standing {
  readonly kind: 'sequence'
  readonly items: readonly YamlNode[]
}

/** `*name`: what it stands for is not looked up. */
interface YamlAlias extends Standing {
  readonly kind: 'alias'
}

export type YamlNode = YamlScalar | YamlMapping | YamlSequence | YamlAlias

/** Why a text is no YAML, in words for the person who wrote it, and where. */
export class YamlProblem extends Error implements Standing {
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
 * The values that a text stands for; null where it is empty.
 *
 * @param repeatedKeys the last one counts, instead of being a problem
 * @throws YamlProblem
 */
export const readYaml = (text: string, { repeatedKeys = false } = {}): unknown =>
  sayingWhy(text, () =>
    construct(text, parseEvents(text, {}), { source: text, json: repeatedKeys, maxAliases: MAX_ALIASES }),
  )

/** The same, as nodes. @throws YamlProblem */
export const readYamlNodes = (text: string): YamlNode | null =>
  sayingWhy(text, () => {
    const events = parseEvents(text, {})
    const value = construct(text, events, { source: text, schema: WITH_MAPS, maxAliases: MAX_ALIASES })
    return events.length === 0 ? null : nodesOf(text, events, value)
  })

/** An alias may stand for much; nobody who writes by hand needs many. */
const MAX_ALIASES = 20
/** Mappings stay in order, and a key that looks like a number stays one. */
const WITH_MAPS = CORE_SCHEMA.withTags(realMapTag)

function construct(text: string, events: Event[], options: ConstructorOptions): unknown {
  const documents = constructFromEvents(events, options)
  if (documents.length <= 1) return documents[0] ?? null
  const second = /(?<=^[^]*\S[^]*\n)---/.exec(text)?.index ?? 0
  throw new YamlProblem('a line `---` begins a second document; only one can be read', text, second)
}

/** The library gives events with places, and values without: both in the same order. */
function nodesOf(text: string, events: readonly Event[], top: unknown): YamlNode {
  const standing = lineCounter(text)
  let next = 1
  // An empty value stands nowhere: it counts as standing where the words before it end.
  let last = 0
  const node = (value: unknown): YamlNode => {
    const event = events[next++]
    switch (event?.type) {
      case EVENT_ID.MAPPING: {
        const at = standing((last = event.start))
        const pairs = value instanceof Map ? [...value] : []
        return {
          kind: 'mapping',
          ...at,
          pairs: closed(pairs.map(([key, of]) => ({ key: node(key), value: node(of) }))),
        }
      }
      case EVENT_ID.SEQUENCE: {
        const at = standing((last = event.start))
        const items = Array.isArray(value) ? value : []
        return { kind: 'sequence', ...at, items: closed(items.map((item) => node(item))) }
      }
      case EVENT_ID.SCALAR: {
        const at = standing(startOf(event))
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
        // The mark `*` stands before the name.
        return { kind: 'alias', ...standing(event.anchorStart - 1) }
      default:
        throw new Error('The events of a YAML text do not fit its values.')
    }
  }
  const startOf = ({ style, valueStart }: ScalarEvent): number => {
    if (valueStart < 0) return last
    if (style === SCALAR_STYLE.PLAIN) return valueStart
    if (style === SCALAR_STYLE.SINGLE_QUOTED || style === SCALAR_STYLE.DOUBLE_QUOTED) return valueStart - 1
    // A text in lines of its own begins at its sign, before its first line.
    return last + Math.max(0, text.slice(last, valueStart).search(/[|>]/))
  }
  const closed = <T>(children: T): T => {
    next += 1
    return children
  }
  return node(top)
}

/** Where an offset stands; asked for offsets in rising order. */
function lineCounter(text: string): (offset: number) => Standing {
  let line = 1
  // No editor shows a byte order mark.
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

function sayingWhy<T>(text: string, read: () => T): T {
  try {
    return read()
  } catch (cause) {
    if (!(cause instanceof YAMLException)) throw cause
    const { reason, mark } = cause
    const said = Object.entries(IN_PLAIN_WORDS).find(([start]) => reason.startsWith(start))?.[1]
    throw new YamlProblem(said ?? reason, text, mark?.position ?? 0, cause)
  }
}

/** How the library's reasons for what people write most often begin, and how people would say it. */
const IN_PLAIN_WORDS: Readonly<Record<string, string>> = {
  'bad indentation of a mapping entry':
    'a value that holds a colon, or begins with a sign such as @ or %, needs quotes; or this line is not indented like the lines around it',
  'bad indentation of a sequence entry': 'this is no `- item` line at the depth of the lines around it',
  'can not read a block mapping entry; a multiline key may not be an implicit key':
    'the line before has no colon with a space after its key',
  'deficient indentation': 'a quote or a bracket before this line is not closed',
  'duplicated mapping key': 'this key stands a second time',
  'missed comma between flow collection entries': 'a comma is missing in this list, or its bracket is not closed',
  'tab characters must not be used in indentation': 'a tab stands at the start of this line; use spaces',
  'unidentified alias': 'a value that begins with * needs quotes',
  'unknown scalar tag': 'a value that begins with ! needs quotes',
  'unexpected end of the stream within a double quoted scalar': 'a quote is not closed',
  'unexpected end of the stream within a single quoted scalar': 'a quote is not closed',
  'unexpected end of the stream within a flow collection': 'a bracket is not closed',
}

/** A value as YAML that a person can go on with: one line for each text, however long, and `no` without quotes. */
export const writeYaml = (value: unknown): string => dump(value, { lineWidth: -1, schema: CORE_SCHEMA })
