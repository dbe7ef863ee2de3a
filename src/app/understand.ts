/**
 * Reads the inputs of a run: the practices file with rows that came back fixed, the national file, and the templates
 * with the data of letters; and everything that was found in them.
 *
 * @module
 */
import { dirname, join, resolve } from 'node:path'
import { BUILT_IN_TEMPLATES } from '../base/files.ts'
import { defined } from '../base/shape.ts'
import { didYouMean } from '../base/text.ts'
import { type Checked, type Finding, UserError } from '../model/finding.ts'
import type { GuideData, Task } from '../model/guide.ts'
import type { PracticeTable } from '../model/practice-table.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { notUtf8, readTextFile } from '../model/text-file.ts'
import { asFinding } from '../model/yaml-map.ts'
import { checkWordsFile } from '../template/words-file.ts'
import { channelsOf, type GuideNames, type LetterData, type Template } from '../model/template.ts'
import { joinFixed, SENT } from '../practices/fix-workbook.ts'
import { knownColumns } from '../practices/columns.ts'
import { inspectLogo, inspectRowLogo } from '../practices/logo.ts'
import type { DateOrder } from '../practices/parse-date.ts'
import { type ParsedPractices, parsePractices } from '../practices/parse-practices.ts'
import type { FindMissingCharacter } from '../practices/parse-row.ts'
import { checkSheetWords, parseSheetWords } from '../practices/parse-questions.ts'
import { readOds } from '../practices/read-ods.ts'
import { readSpreadsheetWords, readTable, readTableOrNull } from '../practices/read-practices.ts'
import { LETTER_DATA_FILES, parseLetterData } from '../template/letter-data.ts'
import { parseReportTemplate, parseTemplate, type ReportSpec } from '../template/parse-template.ts'
import { checkParts, partsByName } from '../template/template-parts.ts'
import { readTemplates, type TemplateSources } from '../template/read-templates.ts'
import { type ColumnsToKeep, openTable, type TableOptions } from './remembered-columns.ts'
import { type Extensions, languageWith, NO_EXTENSIONS } from './extensions.ts'
import { REPORTS } from './report-template.ts'

/** Where the practices are, and how they are read. */
export interface PracticeOptions extends TableOptions {
  /** ODS codes; absent: every practice. */
  readonly only?: readonly string[]
  /** Whether the day comes first in 03/04/2027. */
  readonly dateOrder?: DateOrder
  /** Files of fixed rows, in the order in which they came back. */
  readonly fixed?: readonly string[]
  /** The national practice file (epraccur). */
  readonly ods?: string
  /** Logo of the team that makes the packs, for rows that name none. */
  readonly logo?: string
  /** Colour of headings such as `#005eb8`, for rows that name none. */
  readonly colour?: string
}

/** Null for `practices`: there is no such file, and none is asked for. */
export type MaybePractices<Options extends PracticeOptions> = Omit<Options, 'practices'> & {
  readonly practices: string | null
}

interface UnderstoodPractices extends Checked<ParsedPractices> {
  /** As read, with the fixed rows in their places: the rows to fix are written from it. */
  readonly table: PracticeTable
  /** What the command said of columns, where the file beside the spreadsheet does not say it yet. */
  readonly columnsToKeep: ColumnsToKeep | null
}

/** @throws UserError for wrong columns or options, and for a file that cannot be read */
export async function understandPractices(
  { practices, ...options }: MaybePractices<PracticeOptions & { readonly templates: string }>,
  data: GuideData,
  missingCharacter: FindMissingCharacter,
): Promise<UnderstoodPractices> {
  if (practices === null)
    return {
      ...(await withBranding({ value: { practices: [], failed: [], toFix: [] }, findings: [] }, options, '')),
      table: NO_ROWS,
      columnsToKeep: null,
    }
  const {
    table: read,
    findings: used,
    map,
    columnsToKeep,
  } = await openTable({ ...options, practices }, knownColumns(data))
  const table = options.fixed === undefined ? read : await withFixed(read, options.fixed, options.templates)
  const parsed = parsePractices(table, data, {
    missingCharacter,
    ...defined({ only: options.only, wave: options.wave, dateOrder: options.dateOrder }),
    map,
    ...(options.ods === undefined ? {} : { register: await readOds(options.ods) }),
  })
  const { value, findings } = await withBranding(parsed, options, dirname(practices))
  return { value, findings: [...used, ...findings], table, columnsToKeep }
}

const NO_ROWS: PracticeTable = {
  file: '',
  kind: 'csv',
  headerRow: 0,
  headers: [],
  width: 0,
  rows: [],
  findings: [],
}

/**
 * Each practice with its own logo and colour, or else those of the team. An unusable logo is reported, and the pack is
 * made without it.
 *
 * @param folder of the practices file, from which rows name their logos
 */
async function withBranding(
  { value, findings }: Checked<ParsedPractices>,
  options: Pick<PracticeOptions, 'logo' | 'colour'>,
  folder: string,
): Promise<Checked<ParsedPractices>> {
  const known = new Map<string, ReturnType<typeof inspectLogo>>()
  const look = (name: string): ReturnType<typeof inspectLogo> => {
    const seen = known.get(name) ?? inspectRowLogo(folder, name)
    known.set(name, seen)
    return seen
  }
  const partner = options.logo === undefined ? undefined : await inspectLogo(resolve(options.logo), 'partner')
  if (partner !== undefined && 'problem' in partner)
    throw new UserError('usage', `The logo ${options.logo} cannot be used.`, partner.problem)
  const said: Finding[] = []
  const practices: Practice[] = []
  for (const practice of value.practices) {
    const text = { ...practice.text, colour: practice.text.colour || (options.colour ?? null) }
    const own = text.logo === null ? undefined : await look(text.logo)
    if (own !== undefined && 'problem' in own) {
      const message = `The logo “${text.logo}” cannot be used and was left out. ${own.problem}`
      const cell = { row: practice.row, column: 'logo' }
      said.push(findingOf('logo-not-usable', message, { cell, practice: practice.ods }))
    }
    const logo = own === undefined || 'problem' in own ? partner : own
    practices.push({ ...practice, text, ...defined({ logo }) })
  }
  return { value: { ...value, practices }, findings: [...findings, ...said] }
}

/** One after the other: rows that were still wrong the first time are fixed again. */
async function withFixed(table: PracticeTable, files: readonly string[], templates: string): Promise<PracticeTable> {
  const words = parseSheetWords(await readSpreadsheetWords(templates, BUILT_IN_TEMPLATES))
  let joined = table
  for (const file of files)
    joined = joinFixed(joined, await readTable(file), words, await readTableOrNull(file, { sheet: SENT }))
  return joined
}

const broken = (file: string, message: string): Finding =>
  findingOf('broken-template', message, { place: { file, line: 1, column: 1 } })

/** Each template of a report that the folder brings, checked as the report will. */
export function checkReports(files: readonly SourceFile[], specs: readonly ReportSpec[]): Finding[] {
  const names = specs.map(({ file }) => file)
  return files.flatMap((source) => {
    const name = source.file.replace('reports/', '')
    const spec = specs.find(({ file }) => file === name)
    if (spec !== undefined) return parseReportTemplate(source, spec).findings
    return [broken(source.file, `No report has a template \`${name}\`.${didYouMean(name, names)}`)]
  })
}

/** Two templates with the same id would write the same file. */
export function checkNames(templates: readonly Template[]): Finding[] {
  const first = new Map<string, string>()
  return templates.flatMap(({ id, file }) => {
    const other = first.get(id)
    if (other === undefined) first.set(id, file)
    return other === undefined
      ? []
      : [
          broken(
            file,
            `Unexpected \`id: ${id}\`: ${other} has the same id. Give one of them another, at its head or, where it has none there, by its file’s name.`,
          ),
        ]
  })
}

/** A task that sends a message which no template makes: nobody would have anything to send. */
export function unknownMessages(tasks: readonly Task[], templates: readonly Template[]): Finding[] {
  const known = new Set(
    templates
      .filter(({ group }) => group !== null)
      .flatMap((template) => [
        template.variant,
        ...channelsOf(template).map((channel) => `${template.variant}/${channel}`),
      ]),
  )
  return tasks.flatMap(({ messages, place }) =>
    messages.flatMap(({ variant, channel }): Finding[] => {
      const name = channel === null ? variant : `${variant}/${channel}`
      if (known.has(name)) return []
      const message = `Unexpected \`message: ${name}\`, expected the \`variant\` of a template for a message, or \`variant/channel\`.${didYouMean(name, [...known])}`
      return [findingOf('unknown-message', message, { place })]
    }),
  )
}

/** A template with another ending makes no document, and a data file with another name has no effect. */
export const unreadFiles = (names: readonly string[]): Finding[] =>
  names.map((file) => {
    const near = didYouMean(file, ['words.yaml', 'spreadsheet.yaml', ...LETTER_DATA_FILES])
    const advice = /\.(?:hbs|md|markdown)(?:\.txt)?$/i.test(file)
      ? ' A document’s template is named `*.md.hbs`, a part `*.part.hbs`.'
      : near
    return broken(file, `Nothing reads ${file}.${advice}`)
  })

export interface UnderstoodTemplates {
  readonly templates: readonly Template[]
  readonly letters: LetterData
  /** The words that documents share. */
  readonly wordsFile: SourceFile
  /** Every file that was read: their hash shows whether documents can have changed. */
  readonly files: readonly SourceFile[]
  readonly findings: readonly Finding[]
}

/** Where a file of the data has a problem, templates are checked against the one that ships. */
async function letterDataEvenBroken(files: ReadonlyMap<string, SourceFile>): Promise<Checked<LetterData>> {
  const whole = new Map(files)
  const findings: Finding[] = []
  // Each problem names its file; as many rounds as there are files.
  for (;;) {
    try {
      return { value: parseLetterData(whole), findings }
    } catch (error) {
      const finding = asFinding(error, 'template-data-unreadable')
      const file = finding.place?.file
      if (file === undefined || findings.length >= LETTER_DATA_FILES.length) throw error
      findings.push(finding)
      whole.set(file, { ...(await readTextFile(join(BUILT_IN_TEMPLATES, file), 'templates')), file })
    }
  }
}

/**
 * @param evenBroken true: a template with a problem is only a finding; nothing may then be made of it
 * @param guide whose ids templates may name; null: they are not compared
 * @throws UserError when a template has a problem, or when the folder cannot be read
 */
export async function understandTemplates(
  directory: string,
  evenBroken = false,
  guide: GuideNames | null = null,
  own: Extensions = NO_EXTENSIONS,
): Promise<UnderstoodTemplates> {
  const understood = await parseTemplates(await readTemplateFolder(directory), { evenBroken, guide, own })
  return evenBroken ? understood : usable(understood)
}

/** The texts of a folder of templates; data that it lacks come from the templates that ship with the tool. */
export const readTemplateFolder = (directory: string): Promise<TemplateSources> =>
  readTemplates(directory, BUILT_IN_TEMPLATES, LETTER_DATA_FILES)

/** @throws UserError when a template has a problem */
export function usable(understood: UnderstoodTemplates): UnderstoodTemplates {
  const { findings } = understood
  if (findings.some(({ severity }) => severity === 'error'))
    throw new UserError('usage', 'A template cannot be used, so nothing was made.', 'Fix the templates named above.', {
      findings,
    })
  return understood
}

/**
 * What is wrong with `spreadsheet.yaml`, which a run reads only when rows have failed.
 *
 * @throws UserError when the folder has one that cannot be read
 */
export async function checkSpreadsheetWords(directory: string, data: GuideData): Promise<Finding[]> {
  const words = await readSpreadsheetWords(directory, BUILT_IN_TEMPLATES)
  const shipped = await readSpreadsheetWords(BUILT_IN_TEMPLATES, BUILT_IN_TEMPLATES)
  if (words.text === shipped.text) return []
  return checkSheetWords({ ...words, file: 'spreadsheet.yaml' }, shipped, data)
}

interface TemplateChoices {
  /** True: a problem in the data of letters is a finding. */
  readonly evenBroken: boolean
  /** What templates may name of the guide; null where it is not known. */
  readonly guide: GuideNames | null
  /** Kinds of documents with their templates, slots and formats. */
  readonly own: Extensions
}

/**
 * Templates with problems are in the result too: nothing may be made of it while it has a finding of severity error.
 *
 * @throws UserError where the data of letters are not as expected
 */
export async function parseTemplates(
  sources: TemplateSources,
  { evenBroken, guide, own }: TemplateChoices,
): Promise<UnderstoodTemplates> {
  const shipped = join(BUILT_IN_TEMPLATES, 'words.yaml')
  const shippedWords = { ...(await readTextFile(shipped, 'templates')), file: 'words.yaml' }
  const { value: letters, findings: ofData } = evenBroken
    ? await letterDataEvenBroken(sources.data)
    : { value: parseLetterData(sources.data), findings: [] }
  const wrongWords = checkWordsFile(sources.words, shippedWords)
  const parts = partsByName(sources.parts)
  const language = languageWith(own)
  const files = [...sources.templates, ...own.documents.flatMap(({ templates = [] }) => templates)]
  const templates = files.map((source) => parseTemplate(source, letters, parts, language, guide))
  const read = [...sources.templates, ...sources.parts, ...sources.reports, sources.words, ...sources.data.values()]
  const findings = [
    ...read.flatMap(notUtf8),
    ...ofData,
    ...wrongWords,
    ...checkParts(parts, letters, language),
    ...oncePerMessage(templates.flatMap((template) => template.findings)),
    ...checkReports(sources.reports, REPORTS),
    ...checkNames(templates.map(({ value }) => value)),
    ...unreadFiles(sources.unread),
  ]
  return {
    templates: templates.map(({ value }) => value),
    letters,
    // Words with a problem are only looked at here: what is planned and composed to find more needs whole ones.
    wordsFile: wrongWords.length > 0 ? shippedWords : sources.words,
    files: [...files, sources.words, ...sources.data.values(), ...sources.parts],
    findings,
  }
}

/** Thirty templates of one folder rest on the same sections of a guide: each section that it lacks is said once. */
function oncePerMessage(findings: readonly Finding[]): Finding[] {
  const alike = (one: Finding): readonly Finding[] =>
    findings.filter(({ rule, message }) => rule === one.rule && message === one.message)
  return findings.flatMap((one) => {
    if (one.rule !== 'unknown-section') return [one]
    const [first, ...others] = alike(one)
    if (first !== one) return []
    return [
      others.length === 0 ? one : { ...one, message: `${one.message} Templates that use it too: ${others.length}.` },
    ]
  })
}
