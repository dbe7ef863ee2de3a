/**
 * Remembers what was worked out, up to `limit` entries; then it forgets everything and starts again. What it returns
 * never depends on what it remembers, so neither do the bytes of a document.
 */
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
