/**
 * What changed in a guide since an older revision: markers opened, closed, moved and reworded; SLAs and tasks added,
 * removed, reworded, and changed in what they promise.
 *
 * @module
 */
import { counted } from '../base/text.ts'
import type { Guide, Quantity, Sla, Task } from '../model/guide.ts'
import type { ComparedItem, GapEntry, GuideChanges, ItemChanges } from './gap-report.ts'
import { pairUp, sameWords, similarity } from './similar.ts'

/** A guide with the entries of its markers, as `findGaps` makes them. */
export interface GuideState {
  readonly guide: Guide
  readonly entries: readonly GapEntry[]
}

/** Alike enough to be the same item in other words: in the same place half of the words do, elsewhere most must. */
const ALIKE_HERE = 0.5
const ALIKE_ELSEWHERE = 0.75

export function compareGuides(since: string, before: GuideState, after: GuideState): GuideChanges {
  return {
    since,
    ...compareMarkers(markersOf(before), markersOf(after), new Set(after.guide.pages.map(({ file }) => file))),
    slas: compareItems(before.guide.slas.map(slaItem), after.guide.slas.map(slaItem)),
    tasks: compareItems(before.guide.tasks.map(taskItem), after.guide.tasks.map(taskItem)),
  }
}

const markersOf = ({ entries }: GuideState): GapEntry[] =>
  entries.filter(({ kind }) => kind === 'gap' || kind === 'uplift')

const placeOf = ({ place, headings }: GapEntry): string => [place?.file ?? '', ...headings].join('\0')
const fileOf = ({ place }: GapEntry): string => place?.file ?? ''

function compareMarkers(
  before: readonly GapEntry[],
  after: readonly GapEntry[],
  files: ReadonlySet<string>,
): Pick<GuideChanges, 'opened' | 'closed' | 'moved' | 'reworded'> {
  const same = (a: GapEntry, b: GapEntry): boolean => a.kind === b.kind && sameWords(a.text, b.text)
  // A page that was renamed takes its markers with it: their headings stay, so they are moved, not new.
  const still = pairUp(before, after, 1, (a, b) => (same(a, b) && placeOf(a) === placeOf(b) ? 1 : 0))
  const moved = pairUp(still.onlyBefore, still.onlyAfter, 1, (a, b) =>
    same(a, b) ? 1 + similarity(a.headings.join(' '), b.headings.join(' ')) + (fileOf(a) === fileOf(b) ? 1 : 0) : 0,
  )
  // On a page that was renamed the headings say where it is.
  const renamed = (a: GapEntry, b: GapEntry): boolean =>
    !files.has(fileOf(a)) && a.headings.length > 0 && a.headings.join('\0') === b.headings.join('\0')
  const reworded = pairUp(moved.onlyBefore, moved.onlyAfter, ALIKE_HERE, (a, b) => {
    if (a.kind !== b.kind) return 0
    const alike = similarity(a.text, b.text)
    return placeOf(a) === placeOf(b) || renamed(a, b) || alike >= ALIKE_ELSEWHERE ? alike : 0
  })
  return {
    opened: reworded.onlyAfter,
    closed: reworded.onlyBefore,
    moved: moved.pairs,
    reworded: reworded.pairs,
  }
}

function compareItems(before: readonly ComparedItem[], after: readonly ComparedItem[]): ItemChanges {
  // An id is a promise: it stays the same thing, whatever its words.
  const named = pairUp(before, after, 1, (a, b) => (a.id !== '' && a.id === b.id ? 1 + similarity(a.text, b.text) : 0))
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
    phase: task.phase,
    who: task.roles.join(', '),
    due: task.timing?.text ?? '',
    if: task.condition?.text ?? '',
    takes: task.takes === null ? '' : `${task.takes.value} ${task.takes.unit}`,
  },
})
