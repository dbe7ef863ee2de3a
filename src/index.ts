/**
 * The library: every stage as a function of values, and {@link createToolkit}, which puts formats, rules, slots and kinds
 * of documents of one's own beside the built-in ones. `docs/LIBRARY.md` shows how.
 *
 * What people can put right is thrown as a {@link UserError} or comes back as a finding; anything else that is thrown is a
 * bug. Nothing here reads the command line, ends the process, prints, or asks what day it is.
 *
 * @module
 */
import { defined } from './base/shape.ts'
import { createHash } from 'node:crypto'
import { BUILT_IN_GUIDE } from './base/files.ts'
import type { IsoDay } from './base/day.ts'
import { buildAll, type Built } from './app/build.ts'
import { checkInputs, type CheckedInputs } from './app/check.ts'
import { checkSources, type CheckedGuide, readCheckedGuide } from './app/checked-guide.ts'
import type { Extensions } from './app/extensions.ts'
import { reportGaps, type ReportOptions } from './app/gaps.ts'
import { explainPlan } from './app/plan-practices.ts'
import type { Published, PublishOptions } from './app/publish.ts'
import { rulesWith } from './app/rule-registry.ts'
import {
  type MaybePractices,
  parseTemplates,
  readTemplateFolder,
  usable,
  type UnderstoodTemplates,
} from './app/understand.ts'
import type { MadeWave, WaveOptions } from './app/wave.ts'
import { type OwnDocument, type OwnSlot, choicesWith } from './compose/compose-context.ts'
import { type ComposeChoice, composeDocuments, type Composed } from './compose/compose-documents.ts'
import type { SaidPlan } from './compose/say.ts'
import { SLOTS } from './compose/slots/index.ts'
import { ASKED_FORMATS, DOCUMENT_KINDS, type Document, FORMATS } from './document/document.ts'
import { themeFor } from './document/theme.ts'
import { firstMissing } from './fonts/coverage.ts'
import type { GuideRule } from './guide/guide-rule.ts'
import { parseGuide } from './guide/parse-guide.ts'
import { type GuideFiles, readGuide } from './guide/read-guide.ts'
import type { InspectedDocument } from './inspect/inspect-files.ts'
import { type Checked, UserError } from './model/finding.ts'
import type { Guide } from './model/guide.ts'
import type { Plan } from './model/plan.ts'
import type { PracticeTable } from './model/practice-table.ts'
import type { Practice } from './model/practice.ts'
import type { Rule } from './model/rules.ts'
import type { GuideSources } from './model/sources.ts'
import type { GuideNames } from './model/template.ts'
import type { ViewShape } from './model/view.ts'
import type { RunOptions } from './packs/run-build.ts'
import {
  contextOf,
  type InputOptions,
  planPractice,
  type RunContext,
  understandForPractices,
  type Understood,
} from './pipeline.ts'
import { type ParsedPractices, parsePractices, type ParsePracticesOptions } from './practices/parse-practices.ts'
import { readPractices } from './practices/read-practices.ts'
import { tableFromCsv } from './practices/read-table.ts'
import type { DocumentFormat } from './render/format.ts'
import { renderDocument, type RenderedCopy } from './render/render.ts'
import { findGaps, type GapInputs } from './report/find-gaps.ts'
import type { GapReport } from './report/gap-report.ts'
import type { TemplateSources } from './template/read-templates.ts'

/** What a toolkit of one's own adds. */
export interface ToolkitOptions {
  readonly formats?: readonly DocumentFormat[]
  /** Rules about the guide: `checkGuide`, `gaps`, `check` and `build` run them after the built-in ones. */
  readonly rules?: readonly GuideRule[]
  readonly slots?: readonly OwnSlot[]
  readonly documents?: readonly OwnDocument[]
  /**
   * Version of your code. Packs are made again when it changes, or when a function given here is written otherwise; of a
   * change in what these functions call, only this can tell.
   */
  readonly version?: string
}

/** What is built, and where. */
export interface BuildOptions extends InputOptions, Partial<Omit<RunOptions, 'out' | 'asOf' | 'only'>> {
  /** Folder of the packs. */
  readonly out: string
  /** Today. */
  readonly asOf: IsoDay
}

/** How a document is rendered. */
export interface RenderChoice {
  /** Points of body text; absent: 12. */
  readonly bodyPt?: number
  /** Colour of headings, such as `#005eb8`; absent: that of the NHS. */
  readonly colour?: string
}

/** The stages, with what was added to them. Nothing in it changes, and two toolkits share nothing. */
export interface Toolkit {
  /** Ids of the formats that a person can ask for. */
  readonly formats: readonly string[]
  /** What a person can ask for, built-in kinds and one's own. */
  readonly documents: readonly string[]
  /** Every rule that a finding can come from. */
  readonly rules: readonly Rule[]

  /** Pages and data become a Guide; what authors wrote never throws. */
  parseGuide(sources: GuideSources): Checked<Guide>
  /** The same, and what the rules find. */
  checkGuide(sources: GuideSources, asOf: IsoDay): CheckedGuide
  /**
   * Nothing may be made of templates while a finding is an error.
   *
   * @param guide what they may name of the guide; absent: such names are not checked
   */
  parseTemplates(sources: TemplateSources, guide?: GuideNames): Promise<UnderstoodTemplates>
  /** A spreadsheet as text: CSV, TSV, or with semicolons. @param file name for messages */
  parseTable(text: string, file?: string): PracticeTable
  /** Rows become practices; those that cannot be planned come back apart. */
  parsePractices(table: PracticeTable, guide: Guide, options?: Partial<ParsePracticesOptions>): Checked<ParsedPractices>
  /** What planning and composing share. @throws UserError where a template or the timing policy has a mistake */
  prepare(sources: GuideSources, guide: Guide, templates: UnderstoodTemplates): RunContext
  /** What, when, who, and why: data without words. */
  plan(context: RunContext, practice: Practice, asOf: IsoDay): Plan
  /** The plan's reasons and findings in words. */
  explain(context: RunContext, plan: Plan): SaidPlan
  /** Documents in no format. `choice` absent: all, without letters from a guide that has been replaced. */
  compose(context: RunContext, plan: Plan, choice?: Partial<ComposeChoice>): Composed
  /** A document in the formats asked for, by id. @throws DocumentError where it cannot be shown as it should be */
  render(document: Document, formats: readonly string[], choice?: RenderChoice): Promise<readonly RenderedCopy[]>
  /**
   * Judges a finished PDF, DOCX or HTML file; null for any other.
   *
   * @param name its ending says what it is
   * @param isBeside whether a file that a page links to exists, by its path from the page; without it, none does
   */
  inspect(name: string, bytes: Uint8Array, isBeside?: (path: string) => boolean): Promise<InspectedDocument | null>
  /** What a checked guide has unfinished. */
  findGaps(checked: CheckedGuide, options: Omit<GapInputs, keyof CheckedGuide | 'pages' | 'rules'>): GapReport

  /** @param files in place of those in the folder: from memory, from an archive */
  readGuide(directory: string, files?: GuideFiles): Promise<GuideSources>
  readTemplates(directory: string): Promise<TemplateSources>
  readPractices(file: string, sheet?: string): Promise<PracticeTable>
  /** Reads, parses and checks everything that a run needs. @throws UserError where nothing can be made of it */
  understand(options: InputOptions, asOf: IsoDay): Promise<Understood>
  /** Everything that is wrong with the inputs of a run; `practices: null` leaves the practices out. */
  check(options: MaybePractices<InputOptions>, asOf: IsoDay): Promise<CheckedInputs>
  /** A pack for each practice, written whole or not at all. With code of one's own it keeps to this process. */
  build(options: BuildOptions): Promise<Built>
  /** One calendar and one overview of all practices. */
  wave(options: WaveOptions): Promise<MadeWave>
  /** The guide as its readers should see it. */
  publish(options: PublishOptions): Promise<Published>
  /** The gap report of a folder, with what git knows of it. */
  gaps(directory: string, options: Omit<ReportOptions, 'rules'>): Promise<GapReport>
}

/** @throws UserError for a name that is taken or cannot be used */
export function createToolkit(options: ToolkitOptions = {}): Toolkit {
  const own = extensionsOf(options)
  const rules = rulesWith(own.rules)
  const formats = [...ASKED_FORMATS, ...own.formats.flatMap(({ id, pasted }) => (pasted === true ? [] : [id]))]
  const documents = choicesWith(own.documents)
  return Object.freeze<Toolkit>({
    formats: Object.freeze(formats),
    documents: Object.freeze(documents),
    rules: Object.freeze(rules),

    parseGuide,
    checkGuide: (sources, asOf) => checkSources(sources, asOf, own.rules),
    parseTemplates: (sources, guide) => parseTemplates(sources, { evenBroken: true, guide: guide ?? null, own }),
    parseTable: (text, file = 'practices.csv') => tableFromCsv(file, text, []),
    parsePractices: (table, { data }, more = {}) =>
      parsePractices(table, data, { missingCharacter: firstMissing, ...more }),
    prepare: (sources, guide, templates) => contextOf(sources, guide, usable(templates), own),
    plan: planPractice,
    explain: explainPlan,
    compose: (context, plan, choice = {}) =>
      composeDocuments(plan, { ...context, own }, { documents, allowSuperseded: false, ...choice }),
    render: (document, wanted, { bodyPt = 12, colour } = {}) =>
      renderDocument(document, wanted, themeFor(bodyPt, colour), own.formats),
    async inspect(name, bytes, isBeside) {
      const { inspectDocument, kindOf } = await import('./inspect/inspect-files.ts')
      const kind = kindOf(name)
      return kind === null ? null : inspectDocument(name, kind, bytes, isBeside)
    },
    findGaps: (checked, more) => findGaps({ ...checked, pages: checked.sources.pages, rules, ...more }),

    readGuide: (directory, files) => readGuide(directory, BUILT_IN_GUIDE, files),
    readTemplates: readTemplateFolder,
    readPractices: (file, sheet) => readPractices(file, defined({ sheet })),
    understand: (inputs, asOf) => understandForPractices(inputs, asOf, own),
    check: (inputs, asOf) => checkInputs(inputs, asOf, own),
    async build(choice) {
      const understood = await understandForPractices(choice, choice.asOf, own)
      return buildAll(understood, choice, {
        documents,
        formats: null,
        views: [],
        largePrint: false,
        allowSuperseded: false,
        force: false,
        onlyFailed: false,
        jobs: 1,
        ...choice,
      })
    },
    async wave(choice) {
      const { makeWave } = await import('./app/wave.ts')
      return makeWave(await understandForPractices(choice, choice.asOf, own), choice)
    },
    publish: async (choice) => (await import('./app/publish.ts')).publish(choice),
    async gaps(directory, choice) {
      const checked = await readCheckedGuide(directory, choice.asOf, own.rules)
      return reportGaps(directory, checked, { ...choice, rules: own.rules })
    },
  })
}

/** Gives the data of a kind of document the types of its fields. */
export const defineDocument = <const Fields extends ViewShape>(document: OwnDocument<Fields>): OwnDocument<Fields> =>
  document

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/

function extensionsOf({
  formats = [],
  rules = [],
  slots = [],
  documents = [],
  version = '',
}: ToolkitOptions): Extensions {
  const named = (what: string, names: readonly string[], taken: readonly string[]): void => {
    const known = new Set(taken)
    for (const name of names) {
      if (!NAME.test(name))
        throw new UserError(
          'usage',
          `The ${what} \`${name}\` has a name that cannot be used.`,
          'Use small letters, digits and hyphens.',
        )
      if (known.has(name))
        throw new UserError('usage', `There is a ${what} \`${name}\` already.`, 'Give yours another name.')
      known.add(name)
    }
  }
  const ids = formats.map(({ id }) => id)
  named('format', ids, Object.keys(FORMATS))
  named(
    'rule',
    rules.map(({ id }) => id),
    rulesWith([]).map(({ id }) => id),
  )
  named(
    'slot',
    slots.map(({ name }) => name),
    Object.keys(SLOTS),
  )
  const kinds = documents.map(({ kind }) => kind)
  named('kind of document', kinds, Object.keys(DOCUMENT_KINDS))
  return Object.freeze<Extensions>({
    formats: Object.freeze([...formats]),
    rules: Object.freeze([...rules]),
    slots: Object.freeze([...slots]),
    documents: Object.freeze([...documents]),
    version: formats.length + slots.length + documents.length === 0 ? '' : hashOf([version, formats, slots, documents]),
  })
}

/** Of what is given, functions by their text. */
const hashOf = (given: readonly unknown[]): string =>
  createHash('sha256')
    .update(JSON.stringify(given, (_, value: unknown) => (typeof value === 'function' ? String(value) : value)))
    .digest('hex')
    .slice(0, 8)

export { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES } from './base/files.ts'
export { dayInEngland, isDay, isoDay, type IsoDay } from './base/day.ts'
export { yamlSchemas } from './app/schemas.ts'
export { formatGaps, GAP_FORMATS, type GapFormat } from './app/gap-formats.ts'
export * from './document/document.ts'
export { blockLines, plainText, spansText } from './document/plain-text.ts'
export { allBlocks, allFields, mapBlocks, mapSpans } from './document/walk.ts'
export type { Theme } from './document/theme.ts'
export type { CheckInputs, GuideRule } from './guide/guide-rule.ts'
export {
  UserError,
  type Checked,
  type Finding,
  type Place,
  type Severity,
  type UserErrorKind,
} from './model/finding.ts'
export type * from './model/guide.ts'
export type { Plan } from './model/plan.ts'
export type { Practice } from './model/practice.ts'
export type { PracticeTable } from './model/practice-table.ts'
export type { Rule } from './model/rules.ts'
export type { GuideSources, SourceFile } from './model/sources.ts'
export type { GuideNames, LetterData, Template } from './model/template.ts'
export type { ViewOf, ViewShape } from './model/view.ts'
export type { ComposeContext, OwnDocument, OwnSlot, Slot } from './compose/compose-context.ts'
export type { DocumentFormat, Rendered, Renderer, RenderOptions } from './render/format.ts'
export type { RenderedCopy } from './render/render.ts'
export type { GapEntry, GapReport } from './report/gap-report.ts'
export type { BuiltPack, InputOptions, RunContext, Understood } from './pipeline.ts'
export type {
  Built,
  CheckedGuide,
  CheckedInputs,
  ComposeChoice,
  Composed,
  GapInputs,
  GuideFiles,
  InspectedDocument,
  MadeWave,
  MaybePractices,
  ParsedPractices,
  ParsePracticesOptions,
  Published,
  PublishOptions,
  ReportOptions,
  SaidPlan,
  TemplateSources,
  UnderstoodTemplates,
  WaveOptions,
}
