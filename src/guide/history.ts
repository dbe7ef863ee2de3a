/**
 * The git history of a guide: its files at a revision, the number of markers at each commit, and who last changed a line.
 *
 * @module
 */
import { fromDayNumber, type IsoDay, parseDay } from '../base/day.ts'
import { compare } from '../base/text.ts'
import { lazy } from '../base/cache.ts'
import type { HistoryPoint, Origin, SourceFile } from '../model/sources.ts'
import { gitOr, type Repository } from './git.ts'
import { type GuideFiles, isHidden, isOwnPage, isPageName, TreeWalk } from './read-guide.ts'

/** Git's message where a new checkout has no commit yet. */
const NO_COMMIT = /Not a valid object name HEAD/

/** The guide's files as they were at a revision. */
export function filesAtRevision(repository: Repository, revision: string): GuideFiles & { close(): void } {
  const blobs = repository.blobs()
  const objects = (async () => {
    const listed = await gitOr('', NO_COMMIT, () =>
      repository.git(['ls-tree', '-r', '-z', '--full-tree', revision, '--', repository.prefix || '.']),
    )
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

/** A line of a file, as a commit has it. */
export interface LineAt {
  /** From the top of the checkout. */
  readonly file: string
  readonly line: number
}

/** What a commit did to pages: their texts before it and in it, by file. */
export interface CommitPages {
  readonly before: ReadonlyMap<string, string>
  readonly after: ReadonlyMap<string, string>
}

/**
 * Where a line came from that a commit wrote: the line that said the same in other words before, or null where it was new.
 */
export type FindFormer = (line: LineAt, pages: CommitPages) => LineAt | null

/**
 * Who first wrote what these lines say, ignoring moves and changes of white space (`-w -M -C`), and going back through
 * other wordings.
 *
 * @param lines by file of the guide, counted from 1
 * @param pages of the guide as they are now
 * @returns by `file:line`; what is new since the last commit is absent
 */
export async function readOrigins(
  repository: Repository,
  lines: ReadonlyMap<string, readonly number[]>,
  pages: readonly SourceFile[],
  former: FindFormer,
): Promise<ReadonlyMap<string, Origin>> {
  const origins = new Map<string, Origin>()
  const ofCommits = commitPages(repository)
  const notCommitted = lazy(() => pagesNotCommitted(repository, pages))
  const follow = async (key: string, last: BlamedLine): Promise<void> => {
    let written = last
    for (let step = 0; step < MOST_WORDINGS; step += 1) {
      // Who a shallow clone names is only the oldest commit that it has.
      if (repository.shallow.has(written.origin.revision)) return
      const was = former(written, await ofCommits.of(written.origin.revision))
      if (was === null) break
      const found = await blame(repository, was.file, [was.line], `${written.origin.revision}^`)
      const before = found.get(was.line)
      if (before === undefined) break
      written = before
    }
    origins.set(key, written.origin)
  }
  // Only two at a time: git reads the history again for each file.
  const queue = [...lines]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      const [file, wanted] = next
      const path = `${repository.prefix}${file}`
      const found = await blame(repository, path, wanted)
      for (const line of new Set(wanted)) {
        const was = found.has(line) ? null : former({ file: path, line }, await notCommitted())
        const blamed =
          was === null ? found.get(line) : (await blame(repository, was.file, [was.line], 'HEAD')).get(was.line)
        if (blamed !== undefined) await follow(`${file}:${line}`, blamed)
      }
    }
  }
  try {
    await Promise.all([work(), work()])
  } finally {
    ofCommits.close()
  }
  return origins
}

/** A marker that was reworded more often is as old as the oldest of these. */
const MOST_WORDINGS = 100

async function blame(
  repository: Repository,
  path: string,
  lines: readonly number[],
  revision?: string,
): Promise<ReadonlyMap<number, BlamedLine>> {
  const ranges = [...new Set(lines)].sort((a, b) => a - b).flatMap((line) => ['-L', `${line},${line}`])
  const how = ['blame', '--porcelain', '--no-textconv', '-w', '-M', '-C', ...ranges]
  const text = await gitOr('', NOT_KNOWN, () =>
    repository.git([...how, ...(revision === undefined ? [] : [revision]), '--', path]),
  )
  return parseBlame(text)
}

/** The pages that a commit changed, and what they were; each commit is asked for once. */
function commitPages(repository: Repository): { of(revision: string): Promise<CommitPages>; close(): void } {
  const blobs = lazy(() => repository.blobs())
  const known = new Map<string, Promise<CommitPages>>()
  const read = async (revision: string): Promise<CommitPages> => {
    const listed = await gitOr('', /bad revision|unknown revision|ambiguous argument/, () =>
      repository.git(['diff', '--raw', '--no-abbrev', '-z', '-M', '--no-ext-diff', `${revision}^1`, revision]),
    )
    const before = new Map<string, string>()
    const after = new Map<string, string>()
    for (const { was, is, from, to } of parseRawDiff(listed)) {
      if (was !== null && isPageName(from)) before.set(from, await textOf(was))
      if (is !== null && isPageName(to)) after.set(to, await textOf(is))
    }
    return { before, after }
  }
  const textOf = async (object: string): Promise<string> => (await blobs().read(object)).toString('utf8')
  let opened = false
  return {
    of(revision) {
      opened = true
      const pages = known.get(revision) ?? read(revision)
      known.set(revision, pages)
      return pages
    },
    close: () => {
      if (opened) blobs().close()
    },
  }
}

/** The guide's pages at the last commit and now, as if it were the next one. */
async function pagesNotCommitted(repository: Repository, pages: readonly SourceFile[]): Promise<CommitPages> {
  const path = (file: string): string => `${repository.prefix}${file}`
  const files = filesAtRevision(repository, 'HEAD')
  try {
    const names = (await files.names()).filter(isPageName)
    const read = await Promise.all(names.map((name) => files.read(name)))
    return {
      before: new Map(read.map(({ file, text }) => [path(file), text])),
      after: new Map(pages.map(({ file, text }) => [path(file), text])),
    }
  } finally {
    files.close()
  }
}

interface RawChange {
  /** Names of the contents before and after; null where there is none. */
  readonly was: string | null
  readonly is: string | null
  readonly from: string
  readonly to: string
}

/** `git diff --raw -z`: modes, contents and a letter, then one path, or two of what was renamed. */
function parseRawDiff(text: string): RawChange[] {
  const parts = text.split('\0')
  const changes: RawChange[] = []
  const object = (name: string): string | null => (/^0+$/.test(name) ? null : name)
  for (let at = 0; at < parts.length;) {
    const head = /^:\d+ \d+ ([0-9a-f]+) ([0-9a-f]+) ([A-Z])/.exec(parts[at] ?? '')
    if (head === null) break
    const [, was = '', is = '', kind = ''] = head
    const paths = kind === 'R' || kind === 'C' ? 2 : 1
    const from = parts[at + 1] ?? ''
    changes.push({ was: object(was), is: object(is), from, to: parts[at + paths] ?? from })
    at += 1 + paths
  }
  return changes
}

const NOT_COMMITTED = /^0{40}/
/** Git's messages for a file or repository without commits, and for a line that no longer exists. */
const NOT_KNOWN =
  /has only \d+ lines?|no such path .* in HEAD|no such ref: HEAD|bad revision 'HEAD'|ambiguous argument 'HEAD'/

/** Who wrote a line, and where it stood in that commit. */
interface BlamedLine extends LineAt {
  readonly origin: Origin
}

/** The porcelain format gives author, time and file only at the first mention of a commit. */
export function parseBlame(text: string): Map<number, BlamedLine> {
  const commits = new Map<string, { author: string; time: number; zone: string; file: string }>()
  const lines = new Map<number, BlamedLine>()
  let revision = ''
  let line = 0
  let then = 0
  for (const each of text.split('\n')) {
    const head = /^([0-9a-f]{40,64}) (\d+) (\d+)/.exec(each)
    if (head) {
      revision = head[1] ?? ''
      then = Number(head[2])
      line = Number(head[3])
      if (!commits.has(revision)) commits.set(revision, { author: '', time: 0, zone: '+0000', file: '' })
      continue
    }
    const commit = commits.get(revision)
    if (commit === undefined) continue
    if (each.startsWith('author ')) commit.author = each.slice(7)
    else if (each.startsWith('author-time ')) commit.time = Number(each.slice(12))
    else if (each.startsWith('author-tz ')) commit.zone = each.slice(10)
    else if (each.startsWith('filename ')) commit.file = each.slice(9)
    else if (each.startsWith('\t') && !NOT_COMMITTED.test(revision))
      lines.set(line, {
        file: commit.file,
        line: then,
        origin: { revision, author: commit.author, date: dayOf(commit.time, commit.zone) },
      })
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
