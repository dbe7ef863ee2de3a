/**
 * Read history: how many markers the guide had at each of its commits.
 *
 * In:  a checkout. Out: a count per commit, oldest first. Each version of a file is read and counted once.
 *
 * @module
 */
import { parseDay } from '../base/day.ts'
import type { HistoryPoint } from '../model/history.ts'
import { isOwnPage, isPageName } from './read-guide.ts'
import { gitOr, type Repository } from './repository.ts'
import { TreeWalk } from './tree-walk.ts'

/** What a page counts for. */
export interface PageCount {
  readonly gaps: number
  readonly uplifts: number
}

interface Counted extends PageCount {
  readonly own: boolean
}

/**
 * The guide's markers at every commit that led to the present one, oldest first. A commit without a guide counts 0.
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
      const text = content?.toString('utf8') ?? ''
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
