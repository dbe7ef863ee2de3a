import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { wordsOf } from './words-of-findings.ts'

const FOLDER = join(import.meta.dirname, '../bad-practices')

/** One folder for each mistake: `practices.*` as a colleague might send it, and the words that come back. */
describe('a practices file with a mistake', () => {
  for (const name of readdirSync(FOLDER)) {
    const folder = join(FOLDER, name)
    const file = readdirSync(folder).find((candidate) => candidate.startsWith('practices.'))
    it(name, async () => {
      const words = await wordsOf(relative(process.cwd(), join(folder, file ?? 'practices.csv')))
      await expect(words).toMatchFileSnapshot(join(folder, 'expected.txt'))
      if (name.startsWith('not-')) return
      // The folder is named after the rule it shows.
      expect(words).toContain(name)
    })
  }
})
