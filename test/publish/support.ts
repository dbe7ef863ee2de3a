/** Publishes a guide with the words that ship. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BUILT_IN_TEMPLATES } from '../../src/base/files.ts'
import { sayTaskFacts } from '../../src/compose/say.ts'
import { parseGuide } from '../../src/guide/parse-guide.ts'
import { type PublishedGuide, publishGuide } from '../../src/guide/publish-guide.ts'
import type { GuideSources } from '../../src/model/sources.ts'
import { openWords } from '../../src/template/fill.ts'

const words = openWords({
  file: 'words.yaml',
  text: readFileSync(join(BUILT_IN_TEMPLATES, 'words.yaml'), 'utf8'),
})

export function publishSources(sources: GuideSources): PublishedGuide {
  const { value: guide } = parseGuide(sources)
  return publishGuide(sources, guide, (task) => sayTaskFacts(task, guide, words))
}

/** A line that stands under a task in the place of its annotation. */
export const isTaskLine = (line: string): boolean => /^[ \t>]*\*\*Owner:\*\* /.test(line)
