/**
 * Links of a page: where each leads, and for those that lead nowhere what was probably meant.
 *
 * @module
 */
import type { Finding, Place } from '../model/finding.ts'
import type { PageLink } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import type { ReadGuidePage } from './page.ts'
import { targetAddress, type Site } from './site.ts'

/** Keys of the public guide's front matter that hold addresses. */
const ADDRESS_KEYS = ['title_url', 'nextpage', 'previouspage', 'breadcrumbparent'] as const

/** Every link of a page with the file it leads to, and a finding for each that leads nowhere. */
export function readLinks(page: ReadGuidePage, site: Site): { links: PageLink[]; findings: Finding[] } {
  const findings: Finding[] = []
  const links = writtenLinks(page).map(({ target, text, place }): PageLink => {
    const resolved = site.resolve(target, page)
    if (resolved.kind === 'broken') {
      const { nearest } = resolved
      const what = resolved.page === null ? 'a page' : 'a section'
      const hint = nearest === null ? '' : ` The nearest is \`${targetAddress(nearest, target)}\`.`
      const message = `Unexpected link to \`${target}\`, expected ${what} of the guide that exists.${hint}`
      findings.push(findingOf('broken-link', message, { place }))
    }
    return { target, text, place, leadsTo: resolved.kind === 'found' ? resolved.target.page.file : null }
  })
  return { links, findings }
}

/** Those of its words, then those of its front matter. */
function writtenLinks(page: ReadGuidePage): { target: string; text: string; place: Place }[] {
  const { outline, frontMatter } = page.markdown
  const matter = ADDRESS_KEYS.flatMap((key) => {
    const target = page.text(key)
    return target === null
      ? []
      : [{ target: target.replace(/\{\{[^}]*\}\}/g, ''), text: '', place: frontMatter.place(key) }]
  })
  return [...outline.links, ...matter]
}
