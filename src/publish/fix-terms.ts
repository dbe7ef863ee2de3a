/**
 * Terms of older editions, put right as a patch: only the words, only where they are the guide's own, nothing else.
 *
 * In:  pages as on disk, the terms. Out: a unified diff that `git apply` takes, and what a person must reword.
 *
 * @module
 */
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from 'diff'
import { findTerms, type TermFound } from '../markdown/find-terms.ts'
import { SourceText } from '../markdown/source-text.ts'
import type { Place } from '../model/finding.ts'
import type { SourceFile } from '../model/sources.ts'
import type { Terms } from '../model/terms.ts'

export interface TermLeft {
  readonly written: string
  readonly now: string
  readonly place: Place
  readonly because: string
}

export interface FixedTerms {
  /** Empty where nothing can be put right by rule. */
  readonly patch: string
  readonly changed: number
  readonly left: readonly TermLeft[]
}

/** @param prefix path of the guide's folder from where the patch will be applied, with `/` at its end */
export function fixTerms(pages: readonly SourceFile[], terms: Terms, prefix: string): FixedTerms {
  const left: TermLeft[] = []
  let changed = 0
  const patches = pages.map((page) => {
    const source = new SourceText(page.file, page.text)
    const found = findTerms(page.text, terms)
    const safe = found.filter((one) => isSafe(one, source))
    left.push(
      ...found
        .filter((one) => !safe.includes(one))
        .map(({ written, term, to }) => ({
          written,
          now: term.now,
          place: source.place(to - written.length),
          because: term.fix
            ? 'It is in a heading without a fixed id, to which links may lead. Add {#id} first.'
            : term.because,
        })),
    )
    changed += safe.length
    return safe.length === 0 ? '' : patchOf(`${prefix}${page.file}`, page.text, replaced(page.text, safe))
  })
  return { patch: patches.join(''), changed, left }
}

/** @param file path with `/`, as `git apply` will look for it */
const patchOf = (file: string, before: string, after: string): string =>
  createTwoFilesPatch(`a/${file}`, `b/${file}`, before, after, undefined, undefined, {
    context: 3,
    headerOptions: FILE_HEADERS_ONLY,
  })

/** Another wording of a heading gives it another address, unless its id is fixed. */
function isSafe({ term, from }: TermFound, source: SourceText): boolean {
  if (!term.fix) return false
  const line = source.text.slice(source.lineStart(from), source.lineEnd(from))
  return !/^ {0,3}#{1,6}\s/.test(line) || /\{:?\s*#[^{}]+\}/.test(line)
}

function replaced(text: string, found: readonly TermFound[]): string {
  let out = ''
  let at = 0
  for (const { from, to, replacement } of found) {
    out += text.slice(at, from) + replacement
    at = to
  }
  return out + text.slice(at)
}
