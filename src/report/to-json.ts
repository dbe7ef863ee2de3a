/**
 * The gap report for scripts; `docs/reference/json.md` describes its fields.
 *
 * @module
 */
import type { Finding } from '../model/finding.ts'
import type { Guide } from '../model/guide.ts'
import type { ComparedItem, GapEntry, GapReport, ItemChanges, Pair } from './gap-report.ts'

export function toJson(report: GapReport, guide: Guide, findings: readonly Finding[]): Record<string, unknown> {
  const entries = report.entries.filter(({ kind }) => kind === 'gap' || kind === 'uplift')
  // In the guide's order, as `model` has them.
  const byPlace = new Map(entries.map((entry) => [placeKey(entry.place), entry]))
  const markers = guide.markers.flatMap(({ place, phase, ask, owner }) => {
    const entry = byPlace.get(placeKey(place))
    return entry === undefined ? [] : [{ ...markerJson(entry), phase, ask, owner }]
  })
  const { changes, baseline, history, lacks } = report
  return {
    edition: report.edition,
    summary: {
      GAP: guide.markers.filter(({ kind }) => kind === 'GAP').length,
      UPLIFT: guide.markers.filter(({ kind }) => kind === 'UPLIFT').length,
    },
    markers,
    nearMisses: guide.nearMisses,
    findings: [...findings, ...(changes?.findings ?? [])],
    ...(changes === null
      ? {}
      : {
          since: changes.since,
          opened: changes.opened.map(markerJson),
          closed: changes.closed.map(markerJson),
          moved: changes.moved.map(pairJson),
          reworded: changes.reworded.map(pairJson),
          nearMissChanges: {
            opened: changes.nearMisses.opened.map(nearMissJson),
            closed: changes.nearMisses.closed.map(nearMissJson),
          },
          questions: {
            opened: changes.questions.opened.map(markerJson),
            closed: changes.questions.closed.map(markerJson),
          },
          slas: itemsJson(changes.slas),
          tasks: itemsJson(changes.tasks),
        }),
    ...(baseline === null
      ? {}
      : {
          baseline: { known: baseline.known, reworded: baseline.reworded, new: baseline.fresh, stale: baseline.stale },
        }),
    ...(history === null ? {} : { history }),
    ...(lacks.length === 0 ? {} : { lacks }),
  }
}

const placeKey = (place: GapEntry['place']): string => `${place?.file ?? ''}:${place?.line ?? 0}:${place?.column ?? 0}`

const markerJson = (entry: GapEntry) => ({
  kind: entry.kind.toUpperCase(),
  text: entry.text,
  place: entry.place,
  headings: entry.headings,
  hides: entry.hides,
  ask: entry.ask,
  question: entry.question,
  owner: entry.owner,
  due: entry.due,
  issue: entry.issue,
  since: entry.since,
  fingerprint: entry.fingerprint,
  ...(entry.practices === null ? {} : { practices: entry.practices }),
  ...(entry.baseline === null ? {} : { standing: entry.baseline, reason: entry.reason }),
})

const nearMissJson = ({ text, place, headings }: GapEntry) => ({ text, place, headings })

const pairJson = ({ before, after }: Pair<GapEntry>) => ({
  ...markerJson(after),
  was: { text: before.text, place: before.place, headings: before.headings },
})

const itemJson = ({ id, text, place, terms }: ComparedItem) => ({ id: id === '' ? null : id, text, place, ...terms })

const itemsJson = ({ added, removed, reworded, changed }: ItemChanges) => ({
  added: added.map(itemJson),
  removed: removed.map(itemJson),
  reworded: reworded.map(({ before, after }) => ({ ...itemJson(after), was: itemJson(before) })),
  changed: changed.map(({ before, after, what }) => ({
    ...itemJson(after),
    what,
    was: itemJson(before),
    is: itemJson(after),
  })),
})
