/**
 * `terms.yaml`: words of older editions and what they are called now.
 *
 * @module
 */
import type { SourceFile } from '../model/sources.ts'
import type { Term, Terms } from '../model/terms.ts'
import { openYaml, type YamlMap } from './yaml-map.ts'

/** @throws UserError 2 when the file is not what it should be */
export function parseTerms(source: SourceFile | undefined): Terms {
  if (source === undefined) return { terms: [], neverChange: [], titleEnds: [] }
  const file = openYaml(source)
  return {
    terms: file.list('terms').map(term),
    neverChange: file.strings('never_change'),
    titleEnds: file.strings('title_ends'),
  }
}

function term(entry: YamlMap): Term {
  const now = entry.string('now')
  return {
    was: entry.strings('was'),
    exact: entry.optional('exact') === 'yes',
    now,
    nowPlural: entry.optional('now_plural') ?? `${now}s`,
    article: entry.optional('article') === 'an' ? 'an' : 'a',
    fix: entry.string('fix') === 'yes',
    because: entry.string('because'),
  }
}
