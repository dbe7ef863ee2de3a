/**
 * A unified diff of two texts with the same number of lines: words were changed, no line came or went.
 *
 * @module
 */

const CONTEXT = 3

/** @param file path with `/`, as `git apply` will look for it */
export function unifiedDiff(file: string, before: string, after: string): string {
  const [a, b] = [linesOf(before), linesOf(after)]
  if (a.length !== b.length) throw new Error(`${file}: a change of words changed the number of lines.`)
  const changed = a.flatMap((line, at) => (line === b[at] ? [] : [at]))
  if (changed.length === 0) return ''
  const hunks = groups(changed).map(([first, last]) => {
    const from = Math.max(0, first - CONTEXT)
    const to = Math.min(a.length, last + CONTEXT + 1)
    return `@@ -${from + 1},${to - from} +${from + 1},${to - from} @@\n${hunkLines(a.slice(from, to), b.slice(from, to))}`
  })
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('')}`
}

/** Line ends stay with their lines: a carriage return is part of what is compared. */
const linesOf = (text: string): string[] => text.split(/(?<=\n)/)

/** Changes whose context would touch belong to one hunk. */
function groups(changed: readonly number[]): [number, number][] {
  const all: [number, number][] = []
  for (const at of changed) {
    const last = all.at(-1)
    if (last !== undefined && at - last[1] <= 2 * CONTEXT) last[1] = at
    else all.push([at, at])
  }
  return all
}

function hunkLines(a: readonly string[], b: readonly string[]): string {
  let out = ''
  for (let at = 0; at < a.length;) {
    if (a[at] === b[at]) {
      out += marked(' ', a[at] ?? '')
      at += 1
      continue
    }
    let end = at
    while (end < a.length && a[end] !== b[end]) end += 1
    out += a
      .slice(at, end)
      .map((line) => marked('-', line))
      .join('')
    out += b
      .slice(at, end)
      .map((line) => marked('+', line))
      .join('')
    at = end
  }
  return out
}

const marked = (sign: string, line: string): string =>
  line.endsWith('\n') ? `${sign}${line}` : `${sign}${line}\n\\ No newline at end of file\n`
