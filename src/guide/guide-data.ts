/**
 * Parses the YAML files beside the guide that its pages refer to: roles, conditions, systems, sources, SLAs, DMI codes,
 * decisions, and facts that hold only for a time.
 *
 * A file that cannot be read is a finding and its list is empty, so that the pages can still be used.
 *
 * @module
 */
import { isDay } from '../base/day.ts'
import type { DatedFact, MaybeDated } from '../model/dated-fact.ts'
import type { Finding } from '../model/finding.ts'
import { KNOWN_OR_ASK, type SystemInfo } from '../model/clinical-system.ts'
import {
  type ConditionInfo,
  type DmiInfo,
  type GuideData,
  type Role,
  type SlaInfo,
  type SourceInfo,
  type WithdrawnTask,
  MILESTONES,
} from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { notUtf8 } from '../model/text-file.ts'
import { isBuiltIn, type SourceFile } from '../model/sources.ts'
import { didYouMean } from '../base/text.ts'
import { lazy } from '../base/cache.ts'
import { asFinding, openYaml, type YamlMap } from '../model/yaml-map.ts'
import { choice, day, list, mapping, type MappingShape, number, text, YES_NO } from '../model/yaml-shape.ts'
import { HAZARDS_SHAPE, readHazard } from './hazards.ts'
import { messageDays, policyPhases, TIMING_SHAPE } from './timing-policy.ts'
import { DECISIONS_SHAPE, readDecision } from './parse-decisions.ts'
import type { MarkWords } from './unlisted-markers.ts'

/** Data that a guide may bring, each under this name. */
export const GUIDE_DATA_FILES: readonly string[] = [
  'bank-holidays.yaml',
  'busy-periods.yaml',
  'clashes.yaml',
  'conditions.yaml',
  'dated-facts.yaml',
  'decisions.yaml',
  'dmi.yaml',
  'hazards.yaml',
  'near-misses.yaml',
  'public-guide.yaml',
  'roles.yaml',
  'slas.yaml',
  'sources.yaml',
  'systems.yaml',
  'terms.yaml',
  'timing.yaml',
  'withdrawn-tasks.yaml',
]

/** An SLA and how to recognise it: ideas, as the beginnings of alternative words, and words that rule it out. */
export interface KnownSla extends SlaInfo {
  readonly page: string | null
  readonly recognise: readonly (readonly string[])[]
  readonly unless: readonly string[]
}

interface DataRead {
  readonly data: GuideData
  readonly slas: readonly KnownSla[]
  /** Words that make a near miss, or another mark of unfinished work. */
  readonly marks: MarkWords
  readonly findings: readonly Finding[]
}

/** Cached: reading a guide's history parses hundreds of revisions with the same data. */
const alreadyRead = new WeakMap<ReadonlyMap<string, SourceFile>, DataRead>()

export function parseGuideData(files: ReadonlyMap<string, SourceFile>): DataRead {
  const read = alreadyRead.get(files) ?? readAll(files)
  alreadyRead.set(files, read)
  return read
}

function readAll(files: ReadonlyMap<string, SourceFile>): DataRead {
  const findings: Finding[] = []
  const fileOf = (name: string): SourceFile | undefined => {
    const file = files.get(name)
    if (file === undefined) {
      const message = `Unexpected guide without ${name}, expected it beside the pages or in the guide that ships with the tool. Add it.`
      findings.push(findingOf('data-unreadable', message))
    }
    return file
  }
  const entries = <T>(name: keyof typeof LISTS, list: string, each: (entry: YamlMap) => T): T[] => {
    const file = fileOf(name)
    if (file === undefined) return []
    return whole([], file, LISTS[name], (map) => map.list(list).flatMap((entry) => orFinding([], () => [each(entry)])))
  }
  const orFinding = <T>(otherwise: T, read: () => T): T => {
    try {
      return read()
    } catch (error) {
      findings.push(asFinding(error, 'data-unreadable'))
      return otherwise
    }
  }
  /** Where all could be read, what nothing asked for is a problem too. */
  const whole = <T>(otherwise: T, file: SourceFile, shape: MappingShape, read: (map: YamlMap) => T): T =>
    orFinding(otherwise, () => {
      const before = findings.length
      const map = openYaml(file, shape)
      const value = read(map)
      if (findings.length === before)
        findings.push(...map.problems().map((problem) => asFinding(problem, 'data-unreadable')))
      return value
    })
  for (const source of files.values()) {
    const { file } = source
    findings.push(...notUtf8(source))
    if (/^built-in\/|\.md$/.test(file) || GUIDE_DATA_FILES.includes(file)) continue
    const message = `Nothing reads ${file}.${didYouMean(file, GUIDE_DATA_FILES)}`
    findings.push(findingOf('unread-data-file', message, { place: { file, line: 1, column: 1 } }))
  }
  // What was withdrawn from the guide that ships is nothing to another one.
  const withdrawn = isBuiltIn(files.get('withdrawn-tasks.yaml'))
    ? []
    : entries('withdrawn-tasks.yaml', 'withdrawn', withdrawnTask)
  const words = files.get('near-misses.yaml')
  const lower = (all: readonly string[]): string[] => all.map((word) => word.toLowerCase())
  const none: MarkWords = { nearMisses: [], unfinished: [] }
  const marks =
    words === undefined
      ? none
      : whole(none, words, LISTS['near-misses.yaml'], (map) => ({
          nearMisses: lower(map.strings('near_misses')),
          unfinished: lower(map.has('unfinished') ? map.strings('unfinished') : []),
        }))
  const slas = lazyIfBuiltIn(files, 'slas.yaml', () => entries('slas.yaml', 'slas', sla))
  const roles = lazyIfBuiltIn(files, 'roles.yaml', () => entries('roles.yaml', 'roles', role))
  const conditions = lazyIfBuiltIn(files, 'conditions.yaml', () => entries('conditions.yaml', 'conditions', condition))
  const systems = lazyIfBuiltIn(files, 'systems.yaml', () => entries('systems.yaml', 'systems', system))
  const sources = lazyIfBuiltIn(files, 'sources.yaml', () => entries('sources.yaml', 'sources', source))
  const datedFacts = lazyIfBuiltIn(files, 'dated-facts.yaml', () => {
    const seen = new Set<string>()
    return entries('dated-facts.yaml', 'facts', (entry) => datedFact(entry, systems(), seen))
  })
  const dmis = lazyIfBuiltIn(files, 'dmi.yaml', () => entries('dmi.yaml', 'dmis', dmi))
  const decisions = lazyIfBuiltIn(files, 'decisions.yaml', () =>
    entries('decisions.yaml', 'decisions', (entry) =>
      readDecision(entry, conditions(), (found) => findings.push(...found)),
    ),
  )
  const hazards = lazyIfBuiltIn(files, 'hazards.yaml', () =>
    entries('hazards.yaml', 'hazards', (entry) => readHazard(entry, conditions(), (found) => findings.push(...found))),
  )
  // The rest of the policy is read when something is planned.
  const policy = lazyIfBuiltIn(files, 'timing.yaml', () => {
    const file = fileOf('timing.yaml')
    const names = (): Pick<GuideData, 'phases' | 'messages'> => {
      const timing = openYaml(file ?? { file: '', text: '' }, TIMING_SHAPE)
      return { phases: policyPhases(timing), messages: messageDays(timing) }
    }
    const none = { phases: [], messages: [] }
    return file === undefined ? none : orFinding(none, names)
  })
  const data: GuideData = {
    get messages() {
      return policy().messages
    },
    get phases() {
      return policy().phases
    },
    get roles() {
      return roles()
    },
    get conditions() {
      return conditions()
    },
    get systems() {
      return systems()
    },
    get sources() {
      return sources()
    },
    get slas() {
      return slas()
    },
    get dmis() {
      return dmis()
    },
    get decisions() {
      return decisions()
    },
    get hazards() {
      return hazards()
    },
    get datedFacts() {
      return datedFacts()
    },
    withdrawnTasks: withdrawn,
  }
  return {
    data,
    get slas() {
      return slas()
    },
    marks,
    findings,
  }
}

/**
 * A guide's own file is parsed at once, for its findings. One that ships with the tool is parsed on first use: a gap report,
 * for example, does not need the systems.
 */
function lazyIfBuiltIn<T>(files: ReadonlyMap<string, SourceFile>, name: string, read: () => T): () => T {
  const value = lazy(read)
  if (!isBuiltIn(files.get(name))) value()
  return value
}

const BELONGS = ['practice', 'commissioner', 'delivery-partner', 'supplier', 'third-party', 'national'] as const
const SOURCE_STATUSES = ['current', 'superseded', 'framework-ended', 'ours'] as const
const LEVELS = ['MUST', 'MAY', 'unknown'] as const
const UNITS = ['working-day', 'day', 'week', 'month', 'hour', 'count'] as const

/** The keys of an entry that holds only for a time. One declaration for every file: see {@link validityOf}. */
const DATED = { 'from?': day, 'until?': day }

/** The files that are lists of entries, by their names. Some keys are only for readers of the file. */
export const LISTS = {
  'roles.yaml': mapping({
    roles: list(
      mapping({ id: text, name: text, 'also?': list(text), 'group?': YES_NO, belongs: choice(BELONGS), ...DATED }),
    ),
  }),
  'conditions.yaml': mapping({
    conditions: list(
      mapping({ id: text, name: text, question: text, switches_on: text, 'source?': list(text), 'to_confirm?': text }),
    ),
  }),
  'systems.yaml': mapping({
    systems: list(
      mapping({
        id: text,
        name: text,
        'also?': list(text),
        supplier: text,
        'patient_apps?': list(text),
        weekend_cutover: choice(KNOWN_OR_ASK),
        'mesh_change?': choice(KNOWN_OR_ASK),
        'not_migrating?': text,
        'notes?': list(mapping({ says: text, 'ask?': text, 'if?': text, 'source?': list(text) })),
        'source?': list(text),
        ...DATED,
      }),
    ),
  }),
  'sources.yaml': mapping({
    sources: list(
      mapping({
        id: text,
        'short?': text,
        title: text,
        edition: text,
        'address?': text,
        'last_seen?': text,
        status: choice(SOURCE_STATUSES),
        'caveat?': text,
        ...DATED,
      }),
    ),
  }),
  'slas.yaml': mapping({
    slas: list(
      mapping({
        id: text,
        title: text,
        limit: mapping({ value: number, unit: choice(UNITS) }),
        'names?': mapping({ party: text, stated: YES_NO }),
        'start?': text,
        'document?': text,
        'page?': text,
        'recognise?': list(text),
        'unless?': list(text),
      }),
    ),
  }),
  'dmi.yaml': mapping({
    dmis: list(
      mapping({
        code: text,
        title: text,
        requires: text,
        level: choice(LEVELS),
        'applies_to?': text,
        'source?': list(text),
      }),
    ),
  }),
  'decisions.yaml': DECISIONS_SHAPE,
  'hazards.yaml': HAZARDS_SHAPE,
  'dated-facts.yaml': mapping({
    facts: list(
      mapping(
        {
          id: text,
          fact: text,
          advice: text,
          'matters_until?': choice(MILESTONES),
          'systems?': list(text),
          'source?': list(text),
          ...DATED,
        },
        { anyOf: ['from', 'until'] },
      ),
    ),
  }),
  'near-misses.yaml': mapping({ near_misses: list(text), 'unfinished?': list(text) }),
  'withdrawn-tasks.yaml': mapping({
    withdrawn: list(mapping({ id: text, since: day, reason: text, 'renamed_to?': text })),
  }),
}

/** @throws DataProblem where the first day is after the last */
function validityOf(entry: YamlMap): MaybeDated {
  const from = entry.has('from') ? entry.day('from') : null
  const until = entry.has('until') ? entry.day('until') : null
  if (from === null && until === null) return {}
  if (from !== null && until !== null && from > until)
    throw entry.error(`Unexpected \`until: ${until}\`, expected a day not before \`from: ${from}\`.`, 'until')
  return { valid: { from, until, place: entry.placeOf(until === null ? 'from' : 'until') } }
}

/** @param seen ids of the facts before it */
function datedFact(entry: YamlMap, known: readonly SystemInfo[], seen: Set<string>): DatedFact {
  const id = entry.string('id')
  if (seen.has(id)) throw entry.error(`There are two facts \`${id}\`. Give one of them another id.`, 'id')
  seen.add(id)
  const { valid } = validityOf(entry)
  if (valid === undefined) throw entry.error('Unexpected fact without a day, expected `from`, `until` or both.')
  const ids = known.map((one) => one.id)
  const stray = entry.strings('systems').find((id) => !ids.includes(id))
  if (stray !== undefined) {
    const message = `Unexpected system \`${stray}\`, expected an id of systems.yaml: no practice would be told.`
    throw entry.error(`${message}${didYouMean(stray, ids)}`, 'systems')
  }
  return {
    id,
    fact: entry.string('fact'),
    advice: entry.string('advice'),
    mattersUntil: entry.has('matters_until') ? entry.choice('matters_until', MILESTONES) : null,
    systems: entry.strings('systems'),
    valid,
  }
}

function role(entry: YamlMap): Role {
  return {
    id: entry.string('id'),
    name: entry.string('name'),
    also: entry.strings('also'),
    ...(entry.optional('group') === 'yes' ? { group: true } : {}),
    belongs: entry.choice('belongs', BELONGS),
    ...validityOf(entry),
  }
}

const condition = (entry: YamlMap): ConditionInfo => ({
  id: entry.string('id'),
  name: entry.string('name'),
  question: entry.string('question'),
  switchesOn: entry.string('switches_on'),
})

const system = (entry: YamlMap): SystemInfo => ({
  id: entry.string('id'),
  name: entry.string('name'),
  also: entry.strings('also'),
  supplier: entry.string('supplier'),
  patientApps: entry.strings('patient_apps'),
  weekendCutover: entry.choice('weekend_cutover', KNOWN_OR_ASK),
  meshChange: entry.has('mesh_change') ? entry.choice('mesh_change', KNOWN_OR_ASK) : 'to-confirm',
  notMigrating: entry.optional('not_migrating') === 'to-confirm' ? null : entry.optional('not_migrating'),
  notes: (entry.has('notes') ? entry.list('notes') : []).map((note) => ({
    says: note.string('says'),
    ask: note.optional('ask'),
    condition: note.optional('if'),
    sources: note.strings('source'),
  })),
  sources: entry.strings('source'),
  ...validityOf(entry),
})

const source = (entry: YamlMap): SourceInfo => ({
  id: entry.string('id'),
  short: entry.optional('short') ?? entry.string('id'),
  title: entry.string('title'),
  edition: entry.string('edition'),
  address: entry.optional('address') ?? '',
  lastSeen: lastSeen(entry),
  status: entry.choice('status', SOURCE_STATUSES),
  caveat: entry.optional('caveat') ?? '',
  ...validityOf(entry),
})

/** A day, a month or a year. */
function lastSeen(entry: YamlMap): string {
  const written = entry.optional('last_seen') ?? ''
  if (written === '' || isDay(`${written}${'-01-01'.slice(written.length - 'YYYY'.length)}`)) return written
  throw entry.error(
    `Unexpected day \`${written}\`, expected one that exists, or its month or year, such as \`2026-11-20\`.`,
    'last_seen',
  )
}

function sla(entry: YamlMap): KnownSla {
  const names = entry.has('names') ? entry.map('names') : null
  const limit = entry.map('limit')
  return {
    id: entry.string('id'),
    title: entry.string('title'),
    limit: { value: limit.number('value'), unit: limit.choice('unit', UNITS) },
    names: names === null ? null : { party: names.string('party'), stated: names.string('stated') === 'yes' },
    startEvent: entry.optional('start'),
    page: entry.optional('page'),
    recognise: entry.strings('recognise').map((idea) => idea.toLowerCase().split('|')),
    unless: entry.strings('unless').map((word) => word.toLowerCase()),
  }
}

const dmi = (entry: YamlMap): DmiInfo => ({
  code: entry.string('code'),
  title: entry.string('title'),
  requires: entry.string('requires'),
  level: entry.choice('level', LEVELS),
  appliesTo: entry.optional('applies_to') ?? '',
  source: entry.strings('source').join(', '),
})

const withdrawnTask = (entry: YamlMap): WithdrawnTask => ({
  id: entry.string('id'),
  since: entry.day('since'),
  reason: entry.string('reason'),
  renamedTo: entry.optional('renamed_to'),
  place: entry.place,
})
