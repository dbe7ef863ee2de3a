/**
 * Where what a pack says comes from: the mark after each task, and the sources behind the marks of one pack.
 *
 * A mark is short: it names the strongest source of what is to be done, and says where a part is our own. Of the day it speaks
 * only where sources alone give it; the key to the marks says once in each document that all other days are our own. A dagger
 * stands where only sources say it that have been replaced or whose framework has ended. The calendar and the list of tasks
 * name all sources.
 *
 * A public guide names no sources: it is the source of all its tasks.
 *
 * @module
 */
import type { Block, Span } from '../document/document.ts'
import { spansText } from '../document/plain-text.ts'
import { mapSpans } from '../document/walk.ts'
import type { SystemInfo } from '../model/clinical-system.ts'
import type { Guide, Page, SourceInfo, Task } from '../model/guide.ts'
import type { Practice } from '../model/practice.ts'
import type { Words } from '../template/fill.ts'
import type { ComposeContext } from './compose-context.ts'
import { saidHere } from './shown-tasks.ts'

/** The source that stands for our own judgement, whether `sources.yaml` describes it or not. */
export const OURS = 'ours'

type Told = Pick<ComposeContext, 'guide' | 'words'>

const sourceOf = (id: string, { data }: Guide): SourceInfo | undefined => data.sources.find((one) => one.id === id)

const isReplaced = (source: SourceInfo | undefined): boolean =>
  source?.status === 'superseded' || source?.status === 'framework-ended'

/** As in the list of sources: a dagger marks one that has been replaced. */
export const shortName = (source: SourceInfo, { words }: Told): string =>
  `${source.short}${isReplaced(source) ? words.say('provenance.dagger') : ''}`

/** All of them, with a dagger if each has been replaced; empty without sources other than our own. */
function foundIn(ids: readonly string[], guide: Guide, words: Words) {
  const found = ids.filter((id) => id !== OURS).map((id) => ({ id, source: sourceOf(id, guide) }))
  const replaced = found.length > 0 && found.every(({ source }) => isReplaced(source))
  return { found, dagger: replaced ? words.say('provenance.dagger') : '' }
}

/** `2025, 2020`, or `2020†` where nothing else says it; empty without sources. */
function shortNames(ids: readonly string[], guide: Guide, words: Words): string {
  const { found, dagger } = foundIn(ids, guide, words)
  const names = new Set(found.map(({ id, source }) => `${source?.short ?? id}${dagger}`))
  return [...names, ...(ids.includes(OURS) ? [words.say('provenance.ours')] : [])].join(', ')
}

/** The strongest of them: one that holds before one that has been replaced, and that before one of a framework that ended. */
function strongest(ids: readonly string[], guide: Guide, words: Words): string {
  const { found, dagger } = foundIn(ids, guide, words)
  const best =
    found.find(({ source }) => !isReplaced(source)) ??
    found.find(({ source }) => source?.status === 'superseded') ??
    found[0]
  if (best === undefined) return words.say('provenance.ours')
  const name = `${best.source?.short ?? best.id}${dagger}`
  return ids.includes(OURS) ? words.say('provenance.partly', { source: name }) : name
}

/** The mark of a task in words, without brackets; empty where the guide names no source. */
export function sayMark({ sources, dueSources }: Pick<Task, 'sources' | 'dueSources'>, { guide, words }: Told): string {
  if (sources.length === 0) return ''
  const what = strongest(sources, guide, words)
  // A day that is partly ours is not a source's day.
  if (dueSources.length === 0 || dueSources.includes(OURS)) return what
  return words.say('provenance.mark', { what, dagger: foundIn(dueSources, guide, words).dagger })
}

/** Where a task and its day come from, for places without a key to the marks; a public guide is the source of its tasks. */
export function provenanceOf(
  { sources, dueSources }: Pick<Task, 'sources' | 'dueSources'>,
  { guide, words }: Told,
): { readonly what: string; readonly day: string } {
  return {
    what: sources.length === 0 ? guide.edition.label : shortNames(sources, guide, words),
    day: shortNames(dueSources.length === 0 ? [OURS] : dueSources, guide, words),
  }
}

/** A task's words, and after them where it comes from. */
export const markedWords = (task: Task, context: Told): readonly Span[] => [
  ...task.spans,
  ...markSpans(sayMark(task, context), context),
]

/** The mark of words that only name their sources: a box, a row of a table, a paragraph. */
export const sourceMark = (sources: readonly string[], context: Told): readonly Span[] =>
  sources.length === 0 ? [] : markSpans(strongest(sources, context.guide, context.words), context)

/** Prose of a page, with a mark after the paragraphs and items that name their sources. */
export const markedProse = (blocks: readonly Block[], { sourced }: Page, context: Told): readonly Block[] =>
  mapSpans(blocks, (spans, where) => {
    const sources = where === 'paragraph' ? sourced.get(spansText(spans).trim()) : undefined
    return sources === undefined ? spans : [...spans, ...sourceMark(sources, context)]
  })

const markSpans = (mark: string, { words }: Told): readonly Span[] =>
  mark === '' ? [] : [{ text: ` ${words.say('provenance.brackets', { mark })}`, marks: ['quiet'] }]

/** What is said of a system to this practice: nothing of what it does not have. */
export const notesFor = ({ notes }: SystemInfo, { conditions }: Practice): SystemInfo['notes'] =>
  notes.filter(({ condition }) => condition === null || conditions[condition] !== false)

/** Every source behind the marks of one practice's pack, in the order of `sources.yaml`. */
export function usedSources({ guide, plan, policy }: ComposeContext): readonly SourceInfo[] {
  const systems = [plan.practice.currentSystem.known, plan.practice.newSystem.known].flatMap((one) => one ?? [])
  const phases = new Set(guide.phases.map(({ id }) => id))
  const used = new Set([
    ...plan.tasks.flatMap(({ task }) => [...task.sources, ...task.dueSources]),
    ...[...plan.dataTypes, ...plan.externalLinks, ...plan.stops, ...plan.losses, ...plan.hazards].flatMap(
      ({ line }) => line.sources,
    ),
    ...guide.pages.flatMap((page) => [...page.sources, ...[...page.sourced.values()].flat()]),
    ...guide.callouts.filter(({ phase }) => phase !== null && phases.has(phase)).flatMap(({ sources }) => sources),
    ...systems.flatMap((system) => [
      ...system.sources,
      ...notesFor(system, plan.practice).flatMap((note) => note.sources),
    ]),
    ...policy.disagreements.flatMap(({ says }) => saidHere(says, guide).map(({ source }) => source)),
  ])
  return guide.data.sources.filter(({ id }) => used.has(id))
}
