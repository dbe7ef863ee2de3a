/**
 * Parses `hazards.yaml`: the hazards of a move that are known, and the tasks that control each.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Finding, Place } from '../model/finding.ts'
import type { ConditionInfo, Hazard, SourceInfo, Task } from '../model/guide.ts'
import { findingOf, type RuleId } from '../model/rules.ts'
import type { YamlMap } from '../model/yaml-map.ts'
import { list, mapping, text } from '../model/yaml-shape.ts'
import { parseConditionWords } from './annotation.ts'

export const HAZARDS_SHAPE = mapping({
  hazards: list(
    mapping({ id: text, hazard: text, could_happen: text, controls: list(text), 'if?': text, source: list(text) }),
  ),
})

/** @param report takes what cannot be read in a condition */
export function readHazard(
  entry: YamlMap,
  conditions: readonly ConditionInfo[],
  report: (findings: readonly Finding[]) => void,
): Hazard {
  const written = entry.optional('if')
  const known = conditions.map(({ id }) => id)
  const condition = written === null ? null : parseConditionWords(written, known, entry.placeOf('if'))
  report(condition?.findings ?? [])
  return {
    id: entry.string('id'),
    hazard: entry.string('hazard'),
    couldHappen: entry.string('could_happen'),
    controls: entry.strings('controls'),
    condition: condition?.value ?? null,
    sources: entry.strings('source'),
    place: entry.place,
  }
}

/** Names of tasks and sources that a guide's own hazards have wrong, and a hazard that is there twice or that nothing controls. */
export function checkHazards(
  hazards: readonly Hazard[],
  tasks: readonly Task[],
  sources: readonly SourceInfo[],
): Finding[] {
  const taskIds = tasks.map(({ id }) => id)
  const sourceIds = [...sources.map(({ id }) => id), 'ours']
  const unknown = (rule: RuleId, what: string, ids: readonly string[], known: readonly string[], place: Place) =>
    ids
      .filter((id) => !known.includes(id))
      .map((id) =>
        findingOf(rule, `Unexpected ${what} \`${id}\` of a hazard, expected an id.${didYouMean(id, known)}`, { place }),
      )
  return hazards.flatMap(({ id, controls, sources: named, place }, index) => [
    ...unknown('unknown-task', 'task', controls, taskIds, place),
    ...unknown('unknown-source', 'source', named, sourceIds, place),
    ...(controls.length > 0
      ? []
      : [
          findingOf('data-unreadable', `The hazard \`${id}\` has no task that controls it. Name one, or take it out.`, {
            place,
          }),
        ]),
    ...(hazards.findIndex((one) => one.id === id) === index
      ? []
      : [findingOf('data-unreadable', `There are two hazards \`${id}\`. Give one of them another id.`, { place })]),
  ])
}
