/**
 * Hashes of a pack's inputs: the same inputs give the same pack.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { PlanFinding } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import type { SourceFile } from '../model/sources.ts'
import type { PackChoices } from './earlier-files.ts'
import { EARLIER, EDITED, type MadeFrom, type Manifest, type ExistingPack, type WrittenFile } from './manifest.ts'
import { sha256 } from './write-pack.ts'

/** Hash of the names and texts of files. */
export const hashOfSources = (files: readonly SourceFile[]): string =>
  sha256(JSON.stringify(files.map(({ file, text }) => [file, text])))

/** Hash of the options that decide what a pack contains. */
export const hashOfChoices = (choices: PackChoices): string => {
  const { documents, dialects, formats, views, largePrint, allowSuperseded } = choices
  return sha256(JSON.stringify([documents, dialects ?? null, formats, views, largePrint, allowSuperseded]))
}

/** Hash of a row as understood. Of a logo only the picture counts, not its folder. */
const hashOfRow = (practice: Practice): string =>
  sha256(JSON.stringify({ ...practice, logo: [practice.logo?.sha256, practice.logo?.whose] }))

/** @param hashes of the guide and the templates */
export const madeFrom = (
  hashes: Pick<MadeFrom, 'guide' | 'templates'>,
  practice: Practice,
  choices: PackChoices,
): MadeFrom => ({ row: hashOfRow(practice), ...hashes, choices: hashOfChoices(choices) })

/**
 * Hash of everything that decides a pack.
 *
 * @param findings about the plan's dates: the as-of date counts only where it changes these
 * @param version of the code that makes it
 */
export const inputsOf = (from: MadeFrom, findings: readonly PlanFinding[], version: string): string =>
  sha256(JSON.stringify([version, from, findings]))

/**
 * Hash of the contents of the files. The digits of the guide's edition are left out: where only they differ, the
 * existing pack has the same content, and names the edition that it was made from.
 *
 * @param edition digits of the guide's edition
 */
export const contentOf = (shown: unknown, edition: string): string =>
  sha256(JSON.stringify(shown).replaceAll(edition, ''))

/** What a run reports about an existing pack that it leaves as it is. */
interface KeptPack {
  readonly dir: string
  readonly files: readonly WrittenFile[]
  readonly findings: readonly Finding[]
}

/** @returns the existing pack when it is complete and was made from the same inputs, else null */
export function keptPack(before: ExistingPack | null, inputs: string): KeptPack | null {
  if (!before?.complete || before.manifest.inputs !== inputs) return null
  const { files, findings } = before.manifest
  return { dir: before.folder, files, findings }
}

/** Findings about the pack's files when they were written, such as a file that staff had changed. */
export const findingsOfFiles = ({ findings }: Manifest): readonly Finding[] =>
  findings.filter(({ rule }) => rule === EDITED || rule === EARLIER)
