/**
 * Phases of our own guide: the pages that say `phase:`.
 *
 * @module
 */
import { blockLines, spansText } from '../document/plain-text.ts'
import type { Finding } from '../model/finding.ts'
import { PHASES, type Phase } from '../model/guide.ts'
import { findingOf } from '../model/rules.ts'
import type { ReadGuidePage } from './page.ts'
import { parseEstimate } from './parse-estimate.ts'
import { rolesNamed, type RoleNames } from './roles.ts'
import { didYouMean } from '../base/text.ts'

export function ownPhases(pages: readonly ReadGuidePage[], roles: RoleNames): { phases: Phase[]; findings: Finding[] } {
  const phases: Phase[] = []
  const findings: Finding[] = []
  for (const page of pages) {
    const id = page.text('phase')
    if (id === null) continue
    const { frontMatter, blocks, outline } = page.markdown
    const place = frontMatter.place('phase')
    const same = phases.find((phase) => phase.id === id)
    if (same !== undefined) {
      const message = `Unexpected second page of the phase \`${id}\`, expected one page each: the other is ${same.place.file}. Its tasks are taken, its heading is not.`
      findings.push(findingOf('duplicate-phase', message, { place }))
      continue
    }
    const datesOf = PHASES.find((known) => known === id) ?? null
    if (datesOf === null) {
      const message = `Unexpected phase \`${id}\`, expected a phase of the timing policy.${didYouMean(id, PHASES)} It gets no dates.`
      findings.push(findingOf('unknown-phase', message, { place }))
    }
    const estimate = parseEstimate(page.text('subtitle'), frontMatter.place('subtitle'))
    const who = rolesNamed(page.list('who'), roles, frontMatter.place('who'))
    findings.push(...estimate.findings, ...who.findings)
    const heading = blocks.findIndex((block) => block.type === 'heading' && block.level > 1)
    // What is to be ticked stands among the tasks, not in the words about them.
    const ticked = new Set(outline.items.filter(({ tickBox }) => tickBox).map(({ spans }) => spansText(spans)))
    const intro = (heading === -1 ? blocks : blocks.slice(0, heading)).filter(
      (block) =>
        block.type === 'paragraph' ||
        (block.type === 'list' &&
          !block.items.some(([first]) => first !== undefined && ticked.has(blockLines(first)[0] ?? ''))),
    )
    phases.push({
      id,
      order: page.order ?? (datesOf === null ? PHASES.length + 1 : PHASES.indexOf(datesOf) + 1),
      title: page.title,
      estimate: estimate.value,
      who: who.ids,
      intro: intro.slice(0, 3),
      datesOf,
      place: frontMatter.place('title'),
    })
  }
  return { phases: phases.sort((a, b) => a.order - b.order), findings }
}
