/**
 * Tasks of the public guide: each list item of its three role checklists.
 *
 * A task belongs to the phase of the chapter its link leads to, else to that of its step; it is due at the phase's end.
 *
 * @module
 */
import { spansText } from '../document/plain-text.ts'
import type { ItemFound } from '../markdown/outline.ts'
import type { PolicyPhaseId, Task } from '../model/guide.ts'
import type { ReadGuidePage } from './page.ts'
import { phaseByTitle } from './phase-names.ts'
import { unique, type PublicPhases } from './public-phases.ts'
import type { Site } from './site.ts'

const ROLES: readonly (readonly [RegExp, string])[] = [
  [/^(?:ccg|commission)/, 'commissioner'],
  [/^project-manager/, 'project-manager'],
  [/^practice/, 'practice-manager'],
]
/** Numbers of the key phases that the steps of a role stand for, by the step's order. */
const STEPS = [5, 6, 9, 13, 14]
const COMMISSIONER_STEPS = [1, 2, 14]

/** Role id of a checklist's step group, or null for other groups. The group's id counts, never its folder. */
export function roleOfGroup(group: string | null): string | null {
  if (group === null || !group.endsWith('-reading-by-phase')) return null
  return ROLES.find(([pattern]) => pattern.test(group))?.[1] ?? null
}

/** Phase of a checklist's step. */
export function phaseOfStep(page: ReadGuidePage, phases: PublicPhases['phases']): string | null {
  const numbers = roleOfGroup(page.group) === 'commissioner' ? COMMISSIONER_STEPS : STEPS
  const wanted = numbers[(page.order ?? 0) - 1]
  const byNumber = phases.length === 15 ? phases.find((phase) => phase.order === wanted) : undefined
  if (byNumber !== undefined) return byNumber.id
  const dates: PolicyPhaseId | null = /\bearly\b/i.test(page.title) ? 'pre-migration' : phaseByTitle(page.title)
  return (phases.find((phase) => phase.datesOf === dates) ?? phases[0])?.id ?? null
}

export function roleTasks(pages: readonly ReadGuidePage[], site: Site, found: PublicPhases): Task[] {
  const ids = new Set<string>()
  return pages.flatMap((page) => {
    const role = roleOfGroup(page.group)
    const stepPhase = role === null ? null : phaseOfStep(page, found.phases)
    if (role === null || stepPhase === null) return []
    return page.markdown.outline.items
      .filter((item) => item.spans.length > 0)
      .map((item) => roleTask(item, page, role, stepPhase, site, found, ids))
  })
}

function roleTask(
  item: ItemFound,
  page: ReadGuidePage,
  role: string,
  stepPhase: string,
  site: Site,
  found: PublicPhases,
  ids: Set<string>,
): Task {
  const text = spansText(item.spans)
  const link = linkOf(item, page, site)
  // Inner items are tasks of their own.
  const inner = page.markdown.outline.items.some((each) => item.offset < each.offset && each.offset < item.end)
  const details = item.details.filter((block) => !inner || block.type !== 'list')
  const question = page.headingsAbove(item.offset).at(-1)?.text ?? null
  const lead = item.lead ?? question
  return {
    id: unique(`${role}-${slug(page.title, 24)}-${slug(text, 48)}`, ids),
    text,
    spans: item.spans,
    phase: (link === null ? undefined : found.ofFile.get(link.file)) ?? stepPhase,
    roles: [role],
    condition: null,
    timing: null,
    takes: null,
    after: [],
    at: null,
    slas: [],
    dmis: [],
    from: [],
    sources: [],
    ...(details.length > 0 ? { details } : {}),
    ...(lead === null ? {} : { question: lead }),
    ...(link === null ? {} : { link: { target: link.target, chapter: link.chapter, section: link.section } }),
    place: item.place,
  }
}

/** The item's first link into the guide. A section that does not exist still names its chapter. */
function linkOf(item: ItemFound, page: ReadGuidePage, site: Site) {
  for (const link of page.markdown.outline.links) {
    if (link.offset < item.offset || link.offset >= item.end) continue
    const resolved = site.resolve(link.target, page)
    if (resolved.kind === 'external') continue
    const chapter = resolved.kind === 'found' ? resolved.target.page : (resolved.page ?? null)
    const section = resolved.kind === 'found' ? resolved.section : null
    return { target: link.target, chapter: chapter?.title ?? null, section, file: chapter?.file ?? '' }
  }
  return null
}

export function slug(text: string, length: number): string {
  const words = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/['’‘]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  if (words.length <= length) return words || 'task'
  const cut = words.slice(0, length + 1)
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), Math.min(length, 12)))
}
