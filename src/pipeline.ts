/**
 * The stages in order. Read this first; each stage says in its own file what it takes and gives.
 *
 *     guide/*.md ─┐
 *     templates/ ─┼─ read ─ parse ─ check ─ plan ─ compose ─ render ─ write ─ output/<ods>-<name>/
 *     practices ──┘
 *
 * @module
 */
import { composeDocuments, type Composed } from './compose/compose-documents.ts'
import { sayPlan, type SaidPlan } from './compose/say-plan.ts'
import { themeFor } from './document/theme.ts'
import type { Format } from './document/format.ts'
import { firstMissing } from './fonts/coverage.ts'
import { UserError, type Checked, type Finding } from './model/finding.ts'
import type { Guide } from './model/guide.ts'
import type { Plan } from './model/plan.ts'
import type { TimingPolicy } from './model/policy.ts'
import type { Practice } from './model/practice.ts'
import type { Template } from './model/template.ts'
import { BUILT_IN_GUIDE, toolVersion } from './package-root.ts'
import { parseGuide } from './parse/parse-guide.ts'
import { parsePractices, type FailedRow } from './parse/practices/parse-practices.ts'
import { parseTemplate } from './parse/parse-template.ts'
import { parseTimingPolicy } from './parse/parse-timing-policy.ts'
import { makeCalendar, type Calendar } from './plan/calendar.ts'
import { planForPractice } from './plan/plan-for-practice.ts'
import { readGuide } from './read/read-guide.ts'
import { readPractices } from './read/read-practices.ts'
import { readTemplates } from './read/read-templates.ts'
import { openWords, type Words } from './template/words.ts'
import { folderName } from './write/folder-name.ts'
import { readManifest, sha256, writePack, type WrittenFile } from './write/write-pack.ts'

/** Read and parse the guide alone: all that `model` and `gaps` need. */
export async function readModel(directory: string): Promise<Checked<Guide>> {
  return parseGuide(await readGuide(directory, BUILT_IN_GUIDE))
}

export interface Sources {
  readonly guide: string
  readonly templates: string
  readonly practices: string
  readonly only?: readonly string[]
  readonly map?: ReadonlyMap<string, string>
}

/** Everything understood, nothing planned yet. */
export interface Understood {
  readonly guide: Guide
  readonly policy: TimingPolicy
  readonly calendar: Calendar
  readonly templates: readonly Template[]
  readonly words: Words
  readonly practices: readonly Practice[]
  /** Rows that cannot be planned; the others can. */
  readonly failed: readonly FailedRow[]
  readonly findings: readonly Finding[]
}

/** Read, parse, check. @throws UserError where nothing can be built at all */
export async function understand(sources: Sources): Promise<Understood> {
  const guideSources = await readGuide(sources.guide, BUILT_IN_GUIDE)
  const guide = parseGuide(guideSources)
  const policy = parseTimingPolicy(guideSources.data)
  const templateSources = await readTemplates(sources.templates)
  const templates = templateSources.templates.map(parseTemplate)
  const templateFindings = templates.flatMap(({ findings }) => findings)
  if (templateFindings.some(({ severity }) => severity === 'error'))
    throw new UserError(2, 'A template cannot be used, so nothing was made.', 'Mend the templates named above.', {
      findings: templateFindings,
    })
  const practices = parsePractices(await readPractices(sources.practices), guide.value.data, {
    missingCharacter: firstMissing,
    ...(sources.only ? { only: sources.only } : {}),
    ...(sources.map ? { map: sources.map } : {}),
  })
  return {
    guide: guide.value,
    policy,
    calendar: makeCalendar(policy.holidays),
    templates: templates.map(({ value }) => value),
    words: openWords(templateSources.words),
    practices: practices.value.practices,
    failed: practices.value.failed,
    findings: [...guide.findings, ...templateFindings, ...practices.findings],
  }
}

export const planPractice = ({ guide, policy, calendar }: Understood, practice: Practice, asOf: string): Plan =>
  planForPractice(guide, policy, calendar, practice, asOf)

/** The plan with its reasons and findings in words. */
export const explainPlan = ({ guide, words }: Understood, plan: Plan): SaidPlan => sayPlan(plan, guide, words)

export interface BuildOptions {
  readonly out: string
  readonly documents: readonly Template['kind'][]
  readonly formats: readonly Format[]
  readonly largePrint: boolean
  readonly allowSuperseded: boolean
  readonly force: boolean
  readonly asOf: string
}

export interface BuiltPack {
  readonly ods: string
  readonly dir: string
  readonly status: 'built' | 'unchanged' | 'failed'
  readonly files: readonly WrittenFile[]
  readonly findings: readonly Finding[]
}

/** Plan, compose, render, write: one practice. */
export async function buildPack(understood: Understood, practice: Practice, options: BuildOptions): Promise<BuiltPack> {
  const plan = planPractice(understood, practice, options.asOf)
  const { documents, findings } = composeDocuments(plan, understood, options)
  const folder = folderName(practice.ods, practice.name)
  const theme = themeFor(options.largePrint ? 18 : 12)
  const about = { name: practice.name, guide: understood.guide.edition.label, tool: toolVersion() }
  const content = sha256(JSON.stringify([about, theme, options.formats, documents]))
  const pack = { ods: practice.ods, dir: folder, findings }

  const before = options.force ? null : await readManifest(options.out, folder)
  if (before?.content === content) return { ...pack, status: 'unchanged', files: before.files }

  const files = await renderFiles(practice.ods, documents, options.formats, theme)
  const written = await writePack(options.out, { ods: practice.ods, folder, files, findings }, { ...about, content })
  return { ...pack, status: 'built', files: written }
}

async function renderFiles(
  ods: string,
  documents: Composed['documents'],
  formats: readonly Format[],
  theme: ReturnType<typeof themeFor>,
) {
  const { renderDocument } = await import('./render/render.ts')
  const files = []
  for (const document of documents)
    for (const { format, copy, bytes, pages } of await renderDocument(document, formats, theme)) {
      // Only PDF has both copies; its print copy is the plain name.
      const suffix = format === 'pdf' && copy === 'fill-in' ? '-fill-in' : ''
      const name = `${ods}-${document.id}${suffix}.${format}`
      files.push({ name, document: document.kind, format, copy, bytes, pages })
    }
  return files
}
