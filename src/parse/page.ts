/**
 * One page as the rest of `parse/` sees it: read, named, and asked where things stand.
 *
 * @module
 */
import { listValue, textValue } from '../markdown/front-matter.ts'
import type { HeadingFound } from '../markdown/outline.ts'
import { readPage, type MarkdownPage } from '../markdown/read-page.ts'
import type { Finding } from '../model/finding.ts'
import { findingOf } from '../model/rules.ts'
import type { SourceFile } from '../model/sources.ts'
import { isAnnotation } from './annotation.ts'
import { refusePage } from './refuse-page.ts'
import type { SitePage } from './site.ts'

export interface ReadGuidePage extends SitePage {
  readonly markdown: MarkdownPage
  /** Comments may be annotations: true in our own guide. */
  readonly annotated: boolean
  /** Id of the step group a file of the public guide belongs to. */
  readonly group: string | null
  readonly order: number | null
  text(key: string): string | null
  list(key: string): string[]
  /** Headings above an offset, outermost first. */
  headingsAbove(offset: number): readonly HeadingFound[]
}

/**
 * A page that is too large or nested too deeply is not read at all: the parser's time grows faster than the page.
 *
 * @returns null with one finding for a page that is refused
 */
export function readGuidePage(
  file: SourceFile,
  kind: 'own' | 'public',
): { page: ReadGuidePage | null; findings: readonly Finding[] } {
  const refused = refusePage(file)
  if (refused !== null) return { page: null, findings: [refused] }
  const markdown = readPage(file.file, file.text, kind === 'public' ? { liquid: true } : { isAnnotation })
  const { frontMatter, outline, source } = markdown
  const findings = [...markdown.findings]
  const bad = file.text.indexOf('\uFFFD')
  if (bad !== -1) {
    const message = 'Unexpected bytes that are not UTF-8; the letters there are lost. Save the file as UTF-8.'
    findings.push(findingOf('not-utf-8', message, { place: source.place(bad) }))
  }
  const byPlace = [...outline.headings].sort((a, b) => a.offset - b.offset)
  const order = Number(frontMatter.values['order'] ?? Number.NaN)
  const page: ReadGuidePage = {
    file: file.file,
    title: textValue(frontMatter, 'title') ?? byPlace[0]?.text ?? nameOf(file.file),
    permalink: textValue(frontMatter, 'permalink'),
    headings: outline.headings,
    markdown,
    annotated: kind === 'own',
    group: textValue(frontMatter, 'group'),
    order: Number.isFinite(order) ? order : null,
    text: (key) => textValue(frontMatter, key),
    list: (key) => listValue(frontMatter, key),
    headingsAbove(offset) {
      const above: HeadingFound[] = []
      for (const heading of byPlace) {
        if (heading.offset > offset) break
        while ((above.at(-1)?.level ?? 0) >= heading.level) above.pop()
        above.push(heading)
      }
      return above
    },
  }
  return { page, findings }
}

/** The file's name without folder, number and ending: `07-data-checking.md` is `data-checking`. */
export function nameOf(file: string): string {
  return file
    .replace(/^.*\//, '')
    .replace(/\.md$/i, '')
    .replace(/^\d+[-_. ]*/, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}
