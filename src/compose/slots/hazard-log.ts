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
import { OURS, sourceMark } from '../provenance.ts'
import { sourceLines } from './source-list.ts'
import { firstWords, ifItApplies } from './task-lists.ts'

const BLANKS = ['who', 'before', 'after', 'state'] as const

export const hazards: Slot = (context) => {
  const { plan, words } = context
  if (plan.hazards.length === 0) return []
  const header = ['hazard', 'controls', ...BLANKS]
  const table: Block = {
    type: 'table',
    id: 'hazards',
    caption: [{ text: words.say('hazards.caption') }],
    captionVisible: false,
    header: header.map((name): readonly Span[] => [{ text: words.say(`hazards.columns.${name}`) }]),
    shares: [5.3, 6.6, 1.3, 0.9, 0.9, 1],
    rowHeader: 0,
    rows: plan.hazards.map((planned, index) => hazardRow(planned, index + 1, context)),
  }
  return [table, ...sourcesOf(context)]
}

function hazardRow(planned: PlannedHazard, number: number, context: ComposeContext): TableRow {
  const { id, hazard, couldHappen, sources } = planned.line
  const { words } = context
  const notes: (readonly Span[])[] = [
    [{ text: couldHappen }, ...sourceMark(sources, context)],
    ...(planned.applies === 'unknown' ? [[{ text: ifItApplies(planned, context) }]] : []),
  ]
  const field = (name: (typeof BLANKS)[number]): Field => ({
    id: `hazard:${id}:${name}`,
    kind: 'text',
    label: words.say(`hazards.fields.${name}`, { hazard }),
  })
  return {
    id,
    cells: [
      {
        spans: [{ text: words.say('hazards.numbered', { number: String(number), hazard }), marks: ['strong'] }],
        more: notes,
      },
      controlsCell(planned.controls, context),
      ...BLANKS.map((name): Cell => ({ field: field(name) })),
    ],
  }
}

/** Each task by its first sentence, with its day, in the order of the guide. */
function controlsCell(controls: readonly PlannedTask[], { plan, words }: ComposeContext): Cell {
  const lines = controls.map(({ task, from, due }): readonly Span[] => {
    const days = due === null ? null : daysWithin(from ?? due, due, plan.practice.goLive)
    const date = days?.replaceAll(' ', '\u00a0') ?? null
    return [{ text: words.say('hazards.control', { task: firstWords(task.text), date }) }]
  })
  return { spans: [], more: lines }
}

/** The sources behind the marks, each with what to know before relying on it. */
function sourcesOf(context: ComposeContext): Block[] {
  const { guide, plan, words } = context
  const named = new Set(plan.hazards.flatMap(({ line }) => line.sources).filter((source) => source !== OURS))
  const items = sourceLines(
    guide.data.sources.filter(({ id }) => named.has(id)),
    context,
  )
  if (items.length === 0) return []
  return [
    { type: 'heading', level: 3, id: 'hazard-sources', spans: [{ text: words.say('hazards.sources') }] },
    { type: 'list', ordered: false, items: items.map((spans): readonly Block[] => [{ type: 'paragraph', spans }]) },
  ]
}
