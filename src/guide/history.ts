/**
 * The git history of a guide: its files at a revision, the number of markers at each commit, and who last changed a line.
 *
 * @module
 */
import { fromDayNumber, type IsoDay, parseDay } from '../base/day.ts'
import { compare } from '../base/text.ts'
import type { HistoryPoint, Origin } from '../model/sources.ts'
import { gitOr, type Repository } from './git.ts'
import { type GuideFiles, isHidden, isOwnPage, isPageName, TreeWalk } from './read-guide.ts'

/** The guide's files as they were at a revision. */
export function filesAtRevision(repository: Repository, revision: string): GuideFiles & { close(): void } {
  const blobs = repository.blobs()
  const objects = (async () => {
    const listed = await repository.git([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      revision,
      '--',
      repository.prefix || '.',
    ])
    const files = listed.split('\0').flatMap((entry) => {
      const found = /^\d+ blob ([0-9a-f]+)\t([\s\S]*)$/.exec(entry)
      const path = found?.[2] ?? ''
      if (!found || !path.startsWith(repository.prefix) || isHidden(path.slice(repository.prefix.length))) return []
      return [[path.slice(repository.prefix.length), found[1] ?? ''] as const]
    })
    return new Map(files)
  })()
  return {
    names: async () => [...(await objects).keys()].sort(compare),
    read: async (file) => {
      const object = (await objects).get(file)
      return { file, text: object === undefined ? '' : (await blobs.read(object)).toString('utf8') }
    },
    close: () => blobs.close(),
  }
}

/** The number of markers on a page. */
export interface PageCount {
  readonly gaps: number
  readonly uplifts: number
}

interface Counted extends PageCount {
  readonly own: boolean
}

/**
 * The number of the guide's markers at HEAD and each commit before it, oldest first; 0 for a commit without a guide.
 *
 * @param count called once for each version of a page
 */
export async function readHistory(repository: Repository, count: (text: string) => PageCount): Promise<HistoryPoint[]> {
  // A new checkout has no commit yet.
  const log = await gitOr('', /ambiguous argument 'HEAD'|does not have any commits|bad revision 'HEAD'/, () =>
    repository.git(['log', '--reverse', '--date-order', '--format=%H %T %cs', 'HEAD']),
  )
  const blobs = repository.blobs()
  const walk = new TreeWalk(blobs, repository.prefix, isPageName)
  const counted = new Map<string, Promise<Counted>>()
  const countOf = (object: string): Promise<Counted> => {
    const known = counted.get(object)
    if (known !== undefined) return known
    const made = blobs.read(object).then((content) => {
      const text = content.toString('utf8')
      return { ...count(text), own: isOwnPage(text) }
    })
    counted.set(object, made)
    return made
  }
  try {
    const points: HistoryPoint[] = []
    for (const line of log.split('\n')) {
      const [revision = '', tree = '', written = ''] = line.split(' ')
      const date = parseDay(written)
      if (tree === '' || date === null) continue
      const pages = await walk.pages(tree)
      const published = pages.filter(({ path }) => /^(?:guide|_steps)\//.test(path))
      const candidates =
        published.length > 0 ? [...published, ...pages.filter(({ path }) => !path.includes('/'))] : pages
      const counts = await Promise.all(candidates.map(({ object }) => countOf(object)))
      const isGuide = published.length > 0 || counts.some(({ own }) => own)
      const sum = (key: 'gaps' | 'uplifts'): number =>
        isGuide ? counts.reduce((total, one) => total + one[key], 0) : 0
      points.push({ revision, date, gaps: sum('gaps'), uplifts: sum('uplifts') })
    }
    return points
  } finally {
    blobs.close()
  }
}

/**
 * Who last changed these lines, ignoring moves and changes of white space (`-w -M -C`).
 *
 * @param lines by file of the guide, counted from 1
 * @returns by `file:line`; lines that are not committed and files that git does not know are absent
 */
export async function readOrigins(
  repository: Repository,
  lines: ReadonlyMap<string, readonly number[]>,
): Promise<ReadonlyMap<string, Origin>> {
  const origins = new Map<string, Origin>()
  const blame = async ([file, wanted]: readonly [string, readonly number[]]): Promise<void> => {
    const ranges = [...new Set(wanted)].sort((a, b) => a - b).flatMap((line) => ['-L', `${line},${line}`])
    const path = `${repository.prefix}${file}`
    const text = await gitOr('', NOT_KNOWN, () =>
      repository.git(['blame', '--porcelain', '--no-textconv', '-w', '-M', '-C', ...ranges, '--', path]),
    )
    for (const [line, origin] of parseBlame(text))
      // Who a shallow clone names is only the oldest commit that it has.
      if (!repository.shallow.has(origin.revision)) origins.set(`${file}:${line}`, origin)
  }
  // Only two at a time: git reads the history again for each file.
  const queue = [...lines]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await blame(next)
  }
  await Promise.all([work(), work()])
  return origins
}

const NOT_COMMITTED = /^0{40}/
/** Git's messages for a file or repository without commits, and for a line that no longer exists. */
const NOT_KNOWN =
  /has only \d+ lines?|no such path .* in HEAD|no such ref: HEAD|bad revision 'HEAD'|ambiguous argument 'HEAD'/

/** The porcelain format gives author and time only at the first mention of a commit. */
export function parseBlame(text: string): Map<number, Origin> {
  const commits = new Map<string, { author: string; time: number; zone: string }>()
  const lines = new Map<number, Origin>()
  let revision = ''
  let line = 0
  for (const each of text.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)/.exec(each)
    if (head) {
      revision = head[1] ?? ''
      line = Number(head[2])
      if (!commits.has(revision)) commits.set(revision, { author: '', time: 0, zone: '+0000' })
      continue
    }
    const commit = commits.get(revision)
    if (commit === undefined) continue
    if (each.startsWith('author ')) commit.author = each.slice(7)
    else if (each.startsWith('author-time ')) commit.time = Number(each.slice(12))
    else if (each.startsWith('author-tz ')) commit.zone = each.slice(10)
    else if (each.startsWith('\t') && !NOT_COMMITTED.test(revision))
      lines.set(line, { revision, author: commit.author, date: dayOf(commit.time, commit.zone) })
  }
  return lines
}

const SECONDS_OF_DAY = 86_400

/** The day in the author's time zone. */
function dayOf(seconds: number, zone: string): IsoDay {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1)
  return fromDayNumber(Math.floor((seconds + offset) / SECONDS_OF_DAY))
}
