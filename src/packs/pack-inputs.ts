/**
 * What a pack is made from, as hashes: the same inputs, the same pack.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { PlanFinding } from '../model/plan.ts'
import type { Practice } from '../model/practice.ts'
import type { SourceFile } from '../model/sources.ts'
import { toolVersion } from '../base/files.ts'
import { EDITED, type MadeFrom, type Manifest, type ExistingPack, type WrittenFile } from './manifest.ts'
import { sha256 } from './write-pack.ts'

/** The options that decide what a pack holds. */
interface PackChoices {
  readonly documents: readonly string[]
  readonly dialects?: readonly string[]
  readonly formats: readonly string[]
  readonly views: readonly string[]
  readonly largePrint: number | false
  readonly allowSuperseded: boolean
}

/** Hash of the names and texts of files. */
export const hashOfSources = (files: readonly SourceFile[]): string =>
  sha256(JSON.stringify(files.map(({ file, text }) => [file, text])))

/** Hash of the options that decide what a pack holds. */
export const hashOfChoices = (choices: PackChoices): string => {
  const { documents, dialects, formats, views, largePrint, allowSuperseded } = choices
  return sha256(JSON.stringify([documents, dialects ?? null, formats, views, largePrint, allowSuperseded]))
}

/** Hash of a row as understood. Of a logo the picture counts, not the folder it was in. */
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
 * @param findings about the plan's dates: of the as-of date only what it changes counts
 */
export const inputsOf = (from: MadeFrom, findings: readonly PlanFinding[]): string =>
  sha256(JSON.stringify([toolVersion(), from, findings]))

/**
 * Hash of what the files show. The digits that tell editions apart are left out: where they alone differ, the existing
 * pack says the same, and names the edition that it was made from.
 *
 * @param edition digits of the guide's edition
 */
export const contentOf = (shown: unknown, edition: string): string =>
  sha256(JSON.stringify(shown).replaceAll(edition, ''))

/** What an existing pack holds, for a run that leaves it as it is. */
interface KeptPack {
  readonly dir: string
  readonly files: readonly WrittenFile[]
  readonly findings: readonly Finding[]
}

/** @returns the existing pack when it is complete and was made from the same inputs, else null */
export function keptPack(before: ExistingPack | null, inputs: string): KeptPack | null {
  if (!before?.whole || before.manifest.inputs !== inputs) return null
  const { files, findings } = before.manifest
  return { dir: before.folder, files, findings }
}

/** What was found in the pack's files when they were written, such as a file that staff had changed. */
export const findingsOfFiles = ({ findings }: Manifest): readonly Finding[] =>
  findings.filter(({ rule }) => rule === EDITED)
