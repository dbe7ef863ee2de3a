/**
 * A clinical system as written → the guide's entry for it.
 *
 * @module
 */
import { nearestBy } from '../../base/text.ts'
import type { SystemInfo } from '../../model/guide.ts'
import { plainName } from './columns.ts'

/** Systems by each of their names; worked out once for a guide, because every row asks twice. */
const indexes = new WeakMap<readonly SystemInfo[], ReadonlyMap<string, SystemInfo>>()

/** By name and other names, whatever their capitals, spaces and hyphens; null for a system the guide does not know. */
export function matchSystem(written: string, systems: readonly SystemInfo[]): SystemInfo | null {
  let index = indexes.get(systems)
  if (index === undefined) {
    // Reversed, so that of two systems with one name the first stands.
    const names = [...systems]
      .reverse()
      .flatMap((system) => namesOf(system).map((name) => [plainName(name), system] as const))
    index = new Map(names)
    indexes.set(systems, index)
  }
  return index.get(plainName(written)) ?? null
}

/** The name that a misspelt system probably is, or null. */
export function suggestSystem(written: string, systems: readonly SystemInfo[]): string | null {
  return nearestBy(plainName(written), systems.flatMap(namesOf), plainName)
}

function namesOf(system: SystemInfo): readonly string[] {
  return [system.name, system.id, ...system.also]
}
