/**
 * A role id as a person says it; words that are no known role stay as written.
 *
 * @module
 */
import type { Guide } from '../model/guide.ts'

export function roleName(id: string, guide: Guide): string {
  const name = guide.data.roles.find((role) => role.id === id)?.name ?? id
  return name.charAt(0).toUpperCase() + name.slice(1)
}
