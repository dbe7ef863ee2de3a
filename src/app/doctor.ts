/**
 * Checks whether this computer and these folders have everything that a build needs.
 *
 * @module
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { option } from '../base/text.ts'
import { daysBetween, type IsoDay } from '../base/day.ts'
import { UserError } from '../model/finding.ts'
import { BUILT_IN_TEMPLATES } from '../base/files.ts'
import { readHolidays } from './holiday-data.ts'

export interface DoctorOptions {
  readonly guide: string
  readonly templates: string
  readonly out: string
  readonly ods?: string
  /** Today, `YYYY-MM-DD`. */
  readonly asOf: IsoDay
}

interface Diagnosis {
  readonly what: string
  /** `lacking` stops a build; with `advice` a build works, but something else does not or soon will not. */
  readonly state: 'ok' | 'advice' | 'lacking'
  readonly message: string
}

/** Practices open and close every month: a file whose newest entry is older than this has missed some. */
const ODS_GOOD_DAYS = 180

type Check = (options: DoctorOptions) => Promise<Omit<Diagnosis, 'what'>>

/** How far the bank holidays must reach, in days: enough for the shortest plan. */
const HOLIDAYS_NEEDED_DAYS = 365

const CHECKS: Readonly<Record<string, Check>> = {
  'Node.js': async () =>
    isNodeEnough(process.versions.node)
      ? ok(`version ${process.versions.node}`)
      : lacking(`Version ${process.versions.node} is too old. Install 20.19 or newer from https://nodejs.org.`),
  fonts: async () => {
    const { openFaces } = await import('../fonts/open-faces.ts')
    return ok(
      Object.values(openFaces())
        .map(({ postscriptName }) => postscriptName)
        .join(' and '),
    )
  },
  git: async () => {
    const { status, stdout } = spawnSync('git', ['--version'], { encoding: 'utf8', timeout: 10_000 })
    return status === 0
      ? ok(stdout.trim())
      : advice('Not found. Only the history of a gap report and what changed since a revision need it.')
  },
  guide: async ({ guide }) => {
    const { readModel } = await import('../pipeline.ts')
    const { value } = await readModel(guide)
    return ok(`${value.edition.label}, ${value.phases.length} phases, in ${guide}`)
  },
  templates: async ({ templates }) => {
    const [{ readTemplates }, { LETTER_DATA_FILES }] = await Promise.all([
      import('../template/read-templates.ts'),
      import('../template/letter-data.ts'),
    ])
    const found = await readTemplates(templates, BUILT_IN_TEMPLATES, LETTER_DATA_FILES)
    return ok(`${found.templates.length} documents, in ${templates}`)
  },
  'bank holidays': async ({ guide, asOf }) => {
    const { to, lastSeen } = await readHolidays(guide)
    const known = `known to ${to}, compared with gov.uk ${daysBetween(lastSeen, asOf)} days ago`
    if (to < asOf) return lacking(`${known}. Dates after that cannot be trusted: practice-packs data says what to do.`)
    return daysBetween(asOf, to) < HOLIDAYS_NEEDED_DAYS
      ? advice(`${known}. Take a newer list soon: practice-packs data says how.`)
      : ok(known)
  },
  'national practice file': async ({ ods, asOf }) => {
    if (ods === undefined) return ok(`not named (${option('ods', 'FILE')}); nothing needs it`)
    const { readOds } = await import('../practices/read-ods.ts')
    const { newest, practices } = await readOds(ods)
    const known = `${practices.size} organisations, newest entry ${newest ?? 'without a date'}, in ${ods}`
    const days = newest === null ? Infinity : daysBetween(newest, asOf)
    return days <= ODS_GOOD_DAYS
      ? ok(known)
      : advice(
          `${known}. That is ${days === Infinity ? 'perhaps old' : `${days} days old`}: practices open, close and move. Download it again.`,
        )
  },
  'output folder': async ({ out }) => {
    const folder = nearestFolder(resolve(out))
    try {
      await rm(await mkdtemp(join(folder, '.practice-packs-')), { recursive: true })
      return ok(`files can be written to ${out}`)
    } catch {
      return lacking(
        `Nothing can be written to ${folder}. Check the permissions and the free space, or name another with ${option('out', 'DIR')}.`,
      )
    }
  },
}

/** Runs every check: one that fails with an error counts as lacking, with the reason. */
export async function diagnose(options: DoctorOptions): Promise<readonly Diagnosis[]> {
  const diagnoses: Diagnosis[] = []
  for (const [what, check] of Object.entries(CHECKS))
    diagnoses.push({ what, ...(await check(options).catch((error: unknown) => lacking(wordsOf(error)))) })
  return diagnoses
}

const ok = (message: string) => ({ state: 'ok', message }) as const
const advice = (message: string) => ({ state: 'advice', message }) as const
const lacking = (message: string) => ({ state: 'lacking', message }) as const

const wordsOf = (error: unknown): string => {
  if (error instanceof UserError) return `${error.message} ${error.advice}`
  return error instanceof Error ? error.message : String(error)
}

/** @param version such as `20.19.0`; package.json says the same in `engines` */
function isNodeEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major > 20 || (major === 20 && minor >= 19)
}

/** A folder that does not exist yet will be made in the nearest one that does. */
function nearestFolder(path: string): string {
  const above = dirname(path)
  return existsSync(path) || above === path ? path : nearestFolder(above)
}
