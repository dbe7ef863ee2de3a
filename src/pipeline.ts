/**
 * The stages in order. Read this first; each stage says in its own file what it takes and gives.
 *
 *     guide/*.md ─┐
 *     templates/ ─┼─ read ─ parse ─ check ─ plan ─ compose ─ render ─ write ─ output/<ods>-<name>/
 *     practices ──┘
 *
 * @module
 */
import type { IsoDay } from './base/day.ts'
import { composeDocuments, type DocumentChoice } from './compose/compose-documents.ts'
import { issueDocuments } from './compose/issue-documents.ts'
import { sayFinding } from './compose/say-finding.ts'
import { composePapers } from './compose/compose-papers.ts'
import { sayPlan, type SaidPlan } from './compose/say-plan.ts'
import type { ChecklistView } from './document/document.ts'
import { themeFor, type LargePrint } from './document/theme.ts'
import type { Format } from './document/format.ts'
import { firstMissing } from './fonts/coverage.ts'
import { UserError, type Checked, type Finding } from './model/finding.ts'
import type { Guide } from './model/guide.ts'
import type { Dialect, LetterData } from './model/letter.ts'
import type { Plan } from './model/plan.ts'
import type { TimingPolicy } from './model/policy.ts'
import type { PracticeTable } from './model/practice-table.ts'
import type { Practice } from './model/practice.ts'
import type { SourceFile } from './model/sources.ts'
import type { Template } from './model/template.ts'
import { BUILT_IN_GUIDE, BUILT_IN_TEMPLATES, toolVersion } from './base/package-root.ts'
import { parseGuide } from './parse/parse-guide.ts'
import type { FailedRow } from './parse/practices/parse-practices.ts'
import { LETTER_DATA_FILES, parseLetterData } from './template/letter-data.ts'
import { parseTemplate } from './template/parse-template.ts'
import { checkParts, partsByName } from './template/parts.ts'
import { parseTimingPolicy } from './parse/parse-timing-policy.ts'
import { makeCalendar, type Calendar } from './plan/calendar.ts'
import { findingsForPractice, planForPractice } from './plan/plan-for-practice.ts'
import { readBase64 } from './read/read-base64.ts'
import { readGuide } from './read/read-guide.ts'
import { readTemplates, type TemplateSources } from './read/read-templates.ts'
import { renderFiles, renderPapers } from './render-pack.ts'
import { openWords, type Words } from './template/words.ts'
import { understandPractices, type PracticeFlags } from './understand-practices.ts'
import { folderName } from './write/folder-name.ts'
import { EDITED, type MadeFrom, type StandingPack, type WrittenFile } from './write/manifest.ts'
import { sha256, writeManifest, writePack } from './write/write-pack.ts'

/** Read and parse the guide alone: all that `model` and `gaps` need. */
export async function readModel(directory: string): Promise<Checked<Guide>> {
  return parseGuide(await readGuide(directory, BUILT_IN_GUIDE))
}

export interface Sources extends PracticeFlags {
  readonly guide: string
  readonly templates: string
}

/** What every practice of a run shares, as plain data: it can be handed to a worker. */
export interface Shared {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly templates: readonly Template[]
  readonly wordsFile: SourceFile
  readonly letters: LetterData
  /** The same hashes and the same tool, the same packs from the same row. */
  readonly hashes: Pick<MadeFrom, 'guide' | 'templates'>
}

/** The shared data with what is worked out of it once for a run, or once for a worker. */
export interface Kit extends Shared {
  readonly calendar: Calendar
  readonly words: Words
}

export const openKit = (shared: Shared): Kit => ({
  ...shared,
  calendar: makeCalendar(shared.policy.holidays),
  words: openWords(shared.wordsFile),
})

/** Everything understood, nothing planned yet. */
export interface Understood extends Kit {
  readonly practices: readonly Practice[]
  /** Rows that cannot be planned; the others can. */
  readonly failed: readonly FailedRow[]
  /** The practices file as read: results and rows to mend are written from it. */
  readonly table: PracticeTable
  /** What is said of the guide and the templates. */
  readonly guideFindings: readonly Finding[]
  /** What is said of the practices file. */
  readonly practiceFindings: readonly Finding[]
  /** Both. */
  readonly findings: readonly Finding[]
}

/** The templates and the data of letters beside them. @throws UserError 2 when a template has a mistake */
export async function readLetters(directory: string): Promise<{
  readonly sources: TemplateSources
  readonly letters: LetterData
  readonly templates: readonly Template[]
  readonly findings: readonly Finding[]
}> {
  const sources = await readTemplates(directory, BUILT_IN_TEMPLATES, LETTER_DATA_FILES)
  const letters = parseLetterData(sources.data)
  const parts = partsByName(sources.parts)
  const templates = sources.templates.map((source) => parseTemplate(source, letters, parts))
  const findings = [...checkParts(parts, letters), ...templates.flatMap((template) => template.findings)]
  if (findings.some(({ severity }) => severity === 'error'))
    throw new UserError(2, 'A template cannot be used, so nothing was made.', 'Mend the templates named above.', {
      findings,
    })
  return { sources, letters, templates: templates.map(({ value }) => value), findings }
}

/** Read, parse, check. @throws UserError where nothing can be built at all */
export async function understand(sources: Sources): Promise<Understood> {
  const guideSources = await readGuide(sources.guide, BUILT_IN_GUIDE)
  const guide = parseGuide(guideSources)
  const policy = parseTimingPolicy(guideSources.data)
  const {
    sources: templateSources,
    letters,
    templates,
    findings: templateFindings,
  } = await readLetters(sources.templates)
  const practices = await understandPractices(sources, guide.value.data, firstMissing)
  const kit = openKit({
    guide: guide.value,
    policy,
    templates,
    wordsFile: templateSources.words,
    letters,
    hashes: {
      guide: hashOf([...guideSources.pages, ...guideSources.data.values()]),
      templates: hashOf([
        ...templateSources.templates,
        templateSources.words,
        ...templateSources.data.values(),
        ...templateSources.parts,
      ]),
    },
  })
  const guideFindings = [...guide.findings, ...templateFindings]
  return {
    ...kit,
    practices: practices.value.practices,
    failed: practices.value.failed,
    table: practices.table,
    guideFindings,
    practiceFindings: practices.findings,
    findings: [...guideFindings, ...practices.findings],
  }
}

const hashOf = (files: readonly SourceFile[]): string =>
  sha256(JSON.stringify(files.map(({ file, text }) => [file, text])))

export const planPractice = ({ guide, policy, calendar }: Kit, practice: Practice, asOf: IsoDay): Plan =>
  planForPractice(guide, policy, calendar, practice, asOf)

/** The plan with its reasons and findings in words. */
export const explainPlan = ({ guide, words }: Kit, plan: Plan): SaidPlan => sayPlan(plan, guide, words)

/** Only the findings about a practice's dates, in words: what `check` needs. */
export const explainFindings = (
  { guide, policy, calendar, words }: Kit,
  practice: Practice,
  asOf: IsoDay,
): readonly Finding[] =>
  findingsForPractice(guide, policy, calendar, practice, asOf).map((finding) =>
    sayFinding(finding, practice.ods, words),
  )

export interface BuildOptions {
  readonly out: string
  readonly documents: readonly DocumentChoice[]
  /** Absent: letters in every dialect. */
  readonly dialects?: readonly Dialect[]
  readonly formats: readonly Format[]
  /** Views of the checklist besides the whole one. */
  readonly views: readonly ChecklistView[]
  /** Points of body text in large print; false: standard print. */
  readonly largePrint: LargePrint | false
  readonly allowSuperseded: boolean
  readonly force: boolean
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

/**
 * The pack as it stands, if it was made from the same inputs: then nothing needs to be composed. Null otherwise.
 *
 * @param before the pack that stands in the output folder, or null
 */
export function unchangedPack(
  kit: Kit,
  practice: Practice,
  options: BuildOptions,
  before: StandingPack | null,
): BuiltPack | null {
  if (!before?.whole || options.force) return null
  const plan = planPractice(kit, practice, options.asOf)
  if (before.manifest.inputs !== inputsOf(plan, madeFrom(kit, practice, options))) return null
  const { files, findings } = before.manifest
  return { ods: practice.ods, dir: before.folder, status: 'unchanged', files, findings }
}

const madeFrom = ({ hashes }: Shared, practice: Practice, options: BuildOptions): MadeFrom => ({
  // Of a logo the picture counts, not the folder it was in.
  row: sha256(JSON.stringify({ ...practice, logo: [practice.logo?.sha256, practice.logo?.whose] })),
  ...hashes,
  choices: hashOfChoices(options),
})

/** Hash of everything that decides a pack; of the as-of date only what it changes. */
const inputsOf = ({ findings }: Plan, from: MadeFrom): string => sha256(JSON.stringify([toolVersion(), from, findings]))

/**
 * Hash of what the files show. The digits that tell editions apart are left out: where they alone differ, the pack that
 * stands says the same, and names the edition that it was made from.
 */
const contentOf = (kit: Kit, shown: unknown): string =>
  sha256(JSON.stringify(shown).replaceAll(kit.guide.edition.hash, ''))

/**
 * Plan, compose, render, write: one practice. Where the documents turn out the same as those that the standing pack was
 * made from, nothing is rendered.
 *
 * @throws UserError 2 for a mistake in a template that only filling it in brings out
 */
export async function buildPack(
  kit: Kit,
  practice: Practice,
  options: BuildOptions,
  before: StandingPack | null,
): Promise<BuiltPack> {
  const plan = planPractice(kit, practice, options.asOf)
  const folder = before?.folder ?? folderName(practice.ods, practice.name)
  const pack = { ods: practice.ods, dir: folder }
  const from = madeFrom(kit, practice, options)
  const inputs = inputsOf(plan, from)
  const logo = practice.logo === undefined ? {} : { logo: await readBase64(practice.logo.file) }
  const choice = { ...options, largePrint: options.largePrint !== false }
  const { documents, findings } = composeDocuments(plan, { ...kit, ...logo }, choice)
  const { documents: dated, issued } = issueDocuments(documents, {
    before: before?.manifest.issued,
    today: options.asOf,
    hash: (document) => contentOf(kit, document),
    words: kit.words,
  })
  const theme = themeFor(options.largePrint || STANDARD_PRINT, practice.text.colour ?? undefined)
  const papers = options.documents.includes('cutover-plan') ? composePapers({ ...kit, plan }) : null
  const content = contentOf(kit, [toolVersion(), theme, options.formats, issued, papers])
  const about = {
    name: practice.name,
    guide: kit.guide.edition.label,
    tool: toolVersion(),
    from,
    inputs,
    content,
    // What was not asked for this time keeps its day too.
    issued: { ...before?.manifest.issued, ...issued },
    findings,
  }
  if (before?.whole && !options.force && before.manifest.content === content) {
    const { guide, files } = before.manifest
    const edited = before.manifest.findings.filter(({ rule }) => rule === EDITED)
    const all = [...findings, ...edited]
    await writeManifest(options.out, folder, { ...before.manifest, ...about, guide, findings: all })
    return { ...pack, status: 'unchanged', files, findings: all }
  }
  const made = papers === null ? null : await renderPapers(papers, practice.ods, before?.manifest.calendar)
  const files = [
    ...(await renderFiles(practice.ods, dated, options.formats, theme)),
    ...(made === null ? [] : made.files),
  ]
  const calendar = made?.calendar ?? before?.manifest.calendar
  const known = calendar === undefined ? about : { ...about, calendar }
  const written = await writePack(options.out, { ods: practice.ods, folder, files }, known)
  return { ...pack, status: 'built', files: written.files, findings: [...findings, ...written.findings] }
}

/** Points of body text. */
const STANDARD_PRINT = 12

/** Hash of the options that decide what a pack holds. */
export const hashOfChoices = (options: BuildOptions): string => {
  const { documents, dialects, formats, views, largePrint, allowSuperseded } = options
  return sha256(JSON.stringify([documents, dialects ?? null, formats, views, largePrint, allowSuperseded]))
}
