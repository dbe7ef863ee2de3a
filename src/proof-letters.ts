/**
 * Proofs of letters: compose the worst cases, render them, judge them by their printer's rules.
 *
 * A second small pipeline beside `pipeline.ts`: it introduces the same stages, for one practice and PDF alone.
 *
 * @module
 */
import type { IsoDay } from './base/day.ts'
import { composeProofs } from './compose/compose-proofs.ts'
import { holds } from './compose/holds.ts'
import { missingColumns } from './compose/required-facts.ts'
import { viewOfPlan } from './compose/view-of-plan.ts'
import type { Document } from './document/document.ts'
import { themeFor } from './document/theme.ts'
import { inspectLetter } from './inspect/letter/inspect-letter.ts'
import type { LetterProblem } from './inspect/letter/letter-problem.ts'
import type { Finding } from './model/finding.ts'
import type { LetterData, PrinterProfile } from './model/letter.ts'
import type { Practice } from './model/practice.ts'
import type { Template } from './model/template.ts'
import { planPractice, type Kit } from './pipeline.ts'

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

export async function proofLetters(kit: Kit, practice: Practice, options: ProofOptions): Promise<Proofs> {
  const plan = planPractice(kit, practice, options.asOf)
  const telling = { guide: kit.guide, policy: kit.policy, plan, words: kit.words }
  const files: ProofFile[] = []
  const findings: Finding[] = []
  for (const template of kit.templates) {
    if (template.kind !== 'letters' || !(options.letters?.includes(template.id) ?? true)) continue
    const view = viewOfPlan({ ...telling, language: template.language })
    if (!template.when.every((one) => holds(view, one))) continue
    const missing = missingColumns(template, view)
    if (missing.length > 0) {
      const message = `There is no proof of ${template.id} for ${practice.name}: the columns ${missing.join(', ')} are empty.`
      findings.push({ rule: 'letter-facts-missing', severity: 'warning', message, practice: practice.ods })
      continue
    }
    const profiles = options.profiles.filter((profile) => printsFor(profile, template, kit.letters))
    for (const { document, profile, about } of composeProofs(template, view, telling, kit.letters, profiles)) {
      const name = `${practice.ods}-${document.id}.pdf`
      try {
        const bytes = await pdfOf(document)
        const { faults, pages } = await inspectLetter(await pdfOf(withoutZones(document)), profile)
        files.push({ name, bytes, pages, about, profile: profile.id, faults: faults.filter(isOurs) })
      } catch (error) {
        // What does not fit its zone is just what a proof is for.
        if (!(error instanceof Error) || error.name !== 'ZoneTooSmallError') throw error
        findings.push({ rule: 'zone-too-small', severity: 'error', message: error.message, practice: practice.ods })
      }
    }
  }
  return { files, findings }
}

/** A letter that nobody sends through a service needs no proof on its paper. */
function printsFor({ id }: PrinterProfile, { dialects }: Template, { dialects: all }: LetterData): boolean {
  const users = all.filter(({ profile }) => profile === id)
  return users.length === 0 || users.some((dialect) => dialects.includes(dialect.id))
}

async function pdfOf(document: Document): Promise<Uint8Array> {
  const { renderDocument } = await import('./render/render.ts')
  const [rendered] = await renderDocument(document, ['pdf'], themeFor(12))
  if (!rendered) throw new Error(`Nothing was rendered of ${document.id}.`)
  return rendered.bytes
}

/** As it would be printed: the colours of a proof stand where nothing may stand. */
function withoutZones(document: Document): Document {
  if (document.letter === undefined) return document
  return { ...document, letter: { ...document.letter, shownZones: [] } }
}

/** The example addresses are invented on purpose. */
const isOurs = ({ rule }: LetterProblem): boolean => !rule.startsWith('address-')
