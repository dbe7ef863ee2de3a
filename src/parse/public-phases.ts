/**
 * Phases of the public guide: the steps of its group `migration-key-phases`, or its chapters where that group is missing.
 *
 * @module
 */
import { compare } from '../base/text.ts'
import { spansText } from '../document/plain-text.ts'
import type { Finding } from '../model/finding.ts'
import type { Phase } from '../model/guide.ts'
import { once } from '../base/cache.ts'
import { findingOf } from '../model/rules.ts'
import { nameOf, type ReadGuidePage } from './page.ts'
import { parseEstimate } from './parse-estimate.ts'
import { phaseByOrder, phaseByTitle } from './phase-names.ts'
import type { RoleNames } from './roles.ts'
import type { Site } from './site.ts'

export const KEY_PHASES = 'migration-key-phases'

export interface PublicPhases {
  readonly phases: readonly Phase[]
  /** Phase of a page, by file: a step's own, a chapter's first. */
  readonly ofFile: ReadonlyMap<string, string>
  readonly findings: readonly Finding[]
}

export function publicPhases(pages: readonly ReadGuidePage[], site: Site, roles: () => RoleNames): PublicPhases {
  const steps = inOrder(pages.filter((page) => page.group === KEY_PHASES))
  const sources = steps.length > 0 ? steps : chapters(pages)
  const ofFile = new Map<string, string>()
  const findings: Finding[] = []
  const ids = new Set<string>()
  const phases = sources.map((page, index): Phase => {
    const id = unique(nameOf(page.file) || 'phase', ids)
    const chapter = steps.length > 0 ? chapterOf(page, site) : page
    const first = chapter !== null && !ofFile.has(chapter.file)
    if (first) ofFile.set(chapter.file, id)
    ofFile.set(page.file, id)
    const place = page.markdown.frontMatter.place('title')
    const subtitle = parseEstimate(page.text('subtitle'), page.markdown.frontMatter.place('subtitle'))
    findings.push(...subtitle.findings)
    const datesOf = phaseByOrder(page.order, steps.length) ?? phaseByTitle(page.title)
    if (datesOf === null) {
      const message = `Unexpected phase \`${page.title}\`, expected one that the timing policy knows. It gets no dates; name it like a phase of timing.yaml.`
      findings.push(findingOf('undated-phase', message, { place }))
    }
    const who = once(() => (first ? whoOf(pages.find((each) => each.file === chapter.file) ?? page, roles()) : []))
    return {
      id,
      order: page.order ?? index + 1,
      title: page.title,
      estimate: subtitle.value,
      get who() {
        return who()
      },
      intro: page.markdown.blocks.filter((block) => block.type === 'paragraph' || block.type === 'list').slice(0, 3),
      datesOf,
      place,
    }
  })
  return { phases, ofFile, findings }
}

const inOrder = (pages: readonly ReadGuidePage[]): ReadGuidePage[] =>
  [...pages].sort((a, b) => (a.order ?? Infinity) - (b.order ?? Infinity) || compare(a.file, b.file))

/** Pages right in `guide/`, without its front page: the order of the files is the order of the guide. */
const chapters = (pages: readonly ReadGuidePage[]): ReadGuidePage[] =>
  pages.filter((page) => /^guide\/(?!index\.md$)[^/]+$/i.test(page.file))

/** The page its title leads to. An address that has moved is followed to the page that now holds the section. */
function chapterOf(step: ReadGuidePage, site: Site): { readonly file: string } | null {
  const link = step.text('title_url')
  if (link === null) return null
  const resolved = site.resolve(link, step)
  if (resolved.kind === 'external') return null
  return resolved.kind === 'found' ? resolved.target.page : (resolved.page ?? resolved.nearest?.page ?? null)
}

/** Lists under `Who is involved` and headings like it. */
const WHO = /^who\b|\byou should involve\b|\bis involved\b/i

function whoOf(chapter: ReadGuidePage, roles: RoleNames): string[] {
  const heading = chapter.headings.find(({ text }) => WHO.test(text))
  if (heading === undefined) return []
  const items = chapter.markdown.outline.items.filter(
    (item) =>
      item.depth === 0 &&
      chapter.headingsAbove(item.offset).at(-1)?.offset ===
        chapter.markdown.outline.headings.find((each) => each.id === heading.id)?.offset,
  )
  const named = items.map((item) => {
    const bold = item.spans.find((span) => span.marks?.includes('strong'))
    return bold?.text ?? spansText(item.spans).split(/\s[-–—]\s/)[0] ?? ''
  })
  return [...new Set(named.filter((words) => words !== '').flatMap((words) => roles.mentionedIn(words)))]
}

export function unique(id: string, taken: Set<string>): string {
  let free = id
  for (let times = 2; taken.has(free); times += 1) free = `${id}-${times}`
  taken.add(free)
  return free
}
