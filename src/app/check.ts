/**
 * All findings about the inputs of a run, in words. Writes nothing.
 *
 * @module
 */
import { addDays, type IsoDay } from '../base/day.ts'
import type { Document } from '../document/document.ts'
import { aroundMissing, firstMissing, glyphProblem } from '../fonts/coverage.ts'
import { type Finding, UserError } from '../model/finding.ts'
import { MILESTONES } from '../model/guide.ts'
import type { Practice } from '../model/practice.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Template } from '../model/template.ts'
import { parsePractices } from '../practices/parse-practices.ts'
import { tableFromCsv } from '../practices/read-table.ts'
import type { MaybePractices } from './understand.ts'
import { checkPacks, type OnStep, packsNotChecked } from './check-packs.ts'
import { planPractice, understand, type InputOptions, type Understood } from '../pipeline.ts'
import { checkRules } from './checked-guide.ts'
import { choicesWith } from '../compose/compose-context.ts'
import { composeDocuments } from '../compose/compose-documents.ts'
import { findingOf } from '../model/rules.ts'
import { type Extensions, NO_EXTENSIONS } from './extensions.ts'
import { explainFindings } from './plan-practices.ts'

export interface CheckedInputs {
  readonly understood: Understood
  /** About the practices file. */
  readonly practices: readonly Finding[]
  /** About the dates of each practice, and what its pages say of the same thing. */
  readonly dates: readonly Finding[]
  /** About the guide and the templates. */
  readonly guide: readonly Finding[]
  /** All of them. */
  readonly findings: readonly Finding[]
}

/**
 * @param options `practices: null`: the guide and the templates alone
 * @param asOf today, `YYYY-MM-DD`
 * @throws UserError where nothing could be built at all
 */
export async function checkInputs(
  options: MaybePractices<InputOptions>,
  asOf: IsoDay,
  own: Extensions = NO_EXTENSIONS,
  onPack?: OnStep,
): Promise<CheckedInputs> {
  const understood = await understand(options, true, own)
  const dates = understood.practices.flatMap((practice) => explainFindings(understood, practice, asOf))
  const invented = options.practices === null ? inventedPractice(understood, asOf) : undefined
  const example = invented && withEverything(invented, understood, asOf)
  const packs =
    options.practices !== null && understood.practices.length === 0
      ? []
      : hasBrokenTemplate(understood)
        ? [packsNotChecked('a template has an error. Fix that first.')]
        : checkPacks(understood, understood.practices, example, asOf, onPack)
  const rules = [
    ...checkRules(understood.guideSources, understood.guide, asOf, own.rules),
    ...composeForTrial(understood, asOf),
    ...(options.practices === null ? packs : []),
  ]
  const ofPractices = options.practices === null ? [] : packs
  return {
    understood,
    practices: understood.practiceFindings,
    dates: [...dates, ...ofPractices],
    guide: [...understood.guideFindings, ...rules],
    findings: [...understood.findings, ...rules, ...dates, ...ofPractices],
  }
}

/** Templates with an error hold words that cannot be compiled, and so does each template with such a part. */
const hasBrokenTemplate = ({ guideFindings }: Understood): boolean =>
  guideFindings.some(({ severity, place }) => severity === 'error' && place?.file.endsWith('.hbs') === true)

/**
 * Everything is composed for the first practice and for two invented ones, one that says yes to everything and one that says
 * nothing, and each message whatever its conditions: some problems only show in a filled template.
 */
function composeForTrial(understood: Understood, asOf: IsoDay): Finding[] {
  const broken = understood.guideFindings.filter(({ severity }) => severity === 'error').map(({ place }) => place?.file)
  // Templates hold the words of their parts.
  if (broken.some((file) => file?.endsWith('.part.hbs'))) return []
  const templates = understood.templates.filter(({ file }) => !broken.includes(file))
  const invented = inventedPractice(understood, asOf)
  const practices = [
    ...understood.practices.slice(0, 1),
    ...(invented === undefined ? [] : [invented, withEverything(invented, understood, asOf)]),
  ]
  const findings: Finding[] = []
  const made: Document[] = []
  const refused = new Set<Template>()
  for (const practice of practices) {
    const plan = planPractice(understood, practice, asOf)
    const compose = (some: readonly Template[]): readonly Document[] =>
      composeDocuments(
        plan,
        { ...understood, templates: some },
        { documents: choicesWith(understood.own.documents), allowSuperseded: true, unasked: true },
      ).documents
    /** Halves until the templates with a problem are found: most folders have none. */
    const tryThese = (some: readonly Template[]): void => {
      try {
        made.push(...compose(some))
      } catch (error) {
        if (!(error instanceof UserError)) throw error
        const [template] = some
        if (template === undefined) throw error
        const half = Math.ceil(some.length / 2)
        if (some.length > 1) [some.slice(0, half), some.slice(half)].forEach(tryThese)
        else {
          refused.add(template)
          const place = { file: template.file, line: template.bodyLine, column: 1 }
          findings.push(findingOf('broken-template', `${error.message} ${error.advice}`, { place }))
        }
      }
    }
    tryThese(templates.filter((template) => !refused.has(template)))
  }
  return [...findings, ...charactersWithoutGlyph(made, understood)]
}

/** What a PDF would refuse, at its place in the templates or the guide. Rows were looked at when they were read. */
function charactersWithoutGlyph(
  made: readonly Document[],
  { guideSources, templates, wordsFile }: Understood,
): Finding[] {
  const sources: readonly (SourceFile & { readonly from?: number })[] = [
    ...templates.map(({ file, body, bodyLine }) => ({ file, text: body, from: bodyLine })),
    ...templates.map(({ file, title }) => ({ file, text: title })),
    wordsFile,
    ...guideSources.pages,
    ...guideSources.data.values(),
  ]
  const findings = new Map<string, Finding>()
  for (const document of made.filter(({ formats }) => formats?.includes('pdf') !== false))
    for (const text of stringsIn(document)) {
      const missing = firstMissing(text)
      if (missing === null || findings.has(missing.character)) continue
      const { character } = missing
      const source = sources.find((one) => asWritten(one.text).includes(character))
      // Written as an entity, say: then the template that printed it.
      const file = source?.file ?? templates.find(({ id }) => document.id.includes(id))?.file ?? wordsFile.file
      const before = source?.text.slice(0, asWritten(source.text).indexOf(character)).split('\n').length ?? 1
      findings.set(
        character,
        findingOf(
          'character-without-glyph',
          `${glyphProblem(character, aroundMissing(text, missing))}. Use another character: no PDF with it can be made.`,
          { place: { file, line: (source?.from ?? 1) + before - 1, column: 1 } },
        ),
      )
    }
  return [...findings.values()]
}

/** As readers of Markdown take it: the character of no bytes is replaced. As long as the text. */
const asWritten = (text: string): string => text.replaceAll('\0', '\uFFFD')

/** Parts of a document that nobody reads. */
const UNSEEN: readonly string[] = ['id', 'href', 'subject', 'author']

function* stringsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value
  else if (typeof value === 'object' && value !== null)
    for (const [name, inner] of Object.entries(value)) if (!UNSEEN.includes(name)) yield* stringsIn(inner)
}

const DAYS_AHEAD = 140

function inventedPractice({ guide }: Understood, asOf: IsoDay): Practice | undefined {
  const [from, to] = guide.data.systems
  if (from === undefined || to === undefined) return undefined
  const row = `Z99999,Example Practice,"${from.name}","${to.name}",${addDays(asOf, DAYS_AHEAD)}`
  const table = tableFromCsv('example.csv', `ods_code,name,current_system,new_system,go_live\n${row}\n`, [])
  return parsePractices(table, guide.data, { missingCharacter: firstMissing }).value.practices[0]
}

/** The practice that says yes to everything, knows everything, and has confirmed it. */
function withEverything(practice: Practice, { guide: { data } }: Understood, asOf: IsoDay): Practice {
  const confirmed = MILESTONES.map((id) => [id, 'confirmed'] as const)
  const word = 'Example'
  const contact = { name: word, phone: word, email: word, deputy: word, outOfHours: word }
  return {
    ...practice,
    fixed: Object.fromEntries(Object.entries(practice.fixed).map(([id, one]) => [id, { ...one, status: 'confirmed' }])),
    statuses: Object.fromEntries(confirmed.filter(([id]) => practice.fixed[id] === undefined)),
    repeatOrderBy: addDays(practice.goLive, -14),
    previousGoLive: addDays(asOf, 7),
    appsOff: addDays(practice.goLive, -10),
    patients: 10_000,
    text: { ...mapTexts(practice.text, word), colour: null, logo: null },
    contacts: Object.fromEntries(data.roles.map(({ id }) => [id, contact])),
    conditions: Object.fromEntries(data.conditions.map(({ id }) => [id, true])),
  }
}

const mapTexts = (texts: Practice['text'], word: string): Practice['text'] =>
  Object.fromEntries(Object.keys(texts).map((id) => [id, word])) as Practice['text']
