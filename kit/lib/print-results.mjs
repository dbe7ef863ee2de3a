/**
 * Results as text: one line per problem, then a table.
 *
 * @module
 */

/** So many of one rule in one file are shown. */
const SHOWN = 3

/** @param {readonly import('./run-checks.mjs').CheckResult[]} results @returns {string} */
export function printResults(results) {
  const lines = results.flatMap(({ check, problems, notes, missing }) => [
    ...problemLines(check, problems),
    ...notes.map((note) => `${check.id}: ${note}`),
    ...(missing === null ? [] : [`NOT CHECKED by ${check.id}: ${missing} is missing. ${check.why}`]),
  ])
  return [...lines, ...(lines.length > 0 ? [''] : []), ...table(results)].join('\n') + '\n'
}

function problemLines(check, problems) {
  const shown = new Map()
  const lines = []
  for (const { file, rule, where, message } of problems) {
    const key = `${file}\n${rule}`
    const times = (shown.get(key) ?? 0) + 1
    shown.set(key, times)
    if (times <= SHOWN) lines.push(`${file}: ${where === '' ? '' : `${where}: `}${message}  ${check.id} ${rule}`)
  }
  for (const [key, times] of shown) {
    const [file, rule] = key.split('\n')
    if (times > SHOWN) lines.push(`${file}: and ${times - SHOWN} more of ${check.id} ${rule}`)
  }
  if (lines.length > 0) lines.push(`  why it matters: ${check.why}`)
  return lines
}

function table(results) {
  const rows = results.map(({ check, files, problems, missing, seconds }) => [
    check.id,
    String(files),
    missing === null ? String(problems.length) : 'not run',
    `${seconds.toFixed(1)} s`,
  ])
  const head = ['check', 'files', 'problems', 'time']
  const widths = head.map((word, column) => Math.max(word.length, ...rows.map((row) => row[column].length)))
  return [head, ...rows].map((row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]))).join('  '),
  )
}
