/** A reporter that says at the end which tests were left out, and why: a skipped test proves nothing. */
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'

const reasonOf = (test: TestCase): string => {
  const result = test.result()
  return (result.state === 'skipped' ? result.note : undefined) ?? 'no reason given'
}

export default class LeftOut implements Reporter {
  #isPart = false

  onInit(vitest: Vitest): void {
    // With `-t`, whatever is not named is skipped because nobody asked for it.
    this.#isPart = vitest.config.testNamePattern !== undefined
  }

  onTestRunEnd(modules: readonly TestModule[]): void {
    if (this.#isPart) return
    const byReason = new Map<string, TestCase[]>()
    for (const module of modules)
      for (const test of module.children.allTests('skipped'))
        byReason.set(reasonOf(test), [...(byReason.get(reasonOf(test)) ?? []), test])
    for (const [reason, tests] of byReason) {
      const names = tests.map((test) => `  ${test.module.relativeModuleId} > ${test.fullName}\n`)
      process.stderr.write(`Left out: ${reason}.\n${names.join('')}`)
    }
  }
}
