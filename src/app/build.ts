/**
 * A build: a pack for every practice, on every core, and the rows to fix as a spreadsheet of their own.
 *
 * @module
 */
import { join } from 'node:path'
import { defined } from '../base/shape.ts'
import type { Finding } from '../model/finding.ts'
import type { InputOptions, Understood } from '../pipeline.ts'
import { runBuild, type Run, type RunOptions, type RunPack } from '../packs/run-build.ts'
import { readExistingPack, type WrittenFile } from '../packs/manifest.ts'
import { removeFixSheets, writeFixSheet } from './spreadsheets.ts'

export interface BuildSummary {
  readonly built: number
  readonly unchanged: number
  readonly failed: number
  /** The number of files in all packs. */
  readonly documents: number
}

export interface Built extends Run {
  readonly summary: BuildSummary
  /** The spreadsheet of the rows to fix; null when there is none. */
  readonly fixSheet: string | null
}

/** Name of the spreadsheet with the rows to fix, in the output folder. */
export const FIX_SHEET = 'fix-these-rows.xlsx'

/** @throws UserError where another run holds the output folder or nothing can be written there */
export async function buildAll(
  understood: Understood,
  inputs: Pick<InputOptions, 'guide' | 'templates' | 'fixed' | 'only' | 'wave'>,
  options: RunOptions,
): Promise<Built> {
  const run = await runBuild(understood, options)
  const count = (status: RunPack['status']): number => run.packs.filter((pack) => pack.status === status).length
  const { table, toFix } = understood
  const file = join(options.out, FIX_SHEET)
  // Of the rows that this run did not look at, nobody knows.
  if (toFix.length === 0 && inputs.only === undefined && inputs.wave === undefined)
    await removeFixSheets(file, inputs.fixed ?? [])
  return {
    ...run,
    summary: {
      built: count('built'),
      unchanged: count('unchanged'),
      failed: count('failed'),
      documents: run.packs.reduce((sum, { files }) => sum + files, 0),
    },
    fixSheet: await writeFixSheet(table, toFix, file, inputs),
  }
}

/** A pack by its manifest: its files with their paths inside the output folder, and all findings. */
export interface PackDetails extends Pick<RunPack, 'ods' | 'dir' | 'status'> {
  readonly files: readonly (Pick<
    WrittenFile,
    'document' | 'format' | 'copy' | 'sha256' | 'bytes' | 'pages' | 'earlier'
  > & {
    readonly path: string
    /** Inside the pack's folder; empty: the first level. Files come in the order of use. */
    readonly folder: string
    readonly title: string
  })[]
  readonly findings: readonly Finding[]
}

/** Reads one pack's manifest, because there may be thousands. */
export async function packDetails({ ods, dir, status, findings }: RunPack, out: string): Promise<PackDetails> {
  const manifest = dir === '' ? undefined : (await readExistingPack(out, dir))?.manifest
  const files = (manifest?.files ?? []).map(
    ({ name, folder = '', title = '', document, format, copy, sha256, bytes, pages, earlier }) => ({
      path: `${dir}/${name}`,
      folder,
      title,
      document,
      format,
      copy,
      sha256,
      bytes,
      pages,
      ...defined({ earlier }),
    }),
  )
  return { ods, dir, status, files, findings: manifest?.findings ?? findings }
}
