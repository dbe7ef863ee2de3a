/**
 * Values that are computed once and cached. A cache never changes a result, so the bytes of documents do not depend on it.
 *
 * @module
 */

/** Caches up to `limit` entries; when it is full, it is cleared. */
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

/** A value that is made on first use and kept: many parts of a guide are needed only by some commands. */
export function lazy<T>(make: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: make() }).of
}

/** What is worked out of a value once and lives as long as the value does: several rules ask for the same. */
export function cachedFor<Of extends object, Value>(make: (of: Of) => Value): (of: Of) => Value {
  const known = new WeakMap<Of, { readonly value: Value }>()
  return (of) => {
    let entry = known.get(of)
    if (entry === undefined) known.set(of, (entry = { value: make(of) }))
    return entry.value
  }
}
