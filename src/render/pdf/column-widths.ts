/**
 * Widths of a table's columns: by their shares, except that no column is so narrow that it divides a word that the
 * table has room for.
 *
 * @param shares how the width would be divided
 * @param least the width each column needs for its longest word
 * @param width what there is; the result adds up to it
 */
export function columnWidths(shares: readonly number[], least: readonly number[], width: number): readonly number[] {
  // One very long word (an address, say) may not starve the other columns: it is divided instead.
  const limit = Math.max(width * 0.45, width / shares.length)
  const needs = shares.map((_, i) => Math.min(least[i] ?? 0, limit))
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
  const needed = sum(needs)
  if (needed >= width) return needs.map((need) => (need / needed) * width)

  const fixed = new Set<number>()
  for (;;) {
    const free = shares.map((_, i) => i).filter((i) => !fixed.has(i))
    const room = width - sum(needs.filter((_, i) => fixed.has(i)))
    const share = sum(free.map((i) => shares[i] ?? 0))
    const tooNarrow = free.filter((i) => ((shares[i] ?? 0) / share) * room < (needs[i] ?? 0) - 0.01)
    if (tooNarrow.length === 0)
      return shares.map((value, i) => (fixed.has(i) ? (needs[i] ?? 0) : (value / share) * room))
    for (const i of tooNarrow) fixed.add(i)
  }
}
