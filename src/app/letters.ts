/**
 * Letters: proofs of the worst cases, verdicts on finished letters, example spreadsheets, the parts of a text message.
 *
 * @module
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { option } from '../base/text.ts'
import type { IsoDay } from '../base/day.ts'
import { composeProofs, missingColumns, profileNamed } from '../compose/compose-letters.ts'
import { isConditionTrue } from '../compose/shown-tasks.ts'
import { viewOfPlan } from '../compose/view-of-plan.ts'
import { type Document, DocumentError, type Zone } from '../document/document.ts'
import { themeFor } from '../document/theme.ts'
import { inspectLetter, type LetterVerdict } from '../inspect/letter/inspect-letter.ts'
import type { LetterProblem } from '../inspect/letter/zone-problems.ts'
import { smsParts } from '../letters/sms-parts.ts'
import { UserError, type Finding } from '../model/finding.ts'
import type { LetterData, PrinterProfile, Template } from '../model/template.ts'
import type { Practice } from '../model/practice.ts'
import { findingOf } from '../model/rules.ts'
import { planPractice, type RunContext } from '../pipeline.ts'
import { understandTemplates } from './understand.ts'

export interface ProofFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly pages: number
  readonly about: string
  readonly profile: string
  readonly faults: readonly LetterProblem[]
}

export interface Proofs {
  readonly files: readonly ProofFile[]
  readonly findings: readonly Finding[]
}

export interface ProofOptions {
  readonly asOf: IsoDay
  /** Ids of letters; absent: all. */
  readonly letters?: readonly string[]
  readonly profiles: readonly PrinterProfile[]
}

/** @throws UserError for a problem in a template that only appears when it is filled */
export async function proofLetters(context: RunContext, practice: Practice, options: ProofOptions): Promise<Proofs> {
  const plan = planPractice(context, practice, options.asOf)
  const composing = { guide: context.guide, policy: context.policy, plan, words: context.words }
  const files: ProofFile[] = []
  const findings: Finding[] = []
  for (const template of context.templates) {
    if (template.kind !== 'letters' || !(options.letters?.includes(template.id) ?? true)) continue
    const view = viewOfPlan({ ...composing, language: template.language })
    if (!template.when.every((one) => isConditionTrue(view, one))) continue
    const missing = missingColumns(template.requires, view)
    if (missing.length > 0) {
      const message = `There is no proof of ${template.id} for ${practice.name}: the columns ${missing.join(', ')} are empty.`
      findings.push(findingOf('letter-facts-missing', message, { practice: practice.ods }))
      continue
    }
    const profiles = options.profiles.filter((profile) => printsFor(profile, template, context.letters))
    for (const { document, profile, about } of composeProofs(template, view, composing, context.letters, profiles)) {
      const name = `${practice.ods}-${document.id}.pdf`
      try {
        const bytes = await pdfOf(document)
        const { faults, pages } = await inspectLetter(await pdfOf(withoutZones(document)), profile)
        files.push({ name, bytes, pages, about, profile: profile.id, faults: faults.filter(isOurs) })
      } catch (error) {
        // A proof exists to show what does not fit its zone.
        if (!(error instanceof DocumentError) || error.rule !== 'zone-too-small') throw error
        findings.push(findingOf(error.rule, error.message, { practice: practice.ods }))
      }
    }
  }
  return { files, findings }
}

/** A letter that is not sent through a service needs no proof on that service's paper. */
function printsFor({ id }: PrinterProfile, { dialects }: Template, { dialects: all }: LetterData): boolean {
  const users = all.filter(({ profile }) => profile === id)
  return users.length === 0 || users.some((dialect) => dialects.includes(dialect.id))
}

async function pdfOf(document: Document): Promise<Uint8Array> {
  const { renderDocument } = await import('../render/render.ts')
  const [rendered] = await renderDocument(document, ['pdf'], themeFor(12))
  if (!rendered) throw new Error(`Nothing was rendered of ${document.id}.`)
  return rendered.bytes
}

/** As it would be printed: the colours of a proof are where nothing may be printed. */
function withoutZones(document: Document): Document {
  if (document.letter === undefined) return document
  return { ...document, letter: { ...document.letter, shownZones: [] } }
}

/** The example addresses are deliberately invented. */
const isOurs = ({ rule }: LetterProblem): boolean => !rule.startsWith('address-')

/** The practice with the longest name and address. */
export function worstPractice(practices: readonly Practice[]): Practice | undefined {
  const length = ({ name, text }: Practice): number => name.length + Object.values(text).join('').length
  return [...practices].sort((a, b) => length(b) - length(a))[0]
}

/** Writes proofs into a folder, which is created if necessary. */
export async function writeProofs(folder: string, files: readonly ProofFile[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const { name, bytes } of files) await writeFile(join(folder, name), bytes)
}

/**
 * A printer profile with a known address position.
 *
 * @param window the position, for a printer where nobody has published it
 * @throws UserError for an unknown printer, or a position that is not known
 */
export function usableProfile(id: string, letters: LetterData, window: Zone | undefined): PrinterProfile {
  const found = profileNamed(id, letters)
  const profile = window === undefined ? found : { ...found, address: window }
  if (profile.address === null)
    throw new UserError(
      'usage',
      `The position of the address on “${profile.name}” is not known: nobody has published it.`,
      `Ask your mailing service and add ${option('window', 'x,y,width,height')} in mm from the top left corner of the page.`,
    )
  return profile
}

export interface JudgedLetter extends LetterVerdict {
  readonly file: string
}

export interface JudgedLetters {
  readonly profile: PrinterProfile
  readonly letters: readonly JudgedLetter[]
}

export interface JudgeOptions {
  /** Id of the printer profile. */
  readonly profile: string
  /** Folder with `printer-profiles.yaml`. */
  readonly templates: string
  /** Position of the address, for a printer where nobody has published it. */
  readonly window?: Zone
}

/** Judges PDFs by the rules of the printer that they are for. @throws UserError */
export async function judgeLetters(files: readonly string[], options: JudgeOptions): Promise<JudgedLetters> {
  const profile = usableProfile(options.profile, (await understandTemplates(options.templates)).letters, options.window)
  const letters: JudgedLetter[] = []
  for (const file of files) letters.push({ file, ...(await inspectLetter(await bytesOf(file), profile)) })
  return { profile, letters }
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw new UserError('input', `The file ${file} cannot be read.`, 'Check its name and folder.', { cause })
  }
}

/** Writes example spreadsheets for the mail merge, one empty and one filled for each dialect. @returns their paths */
export async function writeExamples(templatesFolder: string, out: string): Promise<readonly string[]> {
  const { exampleSpreadsheets } = await import('../letters/postal-address.ts')
  const { templates, letters } = await understandTemplates(templatesFolder)
  const files = exampleSpreadsheets(
    templates.filter(({ kind }) => kind === 'letters'),
    letters,
  )
  await mkdir(out, { recursive: true })
  for (const { name, text } of files) await writeFile(join(out, name), text)
  return files.map(({ name }) => join(out, name))
}

/** The parts in which the text message in a file is sent and charged. */
export async function countSms(file: string): Promise<ReturnType<typeof smsParts> & { readonly file: string }> {
  const text = new TextDecoder().decode(await bytesOf(file)).replace(/\s+$/, '')
  return { file, ...smsParts(text) }
}
