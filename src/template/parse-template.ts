/**
 * Parses template files: front matter and body of a document's template or a report's, both checked against the
 * language.
 *
 * @module
 */
import { listValue, readFrontMatter, textValue, type FrontMatter } from '../markdown/front-matter.ts'
import { emptyTablesIn } from '../markdown/outline.ts'
import { SourceText } from '../markdown/source-text.ts'
import { CHECKLIST_VIEWS, PACK_FOLDERS } from '../document/document.ts'
import { safeName } from '../document/file-names.ts'
import type { Checked, Finding } from '../model/finding.ts'
import {
  AT_ONCE,
  ONLINE_STOPS,
  COLLECTIONS,
  DIALECTS,
  type GuideNames,
  type LetterData,
  type RequiredFact,
  type Template,
} from '../model/template.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { VIEW, type ViewShape } from '../model/view.ts'
import { defined } from '../base/shape.ts'
import { didYouMean } from '../base/text.ts'
import { checkDirectives, checkFrontMatter, type Keys } from './check-values.ts'
import { channelConditions, checkFields, parseWhen } from './check-fields.ts'
import { doubleNegatives } from './check-lists.ts'
import { checkMergeFields } from './merge-fields.ts'
import type { TemplateText } from './document-of-template.ts'
import {
  REPORT_FRONT_MATTER,
  TEMPLATE_LANGUAGE,
  type FrontMatterKey,
  type KeySpec,
  type SlotSpec,
  type TemplateLanguage,
} from './language.ts'
import { withoutParts, withParts, type TemplateParts } from './template-parts.ts'

/**
 * A template with a finding of severity error must not be used: nothing of it is made.
 *
 * @param guide whose ids it may name; null: they are not compared
 */
export function parseTemplate(
  source: SourceFile,
  letters: LetterData,
  parts: TemplateParts = new Map(),
  language: TemplateLanguage = TEMPLATE_LANGUAGE,
  guide: GuideNames | null = null,
): Checked<Template> {
  const { matter, own, bodyLine, findings: unreadable } = opened(source)
  const kind = language.kinds.find((one) => one === textValue(matter, 'kind'))
  const shape: ViewShape = { ...VIEW, ...(kind === undefined ? undefined : language.fields.get(kind)) }
  const text = (key: FrontMatterKey): string | null => textValue(matter, key)
  const list = (key: FrontMatterKey): string[] => listValue(matter, key)
  const findings: Finding[] = [
    ...unreadable,
    ...checkFrontMatter(matter, language.frontMatter, kind),
    ...checkFields(source.file, withoutParts(own), shape, bodyLine),
    ...checkWords(source.file, matter, language.frontMatter, shape),
    ...checkDirectives(
      source.file,
      own,
      { language, channels: [...letters.channels.keys()], ...defined({ kind }) },
      bodyLine,
    ),
  ]
  const { body, findings: lost } = withParts(source.file, own, bodyLine, parts)
  findings.push(...checkMergeFields(source.file, own, letters.fields, bodyLine, kind), ...lost)

  const wrong = (key: FrontMatterKey, message: string): void => {
    findings.push(findingOf('broken-template', message, { place: matter.place(key) }))
  }
  const named = (key: FrontMatterKey, what: string, name: string | null, known: Iterable<string>): void => {
    const all = [...known]
    if (name !== null && !all.includes(name)) wrong(key, `There is no ${what} \`${name}\`.${didYouMean(name, all)}`)
  }
  const factsOf = (key: 'requires' | 'optional'): readonly RequiredFact[] =>
    list(key).flatMap((name) => {
      if (name.includes('.')) return [{ path: name, askedWhere: [] }]
      const set = letters.factSets.get(name)
      if (!set) wrong(key, `Unexpected set of facts \`${name}\`.${didYouMean(name, letters.factSets.keys())}`)
      return set ?? []
    })
  const pathsOf = (facts: readonly RequiredFact[]): string[] =>
    facts.flatMap(({ path, askedWhere }) => [path, ...askedWhere])
  const requires = factsOf('requires')
  const optional = factsOf('optional')
  const confirms = list('confirms')
  const when = list('when').map(parseWhen)
  const number = text('number')
  const asked = {
    requires: pathsOf(requires),
    optional: pathsOf(optional),
    confirms,
    when: [...when, ...channelConditions(own)].map(({ path }) => path),
    number: number === null ? [] : [number],
  }
  for (const [key, paths] of Object.entries(asked))
    for (const path of paths)
      findings.push(...checkFields(source.file, `{{${path}}}`, shape, matter.place(key).line, 'asked'))
  named('profile', 'printer profile', text('profile'), letters.profiles.keys())
  named('channel', 'channel', text('channel'), letters.channels.keys())
  if (guide !== null) {
    named('send', 'day', text('send'), [...guide.days, AT_ONCE, ONLINE_STOPS])
    named('owner', 'role', text('owner'), guide.roles)
    for (const name of guide.sections === null ? [] : list('uses'))
      if (guide.sections?.includes(name) === false) {
        const message = `The guide has no section \`${name}\`.${didYouMean(name, guide.sections)} The message stays a draft.`
        findings.push(findingOf('unknown-section', message, { place: matter.place('uses') }))
      }
    if (guide.phases !== undefined) findings.push(...emptySlots(source.file, own, bodyLine, guide))
  }
  if (kind === 'messages' && text('channel') === null && text('collects') === null)
    for (const key of ['body_pt', 'formats'] as const)
      if (text(key) !== null || list(key).length > 0)
        wrong(key, `Unexpected \`${key}\` without \`channel\`: channels in the body have formats of their own.`)
  const name = text('id')
  // Where there is no `file`, it becomes the name of one.
  if (name !== null && !/^[a-z0-9][\w-]*$/i.test(name))
    wrong('id', `Unexpected \`id: ${name}\`: the file is named after it. Use letters, digits and hyphens.`)
  const fileName = text('file')
  if (fileName !== null && safeName(fileName) !== fileName) {
    const message = `Unexpected \`file: ${fileName}\`: not every computer can have a file of that name. Write \`file: ${safeName(fileName)}\`.`
    wrong('file', message)
  }
  const dialects = list('dialects')
  const id = text('id') ?? baseName(source.file)
  const bodyPt = Number(text('body_pt') ?? 'NaN')
  const air = Number(text('air') ?? 'NaN')
  return {
    findings,
    value: {
      file: source.file,
      id,
      fileName,
      folder: PACK_FOLDERS.find((one) => one === text('folder')) ?? null,
      readers: text('for'),
      kind: kind ?? 'report',
      language: text('lang') ?? 'en-GB',
      title: text('title') ?? '',
      subject: text('subject') ?? '',
      eyebrow: text('eyebrow'),
      coverLines: linesOf(matter),
      view: CHECKLIST_VIEWS.find((one) => one === text('view')) ?? null,
      onePage: text('one_page') === 'yes',
      when,
      requires,
      optional,
      confirms,
      uses: list('uses'),
      variant: text('variant') ?? id,
      channel: text('channel') ?? (kind === 'letters' ? 'letter' : null),
      group: text('group'),
      number,
      send: text('send'),
      owner: text('owner'),
      collects: COLLECTIONS.find((one) => one === text('collects')) ?? null,
      profile: text('profile'),
      dialects: DIALECTS.filter((one) => dialects.length === 0 || dialects.includes(one)),
      largePrint: text('large_print') === 'yes',
      bodyPt: Number.isNaN(bodyPt) ? null : bodyPt,
      air: Number.isNaN(air) ? null : air,
      footer: text('footer'),
      formats: list('formats'),
      defaultFormats: list('default_formats'),
      printOnly: text('copies') === 'print',
      body,
      bodyLine,
    },
  }
}

const SLOT_OF_PHASE = /^(\s*<!-- )(slot: [^>]*?; phase: ([^;>{}]+?)(?=;| -->)[^>]*?) -->/

/** A slot of a phase that is not there is empty, and so is one of a section that its page does not have. */
const emptySlots = (file: string, body: string, bodyLine: number, { phases = [], sections }: GuideNames): Finding[] =>
  body.split('\n').flatMap((line, index) => {
    const [, before = '', slot = '', name = ''] = SLOT_OF_PHASE.exec(line) ?? []
    if (name === '') return []
    const section = /^slot: section;.*; id: ([^;>{}]+?)(?=;|$)/.exec(slot)?.[1]
    const missing = section === undefined ? null : `${name}#${section}`
    // That a phase has no page is said of the guide.
    const isLost = missing !== null && sections?.includes(name) === true && !sections.includes(missing)
    if (phases.includes(name) && !isLost) return []
    const headings = (sections ?? []).flatMap((each) =>
      each.startsWith(`${name}#`) ? [each.slice(name.length + 1)] : [],
    )
    const why = !phases.includes(name)
      ? `the timing policy has no phase \`${name}\`.${didYouMean(name, phases)}`
      : `the page of the phase \`${name}\` has no heading \`{#${section ?? ''}}\`.${didYouMean(section ?? '', headings)}`
    const message = `Unexpected \`${slot}\`: ${why} Nothing stands here in any pack.`
    return [
      findingOf('unknown-section', message, { place: { file, line: bodyLine + index, column: before.length + 1 } }),
    ]
  })

/** What the template of a report may use. */
export interface ReportSpec {
  /** Name of its file in `reports/`. */
  readonly file: string
  /** The fields that it may mention. */
  readonly shape: ViewShape
  readonly slots?: Readonly<Record<string, SlotSpec>>
  /** Front matter besides that of every report. */
  readonly keys?: Keys
}

/** A report's template as read, nothing filled yet. */
export interface ReportTemplate extends TemplateText {
  readonly language: string
  readonly author: string
  /** Front matter as written: labels of what a report draws by itself. */
  readonly values: Readonly<Record<string, unknown>>
}

/** A template with a finding of severity error must not be used. */
export function parseReportTemplate(source: SourceFile, spec: ReportSpec): Checked<ReportTemplate> {
  const { matter, own, bodyLine, findings: unreadable } = opened(source)
  const keys: Keys = { ...REPORT_FRONT_MATTER, ...spec.keys }
  const language: TemplateLanguage = { ...TEMPLATE_LANGUAGE, slots: spec.slots ?? {} }
  const text = (key: keyof typeof REPORT_FRONT_MATTER): string | null => textValue(matter, key)
  return {
    findings: [
      ...unreadable,
      ...checkFrontMatter(matter, keys),
      ...checkFields(source.file, own, spec.shape, bodyLine),
      ...checkWords(source.file, matter, keys, spec.shape),
      ...checkDirectives(source.file, own, { language, channels: [] }, bodyLine),
      ...checkMergeFields(source.file, own, new Map(), bodyLine, 'report'),
    ],
    value: {
      file: source.file,
      title: text('title') ?? '',
      subject: text('subject') ?? '',
      eyebrow: text('eyebrow'),
      coverLines: linesOf(matter),
      footer: text('footer'),
      language: text('lang') ?? 'en-GB',
      author: text('author') ?? 'practice-packs',
      values: matter.values,
      body: own,
    },
  }
}

interface Opened {
  readonly matter: FrontMatter
  /** The body as written, with line ends of one kind: directives and parts are lines. */
  readonly own: string
  readonly bodyLine: number
  readonly findings: readonly Finding[]
}

function opened(source: SourceFile): Opened {
  const text = new SourceText(source.file, source.text)
  const { matter, findings } = readFrontMatter(text)
  const own = source.text.slice(matter.end).replace(/\r\n?/g, '\n')
  const bodyLine = text.lineAt(matter.end)
  const ofBody = [...emptyTables(source.file, own, bodyLine), ...doubleNegatives(source.file, own, bodyLine)]
  return { matter, own, bodyLine, findings: [...findings, ...ofBody] }
}

/** Rows of a list that may be empty are written with `{{#each}}`; a table without either would never show. */
const emptyTables = (file: string, body: string, bodyLine: number): Finding[] =>
  emptyTablesIn(body).map((line) =>
    findingOf('broken-template', 'Unexpected table with a header and no rows: no document shows it. Write its rows.', {
      place: { file, line: bodyLine + line - 1, column: 1 },
    }),
  )

/** The fields that front matter mentions in words for readers. */
function checkWords(file: string, matter: FrontMatter, keys: Keys, shape: ViewShape): Finding[] {
  const isWords = ({ type }: KeySpec): boolean => type === 'words' || type === 'lines'
  return Object.entries(keys)
    .filter(([, spec]) => isWords(spec))
    .flatMap(([key]) =>
      [matter.values[key]]
        .flat()
        .flatMap((value) => (typeof value === 'string' ? checkFields(file, value, shape, matter.place(key).line) : [])),
    )
}

/** Unlike `listValue`, keeps commas: a line of a cover is a sentence. */
const linesOf = ({ values }: FrontMatter): string[] => [values['lines'] ?? []].flat().map(String)

/** `letters/disruption.md.hbs` → `disruption`. */
const baseName = (file: string): string => (file.split('/').at(-1) ?? file).replace(/\.md\.hbs$/, '')
