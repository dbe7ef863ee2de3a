import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import matter from 'gray-matter'
import { describe, expect, it } from 'vitest'
import { readFrontMatter } from '../../src/markdown/front-matter.ts'
import { SourceText } from '../../src/markdown/source-text.ts'

const guide = join(import.meta.dirname, '../../guide')

/** Site generators read front matter with gray-matter: it has to find in our pages what we find, and nothing to run. */
describe('the front matter of our guide', () => {
  it.each(readdirSync(guide).filter((file) => /^[a-z0-9].*\.md$/.test(file)))('%s reads the same elsewhere', (file) => {
    const text = readFileSync(join(guide, file), 'utf8')
    const other = matter(text, { language: 'yaml' })
    const ours = readFrontMatter(new SourceText(file, text)).matter
    const plain = (value: unknown): unknown => (value instanceof Date ? value.toISOString().slice(0, 10) : value)
    expect(ours.values).toEqual(
      Object.fromEntries(Object.entries(other.data).map(([key, value]) => [key, plain(value)])),
    )
    expect(text.slice(ours.end).trim()).toBe(other.content.trim())
  })
})
