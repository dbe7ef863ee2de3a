/**
 * Values that are worked out once and remembered.
 *
 * What is returned never depends on what is remembered, so neither do the bytes of a document.
 *
 * @module
 */

/** Remembers up to `limit` entries; then it forgets all of them and starts again. */
export function boundedCache<Value>(limit: number, work: (key: string) => Value): (key: string) => Value {
  const known = new Map<string, Value>()
  return (key) => {
    let value = known.get(key)
    if (value === undefined) {
      value = work(key)
      if (known.size >= limit) known.clear()
      known.set(key, value)
    }
    return value
  }
}

/** A value made when it is first asked for, and kept: much of what a guide says is asked of it only by some commands. */
export function once<T>(make: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: make() }).of
}
