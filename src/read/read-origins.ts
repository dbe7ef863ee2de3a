/**
 * Read origins: who last touched the lines that markers stand on, through git alone.
 *
 * @module
 */
import { fromDayNumber, type IsoDay } from '../base/day.ts'
import type { Origin } from '../model/history.ts'
import { gitOr, type Repository } from './repository.ts'

/**
 * Who wrote these lines, looking through moves and changed white space (`-w -M -C`).
 *
 * @param lines by file of the guide, counted from 1
 * @returns by `file:line`; a line that is not committed, or a file that git does not know, is absent
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
      repository.git(['blame', '--porcelain', '-w', '-M', '-C', ...ranges, '--', path]),
    )
    for (const [line, origin] of parseBlame(text)) origins.set(`${file}:${line}`, origin)
  }
  // Two at a time: git reads the same history again for each file.
  const queue = [...lines]
  const work = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) await blame(next)
  }
  await Promise.all([work(), work()])
  return origins
}

const NOT_COMMITTED = /^0{40}/
/** A file that is not committed, also where nothing is. */
const NOT_KNOWN = /no such path .* in HEAD|no such ref: HEAD|bad revision 'HEAD'|ambiguous argument 'HEAD'/

/** Porcelain says author and time of a commit the first time it names it. */
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

/** The author's own day: the clock on the wall when it was written. */
function dayOf(seconds: number, zone: string): IsoDay {
  const [, sign = '+', hours = '0', minutes = '0'] = /^([+-])(\d{2})(\d{2})$/.exec(zone) ?? []
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1)
  return fromDayNumber(Math.floor((seconds + offset) / SECONDS_OF_DAY))
}
