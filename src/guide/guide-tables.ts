/**
 * Parses a guide's tables of data types, links, what stops and what may be lost, and its `terms.yaml`, disagreements between sources (`timing.yaml`) and
 * `clashes.yaml`.
 *
 * The tables are found by the names of their columns. A guide without them uses those of the guide that ships with the tool,
 * because what a practice does in cutover does not depend on the guide.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Block, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { type Checked, type Finding, type Place, UserError } from '../model/finding.ts'
import {
  type Condition,
  type ConditionExpression,
  type DataType,
  type ExternalLink,
  type GuideData,
  type LineDay,
  type Loss,
  type MilestoneId,
  MILESTONES,
  type Stop,
  type StopDay,
} from '../model/guide.ts'
import type { ClashRule } from '../model/plan.ts'
import type { Disagreement } from '../model/policy.ts'
import { TEXT_COLUMNS } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile, Term, Terms } from '../model/sources.ts'
import { asFinding, openYaml, type YamlMap } from '../model/yaml-map.ts'
import { choice, list, mapping, number, text, YES_NO } from '../model/yaml-shape.ts'
import { slug } from './public-guide.ts'
import { parseTimingWords } from './timing-words.ts'
import { TIMING_SHAPE } from './timing-policy.ts'

/** Values of a condition's column that mean every practice. */
const EVERYONE = /^(?:every|all) practices?$/i
/** Values of a log's column that mean none. */
const NONE = /^(?:|-|–|none)$/i
/** Values of a day's column: not known, and who has to be asked. */
const ASK = /^(?:not known: )?ask(?: (.+))?$/i
/** Values of a day's column: it goes on without a break. */
const STAYS_ON = /^stays on$/i

type GuideTable = Extract<Block, { type: 'table' }>

/** The parts of a page that are needed to read its tables. */
export interface TablePage {
  readonly file: string
  readonly blocks: readonly Block[]
  /** What its front matter names. */
  readonly sources: readonly string[]
  /** Where a text is on the page. */
  placeOf(words: string): Place
}

export interface GuideTables {
  readonly dataTypes: readonly DataType[]
  readonly externalLinks: readonly ExternalLink[]
  readonly stops: readonly Stop[]
  readonly losses: readonly Loss[]
  readonly findings: readonly Finding[]
}

/** A table for each: its first column says for whom. */
const STOPS_FOR = ['patients', 'staff'] as const
/** Words of a stop that takes the day of its link. */
const OFF = /^when (?:it goes|they go) off$/i
const ON = /^when (?:it is|they are) on again$/i

/** What the cells of tables may name. */
type TableData = Pick<GuideData, 'conditions' | 'phases' | 'sources'>

/** @param pages in the order in which they are searched */
export function readGuideTables(pages: readonly TablePage[], data: TableData): GuideTables {
  const findings: Finding[] = []
  const lines = <T>(
    columns: readonly string[],
    read: (line: GuideTableLine, page: TablePage) => T,
    more: readonly string[] = ['source'],
  ): T[] => {
    for (const page of pages) findings.push(...renamedColumns(page, columns, more))
    for (const page of pages) {
      const table = page.blocks.find(
        (block): block is GuideTable => block.type === 'table' && hasColumns(block, columns),
      )
      if (table)
        return table.rows.map(({ cells }) => read(new GuideTableLine(table, cells, page, data, findings), page))
    }
    return []
  }
  const dataTypes = lines(
    ['type of data', 'during cutover', 'after go live', 'applies to'],
    (line, page): DataType => {
      const log = line.text('paper log')
      return {
        ...line.named('type of data'),
        during: line.spans('during cutover'),
        after: line.spans('after go live'),
        log: NONE.test(log) ? null : log,
        sources: sourcesIn(line, page),
        condition: line.condition('applies to'),
      }
    },
    ['paper log', 'source'],
  )
  const externalLinks = lines(
    ['link', 'who to tell', 'while it is off', 'test after go live', 'applies to'],
    (line): ExternalLink => ({
      ...line.named('link'),
      off: line.day('off'),
      on: line.day('on'),
      sources: line.sources('source'),
      tell: line.spans('who to tell'),
      meanwhile: line.spans('while it is off'),
      test: line.spans('test after go live'),
      condition: line.condition('applies to'),
    }),
    ['off', 'on', 'source'],
  )
  const stops = STOPS_FOR.flatMap((who) =>
    lines(
      [`for ${who}`, 'from', 'until', 'meanwhile', 'applies to'],
      (line, page): Stop => ({
        ...line.named(`for ${who}`),
        who,
        from: line.stopDay('from', OFF),
        until: line.stopDay('until', ON),
        meanwhile: line.spans('meanwhile'),
        sources: sourcesIn(line, page),
        links: line.links('link', externalLinks),
        condition: line.condition('applies to'),
      }),
      ['link', 'source'],
    ),
  )
  const losses = lines(['may be lost', 'what to do', 'by', 'applies to'], (line, page): Loss => ({
    ...line.named('may be lost'),
    todo: line.spans('what to do'),
    by: line.day('by'),
    sources: sourcesIn(line, page),
    condition: line.condition('applies to'),
  }))
  return { dataTypes, externalLinks, stops, losses, findings }
}

/** Those of the line, else of its page. */
const sourcesIn = (line: GuideTableLine, page: TablePage): readonly string[] =>
  line.hasColumn('source') ? line.sources('source') : page.sources

const namesOf = ({ header }: GuideTable): string[] => header.map((spans) => spansText(spans).trim().toLowerCase())
const hasColumns = (table: GuideTable, columns: readonly string[]): boolean =>
  columns.every((column) => namesOf(table).includes(column))

/** Names of the first column of each table. */
const FIRST_COLUMNS = ['type of data', 'link', ...STOPS_FOR.map((who) => `for ${who}`), 'may be lost']

/**
 * A table that is nearly one of ours: a column that was renamed would be read as empty, or the whole table as none.
 *
 * @param more columns that it may have besides
 */
function renamedColumns(page: TablePage, columns: readonly string[], more: readonly string[]): Finding[] {
  const [first = '', ...others] = columns
  return page.blocks.flatMap((block): Finding[] => {
    if (block.type !== 'table') return []
    const names = namesOf(block)
    const lacks = [...columns, ...more].filter((column) => !names.includes(column))
    const odd = names.filter((name) => name !== '' && ![...columns, ...more].includes(name))
    const has = others.filter((column) => names.includes(column))
    if (odd.length === 0 || lacks.length === 0 || has.length * 2 < others.length) return []
    if (!names.includes(first) && (has.length < others.length || FIRST_COLUMNS.includes(names[0] ?? ''))) return []
    const named = (all: readonly string[]): string => all.map((one) => `“${one}”`).join(', ')
    const message = `Unexpected column${odd.length === 1 ? '' : 's'} ${named(odd)} in a table, expected ${named(lacks)}.`
    const at = block.header[names.indexOf(odd[0] ?? '')] ?? []
    return [findingOf('unknown-table-column', message, { place: page.placeOf(`| ${spansText(at)} |`) })]
  })
}

class GuideTableLine {
  readonly #names: readonly string[]
  readonly #cells: GuideTable['rows'][number]['cells']
  readonly #page: TablePage
  readonly #data: TableData
  readonly #findings: Finding[]

  constructor(
    table: GuideTable,
    cells: GuideTable['rows'][number]['cells'],
    page: TablePage,
    data: TableData,
    findings: Finding[],
  ) {
    this.#names = namesOf(table)
    this.#cells = cells
    this.#page = page
    this.#data = data
    this.#findings = findings
  }

  spans(column: string): readonly Span[] {
    return this.#cells[this.#names.indexOf(column)]?.spans ?? []
  }

  text(column: string): string {
    return spansText(this.spans(column)).trim()
  }

  named(column: string): { readonly id: string; readonly name: string } {
    const name = this.text(column)
    return { id: slug(name, 48), name }
  }

  /** Words of the timing grammar, `ask` and whom, or `stays on`. Without its column nothing is known. */
  day(column: string): LineDay {
    const written = this.text(column)
    const [asked, whom = null] = ASK.exec(written) ?? []
    if (written === '' || asked !== undefined) return { kind: 'ask', whom }
    if (STAYS_ON.test(written)) return { kind: 'stays-on' }
    const names = { phases: this.#data.phases.map(({ id }) => id), messages: [] }
    const { value, findings } = parseTimingWords(written, names, this.#page.placeOf(`| ${written} |`))
    this.#findings.push(...findings)
    if (value?.from !== undefined) {
      const message = `Unexpected timing \`${written}\` in a table, expected one day, not a span.`
      this.#findings.push(findingOf('unreadable-timing', message, { place: this.#page.placeOf(`| ${written} |`) }))
    }
    return value === null || value.from !== undefined ? { kind: 'ask', whom: null } : { kind: 'rule', rule: value.due }
  }

  hasColumn(column: string): boolean {
    return this.#names.includes(column)
  }

  /** A day as above, or the words for the day of its link. */
  stopDay(column: string, ofLink: RegExp): StopDay {
    return ofLink.test(this.text(column)) ? { kind: 'link' } : this.day(column)
  }

  /** Names of links with semicolons between, as ids. One that the guide's own table of links lacks is a finding. */
  links(column: string, known: readonly ExternalLink[]): readonly string[] {
    const written = this.text(column)
      .split(';')
      .map((part) => part.trim())
    return written
      .filter((name) => !NONE.test(name))
      .map((name) => {
        const found = known.find((one) => one.name.toLowerCase() === name.toLowerCase())
        if (found === undefined && known.length > 0) {
          const names = known.map((one) => one.name)
          const message = `Unexpected link “${name}” in a table, expected one of the list of links.${didYouMean(name, names)}`
          this.#findings.push(findingOf('unknown-link', message, { place: this.#page.placeOf(name) }))
        }
        return found?.id ?? slug(name, 48)
      })
  }

  /** Ids of sources with commas between. One that is not known is a finding. */
  sources(column: string): readonly string[] {
    const ids = this.text(column)
      .split(',')
      .flatMap((part) => part.trim() || [])
    const known = ['ours', ...this.#data.sources.map(({ id }) => id)]
    for (const id of ids.filter((one) => !known.includes(one))) {
      const message = `Unexpected source \`${id}\` in a table.${didYouMean(id, known)}`
      this.#findings.push(findingOf('unknown-source', message, { place: this.#page.placeOf(this.text(column)) }))
    }
    return ids
  }

  /** Names of conditions, joined by `or` or `and`. An unknown name is a finding, and the line is kept. */
  condition(column: string): Condition | null {
    const text = this.text(column)
    if (EVERYONE.test(text)) return null
    const joined = (word: 'or' | 'and', parts: readonly string[]): ConditionExpression => {
      const expressions = parts.map((part): ConditionExpression => ({ is: this.#idOf(part) }))
      const [only] = expressions
      return expressions.length === 1 && only ? only : word === 'or' ? { or: expressions } : { and: expressions }
    }
    // A name may contain `or` itself, so the full text is tried first.
    if (this.#known(text) !== undefined) return { text, expression: joined('or', [text]) }
    const either = text.split(/ or /i)
    return { text, expression: either.length > 1 ? joined('or', either) : joined('and', text.split(/ and /i)) }
  }

  #known(name: string): string | undefined {
    return this.#data.conditions.find((one) => one.name.toLowerCase() === name.trim().toLowerCase())?.id
  }

  #idOf(name: string): string {
    const id = this.#known(name)
    if (id !== undefined) return id
    const names = this.#data.conditions.map((one) => one.name)
    const message = `Unexpected condition “${name}” in a table, expected \`every practice\` or the name of a condition.${didYouMean(name, names)}`
    this.#findings.push(findingOf('unknown-condition', message, { place: this.#page.placeOf(name) }))
    return slug(name, 48).replaceAll('-', '_')
  }
}

/*
 * `terms.yaml`: words of older editions and what they are called now.
 */

const NO_TERMS: Terms = { terms: [], neverChange: [], titleEnds: [] }

export const TERMS_SHAPE = mapping({
  terms: list(
    mapping({
      was: list(text),
      'exact?': YES_NO,
      now: text,
      'now_plural?': text,
      'article?': choice(['a', 'an']),
      fix: YES_NO,
      because: text,
    }),
  ),
  'never_change?': list(text),
  'title_ends?': list(text),
})

/** @throws UserError when the file is not what it should be */
export function parseTerms(source: SourceFile | undefined): Terms {
  if (source === undefined) return NO_TERMS
  const file = openYaml(source, TERMS_SHAPE)
  const terms = {
    terms: file.list('terms').map(term),
    neverChange: file.strings('never_change'),
    titleEnds: file.strings('title_ends'),
  }
  file.done()
  return terms
}

/** The same where all that is wrong is collected. */
export function checkTerms(source: SourceFile | undefined): Checked<Terms> {
  try {
    return { value: parseTerms(source), findings: [] }
  } catch (error) {
    return { value: NO_TERMS, findings: [asFinding(error, 'data-unreadable')] }
  }
}

function term(entry: YamlMap): Term {
  const now = entry.string('now')
  return {
    was: entry.strings('was'),
    exact: entry.optional('exact') === 'yes',
    now,
    nowPlural: entry.optional('now_plural') ?? `${now}s`,
    article: entry.optional('article') === 'an' ? 'an' : 'a',
    fix: entry.string('fix') === 'yes',
    because: entry.string('because'),
  }
}

type SourcesDisagree = Pick<Disagreement, 'title' | 'says' | 'place'>

/** The disagreements in `timing.yaml`, without the rest of the timing policy. A file that cannot be read is a finding. */
export function parseDisagreements(file: SourceFile | undefined): Checked<readonly SourcesDisagree[]> {
  if (file === undefined) return { value: [], findings: [] }
  try {
    const value = openYaml(file, TIMING_SHAPE)
      .list('disagreements')
      .map((entry) => ({
        title: entry.string('title'),
        says: entry.list('says').map((said) => ({ source: said.string('source'), words: said.string('words') })),
        place: entry.place,
      }))
    return { value, findings: [] }
  } catch (error) {
    return { value: [], findings: [asFinding(error, 'data-unreadable')] }
  }
}

const CLASH_SEVERITIES = ['warning', 'note'] as const

export const CLASHES_SHAPE = mapping({
  clashes: list(
    mapping(
      {
        id: text,
        'same?': choice(TEXT_COLUMNS),
        'from?': choice(MILESTONES),
        'until?': choice(MILESTONES),
        most: number,
        'per?': choice(['week']),
        'of?': choice(MILESTONES),
        'in?': choice(['busy periods']),
        severity: choice(CLASH_SEVERITIES),
        says: text,
        'title?': text,
        'advice?': text,
      },
      { oneOf: ['same', 'per', 'in'] },
      { with: 'same', needs: ['from', 'until'] },
      { with: 'per', needs: ['of'] },
    ),
  ),
})

/** `clashes.yaml`: the rules by which practices of a wave clash. @throws UserError naming file, line and what was expected */
export function parseClashes(files: ReadonlyMap<string, SourceFile>): ClashRule[] {
  const file = files.get('clashes.yaml')
  if (!file)
    throw new UserError('usage', 'The guide has no clashes.yaml.', 'Put clashes.yaml beside the guide’s pages.')
  const map = openYaml(file, CLASHES_SHAPE)
  const rules = map.list('clashes').map(parseRule)
  map.done()
  return rules
}

function parseRule(entry: YamlMap): ClashRule {
  const common = {
    id: entry.string('id'),
    most: entry.number('most'),
    severity: entry.choice('severity', CLASH_SEVERITIES),
    says: entry.string('says'),
    title: entry.has('title') ? entry.string('title') : null,
    advice: entry.has('advice') ? entry.string('advice') : null,
  }
  if (entry.has('in')) return { ...common, kind: 'busy-period' }
  const milestone = (key: string): MilestoneId => entry.choice(key, MILESTONES)
  if (!entry.has('same')) return { ...common, kind: 'per-week', of: milestone('of') }
  const column = entry.choice('same', TEXT_COLUMNS)
  return { ...common, kind: 'same', column, from: milestone('from'), until: milestone('until') }
}
