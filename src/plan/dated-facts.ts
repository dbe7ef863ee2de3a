/**
 * Which facts of a guide's data hold only for a time and concern a practice: those of `dated-facts.yaml`, and entries of
 * other files that have days.
 *
 * @module
 */
import type { Validity } from '../model/dated-fact.ts'
import type { GuideData } from '../model/guide.ts'
import type { Practice } from '../model/practice.ts'

/** Something with days, as values for the sentence of a finding. */
export interface FactInTime {
  readonly valid: Validity
  /** Id of the last milestone for which it matters; absent: all of them. */
  readonly mattersUntil?: string | null
  /** One of `fact`, `system`, `role` and `source`, and `advice` where the guide has some. */
  readonly says: Readonly<Record<string, string>>
}

export function factsInTime(data: GuideData, { currentSystem, newSystem }: Practice): FactInTime[] {
  const own = [currentSystem, newSystem].flatMap(({ known }) => (known === null ? [] : [known.id]))
  const isOwn = (id: string): boolean => own.includes(id)
  return [
    ...data.datedFacts
      .filter(({ systems }) => systems.length === 0 || systems.some(isOwn))
      .map(({ fact, advice, valid, mattersUntil }) => ({ valid, mattersUntil, says: { fact, advice } })),
    ...data.systems.flatMap(({ id, name, valid }) => (valid && isOwn(id) ? [{ valid, says: { system: name } }] : [])),
    ...data.roles.flatMap(({ name, valid }) => (valid ? [{ valid, says: { role: name } }] : [])),
    ...data.sources.flatMap(({ title, valid }) => (valid ? [{ valid, says: { source: title } }] : [])),
  ]
}
