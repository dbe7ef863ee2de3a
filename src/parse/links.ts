/**
 * Links of a page that lead nowhere, each with the target that was probably meant.
 *
 * @module
 */
import type { Finding, Place } from '../model/finding.ts'
import type { ReadGuidePage } from './page.ts'
import { targetAddress, type Site } from './site.ts'

/** Keys of the public guide's front matter that hold addresses. */
const ADDRESS_KEYS = ['title_url', 'nextpage', 'previouspage', 'breadcrumbparent'] as const

export function checkLinks(page: ReadGuidePage, site: Site): Finding[] {
  const { outline, frontMatter } = page.markdown
  const findings: Finding[] = []
  const check = (target: string, place: Place) => {
    const resolved = site.resolve(target, page)
    if (resolved.kind !== 'broken') return
    const { nearest } = resolved
    const what = resolved.page === null ? 'a page' : 'a section'
    const hint = nearest === null ? '' : ` The nearest is \`${targetAddress(nearest)}\`.`
    const message = `Unexpected link to \`${target}\`, expected ${what} of the guide that exists.${hint}`
    findings.push({ rule: 'broken-link', severity: 'warning', message, place })
  }
  for (const link of outline.links) check(link.target, link.place)
  for (const key of ADDRESS_KEYS) {
    const target = page.text(key)
    if (target !== null) check(target.replace(/\{\{[^}]*\}\}/g, ''), frontMatter.place(key))
  }
  return findings
}
