/**
 * Which edition of the guide this is: its own name for itself, and a hash of its files.
 *
 * @module
 */
import { createHash } from 'node:crypto'
import { compare } from '../base/text.ts'
import { type IsoDay, latestOf, parseDay } from '../base/day.ts'
import type { Edition } from '../model/guide.ts'
import type { GuideSources, SourceFile } from '../model/sources.ts'
import type { ReadGuidePage } from './page.ts'

export function editionOf(sources: GuideSources, pages: readonly ReadGuidePage[]): Edition {
  const index = pages.find((page) => page.file === 'index.md') ?? pages.find((page) => page.file === 'guide/index.md')
  const name = (sources.kind === 'own' ? index?.text('edition') : null) ?? index?.title ?? pages[0]?.title ?? 'Guide'
  const own = [...sources.data.values()].filter((file) => !file.file.startsWith('built-in/'))
  const hash = hashOf([...sources.pages, ...own])
  return {
    name,
    hash,
    label: `${name} ${hash}`,
    // Only a guide that says so is current; the public one was replaced, whatever it says.
    current: sources.kind === 'own' && index?.text('status')?.toLowerCase() === 'current',
    reviewed: sources.kind === 'own' ? latest(pages) : null,
  }
}

/** Line ends and byte order marks do not count: a checkout on Windows is the same edition. */
function hashOf(files: readonly SourceFile[]): string {
  const hash = createHash('sha256')
  for (const file of [...files].sort((a, b) => compare(a.file, b.file))) {
    hash.update(`${file.file}\0${file.text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')}\0`)
  }
  return hash.digest('hex').slice(0, 8)
}

function latest(pages: readonly ReadGuidePage[]): IsoDay | null {
  const days = pages.map((page) => page.text('reviewed')).flatMap((written) => parseDay(written ?? '') ?? [])
  return latestOf(days) ?? null
}
