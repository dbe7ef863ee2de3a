/**
 * The places where a guide's sources contradict each other, from `timing.yaml`, without the rest of the timing policy.
 *
 * @module
 */
import { UserError, type Checked } from '../model/finding.ts'
import type { Disagreement } from '../model/policy.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { openYaml } from './yaml-map.ts'

export type SourcesDisagree = Pick<Disagreement, 'title' | 'says' | 'place'>

/** A file that cannot be read is a finding: the pages still say what they say. */
export function parseDisagreements(file: SourceFile | undefined): Checked<readonly SourcesDisagree[]> {
  if (file === undefined) return { value: [], findings: [] }
  try {
    const value = openYaml(file)
      .list('disagreements')
      .map((entry) => ({
        title: entry.string('title'),
        says: entry.list('says').map((said) => ({ source: said.string('source'), words: said.string('words') })),
        place: entry.place,
      }))
    return { value, findings: [] }
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    const message = `${error.message} ${error.advice}`
    return { value: [], findings: [findingOf('data-unreadable', message)] }
  }
}
