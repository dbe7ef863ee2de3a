/** `practice-packs build`: a pack for every practice. */
import { join } from 'node:path'
import { UserError } from '../model/finding.ts'
import type { Template } from '../model/template.ts'
import type { Format } from '../document/format.ts'
import { buildPack, understand, type BuildOptions, type BuiltPack, type Understood } from '../pipeline.ts'
import type { InputOptions } from './options.ts'
import { printFindings } from './print-findings.ts'
import { printJson } from './print-json.ts'

export interface BuildFlags extends InputOptions {
  readonly out: string
  readonly documents?: readonly string[]
  readonly formats?: readonly string[]
  readonly largePrint: boolean
  readonly allowSuperseded: boolean
  readonly force: boolean
}

const DOCUMENTS: readonly Template['kind'][] = ['checklist', 'cutover-plan', 'letters']
const FORMATS: readonly Format[] = ['pdf', 'docx', 'html']

export async function build(flags: BuildFlags): Promise<void> {
  const started = performance.now()
  const options: BuildOptions = {
    ...flags,
    documents: chosen('--documents', flags.documents, DOCUMENTS),
    formats: chosen('--formats', flags.formats, FORMATS),
  }
  const understood = await understand(flags)
  if (!flags.json) printFindings(understood.findings, flags.practices, 'warning')
  const packs = await buildPacks(understood, options, flags)
  const seconds = Math.round((performance.now() - started) / 100) / 10
  const summary = {
    built: packs.filter(({ status }) => status === 'built').length,
    unchanged: packs.filter(({ status }) => status === 'unchanged').length,
    failed: packs.filter(({ status }) => status === 'failed').length,
    documents: packs.reduce((sum, { files }) => sum + files.length, 0),
    seconds,
  }
  if (flags.json) printJson({ packs: packs.map(packJson), summary })
  else process.stderr.write(closing(packs, summary, flags))
  if (summary.failed > 0) process.exitCode = 5
}

/** One bad row never stops the others. */
async function buildPacks(understood: Understood, options: BuildOptions, flags: BuildFlags): Promise<BuiltPack[]> {
  const packs: BuiltPack[] = []
  for (const practice of understood.practices) {
    try {
      const pack = await buildPack(understood, practice, options)
      packs.push(pack)
      if (!flags.json) {
        process.stderr.write(
          `${pack.status === 'built' ? 'made' : 'same'}  ${join(options.out, pack.dir)}  ${practice.name}\n`,
        )
        printFindings(pack.findings, flags.practices, 'warning')
      }
    } catch (error) {
      if (!(error instanceof Error) || !('character' in error)) throw error
      const finding = {
        rule: 'character-without-glyph',
        severity: 'error',
        message: error.message,
        cell: { row: practice.row },
        practice: practice.ods,
      } as const
      if (!flags.json) printFindings([finding], flags.practices)
      packs.push({ ods: practice.ods, dir: '', status: 'failed', files: [], findings: [finding] })
    }
  }
  for (const { ods, findings } of understood.failed)
    packs.push({ ods: ods ?? '', dir: '', status: 'failed', files: [], findings })
  return packs
}

function chosen<T extends string>(
  flag: string,
  wanted: readonly string[] | undefined,
  all: readonly T[],
): readonly T[] {
  const unknown = wanted?.find((one) => !(all as readonly string[]).includes(one))
  if (unknown !== undefined)
    throw new UserError(
      2,
      `Unexpected \`${unknown}\` in ${flag}.`,
      `Use one or more of ${all.join(', ')}, with commas between.`,
    )
  return wanted ? all.filter((one) => wanted.includes(one)) : all
}

const packJson = ({ ods, dir, status, files, findings }: BuiltPack) => ({
  ods,
  dir,
  status,
  files: files.map(({ name, document, format, copy, sha256, bytes, pages }) => ({
    path: `${dir}/${name}`,
    document,
    format,
    copy,
    sha256,
    bytes,
    pages,
  })),
  findings,
})

function closing(
  packs: readonly BuiltPack[],
  { built, unchanged, failed, documents, seconds }: Record<string, number>,
  flags: BuildFlags,
): string {
  const first = packs.find(({ status }) => status !== 'failed')
  const letters = packs.filter(({ files }) => files.some(({ document }) => document === 'letters')).length
  const lines = [
    '',
    `${built} packs made, ${unchanged} unchanged, ${failed} failed: ${documents} files in ${seconds} seconds.`,
    `They are in ${flags.out}. ${letters} of them hold letters to patients.`,
    ...(first ? [`Open ${join(flags.out, first.dir)} to see one.`] : []),
    `Next: practice-packs plan --practices ${flags.practices} shows the dates and why;`,
    '      practice-packs check says what is missing from the practices file.',
    '',
  ]
  return lines.join('\n')
}
