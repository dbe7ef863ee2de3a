/**
 * The model as CLI.md's scripts read it: places, quantities and texts, no blocks.
 *
 * @module
 */
import type { Finding } from '../../model/finding.ts'
import type { Guide, Marker } from '../../model/guide.ts'

export const markersJson = (guide: Guide) =>
  guide.markers.map(({ kind, text, place, headings, hides, ask, question, phase }: Marker) => ({
    kind,
    text,
    place,
    headings,
    hides,
    phase,
    ask,
    question,
  }))

export const modelJson = (guide: Guide, findings: readonly Finding[]) => ({
  edition: guide.edition.label,
  kind: guide.kind,
  current: guide.edition.current,
  listItems: guide.listItems,
  phases: guide.phases.map(({ id, order, title, estimate, who, datesOf, place }) => ({
    id,
    order,
    title,
    estimate,
    who,
    datesOf,
    place,
  })),
  slas: guide.slas,
  dmis: guide.dmis,
  markers: markersJson(guide),
  nearMisses: guide.nearMisses,
  callouts: guide.callouts.map(({ kind, text, phase, place }) => ({ kind, text, phase, place })),
  tasks: guide.tasks.map((task) => ({
    id: task.id,
    text: task.text,
    phase: task.phase,
    roles: task.roles,
    condition: task.condition?.text ?? null,
    timing: task.timing?.text ?? null,
    takes: task.takes,
    after: task.after,
    slas: task.slas,
    dmis: task.dmis,
    from: task.from,
    sources: task.sources,
    link: task.link ?? null,
    place: task.place,
  })),
  findings,
})

export const gapsJson = (guide: Guide, findings: readonly Finding[]) => ({
  edition: guide.edition.label,
  summary: {
    GAP: guide.markers.filter(({ kind }) => kind === 'GAP').length,
    UPLIFT: guide.markers.filter(({ kind }) => kind === 'UPLIFT').length,
  },
  markers: markersJson(guide),
  nearMisses: guide.nearMisses,
  findings,
})
