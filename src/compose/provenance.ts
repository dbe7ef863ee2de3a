/**
 * Where what a pack says comes from: the mark after each task, and the sources behind the marks of one pack.
 *
 * A mark names the sources of what is to be done. Of the day it speaks only where a source gives it: without that, the day is
 * our own suggestion, which the key to the marks says once in each document. A dagger stands where only sources say it that
 * have been replaced or whose framework has ended.
 *
 * A public guide names no sources: it is the source of all its tasks.
 *
 * @module
 */
import type { Span } from '../document/document.ts'
import type { Guide, SourceInfo, Task } from '../model/guide.ts'
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

/** `2025, 2020`, or `2020†` where nothing else says it; empty without sources. */
function shortNames(ids: readonly string[], guide: Guide, words: Words): string {
  const found = ids.filter((id) => id !== OURS).map((id) => ({ id, source: sourceOf(id, guide) }))
  const dagger =
    found.length > 0 && found.every(({ source }) => isReplaced(source)) ? words.say('provenance.dagger') : ''
  const names = new Set(found.map(({ id, source }) => `${source?.short ?? id}${dagger}`))
  return [...names, ...(ids.includes(OURS) ? [words.say('provenance.ours')] : [])].join(', ')
}

/** The mark of a task in words, without brackets; empty where the guide names no source. */
export function sayMark({ sources, dueSources }: Pick<Task, 'sources' | 'dueSources'>, { guide, words }: Told): string {
  if (sources.length === 0) return ''
  const what = shortNames(sources, guide, words)
  const day = dueSources.every((id) => id === OURS) ? '' : shortNames(dueSources, guide, words)
  return words.say('provenance.mark', { what, dayToo: day !== '' && day === what, day: day === what ? '' : day })
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

/** The mark of words that only name their sources: a box, a table. */
export const sourceMark = (sources: readonly string[], context: Told): readonly Span[] =>
  markSpans(shortNames(sources, context.guide, context.words), context)

const markSpans = (mark: string, { words }: Told): readonly Span[] =>
  mark === '' ? [] : [{ text: ` ${words.say('provenance.brackets', { mark })}`, marks: ['quiet'] }]

/** Every source behind the marks of one practice's pack, in the order of `sources.yaml`. */
export function usedSources({ guide, plan, policy }: ComposeContext): readonly SourceInfo[] {
  const systems = [plan.practice.currentSystem.known, plan.practice.newSystem.known].flatMap((one) => one ?? [])
  const phases = new Set(guide.phases.map(({ id }) => id))
  const used = new Set([
    ...plan.tasks.flatMap(({ task }) => [...task.sources, ...task.dueSources]),
    ...[...plan.dataTypes, ...plan.externalLinks].flatMap(({ line }) => line.sources),
    ...guide.callouts.filter(({ phase }) => phase !== null && phases.has(phase)).flatMap(({ sources }) => sources),
    ...systems.flatMap(({ sources, notes }) => [...sources, ...notes.flatMap((note) => note.sources)]),
    ...policy.disagreements.flatMap(({ says }) => saidHere(says, guide).map(({ source }) => source)),
  ])
  return guide.data.sources.filter(({ id }) => used.has(id))
}
