/**
 * The stages in order. Read this first; each stage says in its own file what it takes and gives.
 *
 *     guide/*.md ─┐
 *     templates/ ─┼─ read ─ parse ─ plan ─ compose ─ render ─ write ─ output/<ods>-<name>/
 *     practices ──┘
 *
 * {@link understand} reads and parses everything that a run needs; {@link buildPack} makes one practice's pack of it. What
 * programs call, a build of all practices and everything beside it, is in `app/`.
 *
 * @module
 */
import type { IsoDay } from './base/day.ts'
import { defined } from './base/shape.ts'
import { inOrderOfUse, listedFiles, renderFiles, renderDataFiles } from './app/render-pack.ts'
import type { ColumnsToKeep } from './app/remembered-columns.ts'
import { type Extensions, hasOwnCode, NO_EXTENSIONS, versionWith } from './app/extensions.ts'
import {
  checkSpreadsheetWords,
  type MaybePractices,
  type PracticeOptions,
  understandPractices,
  understandTemplates,
  type UnderstoodTemplates,
  unknownMessages,
  usable,
} from './app/understand.ts'
import { type ComposeContext, kindsWith, type SentMessage, type StartHere } from './compose/compose-context.ts'
import {
  composeDocuments,
  composeStartHere,
  issueDocuments,
  sectionNames,
  START_HERE,
} from './compose/compose-documents.ts'
import { toDos } from './compose/to-dos.ts'
import { composeDataFiles } from './compose/compose-data-files.ts'
import { checkPack } from './consistency/check-pack.ts'
import type { ChecklistView, Document, Format, LargePrint } from './document/document.ts'
import { themeFor, type Theme } from './document/theme.ts'
import { firstMissing } from './fonts/coverage.ts'
import { allEvents } from './model/data-files.ts'
import type { Checked, Finding } from './model/finding.ts'
import { type Guide, MILESTONES } from './model/guide.ts'
import type { Dialect, GuideNames, LetterData, Template } from './model/template.ts'
import type { Plan } from './model/plan.ts'
import type { TimingPolicy } from './model/policy.ts'
import type { PracticeTable } from './model/practice-table.ts'
import type { Practice } from './model/practice.ts'
import type { GuideSources, SourceFile } from './model/sources.ts'
import { BUILT_IN_GUIDE } from './base/files.ts'
import { parseGuide } from './guide/parse-guide.ts'
import { parseTimingPolicy } from './guide/timing-policy.ts'
import type { FailedRow } from './practices/parse-practices.ts'
import { asFinding } from './model/yaml-map.ts'
import { makeCalendar, type Calendar } from './plan/calendar.ts'
import { planForPractice } from './plan/plan-for-practice.ts'
import { readBase64 } from './practices/logo.ts'
import { readBuiltInData, readGuide } from './guide/read-guide.ts'
import { contentOf, findingsOfFiles, hashOfSources, inputsOf, keptPack, madeFrom } from './packs/pack-inputs.ts'
import { openWords, type Words } from './template/fill.ts'
import { askedOf, bothAsked, isNotAskedFor } from './packs/earlier-files.ts'
import {
  folderName,
  type Manifest,
  manifestPath,
  type MadeFrom,
  type ExistingPack,
  type WrittenFile,
} from './packs/manifest.ts'
import { writeManifest, writePack } from './packs/write-pack.ts'

/** Where the inputs of a run are, and how the practices are read. */
export interface InputOptions extends PracticeOptions {
  /** Folder of the guide. */
  readonly guide: string
  /** Folder of the templates. */
  readonly templates: string
}

/** What every practice of a run shares. */
export interface RunContext {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly templates: readonly Template[]
  readonly wordsFile: SourceFile
  readonly letters: LetterData
  /** The same hashes and the same tool, the same packs from the same row. */
  readonly hashes: Pick<MadeFrom, 'guide' | 'templates'>
  /** Worked out of the policy, once for a run or a worker. */
  readonly calendar: Calendar
  /** Worked out of the words file, once for a run or a worker. */
  readonly words: Words
  /** What a toolkit of one's own adds. */
  readonly own: Extensions
  /** False: code of one's own makes documents, and a worker cannot be given it. */
  readonly isPlain: boolean
}

/** A context without what is worked out of it: plain data, which a worker can be given. */
export type ContextData = Omit<RunContext, 'calendar' | 'words' | 'own' | 'isPlain'>

export const openContext = (data: ContextData, own: Extensions = NO_EXTENSIONS): RunContext => ({
  ...data,
  own,
  isPlain: !hasOwnCode(own),
  calendar: makeCalendar(data.policy.holidays),
  words: openWords(data.wordsFile),
})

/** Everything read and parsed, nothing planned yet. */
export interface Understood extends RunContext {
  readonly practices: readonly Practice[]
  /** Rows that cannot be planned; the others can be. */
  readonly failed: readonly FailedRow[]
  /** The failed rows, and those with a value that cannot be used and counts as not known. */
  readonly toFix: readonly FailedRow[]
  /** The practices file as read: results and the rows to fix are written from it. */
  readonly table: PracticeTable
  /** What the command said of columns, to be kept beside the practices file by what writes. */
  readonly columnsToKeep: ColumnsToKeep | null
  /** The guide as read, because its rules look at the pages too. */
  readonly guideSources: GuideSources
  /** What parsing found in the guide. */
  readonly parsingFindings: readonly Finding[]
  /** Findings about the guide and the templates. */
  readonly guideFindings: readonly Finding[]
  /** Findings about the practices file. */
  readonly practiceFindings: readonly Finding[]
  /** All findings. */
  readonly findings: readonly Finding[]
}

/** Read and parse the guide alone: all that `model` and `gaps` need. */
export async function readModel(directory: string): Promise<Checked<Guide>> {
  return parseGuide(await readGuide(directory, BUILT_IN_GUIDE))
}

/**
 * Read, parse, check: what everything that is made for practices starts with. The guide's rules are run, and what they find is
 * among the findings. Of a public guide, which others write, they are only said.
 *
 * @param asOf today: pages may be due for review
 * @param own what a toolkit of one's own adds
 * @throws UserError where a guide of our own kind has an error: some of what it says would be missing in every pack; and where
 *   nothing can be built at all
 */
export async function understandForPractices(
  options: InputOptions,
  asOf: IsoDay,
  own: Extensions = NO_EXTENSIONS,
): Promise<Understood> {
  const understood = await understand(options, false, own)
  // Workers load this file too, and run no rules.
  const { checkRules, refuseLosses } = await import('./app/checked-guide.ts')
  const rules = checkRules(understood.guideSources, understood.guide, asOf, own.rules)
  refuseLosses(understood.guide, [...understood.parsingFindings, ...rules], options.guide)
  const guideFindings = [...understood.guideFindings, ...rules]
  return { ...understood, guideFindings, findings: [...guideFindings, ...understood.practiceFindings] }
}

/**
 * Read and parse, for commands that report problems. The rules of the guide are not run.
 *
 * @param evenBroken true: problems in templates are only findings; nothing may then be made of them
 * @throws UserError where nothing can be understood at all
 */
export async function understand(
  options: MaybePractices<InputOptions>,
  evenBroken = false,
  own: Extensions = NO_EXTENSIONS,
): Promise<Understood> {
  const sources = await readGuide(options.guide, BUILT_IN_GUIDE)
  const guide = parseGuide(sources)
  const timing = evenBroken ? await policyEvenBroken(sources) : { value: parseTimingPolicy(sources.data), findings: [] }
  const templates = await understandTemplates(options.templates, evenBroken, namesOf(guide.value, timing.value), own)
  const sheets = await checkSpreadsheetWords(options.templates, guide.value.data)
  if (!evenBroken) usable({ ...templates, findings: sheets })
  const context = contextOf(sources, guide.value, templates, own, timing.value)
  const practices = await understandPractices(options, guide.value.data, firstMissing)
  // The guide reads the names of the policy's phases, and may have found the same.
  const said = new Set(guide.findings.map(({ message, place }) => `${place?.line} ${message}`))
  const ofPolicy = timing.findings.filter(({ message, place }) => !said.has(`${place?.line} ${message}`))
  const messages = unknownMessages(guide.value.tasks, templates.templates)
  const guideFindings = [...guide.findings, ...ofPolicy, ...templates.findings, ...sheets, ...messages]
  return {
    ...context,
    guideSources: sources,
    parsingFindings: guide.findings,
    practices: practices.value.practices,
    failed: practices.value.failed,
    toFix: practices.value.toFix,
    table: practices.table,
    columnsToKeep: practices.columnsToKeep,
    guideFindings,
    practiceFindings: practices.findings,
    findings: [...guideFindings, ...practices.findings],
  }
}

/** Where the guide's own policy has a problem, dates are checked by the one that ships. */
async function policyEvenBroken({ data }: GuideSources): Promise<Checked<TimingPolicy>> {
  try {
    return { value: parseTimingPolicy(data), findings: [] }
  } catch (error) {
    const finding = asFinding(error, 'data-unreadable')
    return { value: parseTimingPolicy(await readBuiltInData(BUILT_IN_GUIDE)), findings: [finding] }
  }
}

/** Days of messages on which a letter arrives. */
export const postedDays = (templates: readonly Template[]): string[] =>
  templates.flatMap(({ channel, send }) => (channel === 'letter' && send !== null ? [send] : []))

/** What templates may name of a guide. */
const namesOf = ({ kind, data, pages }: Guide, policy: TimingPolicy): GuideNames => ({
  roles: data.roles.map(({ id }) => id),
  days: [...MILESTONES, ...[...policy.patients, ...policy.parties].map(({ id }) => id)],
  sections: kind === 'own' ? sectionNames(pages) : null,
  phases: policy.phases.map(({ id }) => id),
})

/**
 * What planning and composing share, of a guide and templates that are read already.
 *
 * @param sources of the guide
 * @throws UserError where the timing policy cannot be used
 */
export const contextOf = (
  sources: GuideSources,
  guide: Guide,
  { templates, letters, wordsFile, files }: UnderstoodTemplates,
  own: Extensions = NO_EXTENSIONS,
  policy: TimingPolicy = parseTimingPolicy(sources.data),
): RunContext =>
  openContext(
    {
      guide,
      policy,
      templates,
      wordsFile,
      letters,
      hashes: {
        guide: hashOfSources([...sources.pages, ...sources.data.values()]),
        templates: hashOfSources(files),
      },
    },
    own,
  )

/** @param asOf today, `YYYY-MM-DD` */
export const planPractice = ({ guide, policy, calendar }: RunContext, practice: Practice, asOf: IsoDay): Plan =>
  planForPractice(guide, policy, calendar, practice, asOf)

export interface PackOptions {
  /** Folder of the packs. */
  readonly out: string
  /** Kinds of documents as a person asks for them: `checklist`, `cutover-plan`, `letters`, or one's own. */
  readonly documents: readonly string[]
  /** Absent: those that the row names, or for Word. */
  readonly dialects?: readonly Dialect[]
  /** Null: those that each document is made in where nobody asks for any. */
  readonly formats: readonly Format[] | null
  /** Views of the checklist besides the complete one. */
  readonly views: readonly ChecklistView[]
  /** Points of body text in large print; false: standard print. */
  readonly largePrint: LargePrint | false
  readonly allowSuperseded: boolean
  /** Make the pack again even if nothing changed. */
  readonly force: boolean
  /** Remove what an earlier run asked for and this one does not. */
  readonly prune?: boolean
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: IsoDay
}

export interface BuiltPack {
  readonly ods: string
  /** Folder of the pack inside the output folder; empty when it failed. */
  readonly dir: string
  readonly status: 'built' | 'unchanged' | 'failed'
  readonly files: readonly WrittenFile[]
  readonly findings: readonly Finding[]
}

/** The existing pack, if it was made from the same inputs: then nothing needs to be composed. Null otherwise. */
export function unchangedPack(
  context: RunContext,
  practice: Practice,
  options: PackOptions,
  before: ExistingPack | null,
): BuiltPack | null {
  if (before === null || options.force || isToPrune(before, options)) return null
  const { findings } = planPractice(context, practice, options.asOf)
  const kept = keptPack(
    before,
    inputsOf(madeFrom(context.hashes, practice, options), findings, versionWith(context.own)),
  )
  return kept && { ods: practice.ods, status: 'unchanged', ...kept }
}

/** Whoever runs the practice; where that person has no address, the practice. */
const contactOf = ({ contacts, text }: Practice): NonNullable<Manifest['contact']> => ({
  name: contacts['practice-manager']?.name ?? null,
  email: contacts['practice-manager']?.email ?? text.email,
})

/** What the pack asks the practice, and what messages lack, as columns of the practices file. */
const missingColumns = (context: ComposeContext, sent: readonly SentMessage[]): string[] => [
  ...new Set([
    ...toDos(context).flatMap(({ columns }) => columns.map(({ id }) => id)),
    ...sent.flatMap(({ missing }) => missing),
  ]),
]

const isToPrune = ({ manifest }: ExistingPack, { prune }: PackOptions): boolean =>
  prune === true && manifest.files.some(({ earlier }) => earlier === true)

/** Points of body text. */
const STANDARD_PRINT = 12

/**
 * Plan, compose, render, write: one practice. Where the documents are the same as those that the existing pack was made
 * from, nothing is rendered.
 *
 * @param before the pack that is in the output folder, or null
 * @throws UserError for a problem in a template that only appears when it is filled
 */
export async function buildPack(
  context: RunContext,
  practice: Practice,
  options: PackOptions,
  before: ExistingPack | null,
): Promise<BuiltPack> {
  const { guide, words, own } = context
  const version = versionWith(own)
  const { ods, name } = practice
  const plan = planPractice(context, practice, options.asOf)

  const logo = practice.logo === undefined ? {} : { logo: await readBase64(practice.logo.file) }
  const choice = { ...options, largePrint: options.largePrint !== false }
  const theme = themeFor(options.largePrint || STANDARD_PRINT, practice.text.colour ?? undefined)
  const { pagesOfLetter } = await import('./render/pdf/render-pdf.ts')
  const pagesOf = (letter: Document): number => pagesOfLetter(letter, theme)
  const composed = composeDocuments(plan, { ...context, ...logo, pagesOf }, choice)
  const hash = (shown: unknown): string => contentOf(shown, guide.edition.hash)
  const issuing = { before: before?.manifest.issued, today: options.asOf, hash, words }
  const others = issueDocuments(composed.documents, issuing)
  const kinds = kindsWith(own.documents)
  const withData = Object.values(kinds).some(
    ({ choice: asked, dataFiles }) => dataFiles === true && asked !== null && options.documents.includes(asked),
  )
  // Where no message was asked for, nobody knows which would be made.
  const messages = composed.sent.length === 0 ? {} : { sent: composed.sent }
  const papers = withData
    ? composeDataFiles({ ...context, plan, posted: postedDays(context.templates), ...messages })
    : null
  const byRole = options.views.includes('role')
  const naming = { ods, say: words.say }
  // A letter is there once, whoever prints it.
  const variants = new Set(composed.sent.flatMap((message) => message.documents.slice(1)))
  const listed = composed.documents.filter((document) => !variants.has(document))
  const files = await listedFiles(
    naming,
    listed,
    options.formats,
    papers === null ? null : { files: papers, byRole },
    own,
  )
  /** START HERE as on this day; the whole pack with it. */
  const withStart = async (from: IsoDay): Promise<ReturnType<typeof issueDocuments> & { readonly content: string }> => {
    const start = await startHere(plan, context, { from, files }, theme)
    const page = issueDocuments(start === null ? [] : [start], issuing)
    const issued = { ...page.issued, ...others.issued }
    const content = hash([version, theme, options.formats, issued, papers])
    return { documents: [...page.documents, ...others.documents], issued, content }
  }
  // Weeks begin with the day of issue: as long as nothing else is new, a later day makes no other page.
  const dayBefore = before?.manifest.issued[`${START_HERE}/${START_HERE}`]?.day
  const asBefore = dayBefore === undefined ? null : await withStart(dayBefore)
  const isSame = asBefore !== null && asBefore.content === before?.manifest.content
  const { documents, issued, content } = isSame ? asBefore : await withStart(options.asOf)
  const contradictions = checkPack({
    ...context,
    ...composed,
    documents: [...composed.pages, ...documents.filter(({ kind }) => kind === START_HERE)],
    plan,
    events: papers === null ? [] : allEvents(papers),
  })
  const found = [...composed.findings, ...contradictions]

  const from = madeFrom(context.hashes, practice, options)
  const asked = askedOf(options)
  const askedEarlier = bothAsked(before?.manifest.askedEarlier, before?.manifest.asked)
  const folder = before?.folder ?? folderName(ods, name)
  const about = {
    name,
    guide: guide.edition.label,
    tool: version,
    from,
    asked,
    inputs: inputsOf(from, plan.findings, version),
    content,
    // Documents that were not requested this time keep their day too.
    issued: { ...before?.manifest.issued, ...issued },
    findings: found,
    contact: contactOf(practice),
    missing: missingColumns({ ...context, plan }, composed.sent),
  }
  if (before?.complete && !options.force && !isToPrune(before, options) && before.manifest.content === about.content) {
    const { guide: edition, files } = before.manifest
    const findings = [...found, ...findingsOfFiles(before.manifest)]
    await writeManifest(options.out, `${folder}/${before.manifestPath}`, {
      ...before.manifest,
      ...about,
      ...(files.some(({ earlier }) => earlier === true) ? defined({ askedEarlier }) : {}),
      guide: edition,
      findings,
    })
    return { ods, dir: folder, status: 'unchanged', files, findings }
  }

  const state = { before: before?.manifest.calendar ?? {}, today: options.asOf }
  const made = papers === null ? null : await renderDataFiles(papers, naming, state, byRole)
  const written = inOrderOfUse(
    [...(await renderFiles(naming, documents, options.formats, theme, own)), ...(made === null ? [] : made.files)],
    words.say,
  )
  const calendar = made?.calendar ?? before?.manifest.calendar
  const manifest = calendar === undefined ? about : { ...about, calendar }
  const pack = await writePack(
    options.out,
    { ods, folder, files: written, manifest: manifestPath(words.say) },
    { ...manifest, ...defined({ askedEarlier }) },
    (file) => options.prune !== true && isNotAskedFor(file, askedEarlier, asked, kinds),
  )
  return {
    ods,
    dir: folder,
    status: 'built',
    files: pack.files,
    findings: [...found, ...pack.findings],
  }
}

/** How much START HERE may say in words, tried from the most. */
const MOST_DETAIL = 8

/** START HERE with as much in words as fits on one page; in large print it may take a second. */
async function startHere(
  plan: Plan,
  context: RunContext,
  start: Omit<StartHere, 'detail'>,
  theme: Theme,
): Promise<Document | null> {
  const compose = (detail: number): Document | null => composeStartHere(plan, context, { ...start, detail })
  const { fitsWithRoom } = await import('./render/pdf/render-pdf.ts')
  for (let detail = MOST_DETAIL; detail > 0 && theme.bodyPt === STANDARD_PRINT; detail -= 1) {
    const page = compose(detail)
    if (page === null || fitsWithRoom(page, theme)) return page
  }
  return compose(theme.bodyPt === STANDARD_PRINT ? 0 : MOST_DETAIL)
}
