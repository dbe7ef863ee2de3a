/** One JSON value on stdout, for scripts. */
export const printJson = (value: unknown): void => {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

/** One JSON value `{"name": […]}` on stdout, item by item: thousands of plans are too long for one string. */
export function printJsonList<T>(name: string, items: Iterable<T>): void {
  process.stdout.write(`{${JSON.stringify(name)}: [`)
  let first = true
  for (const item of items) {
    process.stdout.write(`${first ? '' : ','}\n${JSON.stringify(item)}`)
    first = false
  }
  process.stdout.write('\n]}\n')
}
