/**
 * A name for an entry that stays the same when lines move: made of what it says and where it stands in the guide's own
 * structure.
 *
 * @module
 */
import { createHash } from 'node:crypto'

/** Gives each list of parts a name; equal lists get different names, by their order. */
export function fingerprints(all: readonly (readonly string[])[]): string[] {
  const times = new Map<string, number>()
  return all.map((parts) => {
    const said = parts.map((part) => part.replace(/\s+/g, ' ').trim().toLowerCase()).join('\0')
    const nth = (times.get(said) ?? 0) + 1
    times.set(said, nth)
    return createHash('sha256')
      .update(nth === 1 ? said : `${said}\0${nth}`)
      .digest('hex')
      .slice(0, 16)
  })
}
