/**
 * `run.json`: what a run made. It holds no times, so that the same packs give the same file.
 *
 * @module
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BuiltPack, Understood } from '../pipeline.ts'
import { toolVersion } from '../package-root.ts'

export interface RunManifest {
  readonly tool: string
  readonly guide: string
  readonly packs: readonly {
    readonly ods: string
    readonly dir: string
    readonly made: boolean
    readonly files: readonly { readonly name: string; readonly sha256: string }[]
  }[]
}

/** Sorted by code: the order of rows and of cores leaves no trace. */
export function runManifest(packs: readonly BuiltPack[], { guide }: Pick<Understood, 'guide'>): string {
  const manifest: RunManifest = {
    tool: toolVersion(),
    guide: guide.edition.label,
    packs: [...packs]
      .sort((a, b) => (a.ods < b.ods ? -1 : a.ods > b.ods ? 1 : 0))
      .map(({ ods, dir, status, files }) => ({
        ods,
        dir,
        made: status !== 'failed',
        files: files.map(({ name, sha256 }) => ({ name, sha256 })),
      })),
  }
  return `${JSON.stringify(manifest, null, 2)}\n`
}

/** Codes that the run before could not make; none where there was no run. */
export async function failedBefore(out: string): Promise<ReadonlySet<string>> {
  try {
    const manifest = JSON.parse(await readFile(join(out, 'run.json'), 'utf8')) as RunManifest
    return new Set(manifest.packs.filter(({ made }) => !made).map(({ ods }) => ods))
  } catch {
    return new Set()
  }
}
