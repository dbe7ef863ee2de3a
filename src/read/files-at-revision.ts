/**
 * A guide's files as they were at an older revision.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import type { GuideFiles } from './read-guide.ts'
import type { Repository } from './repository.ts'
import { isHidden } from './tree-walk.ts'

/** The guide's files as they were at a revision. */
export function filesAtRevision(repository: Repository, revision: string): GuideFiles & { close(): void } {
  const blobs = repository.blobs()
  const objects = (async () => {
    const listed = await repository.git([
      'ls-tree',
      '-r',
      '-z',
      '--full-tree',
      revision,
      '--',
      repository.prefix || '.',
    ])
    const files = listed.split('\0').flatMap((entry) => {
      const found = /^\d+ blob ([0-9a-f]+)\t([\s\S]*)$/.exec(entry)
      const path = found?.[2] ?? ''
      if (!found || !path.startsWith(repository.prefix) || isHidden(path.slice(repository.prefix.length))) return []
      return [[path.slice(repository.prefix.length), found[1] ?? ''] as const]
    })
    return new Map(files)
  })()
  return {
    names: async () => [...(await objects).keys()].sort(compare),
    read: async (file) => ({ file, text: (await blobs.read((await objects).get(file) ?? ''))?.toString('utf8') ?? '' }),
    close: () => blobs.close(),
  }
}
