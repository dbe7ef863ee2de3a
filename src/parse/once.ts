/**
 * A value made when it is first asked for, and kept.
 *
 * Much of what a guide could say is asked of it only by some commands.
 */
export function once<T>(make: () => T): () => T {
  let value: { readonly of: T } | undefined
  return () => (value ??= { of: make() }).of
}
