/**
 * `slot: hazards`: the known hazards with the tasks that control each, as a form: who sees to it, the risk before and after
 * as the Clinical Safety Officer scores it, and whether it is closed. No score comes from here.
 *
 * @module
 */
import { daysWithin } from '../../base/day-in-words.ts'
import type { Block, Cell, Field, Span, TableRow } from '../../document/document.ts'
import type { PlannedHazard, PlannedTask } from '../../model/plan.ts'
import type { ComposeContext, Slot } from '../compose-context.ts'
import { sourceMark } from '../provenance.ts'
import { firstWords, ifItApplies } from './task-lists.ts'

const BLANKS = ['who', 'before', 'after', 'state'] as const

export const hazards: Slot = (context) => {
  const { plan, words } = context
  if (plan.hazards.length === 0) return []
  const table: Block = {
    type: 'table',
    id: 'hazards',
    caption: [{ text: words.say('hazards.caption') }],
    captionVisible: false,
    header: ['hazard', ...BLANKS].map((name): readonly Span[] => [{ text: words.say(`hazards.columns.${name}`) }]),
    shares: [11.5, 1.2, 1, 1, 1],
    rowHeader: 0,
    rows: plan.hazards.map((planned, index) => hazardRow(planned, index + 1, context)),
  }
  return [table]
}

function hazardRow(planned: PlannedHazard, number: number, context: ComposeContext): TableRow {
  const { id, hazard, couldHappen, sources } = planned.line
  const { words } = context
  const applies = planned.applies === 'unknown' ? ` ${ifItApplies(planned, context)}.` : ''
  const field = (name: (typeof BLANKS)[number]): Field => ({
    id: `hazard:${id}:${name}`,
    kind: 'text',
    label: words.say(`hazards.fields.${name}`, { hazard }),
  })
  return {
    id,
    cells: [
      {
        spans: [
          { text: words.say('hazards.numbered', { number: String(number), hazard }), marks: ['strong'] },
          { text: ` ${couldHappen}${applies}` },
          ...sourceMark(sources, context),
        ],
        more: [controlsOf(planned.controls, context)],
      },
      ...BLANKS.map((name): Cell => ({ field: field(name) })),
    ],
  }
}

/** Each task by its first sentence, with its day, in the order of the guide. */
function controlsOf(controls: readonly PlannedTask[], { plan, words }: ComposeContext): readonly Span[] {
  const said = controls.map(({ task, from, due }): string => {
    const days = due === null ? null : daysWithin(from ?? due, due, plan.practice.goLive)
    const date = days?.replaceAll(' ', '\u00a0') ?? null
    return words.say('hazards.control', { task: firstWords(task.text), date })
  })
  return [{ text: words.say('hazards.controls', { tasks: said.join('; ') }) }]
}
