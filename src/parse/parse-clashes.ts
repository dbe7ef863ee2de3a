/**
 * `clashes.yaml` → rules by which the practices of a wave clash.
 *
 * @module
 */
import { UserError } from '../model/finding.ts'
import { MILESTONES, type MilestoneId } from '../model/guide.ts'
import { TEXT_COLUMNS } from '../model/practice.ts'
import type { SourceFile } from '../model/sources.ts'
import type { ClashRule } from '../model/wave.ts'
import { didYouMean } from '../base/text.ts'
import { openYaml, type YamlMap } from './yaml-map.ts'

/** @throws UserError 2 naming file, line and what was expected */
export function parseClashes(files: ReadonlyMap<string, SourceFile>): ClashRule[] {
  const file = files.get('clashes.yaml')
  if (!file) throw new UserError(2, 'The guide has no clashes.yaml.', 'Put clashes.yaml beside the guide’s pages.')
  return openYaml(file).list('clashes').map(parseRule)
}

function parseRule(entry: YamlMap): ClashRule {
  const common = {
    id: entry.string('id'),
    most: entry.number('most'),
    severity: oneOf(entry, 'severity', ['warning', 'note'] as const),
    says: entry.string('says'),
  }
  if (entry.has('in')) {
    oneOf(entry, 'in', ['busy periods'] as const)
    return { ...common, kind: 'busy-period' }
  }
  if (!entry.has('same')) {
    oneOf(entry, 'per', ['week'] as const)
    return { ...common, kind: 'per-week', of: milestone(entry, 'of') }
  }
  const column = oneOf(entry, 'same', TEXT_COLUMNS)
  return { ...common, kind: 'same', column, from: milestone(entry, 'from'), until: milestone(entry, 'until') }
}

const milestone = (entry: YamlMap, key: string): MilestoneId => oneOf(entry, key, MILESTONES)

function oneOf<T extends string>(entry: YamlMap, key: string, known: readonly T[]): T {
  const value = entry.string(key)
  const found = known.find((one) => one === value)
  if (found === undefined)
    throw entry.error(
      `Unexpected \`${key}: ${value}\`, expected one of ${known.join(', ')}.${didYouMean(value, known)}`,
      key,
    )
  return found
}
