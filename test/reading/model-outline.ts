/**
 * A guide as it was understood, as lines that a reviewer reads at a glance. Empty parts are left out.
 */
import { UNDATED } from '../../src/base/day.ts'
import type { Finding, Place } from '../../src/model/finding.ts'
import type { Estimate, Guide, Quantity } from '../../src/model/guide.ts'
import { outline } from '../support/outline.ts'

const at = (place: Place | undefined): string => (place ? `${place.file}:${place.line}:${place.column}` : '-')
const quantity = (value: Quantity | null): string => (value === null ? '?' : `${value.value} ${value.unit}`)
const estimate = (value: Estimate | null): string =>
  value === null ? 'no estimate' : `${quantity(value.min)} to ${value.openEnded ? 'open' : quantity(value.max)}`

export function modelOutline(guide: Guide, findings: readonly Finding[], { blocks = true } = {}): string {
  const parts: [string, string[]][] = [
    [
      'phases',
      guide.phases.map(
        (phase) =>
          `${phase.order} ${phase.id}: ${phase.title} (${estimate(phase.estimate)}; dates of ${phase.datesOf ?? 'nothing'}; who ${phase.who.join(', ') || '-'})  ${at(phase.place)}`,
      ),
    ],
    [
      'tasks',
      guide.tasks.map((task) =>
        [
          `${task.id}: ${task.text}`,
          `   ${task.phase}; ${task.roles.join(', ') || 'nobody'}; ${task.timing?.text ?? 'end of phase'}${task.condition ? `; if ${task.condition.text}` : ''}  ${at(task.place)}`,
          ...(task.onlyText === undefined ? [] : [`   no task: a ${task.onlyText}`]),
          ...(task.question === undefined ? [] : [`   under: ${task.question}`]),
          ...(task.link === undefined
            ? []
            : [`   link: ${task.link.chapter ?? 'nowhere'} > ${task.link.section ?? '-'}`]),
          ...(task.details === undefined ? [] : [`   with ${task.details.length} blocks of details`]),
        ].join('\n'),
      ),
    ],
    [
      'slas',
      guide.slas.map((sla) =>
        [
          `${sla.id ?? 'unknown'} ${sla.status}: ${sla.text}`,
          `   ${quantity(sla.limit)}; names ${sla.names === null ? 'nobody' : `${sla.names.party} (${sla.names.stated ? 'stated' : 'inferred'})`}; from ${sla.startEvent ?? '-'}`,
          `   ${sla.document ?? 'no document'}, p. ${sla.page ?? '-'}; phase ${sla.phase ?? '-'}  ${at(sla.place)}`,
        ].join('\n'),
      ),
    ],
    [
      'dmi',
      guide.dmis.map((dmi) => `${dmi.code} ${dmi.status}${dmi.commented ? ', commented' : ''}  ${at(dmi.place)}`),
    ],
    [
      'markers',
      guide.markers.map((marker) => {
        const { hides } = marker
        const hidden = hides
          ? `hides ${hides.lines} lines, ${hides.items} items, ${hides.slas} SLAs, headings [${hides.headings.join(', ')}]`
          : 'hides nothing'
        const asked = marker.ask === null ? '' : `; ask ${marker.ask}: ${marker.question ?? '-'}`
        return `${marker.kind} ${marker.text}\n   under ${marker.headings.join(' > ') || '-'}; ${hidden}${asked}  ${at(marker.place)}`
      }),
    ],
    ['near misses', guide.nearMisses.map((miss) => `${miss.written}  ${at(miss.place)}`)],
    ['boxes', guide.callouts.map((box) => `${box.kind}: ${box.text}  ${at(box.place)}`)],
    [
      'findings',
      findings.map(({ place, severity, rule, message }) => `${at(place)}  ${severity}  ${rule}\n   ${message}`),
    ],
    [
      'pages',
      blocks
        ? guide.pages.map((page) => {
            const empty = { id: '', kind: 'report', language: '', author: '', subject: '', modified: UNDATED } as const
            const words = outline({
              ...empty,
              title: `--- ${page.file}: ${page.title}`,
              header: [],
              footer: [],
              blocks: page.blocks,
              words: {} as never,
            })
            return words.replace('header: \n', '').trimEnd()
          })
        : [],
    ],
  ]
  return parts
    .filter(([, lines]) => lines.length > 0)
    .map(([title, lines]) => `${title.toUpperCase()}\n${lines.join('\n')}\n`)
    .join('\n')
}
