/**
 * What an expression or a condition of Liquid is worth, where the page itself says it.
 *
 * Only the page is known here: its front matter, and what it assigned and captured. What a site, a layout or a plug-in would
 * add is {@link UNKNOWN}, and stays unknown in whatever is worked out from it.
 *
 * @module
 */
import type { EditedText } from './source-text.ts'

export const UNKNOWN = Symbol('unknown')

/** The words of a capture as they are printed, worked out when they are. */
export class Captured {
  readonly #make: () => EditedText
  #made: EditedText | undefined

  constructor(make: () => EditedText) {
    this.#make = make
  }

  get edited(): EditedText {
    this.#made ??= this.#make()
    return this.#made
  }
}

/** The name before the dots, and its value. What is absent was never assigned, which Liquid takes for nil. */
export type LiquidValues = ReadonlyMap<string, unknown>

/** Jekyll makes these for each page; front matter may have them too. */
const MADE_BY_JEKYLL = new Set(
  'url path name dir id date content excerpt slug categories tags collection layout next previous'.split(' '),
)
/** What a site says. Addresses start at the guide's root, so that the site's own are empty. */
const SITE: ReadonlyMap<string, string> = new Map([
  ['site.baseurl', ''],
  ['site.url', ''],
  ['site.github.url', ''],
])
/** Names that a site, its layout or an include of it fills. */
const FROM_SITE = /^(?:site|layout|include|jekyll|paginator|content|theme|collections?)$/
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['nil', null],
  ['null', null],
  ['empty', ''],
  ['blank', ''],
])

const QUOTED = /^(?:"([^"]*)"|'([^']*)')$/
const PATH = /^[A-Za-z_][\w-]*(?:\.[\w-]+|\[(?:\d+|"[^"]*"|'[^']*')\])*\??$/
const MAX_RANGE = 100

/** A literal, or what a name leads to. */
function primary(written: string, values: LiquidValues): unknown {
  const quoted = QUOTED.exec(written)
  if (quoted !== null) return quoted[1] ?? quoted[2] ?? ''
  if (/^-?\d+(?:\.\d+)?$/.test(written)) return Number(written)
  if (LITERALS.has(written)) return LITERALS.get(written)
  const range = /^\((-?\d+)\s*\.\.\s*(-?\d+)\)$/.exec(written)
  if (range !== null) {
    const [from, to] = [Number(range[1]), Number(range[2])]
    return to - from >= MAX_RANGE ? UNKNOWN : Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
  }
  return PATH.test(written) ? atPath(written, values) : UNKNOWN
}

function atPath(path: string, values: LiquidValues): unknown {
  if (SITE.has(path)) return SITE.get(path)
  const [head = '', ...keys] = path.split(/[.[\]"']+/).filter((part) => part !== '')
  const held = values.get(head)
  let value: unknown = held instanceof Captured ? held.edited.text : held
  if (!values.has(head)) return FROM_SITE.test(head) ? UNKNOWN : null
  for (const [depth, key] of keys.entries()) {
    if (value === UNKNOWN) return UNKNOWN
    const found = member(value, key)
    if (found === undefined && head === 'page' && depth === 0 && MADE_BY_JEKYLL.has(key)) return UNKNOWN
    value = found ?? null
  }
  return value
}

function member(value: unknown, key: string): unknown {
  if (Array.isArray(value) || typeof value === 'string') {
    if (key === 'size') return value.length
    if (typeof value === 'string') return undefined
    if (key === 'first') return value[0] as unknown
    if (key === 'last') return value.at(-1) as unknown
    return value[Number(key)] as unknown
  }
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

type Filter = (value: unknown, ...given: unknown[]) => unknown

const onText =
  (change: (text: string, ...given: string[]) => unknown): Filter =>
  (value, ...given) =>
    change(asText(value), ...given.map(asText))
const asIs: Filter = (value) => value

/** The filters that say the same on every site. */
const FILTERS: ReadonlyMap<string, Filter> = new Map<string, Filter>([
  ['append', onText((text, more = '') => text + more)],
  ['prepend', onText((text, more = '') => more + text)],
  ['upcase', onText((text) => text.toUpperCase())],
  ['downcase', onText((text) => text.toLowerCase())],
  ['capitalize', onText((text) => text.charAt(0).toUpperCase() + text.slice(1).toLowerCase())],
  ['strip', onText((text) => text.trim())],
  ['lstrip', onText((text) => text.trimStart())],
  ['rstrip', onText((text) => text.trimEnd())],
  ['strip_newlines', onText((text) => text.replace(/[\r\n]+/g, ''))],
  ['replace', onText((text, was = '', is = '') => text.replaceAll(was, () => is))],
  ['remove', onText((text, was = '') => text.replaceAll(was, ''))],
  ['split', onText((text, mark = '') => (text === '' ? [] : text.split(mark)))],
  ['join', (value, mark = ' ') => (Array.isArray(value) ? value.map(asText).join(asText(mark)) : value)],
  ['first', (value) => member(value, 'first') ?? null],
  ['last', (value) => member(value, 'last') ?? null],
  ['size', (value) => member(value, 'size') ?? 0],
  ['default', (value, other = '') => (isEmpty(value) ? other : value)],
  ['markdownify', asIs],
  ['escape', asIs],
  ['relative_url', asIs],
  ['absolute_url', asIs],
])

/** What Liquid prints for a value. */
export const asText = (value: unknown): string =>
  Array.isArray(value) ? value.map(asText).join('') : value === null || value === undefined ? '' : String(value)

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0)

/** The parts of an expression that `mark` separates, outside quotation marks. */
const partsOf = (written: string, mark: string): string[] =>
  (written.match(new RegExp(`(?:"[^"]*"|'[^']*'|[^${mark}])+`, 'g')) ?? []).map((part) => part.trim())

/** The value of `name | filter: "words"`, or {@link UNKNOWN}. */
export function valueOf(expression: string, values: LiquidValues): unknown {
  const [first = '', ...filters] = partsOf(expression, '|')
  let value = primary(first, values)
  for (const written of filters) {
    const [, name = '', given = ''] = /^(\w+)\s*:?\s*([\s\S]*)$/.exec(written) ?? []
    const filter = FILTERS.get(name)
    const parameters = partsOf(given, ',').map((each) => primary(each, values))
    if (filter === undefined || value === UNKNOWN || parameters.includes(UNKNOWN)) return UNKNOWN
    value = filter(value, ...parameters)
  }
  return value
}

type Verdict = boolean | typeof UNKNOWN

const COMPARISON = /^((?:"[^"]*"|'[^']*'|[^"'])*?)\s*(==|!=|<>|<=|>=|<|>|\bcontains\b)\s*([\s\S]+)$/

/** Whether a condition holds. Liquid has no brackets and reads `and` and `or` from the right. */
export function holds(condition: string, values: LiquidValues): Verdict {
  const joined = /^((?:"[^"]*"|'[^']*'|[^"'])*?)\s+(and|or)\s+([\s\S]+)$/.exec(condition)
  if (joined === null) return holdsAlone(condition.trim(), values)
  const [, left = '', word, right = ''] = joined
  const [one, other] = [holdsAlone(left.trim(), values), holds(right, values)]
  const decides = word === 'or'
  if (one === decides || other === decides) return decides
  return one === UNKNOWN || other === UNKNOWN ? UNKNOWN : !decides
}

function holdsAlone(condition: string, values: LiquidValues): Verdict {
  const compared = COMPARISON.exec(condition)
  if (compared === null) {
    const value = condition === '' ? UNKNOWN : valueOf(condition, values)
    return value === UNKNOWN ? UNKNOWN : value !== null && value !== undefined && value !== false
  }
  const [, left = '', sign, right = ''] = compared
  const [one, other] = [valueOf(left, values), valueOf(right, values)]
  if (one === UNKNOWN || other === UNKNOWN) return UNKNOWN
  const isNothing = /^(?:empty|blank)$/.test(right.trim())
  const same = isNothing ? isEmpty(one) : one === other || asText(one) === asText(other)
  if (sign === '==') return same
  if (sign === '!=' || sign === '<>') return !same
  if (sign === 'contains')
    return Array.isArray(one) ? one.some((each) => asText(each) === asText(other)) : asText(one).includes(asText(other))
  if (typeof one !== 'number' || typeof other !== 'number') return UNKNOWN
  return sign === '<' ? one < other : sign === '>' ? one > other : sign === '<=' ? one <= other : one >= other
}
