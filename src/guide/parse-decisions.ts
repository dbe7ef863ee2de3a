/**
 * Parses `decisions.yaml`: the decisions of a cutover, with the lines that must be true and who answers for each.
 *
 * @module
 */
import { didYouMean } from '../base/text.ts'
import type { Finding } from '../model/finding.ts'
import { type ConditionInfo, type Criterion, type Decision, MILESTONES, type Role, type Task } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import { WARNINGS_TO_SETTLE } from '../model/settled.ts'
import type { YamlMap } from '../model/yaml-map.ts'
import { choice, list, mapping, text } from '../model/yaml-shape.ts'
import { parseConditionWords } from './annotation.ts'

export const DECISIONS_SHAPE = mapping({
  decisions: list(
    mapping({
      id: text,
      task: text,
      milestone: choice(MILESTONES),
      title: text,
      until: text,
      if_not: text,
      back: text,
      rings: text,
      go: text,
      no_go: text,
      criteria: list(
        mapping({
          id: text,
          is: text,
          evidence: text,
          asked: text,
          'needs?': list(text),
          'if?': text,
          'warning?': choice(WARNINGS_TO_SETTLE),
        }),
      ),
    }),
  ),
})

/** @param report takes what cannot be read in a condition */
export function readDecision(
  entry: YamlMap,
  conditions: readonly ConditionInfo[],
  report: (findings: readonly Finding[]) => void,
): Decision {
  const known = conditions.map(({ id }) => id)
  return {
    id: entry.string('id'),
    task: entry.string('task'),
    milestone: entry.choice('milestone', MILESTONES),
    title: entry.string('title'),
    until: entry.string('until'),
    ifNot: entry.string('if_not'),
    back: entry.string('back'),
    rings: entry.string('rings'),
    go: entry.string('go'),
    noGo: entry.string('no_go'),
    criteria: entry.list('criteria').map((line): Criterion => {
      const written = line.optional('if')
      const condition = written === null ? null : parseConditionWords(written, known, line.placeOf('if'))
      report(condition?.findings ?? [])
      return {
        id: line.string('id'),
        is: line.string('is'),
        evidence: line.string('evidence'),
        asked: line.string('asked'),
        needs: line.strings('needs'),
        warning: line.optional('warning'),
        condition: condition?.value ?? null,
        place: line.place,
      }
    }),
    place: entry.place,
  }
}

/**
 * Tasks and roles that a guide's own decisions name and that it does not have. Of decisions that ship they are left out.
 *
 * @param decisions of the guide itself
 */
export function checkDecisions(
  decisions: readonly Decision[],
  tasks: readonly Task[],
  roles: readonly Role[],
): Finding[] {
  const taskIds = tasks.map(({ id }) => id)
  const roleIds = roles.map(({ id }) => id)
  const taskOf = (id: string, key: string, place: Decision['place']): Finding[] => {
    if (taskIds.includes(id)) return []
    const message = `Unexpected task \`${id}\` after \`${key}:\`, expected the id of a task.${didYouMean(id, taskIds)}`
    return [findingOf('unknown-task', message, { place })]
  }
  const roleOf = (id: string, key: string, place: Decision['place']): Finding[] => {
    if (roleIds.includes(id)) return []
    const message = `Unexpected role \`${id}\` after \`${key}:\`, expected an id of roles.yaml.${didYouMean(id, roleIds)}`
    return [findingOf('unknown-role', message, { place })]
  }
  /** Blanks on paper have the id: of two with the same, one would take the answers of the other. */
  const twice = (what: string, entries: readonly Pick<Decision, 'id' | 'place'>[]): Finding[] =>
    entries
      .filter(({ id }, index) => entries.findIndex((one) => one.id === id) !== index)
      .map(({ id, place }) =>
        findingOf('data-unreadable', `There are two ${what} \`${id}\`. Give one of them another id.`, { place }),
      )
  return [
    ...twice('decisions', decisions),
    ...decisions.flatMap(({ id, task, rings, criteria, place }) => [
      ...twice(`criteria of the decision \`${id}\` called`, criteria),
      ...taskOf(task, 'task', place),
      ...roleOf(rings, 'rings', place),
      ...criteria.flatMap((line) => [
        ...roleOf(line.asked, 'asked', line.place),
        ...line.needs.flatMap((needed) => taskOf(needed, 'needs', line.place)),
      ]),
    ]),
  ]
}
