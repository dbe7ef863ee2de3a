/**
 * Compares a guide with an older revision: markers opened, closed, moved and reworded; near misses and questions; SLAs and
 * tasks added, removed, reworded, and changed in their terms. Also gives entries fingerprints that survive edits around them.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { counted } from '../base/text.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { Guide, Quantity, Sla, Task } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import type { ComparedItem, GapEntry, GuideChanges, ItemChanges } from './gap-report.ts'

/**
 * Similarity of two texts, to tell a reworded item from a new one: from 0 (nothing in common) to 1 (the same words).
 * Twice the shared words over all words, repeated words counted each time.
 */
export function similarity(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (a.length + b.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of b) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of a) {
    const times = left.get(word) ?? 0
    if (times > 0) shared += 1
    left.set(word, times - 1)
  }
  return (2 * shared) / (a.length + b.length)
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Whether two texts have the same words, whatever the white space, capitals and punctuation. */
export const sameWords = (one: string, other: string): boolean => wordsOf(one).join(' ') === wordsOf(other).join(' ')

/**
 * Pairs the most similar items first; each item is used once.
 *
 * @param score of a pair; pairs below `least` are not made
 */
export function pairUp<A, B>(
  before: readonly A[],
  after: readonly B[],
  least: number,
  score: (a: A, b: B) => number,
): { pairs: { before: A; after: B }[]; onlyBefore: A[]; onlyAfter: B[] } {
  const candidates = before
    .flatMap((a, i) => after.map((b, j) => ({ i, j, score: score(a, b) })))
    .filter((candidate) => candidate.score >= least)
    // Equal scores keep the order of the guide.
    .sort((x, y) => y.score - x.score || x.i - y.i || x.j - y.j)
  const usedBefore = new Set<number>()
  const usedAfter = new Set<number>()
  const chosen = candidates.filter(({ i, j }) => {
    if (usedBefore.has(i) || usedAfter.has(j)) return false
    usedBefore.add(i)
    usedAfter.add(j)
    return true
  })
  const pairs = chosen
    .sort((x, y) => x.j - y.j)
    .flatMap(({ i, j }) => {
      const [a, b] = [before[i], after[j]]
      return a === undefined || b === undefined ? [] : [{ before: a, after: b }]
    })
  return {
    pairs,
    onlyBefore: before.filter((_, i) => !usedBefore.has(i)),
    onlyAfter: after.filter((_, j) => !usedAfter.has(j)),
  }
}

/** A guide with the entries of its markers, as `findGaps` makes them. */
export interface GuideState {
  readonly guide: Guide
  readonly entries: readonly GapEntry[]
}

/**
 * Similarity from which two texts are the same item reworded: half of the words in the same place, most of them
 * elsewhere.
 */
const ALIKE_HERE = 0.5
const ALIKE_ELSEWHERE = 0.75

/** @param changed files of the guide that are new or have another text */
export function compareGuides(
  since: string,
  before: GuideState,
  after: GuideState,
  changed: readonly string[],
): GuideChanges {
  const files = new Set(after.guide.pages.map(({ file }) => file))
  const markers = pairMarkers(ofKinds(before, 'gap', 'uplift'), ofKinds(after, 'gap', 'uplift'), files)
  const misses = pairMarkers(ofKinds(before, 'near-miss'), ofKinds(after, 'near-miss'), files)
  const renamed = renames(after.guide)
  return {
    since,
    files: changed,
    opened: markers.onlyAfter,
    closed: markers.onlyBefore,
    moved: markers.moved,
    reworded: markers.reworded,
    nearMisses: { opened: misses.onlyAfter, closed: misses.onlyBefore },
    questions: compareQuestions(markers),
    slas: compareItems(before.guide.slas.map(slaItem), after.guide.slas.map(slaItem)),
    tasks: compareItems(before.guide.tasks.map(taskItem), after.guide.tasks.map(taskItem), renamed),
    findings: vanishedTasks(since, before.guide, after.guide, renamed),
  }
}

const ofKinds = ({ entries }: GuideState, ...kinds: readonly GapEntry['kind'][]): GapEntry[] =>
  entries.filter(({ kind }) => kinds.includes(kind))

/** A marker as it is looked for again: what an entry of a report has, and what a baseline remembers of one. */
type MarkerTraces = Pick<GapEntry, 'kind' | 'text' | 'headings'> & { readonly place: Pick<Place, 'file'> | null }

const placeOf = ({ place, headings }: MarkerTraces): string => [place?.file ?? '', ...headings].join('\0')
const fileOf = ({ place }: MarkerTraces): string => place?.file ?? ''

export interface PairedMarkers<A, B> {
  /** The same words in the same place. */
  readonly still: readonly { readonly before: A; readonly after: B }[]
  readonly moved: readonly { readonly before: A; readonly after: B }[]
  readonly reworded: readonly { readonly before: A; readonly after: B }[]
  readonly onlyBefore: readonly A[]
  readonly onlyAfter: readonly B[]
}

/**
 * Knows markers again: by their words in their place, by their words elsewhere, by most of their words.
 *
 * @param files pages of the guide now: a page that is not among them was renamed, or is gone
 */
export function pairMarkers<A extends MarkerTraces, B extends MarkerTraces>(
  before: readonly A[],
  after: readonly B[],
  files: ReadonlySet<string>,
): PairedMarkers<A, B> {
  const same = (a: A, b: B): boolean => a.kind === b.kind && sameWords(a.text, b.text)
  // The markers of a renamed page keep their headings, so they are moved, not new.
  const still = pairUp(before, after, 1, (a, b) => (same(a, b) && placeOf(a) === placeOf(b) ? 1 : 0))
  const moved = pairUp(still.onlyBefore, still.onlyAfter, 1, (a, b) =>
    same(a, b) ? 1 + similarity(a.headings.join(' '), b.headings.join(' ')) + (fileOf(a) === fileOf(b) ? 1 : 0) : 0,
  )
  // On a renamed page the headings give the place.
  const renamed = (a: A, b: B): boolean =>
    !files.has(fileOf(a)) && a.headings.length > 0 && a.headings.join('\0') === b.headings.join('\0')
  const reworded = pairUp(moved.onlyBefore, moved.onlyAfter, ALIKE_HERE, (a, b) => {
    if (a.kind !== b.kind) return 0
    const alike = similarity(a.text, b.text)
    return placeOf(a) === placeOf(b) || renamed(a, b) || alike >= ALIKE_ELSEWHERE ? alike : 0
  })
  return {
    still: still.pairs,
    moved: moved.pairs,
    reworded: reworded.pairs,
    onlyBefore: reworded.onlyBefore,
    onlyAfter: reworded.onlyAfter,
  }
}

function compareQuestions(markers: PairedMarkers<GapEntry, GapEntry>): GuideChanges['questions'] {
  const asks = ({ ask, question }: GapEntry): boolean => ask !== null || question !== null
  const another = [...markers.still, ...markers.moved, ...markers.reworded].filter(
    ({ before, after }) => before.ask !== after.ask || !sameWords(before.question ?? '', after.question ?? ''),
  )
  return {
    opened: [...markers.onlyAfter, ...another.map(({ after }) => after)].filter(asks),
    closed: [...markers.onlyBefore, ...another.map(({ before }) => before)].filter(asks),
  }
}

/** The id that a task has now, by each id that it had: what was renamed may have been renamed again. */
function renames({ data }: Guide): ReadonlyMap<string, string> {
  const steps = new Map(data.withdrawnTasks.map(({ id, renamedTo }) => [id, renamedTo] as const))
  const last = (id: string, passed: readonly string[]): string => {
    const next = steps.get(id) ?? null
    return next === null || passed.includes(next) ? id : last(next, [...passed, next])
  }
  return new Map([...steps.keys()].flatMap((id) => (steps.get(id) == null ? [] : [[id, last(id, [id])] as const])))
}

/** Tasks of our kind of guide whose id was in the older revision and is now neither in the guide nor listed as withdrawn. */
function vanishedTasks(
  since: string,
  before: Guide,
  after: Guide,
  renamed: ReadonlyMap<string, string>,
): readonly Finding[] {
  if (after.kind !== 'own') return []
  const ids = new Set(after.tasks.map(({ id }) => id))
  const listed = new Set(after.data.withdrawnTasks.map(({ id }) => id))
  const gone = before.tasks.filter(({ id, idOfWords }) => idOfWords !== true && !ids.has(id) && !listed.has(id))
  const taken = new Set([...before.tasks.map(({ id }) => id), ...renamed.values()])
  const fresh = after.tasks.filter(({ id }) => !taken.has(id))
  const renamedTo = new Map(
    pairUp(gone, fresh, ALIKE_ELSEWHERE, (a, b) => similarity(a.text, b.text)).pairs.map((pair) => [
      pair.before.id,
      pair.after.id,
    ]),
  )
  return gone.map(({ id, text, place }) => {
    const now = renamedTo.get(id)
    const hint = now === undefined ? '' : ` \`${now}\` has nearly its words.`
    const where = after.pages.some(({ file }) => file === place.file) ? { ...place, line: 1, column: 1 } : undefined
    return findingOf(
      'vanished-task',
      `The task \`${id}\` (“${text}”), at ${place.file}:${place.line} in \`${since}\`, is gone without a word.${hint} Give it back its id, or list it in withdrawn-tasks.yaml, with \`renamed_to\` where it has another id now.`,
      where === undefined ? {} : { place: where },
    )
  })
}

/** @param renamed the id that an item has now, by the one it had */
function compareItems(
  before: readonly ComparedItem[],
  after: readonly ComparedItem[],
  renamed: ReadonlyMap<string, string> = new Map(),
): ItemChanges {
  // An id always names the same thing, whatever its text.
  const idNow = ({ id }: ComparedItem): string => renamed.get(id) ?? id
  const named = pairUp(before, after, 1, (a, b) =>
    a.id !== '' && (a.id === b.id || idNow(a) === b.id) ? 1 + similarity(a.text, b.text) : 0,
  )
  const alike = pairUp(named.onlyBefore, named.onlyAfter, ALIKE_HERE, (a, b) => {
    const share = similarity(a.text, b.text)
    return share >= (a.place.file === b.place.file ? ALIKE_HERE : ALIKE_ELSEWHERE) ? share : 0
  })
  const pairs = [...named.pairs, ...alike.pairs]
  const changed = pairs.flatMap((pair) => {
    const names = [...new Set([...Object.keys(pair.before.terms), ...Object.keys(pair.after.terms)])]
    const what = names.filter((name) => pair.before.terms[name] !== pair.after.terms[name])
    return what.length === 0 ? [] : [{ ...pair, what }]
  })
  return {
    added: alike.onlyAfter,
    removed: alike.onlyBefore,
    reworded: pairs.filter((pair) => !sameWords(pair.before.text, pair.after.text)),
    changed,
  }
}

const quantity = (limit: Quantity | null): string =>
  limit === null ? 'none' : counted(limit.value, limit.unit.replace('-', ' '))

const slaItem = ({ id, text, limit, status, place }: Sla): ComparedItem => ({
  id: id ?? '',
  text,
  place,
  terms: { limit: quantity(limit), status },
})

const taskItem = (task: Task): ComparedItem => ({
  id: task.id,
  text: task.text,
  place: task.place,
  terms: {
    ...(task.idOfWords === true ? {} : { id: task.id }),
    phase: task.phase,
    who: task.roles.join(', '),
    due: task.timing?.text ?? '',
    if: task.condition?.text ?? '',
    takes: task.takes === null ? '' : `${task.takes.value} ${task.takes.unit}`,
    after: task.after.join(', '),
    at: task.at ?? '',
  },
})

/**
 * Fingerprints of entries, made of their text and their headings, so that they stay the same when lines move. Equal
 * entries get different fingerprints, by their order.
 */
export function fingerprints(all: readonly (readonly string[])[]): string[] {
  const times = new Map<string, number>()
  return all.map((parts) => {
    const said = parts.map((part) => part.replace(/\s+/g, ' ').trim().toLowerCase()).join('\0')
    const nth = (times.get(said) ?? 0) + 1
    times.set(said, nth)
    return createHash('sha256')
      .update(nth === 1 ? said : `${said}\0${nth}`)
      .digest('hex')
      .slice(0, 16)
  })
}
